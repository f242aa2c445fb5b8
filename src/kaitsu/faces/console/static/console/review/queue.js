// "n" in the queue: the next case.

import { ours, pressed, typing } from "./keys.js";

document.addEventListener("keydown", (event) => {
  if (!ours(event) || typing(event.target) || event.shiftKey) return;
  const target = pressed(event.key);
  if (target) {
    event.preventDefault();
    target.click();
  }
});
