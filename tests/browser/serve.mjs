// Drives Chromium over `variorum serve` while files change: node serve.mjs <program> <folder of a knowledge base>
// The folder is changed. Exit code 0: all well. 1: a failure. 2: could not run.

import { spawn } from "node:child_process";
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { CannotRun, findChromium, launch } from "./checks/chromium.mjs";
import { checkReflow, runAxe } from "./checks/visit.mjs";

const SCREENSHOTS = join(dirname(fileURLToPath(import.meta.url)), "out");
/** Milliseconds that a change may take to be seen, on a machine that has much else to do. */
const PATIENCE = 20_000;

const [program, root] = process.argv.slice(2);
const practice = join(root, "content/practices/sweeping.md");
const PAGE = "practices/sweeping.html";

/** A practice long enough to scroll in. */
function write(ending) {
  const paragraphs = Array.from({ length: 60 }, (_, number) => `Paragraph ${number} of a text that is long.`);
  const head = '+++\ntitle = "Sweeping"\nsummary = "Every evening."\ndate = 2020-04-01\non = "tidy@1"\n+++\n';
  writeFileSync(practice, [head, ...paragraphs, ending, ""].join("\n\n"));
}

/** Starts the server and returns its address and a way to end it. */
async function serve(port) {
  const server = spawn(program, ["serve", "--root", root, "--port", String(port)], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  // A failure must leave no server behind.
  process.on("exit", () => server.kill());
  for await (const line of createInterface({ input: server.stdout })) {
    const address = line.match(/http:\/\/127\.0\.0\.1:(\d+)\//);
    // What else it prints is let go, so that it never waits for a reader.
    server.stdout.resume();
    if (address) return { base: address[0], port: Number(address[1]), stop: () => (server.kill("SIGINT"), ended) };
  }
  throw new Error(`the server ended with ${await ended}`);
}

/** Opens a page and fails the run for everything that it complains about. */
async function open(context, address, complaints) {
  const page = await context.newPage();
  await page.exposeFunction("complain", (text) => complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.complain(`the policy blocked ${event.effectiveDirective}: ${event.blockedURI}`);
    });
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // A server that is away, and a page that is nothing but a report, are part of the test.
    const isExpected = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY|ERR_CONNECTION_RESET|status of (404|503)/.test(message.text());
    if (message.type() === "error" && !isExpected) complaints.push(message.text());
  });
  await page.goto(address);
  return page;
}

const panel = (page) => page.locator("variorum-report .panel");
const corner = (page) => page.locator("variorum-report .corner");
/** Whether this is still the document that was marked. */
const mark = (page) => page.evaluate(() => (window.marked = true));
const isMarked = (page) => page.evaluate(() => window.marked === true);

