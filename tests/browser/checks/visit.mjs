// Opens one page as a reader would, in five modes: what it loads, says to the console, weighs, and what axe finds.

import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { AxeBuilder } from "@axe-core/playwright";

import { kilobytes } from "./report.mjs";
import { sitePath } from "./server.mjs";

const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };
export const SCREEN = { media: "screen", colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" };
const MODES = [
  { mode: "light", size: WIDE, media: SCREEN, picture: true },
  { mode: "dark", size: WIDE, media: { ...SCREEN, colorScheme: "dark" }, picture: true },
  { mode: "narrow", size: NARROW, media: SCREEN, picture: true },
  { mode: "print", size: WIDE, media: { ...SCREEN, media: "print" } },
  { mode: "forced", size: WIDE, media: { ...SCREEN, forcedColors: "active" } },
];

/** Bytes gzipped, and number of requests, that a first load may cost. HTML has its limit in pages.mjs, for all pages. */
const LIMITS = { stylesheet: 8 * 1024, script: 8 * 1024, total: 25 * 1024 };
const REQUEST_LIMIT = 4;

/** Milliseconds until a page must have loaded everything; a request that the policy blocks can stay open for good. */
const REST_TIMEOUT = 5_000;

/** Visits a representative; returns its table row and the text of <main> with scripts at work. */
export async function visit(context, site, representative, screenshots, report) {
  const fail = (check, reason) => report.fail(representative.path, check, reason);
  const page = await context.newPage();
  const requests = listen(page, site.base, fail);
  await page.addInitScript(recordViolations);
  await page.setViewportSize(WIDE);
  await page.emulateMedia(SCREEN);
  await page.goto(site.base + encodeURI(representative.path));
  await page.waitForLoadState("networkidle", { timeout: REST_TIMEOUT }).catch(() => {
    fail("request", `loading does not come to rest within ${REST_TIMEOUT / 1000} s`);
  });

  const row = { name: representative.name, page: representative.path, violations: {}, unsure: 0, radios: 0 };
  row.requests = requests.length;
  row.weights = weigh(requests, site.files);
  checkWeights(row, fail);
  const mainText = await page.evaluate(textToRead);

  for (const { mode, size, media, picture } of MODES) {
    await page.setViewportSize(size);
    await page.emulateMedia(media);
    const found = await runAxe(page, mode, fail);
    row.violations[mode] = found.violations;
    row.unsure += found.unsure;
    if (mode === "narrow") await checkReflow(page, fail);
    // Playwright's usual hiding of the caret would add a style element, which the policy forbids.
    const path = join(screenshots, `${representative.name}-${mode}.png`);
    if (picture) await page.screenshot({ path, fullPage: true, caret: "initial" });
  }
  for (const violation of await page.evaluate(() => window.policyViolations)) fail("security policy", violation);
  await page.close();
  return { row, mainText };
}

/** Runs inside the page: the text of <main> but for what only a script offers. */
export function textToRead() {
  const offers = [...document.querySelectorAll("main [data-script]")].map((offer) => [offer, offer.hidden]);
  for (const [offer] of offers) offer.hidden = true;
  const text = document.querySelector("main")?.innerText ?? "";
  for (const [offer, wasHidden] of offers) offer.hidden = wasHidden;
  return text;
}

/** Reports trouble as it happens, and returns the list that fills with the requests of the page. */
function listen(page, base, fail) {
  const requests = [];
  page.on("request", (request) => {
    if (request.url().startsWith("data:")) return;
    requests.push(request);
    if (!request.url().startsWith(base)) fail("request", `asks for ${request.url()}, outside of the site`);
  });
  page.on("requestfailed", (request) => fail("request", `${request.url()}: ${request.failure().errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 400) fail("request", `${response.url().replace(base, "")} answers ${response.status()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) fail(`console ${message.type()}`, message.text());
  });
  page.on("pageerror", (error) => fail("script error", String(error)));
  return requests;
}

/** Runs inside the page before anything else does. */
function recordViolations() {
  window.policyViolations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.policyViolations.push(`${event.effectiveDirective} blocked ${event.blockedURI} (line ${event.lineNumber})`);
  });
}

/** Gzipped bytes by resource type and in total, of what the browser really asked for. */
function weigh(requests, files) {
  const weights = { document: 0, stylesheet: 0, script: 0, total: 0 };
  for (const request of requests) {
    const bytes = files.get(sitePath(new URL(request.url()).pathname)) ?? Buffer.alloc(0);
    const weight = gzipSync(bytes, { level: 9 }).length;
    if (request.resourceType() in weights) weights[request.resourceType()] += weight;
    weights.total += weight;
  }
  return weights;
}

function checkWeights({ weights, requests }, fail) {
  for (const [type, limit] of Object.entries(LIMITS)) {
    if (weights[type] > limit) {
      fail("weight", `${type} weighs ${kilobytes(weights[type])} KB gzipped, limit ${kilobytes(limit)}`);
    }
  }
  if (requests > REQUEST_LIMIT) fail("weight", `takes ${requests} requests, limit ${REQUEST_LIMIT}`);
}

/** Counts of violations and of places axe could not decide, such as text over a picture. */
export async function runAxe(page, mode, fail) {
  // Legacy mode only leaves out frames of other origins, which no page may have, and saves a new tab per run.
  // What axe loads beforehand serves a rule that is off, and takes style elements, which the policy forbids, for shadow trees.
  const axe = new AxeBuilder({ page }).options({ preload: false }).withTags(AXE_TAGS).setLegacyMode();
  const { violations, incomplete } = await axe.analyze();
  for (const { id, impact, nodes } of violations) {
    for (const { target, failureSummary } of nodes) {
      fail(`axe, ${mode}`, `${id} (${impact}) at ${target.join(" ")}: ${failureSummary}`);
    }
  }
  const nodes = (results) => results.reduce((sum, result) => sum + result.nodes.length, 0);
  return { violations: nodes(violations), unsure: nodes(incomplete) };
}

/** At 320 CSS pixels nothing may stick out sideways (WCAG 1.4.10). */
export async function checkReflow(page, fail) {
  const { scrollWidth, widest } = await page.evaluate(() => {
    const right = (element) => element.getBoundingClientRect().right;
    const widest = [...document.body.querySelectorAll("*")].reduce((a, b) => (right(b) > right(a) ? b : a), document.body);
    return { scrollWidth: document.scrollingElement.scrollWidth, widest: widest.outerHTML.slice(0, 80) };
  });
  if (scrollWidth > NARROW.width) fail("reflow", `is ${scrollWidth} px wide in a 320 px window; widest: ${widest}`);
}
