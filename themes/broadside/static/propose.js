// No page knows on which day it will be read: today takes the place of YYYY-MM-DD where a new file is dated.
(() => {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  for (const place of document.querySelectorAll("[data-dated]")) {
    const name = ["href", "value"].find((name) => name in place) ?? "textContent";
    place[name] = place[name].replaceAll("YYYY-MM-DD", day);
  }
})();
