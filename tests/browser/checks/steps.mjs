// The page of all iterations: stepping through time and comparing any two.

/** How many iterations are stepped to, and compared, of a definition that has many. */
const MOST_STEPS = 8;

/** Shows iterations one by one: each must read as its history says, and any two compared must hold both. */
export async function checkSteps(context, site, path, report) {
  const fail = (reason) => report.fail(path, "steps", reason);
  const history = JSON.parse(site.files.get(path.replace("variorum.html", "history.json")));
  const texts = history.iterations.filter((iteration) => iteration.text);
  const page = await context.newPage();
  page.on("pageerror", (error) => fail(`script error: ${error}`));
  await page.goto(site.base + path);
  if (texts.length < 2) {
    if (await page.locator("#time").count()) fail("has a slider and one text");
    await page.close();
    return;
  }
  const every = Math.max(1, Math.floor(texts.length / MOST_STEPS));
  const chosen = texts.filter((_, index) => index % every === 0 || index === texts.length - 1);
  for (const { number, text } of chosen) {
    await page.goto(`${site.base}${path}#at=${number}`);
    await page.waitForFunction((number) => document.querySelector("#told").textContent.includes(` ${number},`), number);
    const shown = await page.evaluate(textOf, null);
    if (shown !== oneSpace(text.plain)) fail(`iteration ${number} is shown as ${difference(shown, oneSpace(text.plain))}`);
  }
  const [first, last] = [chosen[0], chosen[chosen.length - 1]];
  await page.goto(`${site.base}${path}#at=${last.number}&with=${first.number}`);
  await page.waitForFunction(() => document.querySelector("#variorum ins, #variorum del"));
  for (const [kind, { number, text }] of [["del", last], ["ins", first]]) {
    const shown = await page.evaluate(textOf, kind);
    if (loose(shown) !== loose(text.plain)) {
      fail(`compared, iteration ${number} is shown as ${difference(loose(shown), loose(text.plain))}`);
    }
  }
  // The arrow keys and the keys of the frame step as well, and the address follows.
  await page.goto(`${site.base}${path}#at=${first.number}`);
  await page.locator("#step").press("ArrowRight");
  const second = texts[1].number;
  if (!page.url().endsWith(`#at=${second}`)) fail(`an arrow key leads to ${page.url()}, not to iteration ${second}`);
  await page.locator("body").press("[");
  if (!page.url().endsWith(`#at=${first.number}`)) fail(`the key [ leads to ${page.url()}, not back`);
  await page.locator("#step").press("End");
  if (page.url().includes("#")) fail(`the last step leads to ${page.url()}, not to all at once`);
  await page.close();
}

/** Runs inside the page: the text that is shown, without the elements of one kind. */
function textOf(without) {
  const column = document.getElementById("variorum").cloneNode(true);
  for (const element of column.querySelectorAll(".out, [hidden], sup")) {
    if (element.closest(".note") === null) element.remove();
  }
  if (without) for (const element of column.querySelectorAll(without)) element.remove();
  const rows = [...column.querySelectorAll("p, li, pre")].filter((row) => row.textContent.trim() !== "");
  const text = rows.map((row) => (row.matches(".goes-on") ? "" : " ") + row.textContent).join("");
  return text.replace(/\s+/gu, " ").trim();
}

const oneSpace = (text) => text.replace(/\s+/gu, " ").trim();

/** A comparison is of words: spaces and typography are those of one of the two. */
const loose = (text) => text.replace(/[‘’']/gu, "'").replace(/[“”"]/gu, '"').replace(/\s+/gu, "");

function difference(found, wanted) {
  let at = 0;
  while (at < found.length && found[at] === wanted[at]) at += 1;
  const part = (text) => JSON.stringify(text.slice(Math.max(0, at - 30), at + 40));
  return `${part(found)} where it says ${part(wanted)}`;
}
