// Holds every page against html-validate and every page and style sheet against the Nu checker.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { HtmlValidate } from "html-validate";

import rules from "../htmlvalidate.mjs";

export const NU_JAR = join(
  dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")),
  "build/dist/vnu.jar",
);

/** What the Nu checker's CSS part does not know yet although browsers do; everything else it says of CSS counts. */
const CSS_UNKNOWN_TO_NU =
  /“(container-type|container-name|container|text-box-trim|interpolate-size|field-sizing)” doesn't exist|Unrecognized at-rule “@(container|view-transition|property)”/;

/** Runs html-validate on all pages. */
export async function checkWithHtmlValidate(folder, files, report) {
  const validator = new HtmlValidate(rules);
  for (const path of [...files.keys()].filter((path) => path.endsWith(".html"))) {
    const { results } = await validator.validateString(String(files.get(path)), join(folder, path));
    for (const { ruleId, line, column, message } of results.flatMap((result) => result.messages)) {
      report.fail(path, "html-validate", `${ruleId}: ${message} (line ${line}, column ${column})`);
    }
  }
}

/** Runs the Nu checker once over all pages and once over all style sheets. */
export async function checkWithNu(folder, files, report) {
  for (const [ending, options] of [[".html", []], [".css", ["--css"]]]) {
    const paths = [...files.keys()].filter((path) => path.endsWith(ending));
    if (paths.length === 0) continue;
    const lines = await nu([...options, ...paths.map((path) => join(folder, path))]);
    for (const line of lines.filter((line) => !CSS_UNKNOWN_TO_NU.test(line))) {
      const [, url, place, message] = /^"(file:.*?)":(\S*) (.*)$/.exec(line) ?? [];
      const page = url ? relative(folder, fileURLToPath(url)) : `all ${ending} files`;
      report.fail(page, "nu checker", url ? `${message} (${place.replace(/:$/, "")})` : line);
    }
  }
}

/** The checker's messages, one a line. A checker that failed without a message must not pass for a clean one. */
export function nu(options) {
  const command = ["-jar", NU_JAR, "--Werror", "--format", "gnu", ...options];
  return new Promise((resolve) => {
    execFile("java", command, { maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      const lines = (stdout + stderr).split("\n").filter((line) => line.trim());
      resolve(error && lines.length === 0 ? [`ended without a message: ${error.message}`] : lines);
    });
  });
}
