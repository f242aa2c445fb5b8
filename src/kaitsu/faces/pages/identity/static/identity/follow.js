// The page follows along: the computer what the telephone sends (IDV-18), both what the machine finds on an image
// (IDV-10). It asks every few seconds while there is something to wait for, and only while it is looked at.

import { replaceCards } from "./upload.js";

const EVERY = 4_000; // milliseconds
const SOON = 1_500; // while an image is being looked at: that takes seconds
const AT_MOST = 30 * 60_000; // as long as a visit may be idle

export function enhance(place) {
  const began = Date.now();
  const busy = () => document.hidden || document.querySelector("[data-busy], [data-doubt-box], dialog[open]");
  const looking = () => place.querySelector("[data-looking]");
  const next = () => Date.now() - began < AT_MOST && setTimeout(ask, looking() ? SOON : EVERY);

  async function ask() {
    const worthwhile = looking() || place.dataset.lead || "always" in place.dataset;
    if (worthwhile && !busy()) {
      const mark = await asked(place.dataset.follow);
      if (mark !== undefined && mark !== place.dataset.mark && !busy()) {
        if (place.dataset.lead) return location.assign(place.dataset.lead);
        if (!(await refreshed(place))) return location.assign(place.dataset.page);
      }
    }
    next();
  }
  next();
}

async function asked(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual" });
    return answer.ok ? (await answer.json()).mark : answer.type === "opaqueredirect" ? "" : undefined;
  } catch {
    return undefined; // no network for a moment
  }
}

// The cards that look different now take the place of the old ones; false where the page is another one altogether.
async function refreshed(place) {
  const answer = await fetch(place.dataset.page);
  if (!answer.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector("[data-follow]")) return false;
  const said = replaceCards(page);
  if (said) place.querySelector("[data-announce]").textContent = said;
  return true;
}
