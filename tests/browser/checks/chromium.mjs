// Finds Chromium and starts it.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Chromium must not call its maker's hosts, nor may a page reach any host but this machine. */
const CHROMIUM_FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Something the machine lacks, as opposed to a fault of the site. */
export class CannotRun extends Error {}

/** The path of Chromium: the one in `CHROMIUM`, or else the first that is found. */
export function findChromium() {
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "chromium"));
  const candidates = process.env.CHROMIUM ? [process.env.CHROMIUM] : ["/usr/bin/chromium", ...onPath];
  const found = candidates.find(isExecutable);
  if (!found) throw new CannotRun("no Chromium: apt-get install chromium, or name one in CHROMIUM");
  return found;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export async function launch(chromium) {
  // Only here, because a missing package would otherwise end the program before it can say what is missing.
  const { chromium: launcher } = await import("playwright-core");
  return launcher.launch({ executablePath: chromium, args: CHROMIUM_FLAGS }).catch((error) => {
    throw new CannotRun(`${chromium} does not start: ${error.message.split("\n")[0]}`);
  });
}
