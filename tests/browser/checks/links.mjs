// Follows every internal link of every page on paper: the file must exist, and so must the place in it.

import { BASE, sitePath } from "./server.mjs";

/** Any host will do: links are resolved as a browser would, none is opened. */
const ORIGIN = "http://site.invalid";

/** Links that leave the site; any other scheme, such as javascript:, has no business on a page. */
const OUTSIDE = new Set(["http:", "https:", "mailto:"]);

/** Checks all links of all pages; `files` is the site as it was read. */
export function checkLinks(pages, files, report) {
  const idsOf = new Map(pages.map((page) => [page.path, new Set(page.ids)]));
  for (const page of pages) {
    for (const link of new Set(page.links)) {
      const reason = faultOf(link, page.path, files, idsOf);
      if (reason) report.fail(page.path, "link", reason);
    }
  }
}

/** Why a link leads nowhere, or undefined if it is sound. */
function faultOf(link, from, files, idsOf) {
  if (!URL.canParse(link, ORIGIN + BASE + from)) return `"${link}" is not a URL`;
  const url = new URL(link, ORIGIN + BASE + from);
  if (url.origin !== ORIGIN) {
    const allowed = OUTSIDE.has(url.protocol) || /^data:(image\/|,$)/.test(link);
    return allowed ? undefined : `"${link}" has a scheme that no page needs`;
  }
  const target = sitePath(url.pathname);
  if (target === undefined) return `"${link}" leads out of the site, so it breaks under a sub-path or from a disk`;
  if (target === "" || target.endsWith("/")) return `"${link}" names a folder, which from a disk opens a file listing`;
  if (!files.has(target)) return `${target} does not exist`;
  const id = fragmentId(url.hash);
  // Browsers take "top" for the start of the page, with or without such an id.
  if (id && id !== "top" && idsOf.has(target) && !idsOf.get(target).has(id)) return `${target} has no id "${id}"`;
  return undefined;
}

/** The id a fragment asks for, less a text fragment (":~:text=...") after it, which needs none. */
function fragmentId(hash) {
  const id = hash.slice(1).split(":~:")[0];
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
