// @ts-check
// What the pages of the site do themselves: find a word, and say what a folder cannot do.

(() => {
  /** @param {string} text */
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").trim();

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

  // ---- a notebook with Python in the page needs a server: a browser starts no worker from a folder ----

  if (location.protocol === "file:") {
    for (const costs of document.querySelectorAll(".site-run .site-costs")) {
      costs.textContent = "This works from a web server only: python -m http.server in this folder is one.";
    }
  }
})();
