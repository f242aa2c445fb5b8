// What was opened stays open on the next page of the same visit.

export function enhance(details) {
  const key = `open:${details.dataset.persist}`;
  try {
    details.open = sessionStorage.getItem(key) === "yes";
    details.addEventListener("toggle", () => sessionStorage.setItem(key, details.open ? "yes" : "no"));
  } catch {
    // Storage is switched off: the details open and close all the same.
  }
}
