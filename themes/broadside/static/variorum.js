// Steps through the iterations of a definition, and compares any two of them. The choice stands in the address:
// #at=4 is the 4th iteration, #at=5&with=4 the 5th with what changed from the 4th. Without this script the page shows all
// iterations at once.
(() => {
  const panel = document.getElementById("time");
  if (!panel) return;
  const column = document.getElementById("variorum");
  const step = document.getElementById("step");
  const against = document.getElementById("against");
  const told = document.getElementById("told");
  const stations = [...document.querySelectorAll("#stations > li")];
  const numbers = stations.map((station) => station.value);

  // "1 4-6" names the iteration 1 and those from 4 to 6.
  const namer = (text = "") => {
    const runs = text.split(" ").filter(Boolean).map((run) => run.split("-").map(Number));
    return (number) => runs.some(([from, to = from]) => from <= number && number <= to);
  };
  const wordings = [...column.querySelectorAll("[data-in]")].map((element) => {
    return { element, has: namer(element.dataset.in) };
  });
  const words = (text) => (text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’&./-]*/gu) ?? []).length;
  const shared = [...column.querySelectorAll("p, li, pre")].map((row) => {
    const copy = row.cloneNode(true);
    copy.querySelectorAll("[data-in]").forEach((wording) => wording.remove());
    const isBare = copy.textContent.trim() !== "";
    return { row, words: words(copy.textContent), isBare, goesOn: namer(row.dataset.on) };
  });

  // What came or went is an element of its own, as on the pages that compare; the numbers stay outside of it.
  const mark = (element, name) => {
    const old = element.querySelector(":scope > ins, :scope > del");
    if (old?.localName === name) return;
    old?.replaceWith(...old.childNodes);
    if (!name) return;
    const marked = document.createElement(name);
    marked.append(...[...element.childNodes].filter((node) => node.localName !== "sup"));
    element.prepend(marked);
  };

  // Words fade, unless the reader wants things to stand still; the first picture is there at once.
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let fades = false;
  const set = (element, isOut) => {
    const { classList } = element;
    if (isOut === (classList.contains("out") || classList.contains("leaving"))) return;
    classList.toggle("arriving", fades && !isOut);
    classList.toggle("leaving", fades && isOut);
    classList.toggle("out", !fades && isOut);
  };
  const tidy = () => {
    const at = numbers[step.valueAsNumber];
    let before = null;
    for (const { row, isBare, goesOn } of shared) {
      row.hidden = !isBare && !row.querySelector("[data-in]:not(.out)");
      row.classList.remove("goes-on", "goes-on-after");
      if (row.hidden) continue;
      // A passage that stands in several rows, because other iterations have something between, is one again.
      if (before && goesOn(at) && before.parentNode === row.parentNode) {
        row.classList.add("goes-on");
        before.classList.add("goes-on-after");
      }
      before = row;
    }
  };
  column.addEventListener("animationend", ({ target }) => {
    if (target.classList.contains("leaving")) target.classList.add("out");
    target.classList.remove("arriving", "leaving");
    tidy();
  });

  const show = () => {
    const at = numbers[step.valueAsNumber];
    const other = at === undefined ? undefined : Number(against.value) || undefined;
    against.disabled = at === undefined;
    column.classList.toggle("all", at === undefined);
    const tally = { from: other, to: at, came: 0, went: 0, kept: 0 };
    for (const { element, has } of wordings) {
      const isNow = at === undefined || has(at);
      const wasThere = other === undefined ? isNow : has(other);
      set(element, !isNow && !wasThere);
      const what = isNow === wasThere ? "kept" : isNow ? "came" : "went";
      mark(element, { came: "ins", went: "del" }[what]);
      if (other !== undefined && (isNow || wasThere)) {
        const own = [...element.childNodes].filter((node) => node.localName !== "sup");
        tally[what] += words(own.map((node) => node.textContent).join(""));
      }
    }
    tidy();
    for (const { words } of shared) tally.kept += words;
    step.setAttribute("aria-valuetext", at === undefined ? told.dataset.all : stations[step.valueAsNumber].querySelector("a").textContent);
    if (at === undefined) {
      told.textContent = told.dataset.all;
    } else if (other === undefined) {
      told.replaceChildren(...[...stations[step.valueAsNumber].children].map((part) => part.cloneNode(true)));
    } else {
      told.textContent = told.dataset.compared.replace(/\{(\w+)\}/g, (_, name) => tally[name]);
    }
  };

  const write = () => {
    fades = !still.matches;
    const at = numbers[step.valueAsNumber];
    const other = against.value;
    const choice = at === undefined ? "" : `#at=${at}${other ? `&with=${other}` : ""}`;
    history.replaceState(null, "", choice || location.pathname + location.search);
    show();
  };

  const read = () => {
    const choice = new URLSearchParams(location.hash.slice(1));
    const index = numbers.indexOf(Number(choice.get("at")));
    step.valueAsNumber = index < 0 ? numbers.length : index;
    against.value = numbers.includes(Number(choice.get("with"))) ? choice.get("with") : "";
    show();
  };

  panel.hidden = false;
  step.addEventListener("input", write);
  against.addEventListener("change", write);
  addEventListener("hashchange", read);
  document.addEventListener("variorum:step", (event) => {
    step.valueAsNumber += event.detail;
    write();
  });
  read();
})();
