// Keeps this page in step with the files: loads it again when its bytes are others, and lays over it what is wrong.
(() => {
  "use strict";

  const seen = document.currentScript.dataset.seen;
  const PLACE = "variorum:place";
  /** Milliseconds until a server that refused or went away is asked again, and until that is told. */
  const AGAIN = 1000;
  const PATIENCE = 4000;

  // Where one was on the page: kept for the one load that this script asks for.

  const address = () => location.pathname + location.search;
  const folds = () => [...document.querySelectorAll("details")];

  function keepPlace() {
    const open = folds().map((fold) => fold.open);
    try {
      sessionStorage.setItem(PLACE, JSON.stringify({ address: address(), x: scrollX, y: scrollY, open }));
    } catch {
      // A browser that keeps nothing shows the page from its beginning.
    }
  }

  function takePlace() {
    try {
      const place = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
      return place?.address === address() ? place : null;
    } catch {
      return null;
    }
  }

  const place = takePlace();
  if (place) {
    const all = folds();
    if (all.length === place.open.length) all.forEach((fold, index) => (fold.open = place.open[index]));
    const restore = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    restore();
    // Pictures may have moved everything, and an anchor in the address may have taken the page elsewhere.
    addEventListener("load", () => requestAnimationFrame(restore), { once: true });
  }

  // What the server tells. A page that nobody sees listens to nothing, because a browser has six connections to a host.

  let source = null;
  let timer = 0;
  let lost = 0;

  function listen() {
    clearTimeout(timer);
    if (source || document.visibilityState === "hidden") return;
    const query = new URLSearchParams({ path: location.pathname, seen });
    source = new EventSource(`/-variorum/events?${query}`);
    source.addEventListener("open", () => {
      lost = 0;
      tellLost(false);
    });
    source.addEventListener("reload", () => {
      keepPlace();
      location.reload();
    });
    source.addEventListener("report", (event) => tell(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      lost ||= Date.now();
      if (Date.now() - lost > PATIENCE) tellLost(true);
      if (source?.readyState !== EventSource.CLOSED) return;
      rest();
      timer = setTimeout(listen, AGAIN);
    });
  }

  function rest() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);

  // What is wrong. Everything is set as text; the styles lie in a tree of their own, which those of the site do not reach.

  let parts = null;
  let report = { tally: "", items: [], more: 0, has_errors: false };
  let isOpen = false;
  let isLost = false;

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function build() {
    const host = document.createElement("variorum-report");
    const root = host.attachShadow({ mode: "open" });
    const styles = element("link", { rel: "stylesheet", href: "/-variorum/report.css" });
    const title = element("h2", { id: "title" });
    const close = element("button", { type: "button", class: "close" }, "Close (Esc)");
    const why = element("p", {});
    const list = element("ol", {});
    const more = element("p", {});
    const head = element("div", { class: "head" }, element("div", { role: "alert" }, title), close);
    const panel = element("section", { class: "panel report", "aria-labelledby": "title" }, head, why, list, more);
    const corner = element("button", { type: "button", class: "corner" });
    const shell = element("div", { class: "shell" }, panel, corner);
    close.addEventListener("click", () => open(false));
    corner.addEventListener("click", () => open(true));
    root.append(styles, shell);
    // Nothing is seen before it has its styles; if they do not come, plain text is better than none.
    shell.hidden = true;
    for (const event of ["load", "error"]) styles.addEventListener(event, () => (shell.hidden = false));
    document.documentElement.append(host);
    return { host, title, why, list, more, panel, corner };
  }

  function item({ severity, title, text, help, place, open }) {
    const body = element("pre", { tabindex: "0" });
    const mend = element("pre", { class: "help" }, help);
    const at = open && place ? text.indexOf(place) : -1;
    if (at < 0) {
      body.append(text);
    } else {
      body.append(text.slice(0, at), element("a", { href: open }, place), text.slice(at + place.length));
    }
    return element("li", {}, element("h3", { class: severity }, title), ...(text ? [body] : []), ...(help ? [mend] : []));
  }

  function tell(news) {
    const hadErrors = report.has_errors;
    report = news;
    // Errors come to the front when they are new; warnings wait until somebody asks.
    isOpen = report.has_errors || (isOpen && !hadErrors && report.items.length > 0);
    draw();
  }

  function tellLost(value) {
    if (isLost === value) return;
    isLost = value;
    draw();
  }

  function open(value) {
    isOpen = value;
    draw();
    // The button that was pressed is gone; the other one takes its place.
    (value ? parts.panel.querySelector(".close") : parts.corner).focus();
  }

  function draw() {
    const isEmpty = report.items.length === 0;
    if (isEmpty && !isLost) {
      parts?.host.remove();
      parts = null;
      return;
    }
    parts ??= build();
    parts.panel.hidden = isEmpty || !isOpen;
    parts.corner.hidden = !parts.panel.hidden;
    parts.corner.disabled = isEmpty;
    parts.corner.className = report.has_errors ? "corner error" : "corner";
    parts.corner.textContent = isEmpty ? "variorum serve has ended" : report.tally;
    if (parts.panel.hidden) return;
    if (parts.title.textContent !== report.tally) parts.title.textContent = report.tally;
    parts.why.textContent = report.has_errors
      ? "This page is as it was before. It follows again as soon as this is mended."
      : "The page is up to date; somebody should look at this.";
    parts.list.replaceChildren(...report.items.map(item));
    parts.more.textContent = report.more > 0 ? `${report.more} more are told by variorum check.` : "";
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && parts && !parts.panel.hidden) {
      isOpen = false;
      draw();
    }
  });

  listen();
})();
