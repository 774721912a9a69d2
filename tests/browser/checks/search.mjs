// The search page, served and from a disk: what is found and what is said of it, by keyboard, with nothing loaded before the
// field is used; and that the script cuts words as the program did.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { kilobytes } from "./report.mjs";
import { SCREEN, checkReflow, runAxe } from "./visit.mjs";

const PAGE = "search.html";
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };
/** Bytes gzipped of all scripts of the page, without what is loaded when it is used. */
const SCRIPT_LIMIT = 8 * 1024;

/** Searches in the repository's own site, served and as files. */
export async function checkSearch(context, site, folder, report) {
  const fail = (check, reason) => report.fail(PAGE, `search, ${check}`, reason);
  checkWeight(site.files, fail);
  const pages = [
    ["served", site.base],
    ["from a disk", pathToFileURL(join(folder, "/")).href],
  ];
  for (const [how, base] of pages) {
    await checkSearching(context, base, (check, reason) => fail(`${how}, ${check}`, reason));
  }
  await checkLooks(context, site.base, fail);
}

/** Searches in a site with many files of words and of entries, and in scripts with and without spaces. */
export async function checkManyFiles(context, site, folder, report) {
  const fail = (check, reason) => report.fail(PAGE, `search, many files, ${check}`, reason);
  await checkWords(context, site, report);
  const all = [...site.files.keys()].filter((path) => path.startsWith("search/"));
  for (const base of [site.base, pathToFileURL(join(folder, "/")).href]) {
    const loaded = [];
    const page = await context.newPage();
    page.on("request", (request) => request.url().includes("/search/") && loaded.push(request.url()));
    page.on("requestfailed", (request) => fail("request", request.url()));
    page.on("pageerror", (error) => fail("script error", String(error)));
    await page.goto(base + PAGE);
    for (const [query, title] of [
      ["alone77", "Practice 77"],
      // Mistakes: one behind the beginning, one in it.
      ["alonw77", "Practice 77"],
      ["laone77", "Practice 77"],
      ["practice 123", "Practice 123"],
      ["عَمَلِيّات", "عمليات المنتج"],
      ["संचालन", "उत्पाद संचालन"],
      ["产品运营", "产品运营"],
      ["运", "产品运营"],
      ["ผลิตภัณฑ์", "การดูแลผลิตภัณฑ์"],
      ["운영", "제품 운영"],
      ["フﾟロダクト", "プロダクト運営"],
    ]) {
      const { items, told } = await find(page, query);
      const found = items.map((item) => item.title);
      if (!found.includes(title)) fail(query, `${told} ${found.join(", ")}`);
      const isMarked = items.every((item) => item.title.startsWith("Practice") || item.marks.length > 0);
      if (!isMarked) fail(query, "something was found and nothing of it is marked");
      // The first search takes the index, some words, and what is shown.
      if (query === "alone77" && loaded.length > 5) fail("records", `${loaded.length} of ${all.length} were loaded`);
    }
    await find(page, "practice");
    await page.locator("#more").click();
    await page.locator("#found > li").nth(19).waitFor();
    const focused = await page.evaluate(() => [...document.querySelectorAll("#found > li")].indexOf(document.activeElement.closest("li")));
    if (focused !== 10) fail("more", `leads to the result ${focused + 1}`);
    await page.close();
  }
}

/** Every word that the script cuts from what can be found must be among the words of the program. */
export async function checkWords(context, site, report) {
  const fail = (check, reason) => report.fail(PAGE, `search, ${check}`, reason);
  const page = await open(context, site.base, "?q=a");
  await page.locator("#told:not(:empty)").waitFor({ state: "attached" });
  const records = [...site.files].filter(([path]) => path.startsWith("search/")).map(([, bytes]) => String(bytes));
  const { cut, lost } = await page.evaluate((scripts) => {
    const read = new Map();
    for (const line of scripts.flatMap((script) => script.trim().split("\n"))) {
      const [name, data] = JSON.parse(`[${line.slice("variorumRecord(".length, -");".length)}]`);
      read.set(name, data);
    }
    const known = new Set();
    const texts = [];
    for (const [name, data] of read) {
      if (name.startsWith("words")) data.split("\n").forEach((line) => known.add(line.split(" ")[0]));
      if (name.startsWith("entries")) {
        for (const { title, texts: own, iterations = [], told = [] } of data) {
          texts.push(title, ...own, ...[...iterations, ...told].map(([, text]) => text));
        }
      }
    }
    const cut = texts.flatMap((text) => window.variorumCut(text));
    return { cut: cut.length, lost: [...new Set(cut.filter((word) => !known.has(word)))] };
  }, records);
  if (cut === 0) fail("words", "nothing was cut");
  if (lost.length > 0) fail("words", `the program did not cut: ${lost.slice(0, 20).join(" ")}`);
  await page.close();
}

function checkWeight(files, fail) {
  const html = String(files.get(PAGE));
  const names = [...html.matchAll(/<script src="([^"]+)"/g)].map(([, name]) => name);
  const weight = names.reduce((sum, name) => sum + gzipSync(files.get(name), { level: 9 }).length, 0);
  if (names.length !== 2) fail("weight", `has ${names.length} scripts, not 2: ${names.join(", ")}`);
  if (weight > SCRIPT_LIMIT) fail("weight", `has ${kilobytes(weight)} KB of scripts, limit ${kilobytes(SCRIPT_LIMIT)}`);
}

async function open(context, base, query = "") {
  const page = await context.newPage();
  await page.setViewportSize(WIDE);
  await page.emulateMedia(SCREEN);
  await page.goto(base + PAGE + query);
  return page;
}

