// Whoever points at a phrase reads where it comes from, in the words that stand in the list below the text.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const note = document.getElementById("origin");
  const traced = document.querySelector(".traced");
  const tell = (event) => {
    const phrase = event.target.closest?.(".phrase");
    if (!phrase) return;
    const told = [phrase.dataset.from, phrase.dataset.course].filter(Boolean).map((id) => document.getElementById(id));
    if (told.some((item) => !item)) return;
    all(".phrase.lit").forEach((lit) => lit.classList.remove("lit"));
    all(`.phrase[data-from="${phrase.dataset.from}"]`).forEach((lit) => lit.classList.add("lit"));
    note.replaceChildren(...told.map((item) => {
      const line = document.createElement("p");
      line.append(...[...item.childNodes].map((node) => node.cloneNode(true)));
      return line;
    }));
    note.hidden = false;
  };
  if (note && traced) for (const name of ["pointerover", "focusin"]) traced.addEventListener(name, tell);
})();
