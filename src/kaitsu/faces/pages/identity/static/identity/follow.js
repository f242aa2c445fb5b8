// The computer follows what the telephone sends (IDV-18): it asks every few seconds, and only while it is looked at.

const EVERY = 4_000; // milliseconds
const AT_MOST = 30 * 60_000; // as long as a visit may be idle

export function enhance(place) {
  const began = Date.now();
  const timer = setInterval(async () => {
    if (Date.now() - began > AT_MOST) return clearInterval(timer);
    if (document.hidden || document.querySelector("[data-busy]")) return;
    const mark = await asked(place.dataset.follow);
    if (mark === undefined || mark === place.dataset.mark) return;
    clearInterval(timer);
    if (place.dataset.lead) location.assign(place.dataset.lead);
    else location.reload();
  }, EVERY);
}

async function asked(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual" });
    return answer.ok ? (await answer.json()).mark : answer.type === "opaqueredirect" ? "" : undefined;
  } catch {
    return undefined; // no network for a moment
  }
}
