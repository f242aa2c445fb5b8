// A case that is open while the machine reads: what it found appears where it belongs. Nothing that was filled in is
// touched, and no part changes its place, so that no digit means another one under a finger.

const SOON = 2000; // milliseconds between two questions, more and more
const LATE = 15000;
const PATIENCE = 15 * 60 * 1000;

export function watch(form, arrived) {
  const note = form?.querySelector("[data-reading]");
  if (!note) return;
  const reload = note.querySelector("[data-reload]");
  const ends = Date.now() + PATIENCE;
  let wait = SOON;
  reload.hidden = true;

  async function ask() {
    let answer = null;
    try {
      answer = await fetch(note.dataset.reading);
    } catch {
      // No connection: asked again.
    }
    if (answer?.status === 200 && !answer.redirected) {
      show(form, note, await answer.text());
      arrived();
    } else if ((answer && answer.status !== 204) || Date.now() > ends) {
      reload.hidden = false;
    } else {
      wait = Math.min(LATE, wait * 1.25);
      setTimeout(ask, wait);
    }
  }
  setTimeout(ask, wait);
}

function show(form, note, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const told = template.content.querySelector(".review-reading");
  if (told) note.replaceWith(told);
  else note.remove();
  delete form.dataset.pending;
  for (const fresh of template.content.querySelectorAll(".part")) {
    const row = form.querySelector(`.part[data-part="${CSS.escape(fresh.dataset.part)}"]`);
    if (row) fill(row, fresh);
  }
}

function fill(row, fresh) {
  for (const name of ["verdict", "follow"]) if (fresh.dataset[name]) row.dataset[name] = fresh.dataset[name];
  row.querySelector(".part__facts").replaceWith(fresh.querySelector(".part__facts"));
  const verdict = row.querySelector(".part__verdict");
  const said = fresh.querySelector(".part__verdict .finding__said");
  if (said) verdict.append(said);
  const finding = fresh.querySelector(".finding");
  if (finding) verdict.after(finding);
}
