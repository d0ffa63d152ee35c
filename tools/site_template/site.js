// @ts-check
// What the pages of the site do themselves: keep answers, find a word, say what a folder cannot do.

(() => {
  const KEEP_MS = 300;

  /** @param {string} text */
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").trim();

  // ---- answers: what was answered is there again the next time, in this browser ----

  // This runs before what makes the page live, and puts the answers where that looks for them.
  const given = /** @type {HTMLElement | null} */ (document.querySelector("#lstm-states[data-made]"));
  const anew = /** @type {HTMLElement | null} */ (document.querySelector(".site-anew"));
  const storage = given && storageHere();
  if (given && anew && storage) keepAnswers(given, anew, storage);

  /** A browser may have been told to keep nothing. @returns {Storage | null} */
  function storageHere() {
    try {
      return localStorage;
    } catch {
      return null;
    }
  }

  /** @param {HTMLElement} given @param {HTMLElement} anew @param {Storage} storage */
  function keepAnswers(given, anew, storage) {
    const { made } = given.dataset;
    const place = `lstm ${location.pathname}`;
    const states = JSON.parse(given.textContent ?? "{}");
    const stored = JSON.parse(storage.getItem(place) ?? "null");
    // what belongs to a page that has been made anew since would fit no longer
    const kept = stored?.made === made ? stored.kept : {};
    for (const [id, state] of Object.entries(kept)) Object.assign(states[id], state);
    anew.hidden = !Object.keys(kept).length;
    if (!anew.hidden) given.textContent = JSON.stringify(states);

    let timer = 0;
    const keep = () => {
      clearTimeout(timer);
      timer = 0;
      storage.setItem(place, JSON.stringify({ made, kept }));
    };
    // sliders start where the text says; with an answer its whole cell is kept, for it is right there only
    addEventListener("lstm-change", (event) => {
      const { id, state } = /** @type {CustomEvent} */ (event).detail;
      if (Object.keys(state.answers ?? {}).length) kept[id] = state;
      else if (id in kept) delete kept[id];
      else return;
      timer ||= window.setTimeout(keep, KEEP_MS);
    });
    addEventListener("pagehide", () => timer && keep());
    anew.querySelector("button")?.addEventListener("click", () => {
      clearTimeout(timer);
      timer = 0;
      storage.removeItem(place);
      location.reload();
    });
  }

  // ---- words: what does not match is away, and so is a section in which nothing is left ----

  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("find"));
  const found = document.getElementById("found");

  function find() {
    const wanted = folded(field?.value ?? "")
      .split(/\s+/)
      .filter(Boolean);
    let count = 0;
    for (const entry of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-find]"))) {
      const text = folded(`${entry.dataset.find} ${entry.textContent}`);
      entry.hidden = !wanted.every((word) => text.includes(word));
      count += Number(!entry.hidden);
    }
    for (const section of /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll("main section")
    )) {
      section.hidden = !section.querySelector("[data-find]:not([hidden])");
    }
    if (!found) return;
    if (!wanted.length) found.textContent = "";
    else if (count) found.textContent = `${count} ${count === 1 ? "place" : "places"}`;
    else found.textContent = "Nothing is called that here. Try a part of the word, or another one.";
  }

  if (field && found) {
    field.value = new URLSearchParams(location.search).get("word") ?? "";
    field.addEventListener("input", find);
    field.form?.addEventListener("submit", (event) => event.preventDefault());
    find();
  }

  // ---- what is moved sideways by a finger is moved by keys, too, for as long as there is something to move ----

  const watch = new ResizeObserver((seen) => {
    for (const { target } of seen) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const wide of document.querySelectorAll("pre, .rendered_html table")) watch.observe(wide);

  // ---- a notebook with Python in the page needs a server: a browser starts no worker from a folder ----

  if (location.protocol === "file:") {
    for (const costs of document.querySelectorAll(".site-run .site-costs")) {
      costs.textContent = "This works from a web server only: python -m http.server in this folder is one.";
    }
  }
})();
