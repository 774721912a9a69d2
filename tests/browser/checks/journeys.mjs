// What must work without script and without a server: the text, the switches of a comparison, reading from a disk.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { textToRead } from "./visit.mjs";

/** Milliseconds until a label must take a click: it may be covered, hidden or belong to a disabled button. */
const CLICK_TIMEOUT = 2_000;

/** Without script <main> must say the same. `context` has JavaScript switched off. Returns how many radios it tried. */
export async function checkWithoutScript(context, site, representative, mainText, report) {
  const fail = (check, reason) => report.fail(representative.path, check, reason);
  const page = await context.newPage();
  await page.goto(site.base + encodeURI(representative.path));
  const plainText = await page.evaluate(textToRead);
  if (!plainText.trim()) fail("without script", "<main> is missing or empty");
  if (plainText !== mainText) fail("without script", `<main> differs: ${firstDifference(mainText, plainText)}`);
  const radios = await checkRadios(page, fail);
  await page.close();
  return radios;
}

/** The surroundings of the first character at which two texts part. */
function firstDifference(scripted, plain) {
  let at = 0;
  while (scripted[at] === plain[at]) at += 1;
  const quote = (text) => `"${text.slice(Math.max(0, at - 20), at + 40)}"`;
  return `with script ${quote(scripted)}, without ${quote(plain)}`;
}

/** Chooses every radio button of <main> by its label; no two choices of a group may show the same. */
async function checkRadios(page, fail) {
  const radios = await page.locator("main input[type=radio]").evaluateAll((inputs) =>
    inputs.map((input, index) => ({ index, group: input.name, label: input.labels[0]?.innerText.trim() })),
  );
  for (const group of new Set(radios.map((radio) => radio.group))) {
    await page.reload();
    const seen = new Map();
    for (const { index, label } of radios.filter((radio) => radio.group === group)) {
      const radio = page.locator("main input[type=radio]").nth(index);
      const handle = await radio.evaluateHandle((input) => input.labels[0] ?? input);
      const clicked = await handle.asElement().click({ timeout: CLICK_TIMEOUT }).then(() => true, () => false);
      if (!clicked || !(await radio.isChecked())) {
        fail("radio", `"${label}" cannot be chosen by a click on its label`);
        continue;
      }
      const picture = await page.evaluate(appearance);
      const twin = seen.get(picture);
      if (twin !== undefined) fail("radio", `choosing "${label}" shows the same as "${twin}"`);
      seen.set(picture, label);
    }
  }
  return radios.length;
}

/** Runs inside the page: how every element of <main> outside of the switches themselves is laid out. */
function appearance() {
  const elements = [...document.querySelectorAll("main *")].filter((element) => !element.closest("fieldset, label, form"));
  return elements
    .map((element) => {
      const { display, visibility, textDecorationLine } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      return [display, visibility, textDecorationLine, Math.round(width), Math.round(height)].join(" ");
    })
    .join("\n");
}

/** Opens the home page as a file: the style sheet must reach it and the main navigation must lead on. */
export async function checkFromDisk(context, folder, report) {
  const fail = (reason) => report.fail("index.html", "from a disk", reason);
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, "index.html")).href);
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  if (["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"].includes(background)) {
    fail(`the style sheet did not apply: the body's background is ${background}`);
  }
  // The first entry may be the home page itself, which would prove nothing.
  const away = await page.locator("nav").first().locator("a[href]").evaluateAll((links) =>
    links.findIndex((link) => link.href.split("#")[0] !== location.href),
  );
  if (away < 0) {
    fail("the main navigation has no link to another page");
  } else {
    const link = page.locator("nav").first().locator("a[href]").nth(away);
    const href = await link.getAttribute("href");
    await Promise.all([page.waitForEvent("framenavigated"), link.click()]);
    await page.waitForLoadState();
    // A folder listing and the browser's own error page have no such mark.
    const arrived = await page.locator('meta[name="variorum:page"]').count();
    if (arrived === 0) fail(`the first link of the main navigation, "${href}", leads to no page`);
  }
  await page.close();
}
