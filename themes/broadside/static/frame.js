// For every page: light or dark, keys, links to paragraphs.
(() => {
  const root = document.documentElement;
  // Storage may be refused.
  const store = {
    get: (name) => { try { return localStorage.getItem(`variorum-${name}`); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(`variorum-${name}`, value); } catch { } },
  };
  const schemes = ["auto", "light", "dark"];
  const scheme = () => (schemes.includes(root.dataset.scheme) ? root.dataset.scheme : "auto");
  // Before anything is drawn, so that nothing flashes.
  root.dataset.scheme = store.get("scheme") ?? "auto";

  addEventListener("DOMContentLoaded", () => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const tools = document.getElementById("tools");
    if (tools) tools.hidden = false;

    const toggle = document.getElementById("scheme");
    const say = () => toggle && (toggle.textContent = toggle.dataset[scheme()]);
    toggle?.addEventListener("click", () => {
      root.dataset.scheme = schemes[(schemes.indexOf(scheme()) + 1) % schemes.length];
      store.set("scheme", scheme());
      say();
    });
    say();

    const list = document.getElementById("keys-link");
    const areOn = () => store.get("keys") !== "off";
    const on = document.getElementById("keys-on");
    if (on) {
      on.closest("[hidden]").hidden = false;
      on.checked = areOn();
      on.addEventListener("change", () => store.set("keys", on.checked ? "on" : "off"));
    }
    const go = (selector) => { const link = document.querySelector(selector); link?.click(); return Boolean(link); };
    const walk = (way) => {
      const changes = all("main :is(ins, del)").filter((change) => change.checkVisibility());
      const stops = changes.length ? changes : all("main :is(h1, h2, h3, .entries li)");
      const middle = innerHeight / 3;
      const top = (stop) => stop.getBoundingClientRect().top - middle;
      const next = way > 0 ? stops.find((stop) => top(stop) > 4) : stops.findLast((stop) => top(stop) < -4);
      if (!next) return;
      scrollBy({ top: top(next) });
      next.tabIndex = -1;
      next.focus({ preventScroll: true });
    };
    const step = (way) => go(way > 0 ? "main a[rel=next]" : "main a[rel=prev]")
      || document.dispatchEvent(new CustomEvent("variorum:step", { detail: way }));
    const acts = {
      "/": () => go("#search-link"),
      "j": () => walk(1),
      "k": () => walk(-1),
      "[": () => step(-1),
      "]": () => step(1),
      "?": () => list.click(),
    };
    document.addEventListener("keydown", (event) => {
      const isTyped = event.target.closest("input:not([type=radio], [type=checkbox], [type=range]), textarea, select");
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyped) return;
      if (!list || !areOn() || !Object.hasOwn(acts, event.key)) return;
      acts[event.key]();
      event.preventDefault();
    });

    // URL Fragment Text Directives
    const page = document.querySelector("link[rel=cite-as], link[rel=canonical]")?.href ?? location.href.split("#")[0];
    const directive = (text) => {
      const words = text.trim().split(/\s+/u);
      const some = (part) => encodeURIComponent(part.join(" ")).replaceAll("-", "%2D");
      return words.length <= 12 ? some(words) : `${some(words.slice(0, 5))},${some(words.slice(-5))}`;
    };
    const label = document.getElementById("copied");
    for (const paragraph of label ? all(".text > p, .text li, .prose > p, .prose > ul > li, .prose > ol > li") : []) {
      const text = paragraph.textContent;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy-link";
      button.dataset.script = "";
      button.title = label.dataset.copy;
      button.setAttribute("aria-label", label.dataset.copy);
      button.textContent = "¶";
      button.addEventListener("click", async () => {
        const address = `${page}#:~:text=${directive(text)}`;
        try { await navigator.clipboard.writeText(address); label.textContent = label.dataset.copied; } catch { prompt(label.dataset.copy, address); }
        setTimeout(() => { label.textContent = ""; }, 4000);
      });
      paragraph.append(button);
    }
  });
})();
