// Runs every check over one site: the checks on paper for all pages, the visits for one page of each kind.

import { readdirSync } from "node:fs";
import { join } from "node:path";

import { checkComparison } from "./checks/comparison.mjs";
import { checkDraft, checkDraftOnForge } from "./checks/draft.mjs";
import { checkKeys, checkProposal } from "./checks/frame.mjs";
import { checkLarge } from "./checks/large.mjs";
import { checkFromDisk, checkWithoutScript } from "./checks/journeys.mjs";
import { checkLinks } from "./checks/links.mjs";
import { checkWithHtmlValidate, checkWithNu } from "./checks/markup.mjs";
import { JOURNEYS, checkJourney } from "./checks/questions.mjs";
import { checkPages, readPages, representatives } from "./checks/pages.mjs";
import { checkRecords } from "./checks/records.mjs";
import { newReport } from "./checks/report.mjs";
import { checkManyFiles, checkSearch, checkWords } from "./checks/search.mjs";
import { readSite, serve } from "./checks/server.mjs";
import { checkSteps } from "./checks/steps.mjs";
import { visit } from "./checks/visit.mjs";

/** No page of a static site takes this long; a hang becomes a failure of its page. */
const TIMEOUT = 15_000;

/**
 * Returns the report, the number of pages and how many of them were opened. `long` is the folder of another site, of which
 * only the comparisons are tried: of a long text with every kind of change. Of `large`, with many iterations of a very long
 * text, the pages of its definition are tried, and of `many` only the search: among many files, in many languages. Of the
 * sites in the folder `forges` only proposing is tried. The file of a proposal is written to `draft`.
 */
export async function testSite(browser, { folder, long, large, many, forges, draft }, screenshots, workers) {
  const report = newReport();
  const files = readSite(folder);
  const pages = await readPages(browser, files);
  const chosen = representatives(pages);
  const server = await serve(files);
  const site = { base: server.base, files };

  // The Nu checker is a program of its own and works while Chromium does.
  const nuChecker = checkWithNu(folder, files, report);
  await visitAll(browser, site, chosen, screenshots, workers, report);
  await guarded(report, "index.html", async () => {
    const context = await newContext(browser, {});
    await checkFromDisk(context, folder, report);
    await context.close();
  });
  await guarded(report, "search.html", async () => {
    const context = await newContext(browser, {});
    await checkSearch(context, site, folder, report);
    await checkWords(context, site, report);
    await context.close();
  });
  await guarded(report, "keys.html", async () => {
    const context = await newContext(browser, {});
    await checkKeys(context, site, report);
    await checkProposal(context, site, report);
    await context.close();
  });
  await guarded(report, "propose.html", async () => {
    const scripted = await newContext(browser, { permissions: ["clipboard-read", "clipboard-write"] });
    const plain = await newContext(browser, { javaScriptEnabled: false });
    await checkDraft(scripted, plain, site, folder, draft, report);
    for (const forge of forges ? readdirSync(forges).filter((name) => !name.startsWith(".")) : []) {
      const forgeFiles = readSite(join(forges, forge));
      const forgeServer = await serve(forgeFiles);
      await checkDraftOnForge(scripted, { base: forgeServer.base, files: forgeFiles }, forge, report);
      forgeServer.stop();
    }
    await scripted.close();
    await plain.close();
  });
  const comparisons = chosen.filter((page) => page.kind === "comparison").map((page) => page.path);
  await compareAll(browser, site, comparisons, report);
  if (long) {
    const longFiles = readSite(long);
    const longServer = await serve(longFiles);
    checkRecords(longFiles, report);
    const paths = [...longFiles.keys()].filter((path) => path.includes("/compare-"));
    if (paths.length === 0) report.fail(long, "comparison", "there is none");
    await compareAll(browser, { base: longServer.base, files: longFiles }, paths, report);
    longServer.stop();
  }
  await stepAll(browser, site, report);
  await travel(browser, site, report);
  if (large) {
    const largeFiles = readSite(large);
    const largeServer = await serve(largeFiles);
    await useLarge(browser, { base: largeServer.base, files: largeFiles }, screenshots, report);
    largeServer.stop();
  }
  if (many) {
    const manyFiles = readSite(many);
    const manyServer = await serve(manyFiles);
    await guarded(report, many, async () => {
      const context = await newContext(browser, {});
      await checkManyFiles(context, { base: manyServer.base, files: manyFiles }, many, report);
      await context.close();
    });
    manyServer.stop();
  }
  checkPages(pages, files, report);
  checkLinks(pages, files, report);
  checkRecords(files, report);
  await checkWithHtmlValidate(folder, files, report);
  await nuChecker;
  server.stop();
  return { report, pages: pages.length, visited: chosen.length };
}

/** Each worker has two contexts, one with script and one without, and takes the next page when it is done with one. */
async function visitAll(browser, site, chosen, screenshots, workers, report) {
  const queue = [...chosen];
  const work = async () => {
    const scripted = await newContext(browser, {});
    const plain = await newContext(browser, { javaScriptEnabled: false });
    for (let next = queue.shift(); next; next = queue.shift()) {
      await guarded(report, next.path, async () => {
        const { row, mainText } = await visit(scripted, site, next, screenshots, report);
        report.row(row);
        row.radios = await checkWithoutScript(plain, site, next, mainText, report);
      });
    }
    await scripted.close();
    await plain.close();
  };
  await Promise.all(Array.from({ length: workers }, work));
}

async function compareAll(browser, site, paths, report) {
  const scripted = await newContext(browser, {});
  const plain = await newContext(browser, { javaScriptEnabled: false });
  for (const path of paths) {
    await guarded(report, path, () => checkComparison(scripted, plain, site, path, report));
  }
  await scripted.close();
  await plain.close();
}

/** Every page of all iterations at once shows each text sign for sign. */
async function stepAll(browser, site, report) {
  const context = await newContext(browser, {});
  for (const path of [...site.files.keys()].filter((path) => path.endsWith("/variorum.html"))) {
    await guarded(report, path, () => checkSteps(context, site, path, report));
  }
  await context.close();
}

async function useLarge(browser, site, screenshots, report) {
  const context = await newContext(browser, {});
  for (const path of [...site.files.keys()].filter((path) => /definitions\/[^/]+\/(index|variorum|dossier)\.html$/.test(path))) {
    await guarded(report, path, () => checkLarge(context, site, path, screenshots, report));
  }
  await context.close();
  await stepAll(browser, site, report);
}

/** The journeys of readers, with script and without. */
async function travel(browser, site, report) {
  for (const javaScriptEnabled of [true, false]) {
    const context = await newContext(browser, { javaScriptEnabled });
    for (const journey of JOURNEYS) {
      await guarded(report, `journey "${journey.question}"`, () => checkJourney(context, site, journey, report));
    }
    await context.close();
  }
}

async function newContext(browser, options) {
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ viewport, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(TIMEOUT);
  return context;
}

/** A page that cannot be opened or hangs is one failure among others, not the end of the run. */
async function guarded(report, path, check) {
  try {
    await check();
  } catch (error) {
    report.fail(path, "visit", `broke off: ${error.message.split("\n")[0]}`);
  }
}
