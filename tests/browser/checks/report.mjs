// What was measured and what failed, gathered during a run and printed once at its end.

const KB = 1024;

/** A collector: checks call `fail`, visits add `row`s, and `print` says everything and returns the number of failures. */
export function newReport() {
  const failures = [];
  const rows = [];
  return {
    fail: (page, check, reason) => failures.push({ page, check, reason: reason.replace(/\s+/g, " ").trim() }),
    row: (row) => rows.push(row),
    print: (summary) => {
      printTable(rows);
      printFailures(failures);
      console.log(`\n${summary}: ${failures.length === 0 ? "no failure" : `${failures.length} failures`}`);
      return failures.length;
    },
  };
}

/** Bytes as kilobytes of 1024 with one decimal, the unit of every budget. */
export function kilobytes(bytes) {
  return (bytes / KB).toFixed(1);
}

/** One line per page kind; the sizes are gzipped kilobytes of a first load, the modes count axe violations. */
function printTable(rows) {
  const modes = Object.keys(rows[0]?.violations ?? {});
  const head = ["kind", "page", "html", "css", "js", "load", "requests", ...modes, "unsure", "radios"];
  const lines = rows
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((row) => [
      row.name,
      row.page,
      ...["document", "stylesheet", "script"].map((type) => kilobytes(row.weights[type])),
      kilobytes(row.weights.total),
      row.requests,
      ...modes.map((mode) => row.violations[mode] ?? "-"),
      row.unsure,
      row.radios,
    ]);
  const table = [head, ...lines].map((line) => line.map(String));
  const widths = head.map((_, column) => Math.max(...table.map((line) => line[column].length)));
  console.log("\nFirst load in KB gzipped, axe violations per mode, axe results it could not decide, radio buttons tried\n");
  for (const line of table) {
    console.log(line.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "));
  }
}

/** Failures by check; the same reason on many pages is said once, with every page it holds for. */
function printFailures(failures) {
  const pagesByReason = new Map();
  for (const { page, check, reason } of failures) {
    const key = `${check}: ${reason}`;
    pagesByReason.set(key, [...(pagesByReason.get(key) ?? []), page]);
  }
  for (const key of [...pagesByReason.keys()].sort()) {
    const pages = pagesByReason.get(key);
    console.log(`\nFAILED ${key}\n       on ${pages.join(", ")}`);
  }
}
