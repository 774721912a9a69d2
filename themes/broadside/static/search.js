// Searches in everything. What it needs is loaded when the field is first used; `docs/search.md` tells its form.
(() => {
  const byId = (id) => document.getElementById(id);
  const [form, field, told, list, more, everything] = ["search", "query", "told", "found", "more", "everything"].map(byId);
  if (!form) return;
  const say = (name, values) => form.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);

  const arrived = new Map();
  const loads = new Map();
  const lines = (text) => text.split("\n").map((line) => line.split(" "));
  window.variorumRecord = (name, data) => arrived.set(name, name.startsWith("words") ? lines(data) : data);
  const insert = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    // The index tells which of the other files belong to it, so it must not be an old one.
    const fresh = name === "index" ? Date.now() : arrived.get("index").digest;
    script.src = form.dataset.records.replace("index.js", `${name}.js`) + (form.dataset.cut ? `?${fresh}` : "");
    script.onload = () => resolve(arrived.get(name));
    script.onerror = () => { loads.delete(name); reject(); };
    document.head.append(script);
  });
  const load = (name) => {
    if (arrived.has(name)) return arrived.get(name);
    if (!loads.has(name)) loads.set(name, insert(name));
    return loads.get(name);
  };

  // Words, cut and folded as `search/words.rs` of the program does it.
  const set = (ranges) => ranges.replace(/[\da-f]+ ?/g, (code) => `\\u{${code.trim()}}`);
  const OUT = set("ad 300-36f 483-489 591-5bd 5bf-5c7 610-61a 640 64b-65f 670 6d6-6ed 1ab0-1aff 1dc0-1dff 200c 200d 2060 20d0-20ff fe00-fe0f fe20-fe2f feff e0100-e01ef");
  const SPACELESS = set("e00-eff 1000-109f 1780-17ff 2e80-9fff f900-faff 20000-3ffff");
  const RUN = new RegExp(`[\\p{L}\\p{N}\\p{M}${OUT}]+`, "gu");
  const LEFT_OUT = new RegExp(`[${OUT}]`, "gu");
  const PIECE = new RegExp(`[${SPACELESS}]+|[^${SPACELESS}]+`, "gu");
  const IS_SPACELESS = new RegExp(`^[${SPACELESS}]`, "u");
  const WRITTEN_OUT = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", ς: "σ" };
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[ßæœþøłđðıς]/g, (letter) => WRITTEN_OUT[letter]);
  const pieces = (text) => (fold(text).match(RUN) ?? []).flatMap((run) => run.replace(LEFT_OUT, "").match(PIECE) ?? []);
  const words = (piece) => {
    const letters = [...piece];
    return IS_SPACELESS.test(piece) ? letters.map((letter, at) => letter + (letters[at + 1] ?? "")) : [letters.slice(0, 40).join("")];
  };
  const cut = (text) => pieces(text).flatMap(words);
  window.variorumCut = cut;

  /** What is searched for, each word once. A run without spaces is all of its pairs. */
  const termsOf = (text) => {
    const terms = new Map();
    for (const piece of pieces(text)) {
      const run = IS_SPACELESS.test(piece) && piece;
      const all = words(piece);
      const isPair = all.length > 1;
      for (const word of isPair ? all.slice(0, -1) : all) terms.set(word, { word, run, isPair, edits: 0 });
    }
    return [...terms.values()].slice(0, 12);
  };
  const editsFor = ({ word, run }) => (run || word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
  /** Whether a word begins with what was typed but for edits. */
  const isNear = (typed, word, edits) => {
    let before = [];
    let last = [...word.slice(0, typed.length + edits), ""].map((_, at) => at);
    for (let i = 0; i < typed.length; i += 1) {
      const row = [i + 1];
      for (let j = 1; j < last.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (typed[i] !== word[j - 1]));
        if (i && j > 1 && typed[i] === word[j - 2] && typed[i - 1] === word[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > edits) return false;
      [before, last] = [last, row];
    }
    return true;
  };
  const fit = ({ word, isPair, edits }, found) => {
    if (found === word) return 1;
    if (!isPair && found.startsWith(word)) return 0.6;
    return edits && isNear(word, found, edits) ? 0.25 : 0;
  };

  const number = (text) => parseInt(text, 36);
  const numbersOf = (runs) => runs.split(".").slice(0, -1).flatMap((run) => {
    const [from, to = from] = run.split("-").map(number);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
  // By code points, as the program has it.
  const order = (word) => [...word].map((letter) => letter.codePointAt().toString(16).padStart(6, 0)).join("");
  /** The files that may hold words with a beginning. */
  const filesWith = ({ words }, beginning) => {
    const files = words.map((first, file) => [order(first), file]).filter(([first, file]) => first || !file);
    const [from, to] = [order(beginning), order(`${beginning}\u{10ffff}`)];
    const start = Math.max(0, files.findLastIndex(([first]) => first <= from));
    return files.slice(start).filter(([first], at) => !at || first <= to).map(([, file]) => file);
  };
  const filesFor = (index, { word, edits }) => {
    const [a, b = "", c = ""] = word;
    if (!b) return filesWith(index, a).slice(0, 2);
    if (!edits) return filesWith(index, word);
    // Among many files, not every first letter can be thought of.
    const beginnings = index.words.length > 4 ? [a + b, b + a, a + c, b + c] : [""];
    return [...new Set(beginnings.flatMap((beginning) => filesWith(index, beginning)))];
  };

  const lookUp = async (index, term) => {
    const hits = new Map();
    for (const lines of await Promise.all(filesFor(index, term).map((file) => load(`words-${file}`)))) {
      for (const [word, postings] of lines) {
        const fits = fit(term, word);
        let entry = 0;
        for (const [, gap, letter, runs] of fits ? postings.matchAll(/([\da-z]+)([A-L])((?:[\da-z-]+\.)*)/g) : []) {
          entry += number(gap);
          const code = letter.charCodeAt() - 65;
          const hit = hits.get(entry) ?? { score: 0, runs: "" };
          // What counts no more counts less.
          hit.score = Math.max(hit.score, [1, 2, 5, 12][code % 4] * fits * (code < 8 ? 1 : 0.4));
          hit.isAround ||= code < 4;
          hit.isNow ||= code < 8;
          hit.runs += runs;
          hits.set(entry, hit);
        }
      }
    }
    return hits;
  };
  /** Where all terms are: if they are in iterations, in the same ones. */
  const meet = ([first, ...others]) => {
    const met = [];
    for (const [entry, hit] of first) {
      const hits = [hit, ...others.map((other) => other.get(entry))];
      if (!hits.every(Boolean)) continue;
      const shared = (some) => {
        const [one, ...rest] = some.map((other) => new Set(numbersOf(other.runs)));
        return [...(one ?? [])].filter((at) => rest.every((set) => set.has(at))).sort((a, b) => a - b);
      };
      const bound = hits.filter((other) => !other.isAround);
      const [numbers, least] = [shared(hits), shared(bound)];
      if (bound.length && !least.length) continue;
      met.push({ entry, numbers: numbers.length ? numbers : least, isNow: hits.every((other) => other.isNow), score: hits.reduce((sum, { score }) => sum + score, 0) });
    }
    return met.sort((a, b) => b.score - a.score || a.entry - b.entry);
  };
  const search = async (terms) => {
    const index = await load("index");
    const lookUpAll = () => Promise.all(terms.map((term) => lookUp(index, term)));
    let hits = await lookUpAll();
    let met = meet(hits);
    if (met.length) return met;
    // Mistakes are thought of where nothing begins as typed; then everywhere.
    const missing = hits.map((hit) => !hit.size);
    for (const isAllowed of [(at) => missing[at], () => true]) {
      terms.forEach((term, at) => { term.edits = isAllowed(at) ? editsFor(term) : 0; });
      met = meet(await lookUpAll());
      if (met.length) break;
    }
    return met;
  };

  const marksIn = (text, terms) => {
    const marks = [];
    for (const { 0: run, index } of text.matchAll(RUN)) {
      const folded = fold(run).normalize();
      for (const { run: sought } of folded.length === run.length ? terms : []) {
        const wanted = sought && sought.normalize();
        for (let at = wanted ? folded.indexOf(wanted) : -1; at >= 0; at = folded.indexOf(wanted, at + 1)) {
          marks.push([index + at, index + at + wanted.length]);
        }
      }
      if (cut(run).some((word) => terms.some((term) => !term.run && fit(term, word)))) marks.push([index, index + run.length]);
    }
    return marks.sort((a, b) => a[0] - b[0]).filter(([from], at) => !at || from >= marks[at - 1][1]);
  };
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const excerpt = (text, marks) => {
    const [first, last] = marks[0] ?? [0, 0];
    const start = first < 60 ? 0 : Math.min(first, text.indexOf(" ", first - 60) + 1 || first);
    const end = text.length < start + 200 ? text.length : Math.max(last, text.lastIndexOf(" ", start + 200), start + 100);
    const line = make("p", { className: "line" }, start ? "…" : "");
    let at = start;
    for (const [from, to] of marks.filter((mark) => mark[1] <= end)) {
      line.append(text.slice(at, from), make("mark", {}, text.slice(from, to)));
      at = to;
    }
    line.append(text.slice(at, end), end < text.length ? "…" : "");
    return line;
  };
  /** What a browser scrolls to. */
  const fragment = (text, marks) => {
    let [start, end] = marks[0];
    for (const [from, to] of marks) if (/^\s?$/u.test(text.slice(end, from))) end = to;
    return `#:~:text=${encodeURIComponent(text.slice(start, end)).replaceAll("-", "%2D")}`;
  };
  const inWords = (numbers) => {
    const runs = [];
    for (const at of numbers) {
      const last = runs.at(-1);
      if (last?.[1] === at - 1) last[1] = at;
      else runs.push([at, at]);
    }
    const all = runs.flatMap(([from, to]) => (to - from > 1 ? say("run", { from, to }) : from < to ? [from, to] : from));
    const some = all.length > 8 ? ["…", ...all.slice(-7)] : all;
    return some.length > 1 ? say("and", { before: some.slice(0, -1).join(", "), last: some.at(-1) }) : `${some[0]}`;
  };
  const show = async ({ entry, isNow, numbers }, terms) => {
    const { entries } = await load("index");
    const file = entries.findLastIndex((start) => start <= entry);
    const { title, kind, href, texts, current, iterations = [], told: about = [] } = (await load(`entries-${file}`))[entry - entries[file]];
    const isCurrent = numbers.includes(current);
    const latest = isCurrent ? current : numbers.at(-1);
    const here = iterations.filter(([runs]) => numbersOf(runs).includes(latest));
    const own = texts.map((text) => ["", text]);
    let [best, marks, most] = [own[0] ?? here[0] ?? ["", ""], [], 0];
    for (const other of isNow ? [...here, ...own, ...about] : here) {
      const found = cut(other[1]);
      const count = terms.filter((term) => found.some((word) => fit(term, word))).length;
      if (count > most) [best, marks, most] = [other, marksIn(other[1], terms), count];
    }
    const text = best[1];
    const words = marks.length ? fragment(text, marks) : "";
    const isOn = (page) => (page.includes(best) ? words : "");
    const iteration = (at, name, extra) => make("a", { href: href.replace("index.html", `${at}.html`) + extra }, name);
    const link = make("a", { href: href + isOn(isCurrent ? [...here, ...own] : own) }, title);
    const item = make("li", {}, make("p", { className: "entry" }, link, " ", make("span", { className: "kind" }, kind)));
    if (latest) {
      const name = say(numbers.length > 1 ? "several" : "one", { iterations: inWords(numbers) });
      const when = current ? say(!isCurrent ? "old" : numbers.length > 1 ? "among" : "current") : ".";
      item.append(make("p", { className: "meta" }, isCurrent ? name : iteration(latest, name, isOn(here)), when));
    } else if (about.includes(best)) {
      const at = numbersOf(best[0]).at(-1);
      item.append(make("p", { className: "meta" }, iteration(at, say("about", { iterations: at }), words), "."));
    }
    if (text) item.append(excerpt(text, marks));
    return item;
  };

  let [met, terms, turn] = [[], [], 0];
  const showMore = async () => {
    const [own, from] = [turn, list.children.length];
    const items = await Promise.all(met.slice(from, from + 10).map((result) => show(result, terms)));
    if (own !== turn) return;
    list.append(...items);
    more.hidden = list.children.length >= met.length;
    if (from) items[0].querySelector("a").focus();
  };
  const run = async () => {
    turn += 1;
    const own = turn;
    const query = field.value.trim();
    const asked = termsOf(query);
    everything.hidden = asked.length > 0;
    if (!asked.length) {
      list.replaceChildren();
      [list.hidden, more.hidden, told.textContent] = [true, true, ""];
      return;
    }
    if (!arrived.has("index")) told.textContent = say("loading");
    try {
      const results = await search(asked);
      if (own !== turn) return;
      [met, terms] = [results, asked];
      list.replaceChildren();
      await showMore();
      list.hidden = !met.length;
      if (own === turn) told.textContent = say(["none", "single"][met.length] ?? "count", { count: met.length, query });
    } catch {
      if (own === turn) [everything.hidden, told.textContent] = [false, say("failed")];
    }
  };
  const remember = () => {
    const query = field.value.trim();
    try { history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname); } catch { /* Too often. */ }
  };

  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { run(); remember(); }, 120);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    remember();
    await run();
    list.querySelector("a")?.focus();
  });
  more.addEventListener("click", showMore);
  // The arrows lead from the field to the results and back.
  for (const place of [form, list]) {
    place.addEventListener("keydown", (event) => {
      const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!way || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return;
      const own = event.target.closest("li")?.querySelector("a");
      const stops = [field, ...list.querySelectorAll(".entry a")];
      const next = stops[stops.indexOf(own ?? field) + way];
      if (next) event.preventDefault();
      next?.focus();
    });
  }
  // The key for the search leads to the field, because this is its page already.
  byId("search-link")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  form.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") ?? field.value;
  if (field.value) run();
})();
