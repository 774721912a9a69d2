// A static server on the loopback interface that serves one site under a sub-path with the strictest headers.

import { createServer } from "node:http";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

/** The site lives this deep, so that a link starting with "/" or climbing too far cannot work by luck. */
export const BASE = "/sub/path/";

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
    "connect-src 'self'; base-uri 'none'; form-action 'self'",
  "X-Content-Type-Options": "nosniff",
  // Every visit is a first visit: weights are those of a reader with an empty cache.
  "Cache-Control": "no-store",
};

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
};

/** Reads the whole site into memory: path with forward slashes, sorted, to bytes. Symbolic links are left out. */
export function readSite(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]));
}

/** The site path that a URL's path names, or undefined if it lies outside the site or is malformed. */
export function sitePath(pathname) {
  if (!pathname.startsWith(BASE)) return undefined;
  try {
    return decodeURIComponent(pathname.slice(BASE.length));
  } catch {
    return undefined;
  }
}

/** Starts serving `files` on a free port. Answers come from that map alone, so no request can leave the folder. */
export async function serve(files) {
  const server = createServer((request, response) => {
    const path = sitePath(request.url.split("?")[0]);
    const file = path?.replace(/(^|\/)$/, "$1index.html");
    const body = files.get(file);
    const type = body ? (TYPES[extname(file)] ?? "application/octet-stream") : TYPES[".txt"];
    response.writeHead(body ? 200 : 404, { ...HEADERS, "Content-Type": type });
    response.end(body ?? "not found\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    base: `http://127.0.0.1:${server.address().port}${BASE}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
