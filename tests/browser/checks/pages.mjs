// What each page says of itself, read by the browser's own HTML parser, and what every page owes its reader.

import { gzipSync } from "node:zlib";

import { kilobytes } from "./report.mjs";

const HTML_LIMIT = 12 * 1024;

/** The facts of every HTML file of the site, in sorted order. */
export async function readPages(browser, files) {
  const sources = [...files].filter(([path]) => path.endsWith(".html")).map(([path, bytes]) => [path, String(bytes)]);
  const page = await browser.newPage();
  const facts = await page.evaluate(parseAll, sources);
  await page.close();
  return facts;
}

/** Runs inside the browser: DOMParser loads nothing and runs no script. */
function parseAll(sources) {
  return sources.map(([path, source]) => {
    const document = new DOMParser().parseFromString(source, "text/html");
    const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
    const links = ["href", "src", "action"].flatMap((attribute) =>
      [...document.querySelectorAll(`[${attribute}]`)].map((element) => element.getAttribute(attribute)),
    );
    return {
      path,
      kind: meta("variorum:page"),
      state: meta("variorum:state"),
      lang: document.documentElement.lang,
      title: document.title,
      headings: document.querySelectorAll("h1").length,
      firstLink: document.body.querySelector("a[href]")?.getAttribute("href") ?? "",
      ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
      links,
    };
  });
}

/** One page per kind, the first in sorted order, and one placeholder iteration, each with a name for tables and files. */
export function representatives(pages) {
  const chosen = new Map();
  for (const page of pages.filter((page) => page.kind)) {
    const tba = page.kind === "iteration" && page.state === "tba";
    const name = tba ? "iteration-tba" : page.kind;
    if (!chosen.has(name)) chosen.set(name, { ...page, name });
  }
  return [...chosen.values()];
}

/** Checks on all pages what needs no rendering: kind, language, title, heading, skip link and weight. */
export function checkPages(pages, files, report) {
  for (const page of pages) {
    const fail = (reason) => report.fail(page.path, "page", reason);
    if (!page.kind) fail('has no <meta name="variorum:page">');
    if (!page.lang) fail("has no lang on <html>");
    if (!page.title) fail("has no title");
    else if (pages.some((other) => other !== page && other.title === page.title)) {
      fail(`shares the title "${page.title}" with another page`);
    }
    if (page.headings !== 1) fail(`has ${page.headings} h1 elements, not one`);
    if (!page.firstLink.startsWith("#")) fail("does not begin with a skip link");
    else if (!page.ids.includes(page.firstLink.slice(1))) fail(`has a skip link to the missing ${page.firstLink}`);
    const weight = gzipSync(files.get(page.path), { level: 9 }).length;
    if (weight > HTML_LIMIT) fail(`weighs ${kilobytes(weight)} KB gzipped, limit ${kilobytes(HTML_LIMIT)}`);
  }
}
