// A case at the keyboard. The form works without this: it is filled in, its result asked for, then confirmed.

import { ours, pressed, typing } from "./keys.js";
import { watch } from "./reading.js";
import { Viewer } from "./viewer.js";

const form = document.querySelector("[data-review]");
const root = form?.querySelector("[data-viewer]");
const viewer = root ? new Viewer(root, form.querySelector("[data-viewer-tools]")) : null;
const area = form?.querySelector("[data-result-area]");
const parts = [...(form?.querySelectorAll("[data-part].part") ?? [])].map((row) => ({
  row,
  fine: row.querySelector("[name=ok]"),
  reason: row.querySelector(".part__reason"),
}));

const say = (text) => {
  const place = form?.querySelector("[data-say]");
  if (place) place.textContent = text;
};

// --- what follows ---------------------------------------------------------------------------------------------

let asked = 0;
// What was on the screen when "confirm" was pressed while a newer result was on its way; null: not pressed.
let confirming = null;

async function follow() {
  const mine = ++asked;
  area.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.dataset.result, { method: "POST", body: new FormData(form) });
    if (answer.redirected) return location.reload();
    const text = await answer.text();
    if (mine !== asked) return;
    area.innerHTML = text;
    point();
  } catch {
    // No connection: the button that asks for the result by itself is still there.
    form.querySelector("[data-without-script]").hidden = false;
    if (mine === asked) confirming = null;
  } finally {
    if (mine === asked) area.removeAttribute("aria-busy");
  }
  if (mine === asked && confirming !== null) confirmLate();
}

const shown = () => area.querySelector("[data-event]")?.dataset.event ?? "";

// A result is confirmed by who has seen it; an approval also by who had seen none yet: "all fine, confirm" is said in
// one breath. Where another result has come in the meantime, the page says so and waits for the key again.
function confirmLate() {
  const seen = confirming;
  confirming = null;
  if (shown() === seen || (seen === "" && shown() === "approve")) area.querySelector("[data-confirm]")?.click();
  else say(form.dataset.changed);
}

function point() {
  for (const { row } of parts) row.classList.remove("part--wrong");
  for (const problem of area.querySelectorAll("[data-problem]")) {
    const part = parts.find(({ row }) => row.dataset.part === problem.dataset.problem);
    part?.row.classList.add("part--wrong");
  }
}

function confirm() {
  if (area.hasAttribute("aria-busy")) confirming = shown();
  else area.querySelector("[data-confirm]")?.click();
}

// --- parts ----------------------------------------------------------------------------------------------------

let last = null;

function judge(part, fine) {
  part.fine.checked = fine;
  if (fine) part.reason.value = "";
}

function all() {
  const unseen = viewer?.unseen;
  if (unseen) {
    viewer.show(unseen);
    say(form.dataset.unseen);
    return;
  }
  say("");
  for (const part of parts) if (!part.reason.value && !open(part) && !waits(part)) judge(part, true);
  const left = parts.find((part) => !part.reason.value && !part.fine.checked);
  if (left) ask(left);
  follow();
}

// What the machine is still to look at is not waved through before it has.
const waits = (part) => "pending" in form.dataset && !part.row.dataset.verdict;

// What the machine did not find the same is nobody's but the reviewer's: no key for all of them decides it.
const open = (part) => (part.row.dataset.verdict ?? "same") !== "same";

function ask(part) {
  say(waits(part) ? form.dataset.waits : form.dataset.left);
  last = part;
  part.row.scrollIntoView({ block: "nearest" });
  const place = part.row.querySelector("[data-place]");
  if (place) show(place);
}

// --- where the machine read -----------------------------------------------------------------------------------

const places = () => [...form.querySelectorAll("[data-place]")].filter((place) => place.dataset.place);

const corners = (place) => place.dataset.place.split(" ").filter(Boolean).map((pair) => pair.split(",").map(Number));

function show(place) {
  if (!viewer) return;
  for (const each of places()) each.toggleAttribute("data-pointed", each === place);
  viewer.point(Number(place.dataset.sheet), corners(place), place.dataset.tone);
}

function showNext() {
  const all = places();
  const now = all.findIndex((place) => place.hasAttribute("data-pointed"));
  const next = all[(now + 1) % all.length];
  if (!next) return;
  show(next);
  next.scrollIntoView({ block: "nearest" });
}

