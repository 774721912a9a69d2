// See `docs/drafting.md`.
(() => {
  const [SMALL, TURNING, CONTENT] = [1, 2, 3];
  const WORTH = [1, 4, 8, 12];
  const SPACELESS = "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
  const LETTERS = `(?:(?!${SPACELESS})[\\p{L}\\p{N}\\p{M}\\p{Cf}])+`;
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
        sentence.keys = own.map(({ key }) => key);
        sentence.row = sentence.keys.join(" ");
        own[0].starts = own.at(-1).ends = true;
      });
      return { words, sentences, rows: sentences.map(({ row }) => row) };
    };
    const count = (words, least = SMALL) => words.filter(({ weight, moved }) => weight >= least && !moved).length;

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
    const between = (pairs, i, ii, j, jj) => {
      const found = [];
      for (const [to, end] of [...pairs, [ii, jj]]) {
        if (i < to || j < end) found.push({ i, ii: to, j, jj: end });
        [i, j] = [to + 1, end + 1];
      }
      return found;
    };
    // R8
    const match = (a, b, { i, ii, j, jj }, pairs) => {
      const isSame = (i, j) => a[i].key === b[j].key && !a[i].moved && !b[j].moved;
      for (; i < ii && j < jj && isSame(i, j); i += 1, j += 1) pairs.push([i, j]);
      const tail = [];
      while (i < ii && j < jj && isSame(ii - 1, jj - 1)) tail.unshift([--ii, --jj]);
      const inBoth = (row, from, to, other) => {
        const keys = new Set(other.map(({ key }) => key));
        return Array.from({ length: to - from }, (_, at) => from + at).filter((at) => keys.has(row[at].key) && !row[at].moved);
      };
      const [old, now] = [inBoth(a, i, ii, b.slice(j, jj)), inBoth(b, j, jj, a.slice(i, ii))];
      const width = now.length + 1;
      if (old.length * width > 250000) {
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

    const turns = ({ weight }) => weight === TURNING;
    const isLone = ({ i, ii, j, jj }) => i === ii || j === jj;
    // R11
    const slide = (a, b, regions) => regions.forEach((region, number) => {
      if (!isLone(region)) return;
      const { i, ii, j, jj } = region;
      const [words, from, to] = i === ii ? [b, j, jj] : [a, i, ii];
      const [before, next] = [regions[number - 1], regions[number + 1]];
      const [back, on] = [i - (before?.ii ?? 0), (next?.i ?? a.length) - ii];
      const isSame = (by) => words[from + by - 1].key === words[to + by - 1].key;
      const rank = ({ word }) => (/^[.!?。！？]$/.test(word) ? 3 : /^[,;:、，；]$/.test(word) ? 1 : 0);
      let [by, best, most] = [0, 0, -1];
      while (back + by && isSame(by)) by -= 1;
      do {
        const outside = words[from + by].begins ? 3 : rank(words[from + by - 1]);
        const isMeeting = by && ((before && by === -back) || (next && by === on));
        const natural = isMeeting ? 9 : outside && outside + (outside === rank(words[to + by - 1]));
        if (natural > most || (natural === most && by <= Math.abs(best))) [best, most] = [by, natural];
        by += 1;
      } while (by <= on && isSame(by));
      for (const end in region) region[end] += best;
    });
    // R9, R10
    const sweep = (a, b, regions) => {
      const isValue = (words) => words.length === 1 && /^[\p{N}.,]+$/u.test(words[0].word);
      const isWhole = (words, from, to) => from < to && words[from].starts && (to === words.length || words[to].starts);
      const joins = (left, right) => {
        const [both, weight] = [[left, right], left.weight + right.weight];
        const [kept, other] = [a.slice(left.ii, right.i), b.slice(left.jj, right.j)];
        const [words, content] = [count(kept), count(kept, CONTENT)];
        const replaces = !both.every(isLone);
        const given = replaces && words <= 2 * Math.min(left.weight, right.weight);
        const begins = (words, word) => [...words, word].some((word) => word?.begins);
        if (kept.some(turns) || (begins(kept, a[right.i]) && begins(other, b[right.j]))) return false;
        if (!kept.length && !other.length) return true;
        return words <= 6 && words * Math.max(1, content - given) <= weight
          && (replaces || (left.i === left.ii) !== (right.i === right.ii) || (!words && weight > 4))
          && !both.every(({ i, ii, j, jj }) => isValue(a.slice(i, ii)) && isValue(b.slice(j, jj)))
          && !both.some((one) => isLone(one) && (isWhole(a, one.i, one.ii) || isWhole(b, one.j, one.jj)))
          && !(content > 1 && [kept, other].every((some) => some.some((word) => word.ends)));
      };
      const done = [];
      for (let region of regions) {
        region.weight = Math.max(count(a.slice(region.i, region.ii)), count(b.slice(region.j, region.jj)));
        for (let left = done.at(-1); left && joins(left, region); left = done.at(-1)) region = { ...region, i: left.i, j: left.j, weight: done.pop().weight + region.weight };
        done.push(region);
      }
      return done;
    };
    // R12
    const rewrite = (a, b, regions, { i, ii, j, jj }, isAll) => {
      const own = regions.filter((region) => region.i >= i && region.ii <= ii && region.j >= j && region.jj <= jj);
      const runs = [...own, { i: ii }].map((region, at) => a.slice(own[at - 1]?.ii ?? i, region.i));
      const least = Math.min(count(a.slice(i, ii)), count(b.slice(j, jj)));
      const isLittle = least > 1 && own.length && 4 * count(runs.flat()) < least && runs.every((run) => count(run) < 5);
      if (isLittle && (isAll || !runs.flat().some(turns))) regions.splice(regions.indexOf(own[0]), own.length, { i, ii, j, jj });
    };

    return (before, after) => {
      const [one, other] = [before, after].map(read);
      const [a, b] = [one.words, other.words];
      const all = count(a);
      const word = ({ words, sentences }, at) => sentences[at]?.i ?? words.length;
      const stretches = between(anchors(one.rows, other.rows), 0, one.rows.length, 0, other.rows.length)
        .map(({ i, ii, j, jj }) => ({ i: word(one, i), ii: word(one, ii), j: word(other, j), jj: word(other, jj) }));
      const search = () => {
        const found = stretches.flatMap((stretch) => {
          const pairs = [];
          match(a, b, stretch, pairs);
          return between(pairs.sort(([i], [k]) => i - k), stretch.i, stretch.ii, stretch.j, stretch.jj);
        });
        slide(a, b, found);
        const swept = sweep(a, b, found);
        for (const stretch of stretches) rewrite(a, b, swept, stretch);
        return swept;
      };
      let regions = search();
      let [at, to, added, removed] = [0, 0, 0, 0];
      // R13
      const whole = ({ words, sentences }, from, to) => sentences.filter(({ i, ii }) => count(words.slice(i, ii)) > 4 && regions.some((region) => region[from] <= i && ii <= region[to]));
      const come = whole(other, "j", "jj");
      for (const old of whole(one, "i", "ii")) {
        const now = come.find(({ i, keys }) => !b[i].moved && 2 * keys.filter((key) => old.keys.includes(key)).length / (old.keys.length + keys.length) >= 0.8);
        if (!now) continue;
        const [pairs, gone, came] = [[], a.slice(old.i, old.ii), b.slice(now.i, now.ii)];
        match(a, b, { ...old, j: now.i, jj: now.ii }, pairs);
        const stay = count(pairs.map(([i]) => a[i]));
        removed += count(gone) - stay;
        added += count(came) - stay;
        for (const word of [...gone, ...came]) word.moved = true;
      }
      if (a.some(({ moved }) => moved)) regions = search();
      else rewrite(a, b, regions, { i: 0, ii: a.length, j: 0, jj: b.length }, true);

      const pieces = [];
      const take = (mark, end, ending) => {
        if (at < end || to < ending) pieces.push([mark, before.slice(at, end), after.slice(to, ending)]);
        [at, to] = [Math.max(at, end), Math.max(to, ending)];
      };
      const end = (words, number) => words[number - 1]?.to ?? 0;
      const space = (text, at) => /^\s*/.exec(text.slice(at))[0];
      let [k, l] = [0, 0];
      for (const { i, ii, j, jj } of [...regions, { i: a.length, j: b.length }]) {
        for (; k < i; k += 1, l += 1) {
          if (a[k].word === b[l].word) continue;
          take("", a[k].from, b[l].from);
          take("del", a[k].to, to);
          take("ins", at, b[l].to);
        }
        take("", end(a, i), end(b, j));
        if (ii === undefined) break;
        const [gone, come] = [space(before, at), space(after, to)];
        const isAlone = i === ii || j === jj;
        const beyond = (text, place) => place + (isAlone && gone === come ? space(text, place).length : 0);
        if (!isAlone || gone === come) take("", at + gone.length, to + come.length);
        if (i < ii) take("del", beyond(before, end(a, ii)), to);
        if (j < jj) take("ins", at, beyond(after, end(b, jj)));
        removed += count(a.slice(i, ii));
        added += count(b.slice(j, jj));
        [k, l] = [ii, jj];
      }
      take("", before.length, after.length);
      return { pieces, added, removed, kept: all - removed };
    };
  };
  // As `id_of_person` makes it.
  const idOf = (name, taken) => {
    const latin = name.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^a-z0-9]/g, (sign) => ({ ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" })[sign] ?? " ");
    let id = latin.trim().replace(/ +/g, "-") || `contributor-${name.codePointAt()}`;
    while (taken.includes(id)) id += "-2";
    return id;
  };
  window.variorumComparer = Object.assign(comparer, { idOf });

  const parts = Object.fromEntries([...document.querySelectorAll("[data-draft]")].map((part) => [part.dataset.draft, part]));
  const { form, text, why, name, shown, link, notice, file } = parts;
  if (!form) return;
  const { head, people, room, small, turning } = form.dataset;
  const [blank] = link.href.split("&value=");
  const compare = comparer(small, turning);
  const fields = [text, why, name];
  const lost = [...form.querySelectorAll("[data-phrase]")];
  const squeezed = (words) => words.trim().replace(/\s+/g, " ");
  const fill = (part, values) => { part.textContent = part.dataset.says.replace(/\{(\w+)\}/g, (_, key) => values[key]); };
  const store = (act) => { try { return act(sessionStorage); } catch { return null; } };
  const HIDDEN = /(?<![\p{Lo}\p{M}\p{Cf}\p{ExtPict}])(?!\ufe0f\u20e3)[\p{DI}\u2028\u2029]|[\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/u;
  let timer;

  const show = () => {
    const [typed, reason, who] = fields.map(({ value }, at) => (at ? squeezed(value) : value.trim()));
    const { pieces, ...counts } = compare(text.defaultValue.trim(), typed);
    shown.replaceChildren(...pieces.map(([mark, old, now]) => (mark ? Object.assign(document.createElement(mark), { textContent: old + now }) : now)));
    const plain = typed.replace(/[\\*_`]|!?\[(?=[^\]]*\]\()|\]\([^)]*\)/g, "");
    const says = ({ dataset }) => [typed, plain].some((words) => squeezed(words).includes(dataset.phrase));
    const options = [...name.list.options];
    const known = options.find(({ value, label }) => [value, label.toLowerCase()].includes(who.toLowerCase()))?.value;
    const named = (lines) => (who ? lines.replace(/your-id/, known ?? idOf(who, options.map(({ value }) => value))).replace("Your name", () => JSON.stringify(who).slice(1, -1)) : lines);
    const front = `${named(head)}${lost.filter(says).map(({ dataset }) => dataset.meets).join("")}${known ? "" : named(people)}`
      .replace("YYYY-MM-DD", new Date().toLocaleDateString("sv"))
      .replace(/^# note .*/m, (line) => (reason ? `note = ${JSON.stringify(reason)}` : line));
    file.value = `${front}+++\n\n${typed}\n`;
    const value = `&value=${encodeURIComponent(file.value)}`;
    notice.hidden = value.length <= room;
    link.href = blank + (notice.hidden ? value : "");
    file.closest("details").open ||= !notice.hidden;
    store((kept) => kept.setItem(blank, JSON.stringify(fields.map((field) => field.value))));
    clearTimeout(timer);
    // After a pause.
    timer = setTimeout(() => {
      const all = [typed, reason, who].join("\n");
      const hidden = HIDDEN.exec(all);
      const isChanged = typed !== text.defaultValue.trim();
      const isCounted = counts.added + counts.removed > 0;
      fill(parts.counts, counts);
      if (hidden) fill(parts.hidden, { words: /\S*\s*$/.exec(all.slice(0, hidden.index))[0], character: `U+${hidden[0].codePointAt().toString(16).toUpperCase().padStart(4, 0)}` });
      Object.entries({ counts: isCounted, same: !isChanged, signs: isChanged && !isCounted, empty: !typed, hidden, unknown: who && !known }).forEach(([name, isSo]) => { parts[name].hidden = !isSo; });
      lost.forEach((note) => { note.hidden = says(note); });
    }, 500);
  };
  form.addEventListener("input", show);
  parts.again.addEventListener("click", () => {
    text.select();
    document.execCommand("insertText", false, text.defaultValue);
  });
  parts.copy.addEventListener("click", async () => {
    file.select();
    try { await navigator.clipboard.writeText(file.value); } catch { document.execCommand("copy"); }
    fill(parts.copied, {});
  });
  JSON.parse(store((kept) => kept.getItem(blank)) ?? "[]").forEach((value, at) => { fields[at].value = value; });
  parts.tools.hidden = form.hidden = false;
  show();
})();
