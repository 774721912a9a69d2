// The next iteration, written on the page: what changes shows while one types, and the file for the forge follows.
(() => {
  // Compares Markdown as `src/history/comparison/` compares what it means: R2 to R13 are rules named there. What is no word is
  // a sign. `i` to `ii` are words of the text before, `j` to `jj` of the text after.
  const [SMALL, TURNING, CONTENT] = [1, 2, 3];
  const WORTH = [1, 4, 8, 12];
  const SPACELESS = "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
  const LETTERS = `(?:(?!${SPACELESS})[\\p{L}\\p{N}\\p{M}\\p{Cf}])+`;
  // Code, what follows the label of a link, addresses; words with what joins them; signs, each with what stands on it (R2).
  const WORD = new RegExp(["`[^`\\n]+`|\\]\\([^()\\n]*\\)|[a-z]+:\\/\\/[^\\s<>\"“”[\\]|]*[^\\s<>\"“”[\\]|.,;:!?)'’*]",
    `(?:(?<![\\p{L}\\p{N}])[#@])?${LETTERS}(?:(?:[’'‐‑./_&-]|(?<=\\p{N})[,;\\u202f](?=\\p{N}))${LETTERS})*`,
    "[\\p{sc=Kana}ー]+|\\p{RI}{2}|\\S(?:\\u200d\\S|[\\p{M}\\p{EMod}])*"].join("|"), "giu");
  const fold = (word) => word.normalize().replace(/\p{DI}/gu, "").replace(/[‘’‚‛′´]/g, "'").replace(/[“”„‟″«»]/g, '"').replace(/[‐‑‒–—―−]/g, "-");

  const comparer = (small, turning) => {
    const known = new Map();
    const token = (word) => {
      if (!known.has(word)) {
        const key = fold(word);
        const isIn = (words) => ` ${words} `.includes(` ${key.toLowerCase()} `);
        known.set(word, { word, key, weight: !/[\p{L}\p{N}]/u.test(key) || /^\]./.test(key) ? 0 : isIn(turning) || /n't$/i.test(key) ? TURNING : isIn(small) ? SMALL : CONTENT });
      }
      return known.get(word);
    };
    const read = (source) => {
      const [words, sentences] = [[], []];
      let [at, isOpen, hasEnded] = [0, false, false];
      for (const line of source.split("\n")) {
        // What marks an item, a heading or a quotation belongs to the white space.
        const lead = /^\s*(?:(?:[-*+>]|\d{1,9}[.)]|#{1,6})\s+)*/.exec(line)[0];
        isOpen &&= !lead.trim() && lead !== line;
        for (const { 0: word, index } of line.slice(lead.length).matchAll(WORD)) {
          const from = at + lead.length + index;
          const before = words.at(-1);
          const isNext = hasEnded && !/^(?:[”’»"')\]」』*_~]$|\]\()/.test(word);
          if (!isOpen || (isNext && (before.to < from || /[。！？।؟۔]$/.test(before.word)))) sentences.push({ i: words.length });
          words.push({ ...token(word), from, to: from + word.length, begins: !isOpen });
          hasEnded = (hasEnded && isOpen && !isNext) || /^[.!?…。！？।؟۔።]$/.test(word);
          isOpen = true;
        }
        isOpen &&= !lead.includes("#");
        at += line.length + 1;
      }
      sentences.forEach((sentence, number) => {
        sentence.ii = sentences[number + 1]?.i ?? words.length;
        const own = words.slice(sentence.i, sentence.ii);
        sentence.row = own.map(({ key }) => key).join(" ");
        own[0].starts = own.at(-1).ends = true;
      });
      return { words, sentences };
    };
    const count = (words, least = SMALL) => words.filter(({ weight }) => weight >= least).length;

    /** The longest row of what is unique in two rows, as pairs of places. */
    const anchors = (a, b) => {
      const [old, now] = [a, b].map((row) => {
        const places = new Map();
        row.forEach((key, at) => places.set(key, places.has(key) ? -1 : at));
        return places;
      });
      const pairs = [];
      let last = null;
      for (const [key, i] of old) {
        const pair = { i, j: now.get(key) ?? -1, length: 1 };
        if (i < 0 || pair.j < 0) continue;
        for (const before of pairs) if (before.j < pair.j && before.length >= pair.length) Object.assign(pair, { before, length: before.length + 1 });
        pairs.push(pair);
        if (pair.length > (last?.length ?? 0)) last = pair;
      }
      const row = [];
      for (; last; last = last.before) row.unshift([last.i, last.j]);
      return row;
    };
    /** The stretches between pairs of places. */
    const between = (pairs, i, ii, j, jj) => {
      const found = [];
      for (const [to, end] of [...pairs, [ii, jj]]) {
        if (i < to || j < end) found.push({ i, ii: to, j, jj: end });
        [i, j] = [to + 1, end + 1];
      }
      return found;
    };
    /** Adds the words that two stretches share, so that the sum of what they are worth is greatest (R8). */
    const match = (a, b, { i, ii, j, jj }, pairs) => {
      for (; i < ii && j < jj && a[i].key === b[j].key; i += 1, j += 1) pairs.push([i, j]);
      const tail = [];
      while (i < ii && j < jj && a[ii - 1].key === b[jj - 1].key) tail.unshift([--ii, --jj]);
      const inBoth = (row, from, to, other) => {
        const keys = new Set(other.map(({ key }) => key));
        return [...row.keys()].slice(from, to).filter((at) => keys.has(row[at].key) && !row[at].moved);
      };
      const [old, now] = [inBoth(a, i, ii, b.slice(j, jj)), inBoth(b, j, jj, a.slice(i, ii))];
      const width = now.length + 1;
      if (old.length * width > 250000) {
        // The table would take too long, so the rows are cut where they share something unique.
        const sure = anchors(a.slice(i, ii).map(({ key }) => key), b.slice(j, jj).map(({ key }) => key)).map(([k, l]) => [i + k, j + l]);
        pairs.push(...sure);
        if (sure.length) between(sure, i, ii, j, jj).forEach((stretch) => match(a, b, stretch, pairs));
        old.length = 0;
      }
      const [best, last] = [0, 0].map(() => new Uint16Array((old.length + 1) * width));
      const worth = (k) => WORTH[a[old[k - 1]].weight];
      for (let k = 1; k <= old.length; k += 1) {
        for (let l = 1; l < width; l += 1) {
          const here = k * width + l;
          const corner = here - width - 1;
          if (a[old[k - 1]].key === b[now[l - 1]].key) {
            // A word counts more beside another that is shared.
            const isBeside = last[corner] && old[k - 2] + 1 === old[k - 1] && now[l - 2] + 1 === now[l - 1];
            last[here] = Math.max(isBeside ? last[corner] + 3 : 0, best[corner]) + worth(k);
          }
          best[here] = Math.max(best[here - width], best[here - 1], last[here]);
        }
      }
      let isBound = false;
      for (let k = old.length, l = width - 1; k && l;) {
        const here = k * width + l;
        if (last[here] && (isBound || last[here] === best[here])) {
          isBound = last[here] !== best[here - width - 1] + worth(k);
          pairs.push([old[--k], now[--l]]);
        } else if (best[here - width] >= best[here - 1]) k -= 1;
        else l -= 1;
      }
      pairs.push(...tail);
    };

    const isLone = ({ i, ii, j, jj }) => i === ii || j === jj;
    /** Slides an insertion or a deletion along equal words to where a reader would cut (R11). */
    const slide = (a, b, regions, end) => regions.forEach((region, at) => {
      const [before, next] = [regions[at - 1], regions[at + 1]];
      const rooms = [region.i - (before?.ii ?? 0), (next?.i ?? end) - region.ii];
      const isCame = region.i === region.ii;
      const words = isCame ? b : a;
      const [from, to] = isCame ? [region.j, region.jj] : [region.i, region.ii];
      const rank = ({ word }) => (/^[.!?。！？]$/.test(word) ? 3 : /^[,;:、，；]$/.test(word) ? 1 : 0);
      const edge = (by) => {
        if ((by < 0 && before && -by === rooms[0]) || (by > 0 && next && by === rooms[1])) return 9;
        const outside = words[from + by].begins ? 3 : rank(words[from + by - 1]);
        return outside && outside + (outside === rank(words[to + by - 1]));
      };
      let [best, most] = [0, 0];
      for (const way of isLone(region) && !region.moved ? [-1, 1] : []) {
        const beside = way < 0 ? before : next;
        const room = rooms[way < 0 ? 0 : 1] - (beside?.moved ? 1 : 0);
        const isSame = (by) => words[way < 0 ? from - by : from + by - 1].key === words[way < 0 ? to - by : to + by - 1].key;
        most = Math.max(most, edge(best));
        for (let by = 1; by <= room && isSame(by); by += 1) {
          const natural = edge(way * by);
          if (natural > most || (natural === most && by <= Math.abs(best))) [best, most] = [way * by, natural];
        }
      }
      for (const end of ["i", "ii", "j", "jj"]) region[end] += best;
    });
    /** Joins changes across kept words that say little beside them (R9), but for those that turn a sentence round (R10). */
    const sweep = (a, b, regions) => {
      const isValue = (words) => words.length === 1 && /^[\p{N}.,]+$/u.test(words[0].word);
      const isWhole = (words, from, to) => from < to && words[from].starts && (to === words.length || words[to].starts);
      const joins = (left, right) => {
        const [kept, other] = [a.slice(left.ii, right.i), b.slice(left.jj, right.j)];
        if (left.moved || right.moved || kept.some(({ weight }) => weight === TURNING)) return false;
        if (!kept.length && !other.length) return true;
        const [words, content] = [count(kept), count(kept, CONTENT)];
        const weight = left.weight + right.weight;
        const both = [left, right];
        const replaces = !both.every(isLone);
        if (!replaces && (left.i === left.ii) === (right.i === right.ii) && (words || weight < 5)) return false;
        if (both.every(({ i, ii, j, jj }) => isValue(a.slice(i, ii)) && isValue(b.slice(j, jj)))) return false;
        if (both.some((one) => isLone(one) && (isWhole(a, one.i, one.ii) || isWhole(b, one.j, one.jj)))) return false;
        const ends = [kept, other].every((some) => some.some((word) => word.ends));
        const given = replaces && words <= 2 * Math.min(left.weight, right.weight);
        return words <= 6 && words * Math.max(1, content - given) <= weight && !(ends && content > 1);
      };
      return regions.reduce((done, region) => {
        region.weight = Math.max(count(a.slice(region.i, region.ii)), count(b.slice(region.j, region.jj)));
        done.push(region);
        while (done.length > 1 && joins(...done.slice(-2))) {
          const [left, right] = done.splice(-2);
          done.push({ ...left, ii: right.ii, jj: right.jj, weight: left.weight + right.weight });
        }
        return done;
      }, []);
    };
    /** One region, if so little of a stretch stayed that marks among its words would only confuse (R12). */
    const rewrite = (a, b, regions, { i, ii, j, jj }, isAll) => {
      const own = regions.filter((region) => region.ii >= i && region.i <= ii && region.jj >= j && region.j <= jj);
      const runs = [...own, { i: ii }].map((region, at) => a.slice(own[at - 1]?.ii ?? i, region.i));
      const least = Math.min(count(a.slice(i, ii)), count(b.slice(j, jj)));
      const kept = runs.map((run) => count(run));
      const turns = runs.some((run) => run.some(({ weight }) => weight === TURNING));
      const isLittle = least > 1 && Math.max(...kept) < 5 && kept.reduce((sum, words) => sum + words) < least / 4;
      if (isLittle && (isAll || !turns) && !own.some(({ moved }) => moved)) regions.splice(regions.indexOf(own[0]), own.length, isAll ? { i, ii, j, jj } : { ...own[0], ii: own.at(-1).ii, jj: own.at(-1).jj });
    };

    /** Pieces of two texts, each with its mark, what it is before and what it is after; and the words that came, went, stayed. */
    return (before, after) => {
      // The result must not depend on the direction.
      const isTurned = before > after;
      const [one, other] = (isTurned ? [after, before] : [before, after]).map(read);
      const [a, b] = [one.words, other.words];
      const rows = ({ sentences }) => sentences.map(({ row }) => row);
      const sure = anchors(rows(one), rows(other));
      const gaps = between(sure, 0, one.sentences.length, 0, other.sentences.length);
      // Sentences of five words or more that are the same elsewhere moved (R13).
      const lost = gaps.flatMap(({ i, ii }) => one.sentences.slice(i, ii));
      for (const now of gaps.flatMap(({ j, jj }) => other.sentences.slice(j, jj))) {
        const old = lost.find(({ row, i, isTaken }) => row === now.row && !isTaken && !a[i].moved);
        if (old && count(a.slice(old.i, old.ii)) > 4) [[a, old], [b, now]].forEach(([words, { i, ii }]) => words.slice(i, ii).forEach((word) => { word.moved = true; }));
      }
      const word = ({ words, sentences }, at) => sentences[at]?.i ?? words.length;
      const stretches = gaps.map(({ i, ii, j, jj }) => ({ i: word(one, i), ii: word(one, ii), j: word(other, j), jj: word(other, jj) }));
      let regions = stretches.flatMap((stretch) => {
        const pairs = [];
        match(a, b, stretch, pairs);
        return between(pairs.sort(([i], [k]) => i - k), stretch.i, stretch.ii, stretch.j, stretch.jj);
      });
      slide(a, b, regions, a.length);
      regions = sweep(a, b, regions);
      stretches.forEach((stretch) => rewrite(a, b, regions, stretch, false));
      rewrite(a, b, regions, { i: 0, ii: a.length, j: 0, jj: b.length }, true);
      if (isTurned) regions = regions.map(({ i, ii, j, jj, moved }) => ({ i: j, ii: jj, j: i, jj: ii, moved }));

      const [old, now] = isTurned ? [b, a] : [a, b];
      const pieces = [];
      let [at, to] = [0, 0];
      const take = (mark, end, ending) => {
        if (at < end || to < ending) pieces.push([mark, before.slice(at, end), after.slice(to, ending)]);
        [at, to] = [end, ending];
      };
      const end = (words, number) => words[number - 1]?.to ?? 0;
      const space = (text, at) => /^\s*/.exec(text.slice(at))[0];
      let [removed, added] = [0, 0];
      for (const region of regions) {
        const { i, ii, j, jj } = region;
        take("", end(old, i), end(now, j));
        // White space in front stays outside; what comes or goes alone takes that behind it along, so that one is left.
        const [gone, come] = [space(before, at), space(after, to)];
        let [last, ending] = [end(old, ii), end(now, jj)];
        if (!isLone(region)) take("", at + gone.length, to + come.length);
        else if (gone === come) {
          take("", at + gone.length, to + come.length);
          last = Math.max(at, last + (i < ii ? space(before, last).length : 0));
          ending = Math.max(to, ending + (j < jj ? space(after, ending).length : 0));
        }
        take("del", last, to);
        take("ins", at, ending);
        const lasting = (words) => count(words.filter(({ moved }) => !moved));
        removed += lasting(old.slice(i, ii));
        added += lasting(now.slice(j, jj));
      }
      take("", before.length, after.length);
      return { pieces, added, removed, kept: count(old) - removed };
    };
  };
  window.variorumComparer = comparer;

  const form = document.getElementById("draft");
  if (!form) return;
  const { blank, counts, head, room, small, turning } = form.dataset;
  const byId = (id) => document.getElementById(`draft-${id}`);
  const [told, shown, file, link, copy, notice, again] = ["told", "shown", "file", "link", "copy", "long", "again"].map(byId);
  const fields = [...form.querySelectorAll("textarea, input")];
  const [text, why, name] = fields;
  const compare = comparer(small, turning);
  // Storage may be refused, as on a disk; then what was typed lasts as long as the page.
  const store = (act) => { try { return act(sessionStorage); } catch { return null; } };
  const squeezed = (words) => words.trim().replace(/\s+/g, " ");

  // `check` says which of these a script or an emoji needs; here whatever stands beside one may need it.
  const HIDDEN = /(?<![\p{Lo}\p{M}\p{ExtPict}\u{e0020}-\u{e007f}])(?![\n\t])(?!\ufe0f\u20e3)[\p{DI}\p{Cc}\u2028\u2029]|[\u202a-\u202e\u2066-\u2069]/u;
  const show = () => {
    const typed = text.value.trim();
    const plain = typed.replace(/\\(?=[!-/:-@[-`{-~])|[*`]|\b_\B|\B_\b|!?\[(?=[^\]]*\]\()|\]\([^)]*\)/g, "");
    const says = (phrase) => [typed, plain].some((words) => squeezed(words).includes(phrase));
    const person = [...name.list.options].find(({ value, label }) => [value, label].includes(squeezed(name.value)));
    const compared = compare(text.defaultValue.trim(), typed);
    const { pieces, added, removed, kept } = compared;
    shown.replaceChildren(...pieces.map(([mark, old, now]) => (mark ? Object.assign(document.createElement(mark), { textContent: old + now }) : now)));

    const notes = [...told.querySelectorAll("li")];
    const meets = notes.map(({ dataset }) => (dataset.phrase && says(dataset.phrase) ? dataset.meets : ""));
    const front = head.replace("YYYY-MM-DD", new Date().toLocaleDateString("sv"))
      .replace(/^# note = .*$/m, (line) => (why.value.trim() ? `note = ${JSON.stringify(squeezed(why.value))}` : line))
      .replace(/^# authors = .*$/m, (line) => (person ? `authors = ["${person.value}"]` : name.value.trim() ? `# ${squeezed(name.value)}` : line));
    file.value = `${front}${meets.join("")}+++\n\n${typed}\n`;
    const value = `&value=${encodeURIComponent(file.value)}`;
    const fits = value.length <= room;
    link.href = fits ? blank + value : blank;
    notice.hidden = fits;
    if (!fits) file.closest("details").open = true;
    store((kept) => kept.setItem(blank, JSON.stringify(fields.map((field) => field.value))));
    return () => {
      const all = fields.map((field) => field.value).join("\n");
      const hidden = HIDDEN.exec(all);
      const isSame = !pieces.some(([mark]) => mark);
      const when = { same: isSame && typed, empty: !typed, signs: !isSame && !added && !removed, name: name.value.trim() && !person, hidden };
      for (const note of notes) {
        const { phrase, says: sentence } = note.dataset;
        const words = hidden && all.slice(0, hidden.index).slice(-20).replace(/.*\s(?=\S+\s*$)/s, "");
        if (sentence) note.textContent = hidden ? fill(sentence, { words, character: `U+${hidden[0].codePointAt().toString(16).toUpperCase().padStart(4, 0)}` }) : "";
        note.hidden = phrase ? says(phrase) : !when[note.dataset.when];
      }
      const line = fill(counts, { added, removed, kept });
      told.firstElementChild.textContent = added + removed ? line : "";
    };
  };
  const fill = (message, values) => message.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  let timer;
  const follow = () => {
    clearTimeout(timer);
    // Told when there is a pause, so that nobody is interrupted.
    timer = setTimeout(show(), 600);
  };
  form.addEventListener("input", follow);
  again.addEventListener("click", () => {
    text.focus();
    text.select();
    // Old and still the only way that can be undone.
    document.execCommand("insertText", false, text.defaultValue);
  });
  copy.parentElement.hidden = form.hidden = false;
  copy.addEventListener("click", async () => {
    file.select();
    try { await navigator.clipboard.writeText(file.value); } catch { document.execCommand("copy"); }
    copy.nextElementSibling.textContent = copy.dataset.copied;
  });
  JSON.parse(store((kept) => kept.getItem(blank)) ?? "[]").forEach((value, at) => { fields[at].value = value; });
  show()();
})();
