// The summary takes the focus; its links go to the control and show the label above it.

export function enhance(summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    (control.closest(".field") ?? control).scrollIntoView();
    control.focus({ preventScroll: true });
  });
}
