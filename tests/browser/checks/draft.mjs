// Writing the next iteration on the page: what changes is shown, what is wrong is told, and the file follows.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { HtmlValidate } from "html-validate";

import rules from "../htmlvalidate.mjs";
import { nu } from "./markup.mjs";
import { SCREEN, checkReflow, runAxe } from "./visit.mjs";

const PAGE = "definitions/prodops/propose.html";
/** Milliseconds in which what changed in a text of 3,000 words must be shown. It takes a tenth of that on a quiet machine. */
const LONGEST = 500;

const WORDING = "Your wording";
const SAME = "Nothing is changed yet.";

/** What a reader sees of the page, once it was told. */
async function read(page) {
  await page.waitForTimeout(700);
  return page.evaluate(() => {
    const part = (name) => document.querySelector(`[data-draft="${name}"]`);
    const side = (other) => {
      const copy = part("shown").cloneNode(true);
      copy.querySelectorAll(other).forEach((mark) => mark.remove());
      return copy.textContent;
    };
    return {
      marks: [...part("shown").children].map((mark) => `${mark.localName} ${mark.textContent}`),
      before: side("ins"),
      after: side("del"),
      told: [...document.querySelectorAll(".draft [role=status] p")].filter((line) => line.checkVisibility()).map((line) => line.textContent),
      href: part("link").href,
      file: part("file").value,
      isLong: part("notice").checkVisibility(),
    };
  });
}

async function open(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await page.getByLabel(WORDING).waitFor();
  return page;
}

/** The path and the text with which the editor of the forge begins. */
function begun(href) {
  const { searchParams } = new URL(href);
  return [searchParams.get("filename") ?? searchParams.get("file_name"), searchParams.get("value")];
}

/** A longer look at the page of a site on GitHub, from a server and from a disk. The last file is written to `draft`. */
export async function checkDraft(context, plain, site, folder, draft, report) {
  for (const base of [site.base, pathToFileURL(join(folder, "/")).href]) {
    const fail = (check, reason) => report.fail(PAGE, `draft, ${check}`, reason);
    const page = await open(context, base + PAGE);
    page.on("pageerror", (error) => fail("script error", String(error)));
    const field = page.getByLabel(WORDING);
    const current = await field.inputValue();
    const expect = (check, is, wanted) => {
      if (JSON.stringify(is) !== JSON.stringify(wanted)) fail(check, `is ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`);
    };

    const first = await read(page);
    expect("unchanged", [first.told, first.marks, first.after], [[SAME], [], current]);

    await field.fill(current.replace("stuff", "work").replace(", & ROI", ", and never ROI"));
    const typed = await read(page);
    expect("marks", typed.marks, ["del stuff", "ins work", "del &", "ins and never"]);
    expect("without what came", typed.before, current);
    expect("without what went", typed.after, await field.inputValue());
    expect("summary", typed.told, ["Words: 3 added, 1 removed, 32 kept."]);
    expect("editor", begun(typed.href), ["content/definitions/prodops/6.md", typed.file]);
    if (!/^\+\+\+\ndate = \d{4}-\d\d-\d\d\n/.test(typed.file)) fail("date", typed.file.slice(0, 40));

    await field.fill(current.replace("customer", "custo\u200bmer"));
    const hidden = await read(page);
    if (!hidden.told.some((line) => line.startsWith("Behind “custo” stands U+200B, which nobody can see."))) fail("invisible", hidden.told.join(" "));
    await field.fill(`${current} 👩‍🚀 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ ❤️ می‌خواهم`);
    if ((await read(page)).told.some((line) => line.startsWith("Behind"))) fail("invisible", "an emoji or a script that needs it is warned of");

    await field.fill(current.replace("experimentation integration", "experiments"));
    const lost = await read(page);
    if (!lost.told.some((line) => line.includes("“experimentation integration into CI/CD”"))) fail("lost criterion", lost.told.join(" "));
    if (lost.file.includes("[[meets]]") || !typed.file.includes("[[meets]]")) fail("lost criterion", "the file names words that are not there");
    await field.fill(current.replace("experimentation integration", "*experimentation* **integration**"));
    if (!(await read(page)).file.includes("[[meets]]")) fail("lost criterion", "emphasis counts as a loss");
    expect("signs", (await read(page)).told, ["No word changes, only signs, spaces or marks of Markdown."]);
    await field.fill(" ");
    if (!(await read(page)).told.includes("There is no text.")) fail("empty", "nothing is said of it");

    await field.fill("One.");
    await page.getByRole("button", { name: "Back to the text at the beginning" }).click();
    expect("back", await field.inputValue(), current);
    await page.keyboard.press("Control+z");
    expect("undone", await field.inputValue(), "One.");

    await field.fill(`${current}\n\n${"A word follows. ".repeat(300)}`);
    const long = await read(page);
    if (!long.isLong || begun(long.href)[1] !== null) fail("long", "the editor is to hold a text that is too long for it");
    await page.getByRole("button", { name: "Copy the file" }).click();
    await page.getByText("The file is copied.").waitFor();
    expect("copy", await page.evaluate(() => navigator.clipboard.readText()), long.file);

    await field.fill(`${current.replace("stuff", "work")}\n\nIt belongs to all: *product people* and others.`);
    await page.getByLabel("Why it is better").fill('“Work” is a \\ word\nthat "lasts".');
    await page.getByLabel("Your name").fill("A Contributor");
    const unknown = await read(page);
    if (!unknown.told.some((line) => line.startsWith("This name is new here."))) fail("name", unknown.told.join(" "));
    if (!unknown.file.includes('\nauthors = ["a-contributor"]\n') || !unknown.file.includes('\n[[people]]\nid = "a-contributor"\nname = "A Contributor"\n+++\n')) fail("name", unknown.file);
    await checkLook(page, site, fail);

    await page.reload();
    const kept = await read(page);
    expect("reload", [kept.file, kept.marks], [unknown.file, unknown.marks]);
    await page.getByLabel("Your name").fill(" dean  Peters ");
    const known = await read(page);
    if (!known.file.includes('\nauthors = ["dean-peters"]\n') || known.file.includes("[[people]]")) fail("author", known.file);
    await page.getByLabel("Your name").fill("Jürgen “J.” Groß");
    const last = await read(page);
    if (!last.file.includes('\nauthors = ["jurgen-j-gross"]\n') || !last.file.includes('\nname = "Jürgen “J.” Groß"\n')) fail("author", last.file);
    if (!last.file.includes('\nnote = "“Work” is a \\\\ word that \\"lasts\\"."\n')) fail("reason", last.file);
    if (draft) writeFileSync(draft, begun(last.href)[1]);
    await checkTime(page, fail);
    await page.close();
  }
  await checkPlain(plain, site, report);
}

