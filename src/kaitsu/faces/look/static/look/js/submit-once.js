// A form goes out once, however often its button is pressed. The server does not rely on it (CNF-3).

const PATIENCE = 20_000; // milliseconds after which a lost answer lets the person try again

export function enhance(form) {
  if ("submitMany" in form.dataset) return;
  form.addEventListener("submit", (event) => {
    if ("sent" in form.dataset) {
      event.preventDefault();
      return;
    }
    mark(form, event.submitter);
    setTimeout(() => release(form), PATIENCE);
  });
  // Coming back with the back button shows the page as it was left: sent.
  addEventListener("pageshow", () => release(form));
}

function mark(form, button) {
  form.dataset.sent = "";
  // Not `disabled`: a disabled button would take its name and value out of what is sent.
  if (button) {
    button.dataset.sent = "";
    button.setAttribute("aria-disabled", "true");
  }
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[data-sent]")) {
    delete button.dataset.sent;
    button.removeAttribute("aria-disabled");
  }
}