async function test(browser) {
  const complaints = [];
  const fail = (check, reason) => complaints.push(`${check}: ${reason}`);
  write("The first ending.");
  let server = await serve(0);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  context.setDefaultTimeout(PATIENCE);
  const page = await open(context, server.base + PAGE, complaints);
  const other = await open(context, `${server.base}pages/about.html`, complaints);

  console.log("a text changes: its page is loaded again where one was, another page is not");
  await page.evaluate(() => scrollTo(0, 700));
  await Promise.all([mark(page), mark(other)]);
  write("The second ending.");
  await page.getByText("The second ending.").waitFor();
  assert.equal(await isMarked(page), false);
  await page.waitForFunction(() => Math.abs(scrollY - 700) < 2);
  assert.equal(await isMarked(other), true);
  const anchored = await open(context, `${server.base}${PAGE}#main`, complaints);
  await anchored.evaluate(() => scrollTo(0, 500));
  write("The third ending.");
  await anchored.getByText("The third ending.").waitFor();
  await anchored.waitForFunction(() => Math.abs(scrollY - 500) < 2);
  await anchored.close();

  console.log("a file is broken: the report lies over every page, and nobody loses what they were at");
  await mark(page);
  await page.locator("header a").first().focus();
  write("See [nobody](../people/nobody.md) and <b>this</b>.");
  await Promise.all([panel(page).waitFor(), panel(other).waitFor()]);
  const report = await panel(page).innerText();
  for (const words of ["2 errors", "error[broken-link]", "content/practices/sweeping.md:129:5", "^^^^", "= help: "]) {
    assert.ok(report.includes(words), `${words} is not in: ${report}`);
  }
  assert.equal(await panel(page).locator("b").count(), 0);
  const link = await panel(page).locator("a").first().getAttribute("href");
  assert.ok(link.startsWith("vscode://file/") && link.endsWith("/content/practices/sweeping.md:129:5"), link);
  assert.equal(await isMarked(page), true);
  assert.equal(await page.evaluate(() => document.activeElement.closest("header") !== null), true);
  assert.equal(await page.getByText("The third ending.").count(), 1);
  await look(page, "serve-report", fail);
  const late = await open(context, server.base, complaints);
  await panel(late).waitFor();
  await late.close();

  console.log("the report can be closed and opened again, and goes away by itself");
  await page.keyboard.press("Escape");
  await panel(page).waitFor({ state: "hidden" });
  await corner(page).click();
  await panel(page).waitFor();
  await panel(page).getByRole("button").click();
  await panel(page).waitFor({ state: "hidden" });
  write("The fourth ending.");
  await page.getByText("The fourth ending.").waitFor();
  for (const one of [page, other]) await one.locator("variorum-report").waitFor({ state: "detached" });

  console.log("a warning waits in a corner");
  write("A letter of another script in wоrd.");
  await page.getByText("A letter of another script").waitFor();
  await corner(page).waitFor();
  assert.equal(await panel(page).isVisible(), false);
  assert.equal(await corner(page).innerText(), "1 warning");
  await look(page, "serve-warning", fail);
  write("The fifth ending.");
  await page.getByText("The fifth ending.").waitFor();
  assert.equal(await page.locator("variorum-report").count(), 0);

  console.log("the server goes away and comes again: the page finds it");
  await server.stop();
  await corner(page).getByText("variorum serve has ended").waitFor();
  write("The sixth ending.");
  server = await serve(server.port);
  await page.getByText("The sixth ending.").waitFor();
  await page.locator("variorum-report").waitFor({ state: "detached" });

  console.log("a page goes away and comes again");
  rmSync(practice);
  await page.getByText("Nothing is here").first().waitFor();
  write("The seventh ending.");
  await page.getByText("The seventh ending.").waitFor();

  console.log("a server that never had a site tells why, and then has one");
  await server.stop();
  write("See [nobody](../people/nobody.md).");
  server = await serve(server.port);
  const first = await open(context, server.base + PAGE, complaints);
  await first.getByText("There is no site to show").waitFor();
  await look(first, "serve-no-site", fail);
  await panel(page).waitFor();
  write("The eighth ending.");
  for (const one of [first, page]) await one.getByText("The eighth ending.").waitFor();

  await server.stop();
  await context.close();
  assert.deepEqual(complaints, []);
}

/** Looks at a page with a report in both schemes and in a narrow window. */
async function look(page, name, fail) {
  for (const [mode, width, colorScheme] of [["light", 1280, "light"], ["dark", 1280, "dark"], ["narrow", 320, "light"]]) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
    await page.emulateMedia({ colorScheme });
    const found = await runAxe(page, `${name}, ${mode}`, fail);
    assert.equal(found.violations, 0, `${name}, ${mode}`);
    if (mode === "narrow") await checkReflow(page, fail);
    await page.screenshot({ path: join(SCREENSHOTS, `${name}-${mode}.png`), caret: "initial" });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

try {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const browser = await launch(findChromium());
  await test(browser);
  await browser.close();
  process.exit(0);
} catch (error) {
  const cannot = error instanceof CannotRun;
  console.error(cannot ? `could not run: ${error.message}` : `FAILED: ${error.stack}`);
  process.exit(cannot ? 2 : 1);
}