// The reason that says what the machine found, with its image and place for the holder.
function accept(part) {
  part.reason.value = part.row.dataset.follow;
  const place = part.row.querySelector("[data-place]");
  if (place?.dataset.place) {
    const [xs, ys] = [0, 1].map((way) => corners(place).map((corner) => Math.min(1, Math.max(0, corner[way]))));
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const region = [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
    part.row.querySelector("[data-image]").value = place.dataset.of;
    // Rounded down, so that it does not leave the image.
    part.row.querySelector("[name^=region-]").value = region.map((share) => (Math.floor(share * 1e4) / 1e4).toFixed(4)).join();
    show(place);
    showRegions();
  }
  reasoned(part);
  follow();
}

function reasoned(part) {
  last = part;
  if (!part.reason.value) return;
  part.fine.checked = false;
  const image = part.row.querySelector("[data-image]");
  if (!image) return;
  const read = part.row.querySelector("[data-place]")?.dataset.of;
  if (!image.value && read) image.value = read;
  const own = viewer?.sheets.find((sheet) => !sheet.earlier && sheet.figure.dataset.part === part.row.dataset.part);
  const meant = own ?? (viewer?.active.earlier ? null : viewer?.active);
  if (!image.value && meant) image.value = meant.figure.dataset.id;
}

function drawFor(part) {
  if (!viewer || !part?.reason.value || !part.row.querySelector("[data-image]")) return;
  const help = form.querySelector("[data-draw-help]");
  const image = part.row.querySelector("[data-image]").value;
  const meant = viewer.sheets.find((sheet) => sheet.figure.dataset.id === image);
  if (meant) viewer.show(meant);
  help.hidden = false;
  document.activeElement?.blur();
  viewer.ask((found) => {
    help.hidden = true;
    part.row.querySelector("[name^=region-]").value = found ? found.region.map((share) => share.toFixed(4)).join() : "";
    if (found) part.row.querySelector("[data-image]").value = found.image;
    showRegions();
    follow();
  });
}

function showRegions() {
  for (const sheet of viewer?.sheets ?? []) sheet.mark(null);
  for (const { row } of parts) {
    const region = row.querySelector("[name^=region-]")?.value;
    const image = row.querySelector("[data-image]")?.value;
    const sheet = viewer?.sheets.find((each) => each.figure.dataset.id === image);
    if (region && sheet) sheet.mark(region.split(",").map(Number));
  }
}

if (area) {
  form.querySelector("[data-without-script]").hidden = true;
  form.querySelector("[data-all]").hidden = false;
  form.querySelector("[data-all]").addEventListener("click", all);
  for (const part of parts) {
    const draw = part.row.querySelector("[data-draw]");
    if (draw) {
      draw.hidden = false;
      draw.addEventListener("click", () => drawFor(part));
    }
    part.fine.addEventListener("change", () => part.fine.checked && judge(part, true));
    part.reason.addEventListener("change", () => reasoned(part));
  }
  form.addEventListener("change", follow);
  // A case whose form came back, or was left and come back to, shows what follows from what stands there.
  addEventListener("pageshow", (event) => event.persisted && follow());
  showRegions();
}

// Findings, those that were there from the start and those that come while the page is open.
function offer() {
  for (const button of form.querySelectorAll("[data-accept]")) button.hidden = !area;
  const next = form.querySelector("[data-next-place]");
  if (next) next.hidden = !viewer || places().length === 0;
  const words = form.querySelector("[data-all-words]");
  if (words && parts.some(open)) words.textContent = words.dataset.allWords;
}

form?.addEventListener("click", (event) => {
  const place = event.target.closest("[data-place]");
  if (place && viewer) {
    event.preventDefault();
    show(place);
  }
  const button = event.target.closest("[data-accept]");
  const part = parts.find(({ row }) => row.contains(button));
  if (part) accept(part);
});
form?.querySelector("[data-next-place]")?.addEventListener("click", showNext);
if (form) offer();
watch(form, () => {
  offer();
  say(form.dataset.read);
});

// --- keys -----------------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  if (!ours(event)) return;
  if (viewer?.drawing && drawingKey(event)) {
    event.preventDefault();
    return;
  }
  if (typing(event.target)) {
    if (event.key === "Escape" || (event.key === "Enter" && form?.contains(event.target))) {
      event.preventDefault();
      event.target.blur();
    }
    return;
  }
  if (key(event)) event.preventDefault();
});

function drawingKey(event) {
  if (event.key.startsWith("Arrow")) viewer.arrow(event.key, event.shiftKey);
  else if (event.key === "Enter") viewer.finish();
  else if (event.key === "Escape") {
    viewer.drawing.region = null;
    viewer.finish();
  } else return false;
  return true;
}

function key(event) {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (digit && area) return number(Number(digit), event.shiftKey);
  if (event.key === "Enter") return enter(event);
  if (event.key === "Escape") return close();
  if (viewer && event.key.startsWith("Arrow") && !event.target.closest?.(".review-parts, .review-pop")) {
    viewer.arrow(event.key, event.shiftKey);
    return true;
  }
  if (viewer && /^[jk]$/i.test(event.key)) {
    viewer.step(event.key.toLowerCase() === "j" ? 1 : -1);
    return true;
  }
  if (viewer && event.key === "R") {
    viewer.act("turn-back");
    return true;
  }
  if (area && /^d$/i.test(event.key)) {
    drawFor(last);
    return true;
  }
  const target = pressed(event.key);
  target?.click();
  return Boolean(target);
}

function number(digit, reasons) {
  const part = parts[digit - 1];
  if (!part) return false;
  if (reasons) {
    if (part.row.dataset.follow && !part.reason.value) accept(part);
    part.reason.focus();
    part.row.scrollIntoView({ block: "nearest" });
  } else {
    judge(part, !part.fine.checked);
    follow();
  }
  return true;
}

function enter(event) {
  if (!area || event.target.closest?.("a, button, summary")) return false;
  confirm();
  return true;
}

function close() {
  const open = [...document.querySelectorAll(".review-pop[open]")];
  for (const each of open) each.open = false;
  return open.length > 0;
}
