// @ts-check
// Light or dark: what is painted behind a view says it, whichever page that is.

const HALF = 128;
const OPAQUE_ENOUGH = 0.5;

/** The nearest element around, through the walls of shadow trees. @param {Element} inner */
function around(inner) {
  const root = inner.getRootNode();
  return inner.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

/** @param {Element} root */
function themeBehind(root) {
  for (let place = around(root); place; place = around(place)) {
    const [r, g, b, opacity = 1] = (getComputedStyle(place).backgroundColor.match(/[\d.]+/g) ?? []).map(
      Number,
    );
    if (opacity >= OPAQUE_ENOUGH && b !== undefined) {
      return 0.299 * r + 0.587 * g + 0.114 * b < HALF ? "dark" : "light";
    }
  }
  return matchMedia("(prefers-color-scheme: dark)").matches && isDarkPage() ? "dark" : "light";
}

// A page that paints nothing is white, unless it says that it can be dark.
const isDarkPage = () => getComputedStyle(document.documentElement).colorScheme.includes("dark");

/** Keeps `root.dataset.theme` at "light" or "dark". @param {HTMLElement} root */
export function watchTheme(root) {
  const update = () => {
    const theme = themeBehind(root);
    if (root.dataset.theme !== theme) root.dataset.theme = theme;
  };
  const watch = new MutationObserver(update);
  for (const place of [document.documentElement, document.body]) watch.observe(place, { attributes: true });
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", update);
  const attached = new ResizeObserver(update); // at first it stands on no page
  attached.observe(root);
  update();
  return () => {
    watch.disconnect();
    attached.disconnect();
    media.removeEventListener("change", update);
  };
}
