// Holds the files for programs against what they promise: histories against the schema that is published beside them.

import { posix } from "node:path";

import addFormats from "ajv-formats";
import Ajv2020 from "ajv/dist/2020.js";

const SCHEMA = "history.schema.json";

/** Checks every history of a site; `files` is the site as it was read. */
export function checkRecords(files, report) {
  const read = (path) => JSON.parse(files.get(path).toString("utf8"));
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  addFormats(ajv);
  const isSound = ajv.compile(read(SCHEMA));
  const histories = [...files.keys()].filter((path) => path.endsWith("/history.json"));
  if (histories.length === 0) report.fail(SCHEMA, "schema", "the site has no history");
  for (const path of histories) {
    const history = read(path);
    if (!isSound(history)) report.fail(path, "schema", ajv.errorsText(isSound.errors));
    for (const address of addressesOf(history)) {
      const target = posix.join(posix.dirname(path), address);
      if (!URL.canParse(address) && !files.has(target)) report.fail(path, "link", `${target} does not exist`);
    }
    // The schema must see what is wrong, or it promises nothing.
    for (const [what, wrong] of Object.entries(spoiled(history))) {
      if (isSound(wrong)) report.fail(path, "schema", `accepts ${what}`);
    }
  }
}

function addressesOf(history) {
  const of = (iteration) => [iteration.page, iteration.source, ...iteration.authors.map((author) => author.page)];
  const changes = history.iterations.flatMap((iteration) => iteration.change?.page ?? []);
  return [history.$schema, history.page, ...history.iterations.flatMap(of), ...changes];
}

function spoiled(history) {
  const [first, ...others] = history.iterations;
  const { seal, ...unsealed } = first;
  return {
    "a history without iterations": { ...history, iterations: [] },
    "an iteration without a seal or null": { ...history, iterations: [unsealed, ...others] },
    "a date that is none": { ...history, iterations: [{ ...first, date: "2019-02-30" }, ...others] },
    "a member that it does not name": { ...history, more: 1 },
  };
}
