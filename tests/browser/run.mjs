// Drives Chromium over a built site: node run.mjs <site folder> [--long <site folder>] [--large <site folder>]
// [--many <site folder>] [--forges <folder of site folders>] [--draft <file to write>] [--screenshots <folder>] [--serial]
// Exit code 0: all well. 1: failures, all of them listed. 2: could not run, with the reason in one line.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { CannotRun, findChromium, launch } from "./checks/chromium.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));

async function main() {
  const started = performance.now();
  const { folder, long, large, many, forges, draft, screenshots, workers } = readArguments();
  const chromium = findChromium();
  requireJavaAndPackages();
  mkdirSync(screenshots, { recursive: true });

  // Only now, because a missing package would otherwise end the program before it can say what is missing.
  const { testSite } = await import("./site.mjs");
  const browser = await launch(chromium);
  const { report, pages, visited } = await testSite(browser, { folder, long, large, many, forges, draft }, screenshots, workers);
  await browser.close();

  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`\nScreenshots are in ${screenshots}`);
  return report.print(`${pages} pages checked, ${visited} opened in Chromium, in ${seconds} s`) === 0 ? 0 : 1;
}

function readArguments() {
  const usage =
    "usage: node run.mjs <site folder> [--long <site folder>] [--large <site folder>] [--many <site folder>] [--forges <folder of site folders>] [--draft <file>] [--screenshots <folder>] [--serial]";
  const options = { long: { type: "string" }, large: { type: "string" }, many: { type: "string" }, forges: { type: "string" }, draft: { type: "string" }, screenshots: { type: "string" }, serial: { type: "boolean" } };
  let parsed;
  try {
    parsed = parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw new CannotRun(`${error.message}; ${usage}`);
  }
  const { values, positionals } = parsed;
  if (positionals.length !== 1) throw new CannotRun(usage);
  const folder = resolve(positionals[0]);
  if (!existsSync(join(folder, "index.html"))) throw new CannotRun(`${folder} is no site folder: it has no index.html`);
  return {
    folder,
    // Another site, with a long text, for what the comparisons of a short one do not show.
    long: values.long && resolve(values.long),
    // And one with many iterations of a very long text, which must stay usable.
    large: values.large && resolve(values.large),
    // And one that is too large for a search in one file, in many languages.
    many: values.many && resolve(values.many),
    // And some that are kept on other forges, of which only the pages for proposals are tried.
    forges: values.forges && resolve(values.forges),
    // Where the file of a proposal is written to, so that the program can check it.
    draft: values.draft && resolve(values.draft),
    screenshots: resolve(values.screenshots ?? join(HERE, "out")),
    // Two pages at a time keep two cores busy; one at a time is for looking into a failure.
    workers: values.serial ? 1 : 2,
  };
}

function requireJavaAndPackages() {
  if (spawnSync("java", ["-version"]).status !== 0) {
    throw new CannotRun("no Java runtime: apt-get install default-jre-headless");
  }
  if (!existsSync(join(HERE, "node_modules", "playwright-core"))) {
    throw new CannotRun("no Node packages: npm ci in tests/browser");
  }
}

try {
  process.exit(await main());
} catch (error) {
  console.error(`could not run: ${error instanceof CannotRun ? error.message : error.stack}`);
  process.exit(2);
}