/** Types a query and returns what is shown when the page has told how much it found. */
async function find(page, query) {
  await page.locator("#query").fill("");
  await page.waitForFunction(() => document.getElementById("told").textContent === "");
  await page.locator("#query").fill(query);
  await page.waitForFunction(() => /[.”]$/u.test(document.getElementById("told").textContent));
  return page.evaluate(() => ({
    told: document.getElementById("told").textContent,
    isListed: !document.getElementById("everything").hidden,
    items: [...document.querySelectorAll("#found > li")].map((item) => ({
      title: item.querySelector(".entry a").textContent,
      kind: item.querySelector(".kind").textContent,
      where: item.querySelector(".meta")?.textContent ?? "",
      links: [...item.querySelectorAll("a")].map((link) => link.getAttribute("href")),
      marks: [...item.querySelectorAll("mark")].map((mark) => mark.textContent),
    })),
  }));
}

async function checkSearching(context, base, fail) {
  const expect = (holds, check, found) => holds || fail(check, `found ${JSON.stringify(found)}`);
  const loaded = [];
  const page = await context.newPage();
  page.on("request", (request) => loaded.push(request.url()));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && fail("console", message.text()));
  page.on("pageerror", (error) => fail("script error", String(error)));
  const records = () => loaded.filter((url) => url.includes("/search/"));
  await page.goto(base + PAGE);
  await page.waitForLoadState("networkidle");
  await page.locator("#query").focus();
  expect(records().length === 0, "before its use", records());

  // Only the first iteration has this word.
  const old = await find(page, "valueless");
  const definition = old.items.find((item) => item.kind === "definition");
  expect(records().length > 0, "records", loaded);
  expect(definition?.where === "In iteration 1, not in the current text.", "an old iteration", old);
  expect(definition?.links[1]?.startsWith("definitions/prodops/1.html#:~:text="), "the link to an old iteration", old);
  expect(/^(One result|\d+ results)\.$/.test(old.told) && !old.isListed, "the status", old);
  expect(new URL(page.url()).searchParams.get("q") === "valueless", "the address", page.url());

  // The text of the fifth does not have this one, and what is told about it does.
  const gone = await find(page, "data");
  const told = gone.items.find((item) => item.kind === "definition");
  expect(told?.where === "In iteration 4, not in the current text.", "a word that went", gone);
  // This one is told about the first, and stands in no text.
  const about = (await find(page, "salty")).items[0];
  expect(about?.where === "Told about iteration 1." && about.links[1].startsWith("definitions/prodops/1.html#"), "what is told", about);
  const title = await find(page, "onboarding");
  expect(title.items[0]?.title === "Customer onboarding", "a title comes first", title);
  const prefix = await find(page, "onboar");
  expect(prefix.items[0]?.title === "Customer onboarding", "the beginning of a word", prefix);
  for (const typo of ["onbaording", "onbording", "inboarding", "onboardingg"]) {
    const found = await find(page, typo);
    expect(found.items[0]?.title === "Customer onboarding", `the mistake in ${typo}`, found);
  }
  const accents = await find(page, "ÓNBOÁRDING");
  expect(accents.items[0]?.title === "Customer onboarding", "accents and capitals", accents);
  const several = await find(page, "customer onboarding");
  expect(several.items.length > 0 && several.items.every((item) => item.marks.length > 0), "two words", several);
  const none = await find(page, "qqqqqqqq");
  expect(none.items.length === 0 && none.told.includes("qqqqqqqq"), "nothing", none);
  const code = await find(page, "<img src=x onerror=alert(1)>");
  expect(code.told.includes("<img src=x") || code.items.length > 0, "signs of code", code);

  // The page can be left and found again as it was.
  await find(page, "valueless");
  await page.reload();
  await page.locator("#found > li").first().waitFor();
  expect((await page.locator("#query").inputValue()) === "valueless", "loading with a query", page.url());
  await checkKeyboard(page, base, fail);
  await page.close();
}

/** Without a pointer: the key from any page, the field, the results, back, and away. */
async function checkKeyboard(page, base, fail) {
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.closest("#found li, li")?.textContent);
  await page.goto(`${base}index.html`);
  await page.keyboard.press("/");
  await page.waitForURL(/search\.html/);
  await page.locator("#query").waitFor();
  await page.keyboard.press("/");
  if ((await focused()) !== "query") fail("keyboard", `the key leads to ${await focused()}`);
  await page.keyboard.type("onboarding");
  await page.locator("#found > li").nth(1).waitFor();
  await page.waitForFunction(() => document.getElementById("told").textContent !== "");
  await page.keyboard.press("ArrowDown");
  if (!(await focused())?.startsWith("Customer onboarding")) fail("keyboard", `an arrow leads to ${await focused()}`);
  await page.keyboard.press("ArrowDown");
  const second = await focused();
  await page.keyboard.press("ArrowUp");
  if ((await focused()) === second) fail("keyboard", "the arrows do not lead back");
  await page.keyboard.press("ArrowUp");
  if ((await focused()) !== "query") fail("keyboard", `the arrows do not lead back to the field but to ${await focused()}`);
  // Behind the field is the button that does what Enter does in it.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  if (!(await focused())?.startsWith("Customer onboarding")) fail("keyboard", `the tabulator leads to ${await focused()}`);
  await Promise.all([page.waitForURL(/practices\/customer-onboarding\.html/), page.keyboard.press("Enter")]);
  await page.goBack();
  await page.locator("#found > li").first().waitFor();
}

/** With results, in light and dark, and in a narrow window. */
async function checkLooks(context, base, fail) {
  const page = await open(context, base, "?q=product");
  await page.locator("#found > li").first().waitFor();
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ ...SCREEN, colorScheme });
    await runAxe(page, `${colorScheme}, with results`, fail);
  }
  await page.setViewportSize(NARROW);
  await checkReflow(page, fail);
  await page.close();
}
