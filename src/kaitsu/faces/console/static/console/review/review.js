// A case at the keyboard. The form works without this: it is filled in, its result asked for, then confirmed.

import { ours, pressed, typing } from "./keys.js";
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
let confirmWhenReady = false;

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
  } finally {
    if (mine === asked) area.removeAttribute("aria-busy");
  }
  if (confirmWhenReady) {
    confirmWhenReady = false;
    if (area.querySelector("[data-event=approve]")) area.querySelector("[data-confirm]").click();
  }
}

function point() {
  for (const { row } of parts) row.classList.remove("part--wrong");
  for (const problem of area.querySelectorAll("[data-problem]")) {
    const part = parts.find(({ row }) => row.dataset.part === problem.dataset.problem);
    part?.row.classList.add("part--wrong");
  }
}

function confirm() {
  if (area.hasAttribute("aria-busy")) confirmWhenReady = true;
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
  for (const part of parts) if (!part.reason.value) judge(part, true);
  follow();
}

function reasoned(part) {
  last = part;
  if (!part.reason.value) return;
  part.fine.checked = false;
  const image = part.row.querySelector("[data-image]");
  const own = viewer?.sheets.find((sheet) => !sheet.earlier && sheet.figure.dataset.part === part.row.dataset.part);
  const meant = own ?? (viewer?.active.earlier ? null : viewer?.active);
  if (!image.value && meant) image.value = meant.figure.dataset.id;
}

function drawFor(part) {
  if (!viewer || !part?.reason.value) return;
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
    part.row.querySelector("[data-draw]").hidden = false;
    part.row.querySelector("[data-draw]").addEventListener("click", () => drawFor(part));
    part.fine.addEventListener("change", () => part.fine.checked && judge(part, true));
    part.reason.addEventListener("change", () => reasoned(part));
  }
  form.addEventListener("change", follow);
  // A case whose form came back, or was left and come back to, shows what follows from what stands there.
  addEventListener("pageshow", (event) => event.persisted && follow());
  showRegions();
}

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
