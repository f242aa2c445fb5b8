// Loads the enhancements that this page has markup for. Every page works without any of them.

const enhancements = [
  ["form[method=post]", () => import("./submit-once.js")],
  ["[data-error-summary]", () => import("./error-summary.js")],
  ["[data-password]", () => import("./password.js")],
  ["[data-group]", () => import("./grouped-code.js")],
  ["[data-kana-from]", () => import("./kana.js")],
  ["[data-postal-lookup]", () => import("./postal-code.js")],
  ["details[data-persist]", () => import("./persist.js")],
];

for (const [selector, load] of enhancements) {
  const found = document.querySelectorAll(selector);
  if (found.length) {
    load().then(({ enhance }) => found.forEach((element) => enhance(element)));
  }
}

// A page that answered a form would ask to send the form again whenever somebody comes back to it or loads it anew.
// Opened by its address instead, it shows what is saved.
history.replaceState(history.state, "", location.href);
