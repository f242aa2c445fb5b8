// A button that shows what was typed. Sent or left, the password is hidden again.

export function enhance(box) {
  const input = box.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary button--small";
  button.setAttribute("aria-controls", input.id);

  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.textContent = shown ? box.dataset.hide : box.dataset.show;
    button.setAttribute("aria-label", shown ? box.dataset.labelHide : box.dataset.labelShow);
  };

  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  addEventListener("pagehide", () => show(false));
  show(false);
  box.append(button);
}
