// A look at a chosen picture before it is sent: where it would hardly be readable, the holder may choose another, or
// send it all the same.

import { fault } from "./hints.js";
import { grey, surface } from "./measure.js";

const LOOKED_AT = 900; // pixels: a document may fill only a part of the picture
const GLARE = 0.1; // a small reflection is worth a hint while the camera is open, and no question afterwards

// What is wrong with `picture`, as a word of hints.js; "" for nothing.
export function faultOf(picture) {
  const canvas = drawn(picture, LOOKED_AT);
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return fault(surface(grey(pixels)), Math.max(picture.width, picture.height), GLARE);
}

function drawn(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// Asks in the card what to do with a picture that has a `fault`: true where it is to be sent all the same.
export function asked(card, picture, fault) {
  const box = document.querySelector("template[data-doubt]").content.firstElementChild.cloneNode(true);
  const preview = drawn(picture, 640);
  preview.className = "doubt__picture";
  preview.setAttribute("aria-hidden", "true");
  box.querySelector("[data-picture]").append(preview);
  box.querySelector("[data-said]").textContent = box.querySelector(`[data-text=${fault}]`).textContent;
  card.querySelector("form[enctype]").before(box);
  box.querySelector("[data-other]").focus();
  return new Promise((resolve) => {
    const answer = (yes) => {
      box.remove();
      resolve(yes);
    };
    box.querySelector("[data-other]").addEventListener("click", () => answer(false));
    box.querySelector("[data-anyway]").addEventListener("click", () => answer(true));
  });
}
