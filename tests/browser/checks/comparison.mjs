// The switch of a comparison, without script: each choice shows one layout and no other, moves lead to what can be seen,
// and the two columns are there only where they fit.

import { SCREEN, checkReflow, runAxe } from "./visit.mjs";

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };
const CHOICES = ["view-marked", "view-before", "view-after", "view-side"];

/** Checks one page that compares two texts. `plain` is a context with JavaScript switched off, `scripted` one with it. */
export async function checkComparison(scripted, plain, site, path, report) {
  const fail = (check, reason) => report.fail(path, check, reason);
  const page = await open(plain, site, path);
  for (const choice of CHOICES) {
    await choose(page, choice);
    const seen = await page.evaluate(look);
    for (const reason of faultsOf(choice, seen)) fail(`comparison, ${choice}`, reason);
  }
  await choose(page, "view-side");
  await page.emulateMedia({ media: "print" });
  if ((await page.evaluate(look)).copies > 0) fail("comparison, print", "shows two columns");
  await page.emulateMedia(SCREEN);
  await page.setViewportSize(NARROW);
  const narrow = await page.evaluate(look);
  if (narrow.copies > 0 || narrow.heads) fail("comparison, narrow", "shows two columns in a 320 px window");
  if (!narrow.offersColumns) fail("comparison, narrow", "hides the choice that is made");
  await checkReflow(page, fail);
  await choose(page, "view-marked");
  if ((await page.evaluate(look)).offersColumns) fail("comparison, narrow", "offers two columns in a 320 px window");
  await page.close();

  const live = await open(scripted, site, path);
  for (const colorScheme of ["light", "dark"]) {
    await live.emulateMedia({ ...SCREEN, colorScheme });
    for (const choice of ["view-marked", "view-side"]) {
      await choose(live, choice);
      await runAxe(live, `${colorScheme}, ${choice}`, fail);
    }
  }
  await live.close();
}

async function open(context, site, path) {
  const page = await context.newPage();
  await page.setViewportSize(WIDE);
  await page.emulateMedia(SCREEN);
  await page.goto(site.base + encodeURI(path));
  return page;
}

/** By the label, as a reader does; the button itself is drawn by the style sheet. */
async function choose(page, id) {
  await page.locator(`label:has(#${id})`).click();
}

/** Runs inside the page: what of the comparison can be seen. */
function look() {
  const isSeen = (element) => element.getClientRects().length > 0;
  const seen = (selector) => [...document.querySelectorAll(selector)].filter(isSeen);
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  const lost = seen(".move").filter((link) => {
    const target = document.getElementById(link.hash.slice(1));
    const back = [...(target?.querySelectorAll(".move") ?? [])].filter(isSeen);
    const own = link.closest("[id]:not(a)")?.id;
    return !target || !isSeen(target) || !back.some((other) => other.hash === `#${own}`);
  });
  const beside = (pair) => {
    const [copy, merged] = [".copy", ".merged"].map((cell) => pair.querySelector(`:scope > ${cell}`)?.getBoundingClientRect());
    return !copy || (copy.right <= merged.left && copy.top === merged.top);
  };
  return {
    pairs: document.querySelectorAll(".copy").length,
    copies: seen(".copy").length,
    merged: seen(".merged").length,
    beside: [...document.querySelectorAll(".pair")].every(beside),
    heads: seen(".heads").length > 0,
    deletedAfter: seen(".merged del, .after del").length,
    inserted: seen("ins").length,
    deleted: seen("del").length,
    moves: seen(".move").length,
    lost: lost.map((link) => link.getAttribute("href")),
    repeated: ids.filter((id, index) => ids.indexOf(id) !== index),
    offersColumns: seen(".roomy").length > 0,
  };
}

/** What is wrong with what a choice shows. */
function faultsOf(choice, seen) {
  const faults = [];
  const expect = (holds, reason) => holds || faults.push(reason);
  const [copies, merged] = { "view-before": [seen.pairs, 0], "view-side": [seen.pairs, seen.pairs] }[choice] ?? [0, seen.pairs];
  expect(seen.copies === copies, `shows ${seen.copies} of ${seen.pairs} copies of the text before, not ${copies}`);
  expect(seen.merged === merged, `shows ${seen.merged} of ${seen.pairs} marked texts, not ${merged}`);
  expect(seen.heads === (choice === "view-side"), "has heads of columns without columns, or columns without heads");
  expect(seen.offersColumns, "does not offer two columns although they fit");
  expect(seen.repeated.length === 0, `has ids that stand twice: ${seen.repeated.join(", ")}`);
  expect(seen.lost.length === 0, `has links of moves that lead nowhere, or not back: ${seen.lost.join(", ")}`);
  if (choice === "view-before") expect(seen.inserted === 0, `shows ${seen.inserted} insertions in the text before`);
  if (choice === "view-after") expect(seen.deleted === 0, `shows ${seen.deleted} deletions in the text after`);
  if (["view-before", "view-after"].includes(choice)) expect(seen.moves === 0, "shows links of moves in a plain text");
  if (choice === "view-side") {
    expect(seen.beside, "has a pair of which the texts do not stand beside each other");
    expect(seen.deletedAfter === 0, `shows ${seen.deletedAfter} deletions in the column after`);
  }
  return faults;
}
