// A definition with many iterations of a very long text: its pages must stay usable.

import { join } from "node:path";

import { SCREEN, checkReflow, runAxe } from "./visit.mjs";

/** What a page may hold: more elements than this make browsers slow (Lighthouse warns from 1,400 on, for pages of all kinds). */
const MOST_ELEMENTS = 20_000;

export async function checkLarge(context, site, path, screenshots, report) {
  const fail = (check, reason) => report.fail(`large: ${path}`, check, reason);
  const page = await context.newPage();
  page.on("pageerror", (error) => fail("script error", String(error)));
  await page.emulateMedia(SCREEN);
  await page.goto(site.base + path);
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  if (elements > MOST_ELEMENTS) fail("large", `has ${elements} elements, limit ${MOST_ELEMENTS}`);
  await runAxe(page, "large", fail);
  await page.screenshot({ path: join(screenshots, `large-${path.split("/").pop()}.png`), caret: "initial" });
  await page.setViewportSize({ width: 320, height: 640 });
  await checkReflow(page, fail);
  await page.close();
}