/** The page as a script made it: rules of markup and accessibility, narrow, in forced colours, printed. */
async function checkLook(page, site, fail) {
  const html = `<!DOCTYPE html>\n${await page.evaluate(() => document.documentElement.outerHTML)}`;
  // How a browser writes what it holds is its own matter.
  const style = ["no-trailing-whitespace", "void-style", "attribute-boolean-style", "attribute-empty-style", "no-raw-characters", "doctype-style"];
  const asWritten = { ...rules, rules: { ...rules.rules, ...Object.fromEntries(style.map((rule) => [rule, "off"])) } };
  const { results } = await new HtmlValidate(asWritten).validateString(html);
  for (const { ruleId, message } of results.flatMap((result) => result.messages)) fail("html-validate", `${ruleId}: ${message}`);
  const folder = mkdtempSync(join(tmpdir(), "draft-"));
  writeFileSync(join(folder, "propose.html"), html);
  for (const line of await nu([join(folder, "propose.html")])) fail("nu checker", line);
  rmSync(folder, { recursive: true });

  const size = page.viewportSize();
  for (const [mode, media] of [["light", SCREEN], ["dark", { ...SCREEN, colorScheme: "dark" }], ["forced", { ...SCREEN, forcedColors: "active" }]]) {
    await page.emulateMedia(media);
    await runAxe(page, `draft, ${mode}`, fail);
  }
  await page.emulateMedia(SCREEN);
  await page.setViewportSize({ width: 320, height: 640 });
  await checkReflow(page, fail);
  await runAxe(page, "draft, narrow", fail);
  await page.setViewportSize(size);
  await page.emulateMedia({ media: "print" });
  const printed = await page.locator("main :is(textarea, input, button):visible").count();
  if (printed > 0) fail("print", `${printed} fields and buttons are printed`);
  await page.emulateMedia(SCREEN);
}

/** A text of 3,000 words in which every tenth sentence was edited. */
async function checkTime(page, fail) {
  const took = await page.evaluate(() => {
    const word = (number) => [number / 256, number / 16, number].map((digit) => "bacodifugahelinjokarlemmonisorpelquari".substr(2 * (digit % 16), 2)).join("");
    const sentence = (at) => `The ${Array.from({ length: 13 }, (_, number) => word(at * 31 + number * number * 7)).join(" ")} is.`;
    const text = Array.from({ length: 200 }, (_, at) => sentence(at) + (at % 6 === 5 ? "\n\n" : " ")).join("");
    const field = document.querySelector("[data-draft=text]");
    field.defaultValue = text;
    field.value = text.split(". ").map((part, at) => (at % 10 === 0 ? part.replace(" is", " was not a thing") : part)).join(". ");
    const times = Array.from({ length: 5 }, () => {
      const started = performance.now();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return performance.now() - started;
    });
    return times.sort((a, b) => a - b)[2];
  });
  console.log(`What changed in 3,000 words is shown in ${took.toFixed(0)} ms`);
  if (took > LONGEST) fail("time", `3,000 words take ${took.toFixed(0)} ms`);
}

/** Without script the editor begins with the current text, and nothing else is offered. */
async function checkPlain(context, site, report) {
  const page = await context.newPage();
  await page.goto(site.base + PAGE);
  const offered = await page.locator("[data-script]:visible").count();
  if (offered > 0) report.fail(PAGE, "draft without script", `${offered} things are offered that do nothing`);
  const [, text] = begun(await page.getByRole("link", { name: /^Open the editor on/ }).getAttribute("href"));
  if (!text?.includes("man behind the curtain")) report.fail(PAGE, "draft without script", "the editor begins with nothing");
  await page.close();
}

/** On a forge that takes no text the whole file stands there to be copied; on one that does, the editor has it. */
export async function checkDraftOnForge(context, site, forge, report) {
  const fail = (reason) => report.fail(PAGE, `draft, ${forge}`, reason);
  const page = await open(context, site.base + PAGE);
  const field = page.getByLabel(WORDING);
  await field.fill(`${await field.inputValue()} And more.`);
  const { href, file, isLong } = await read(page);
  const [path, text] = begun(href);
  if (!file.includes("And more.")) fail("the file does not follow");
  if (forge === "gitlab" ? text !== null || !isLong : text !== file || isLong) fail(`the editor begins with ${text}`);
  if (!path?.endsWith("6.md")) fail(`the file is called ${path}`);
  await page.close();
}
