// A chosen file is shrunk where it is a large photograph (IDV-8), sent at once, and its card replaced by the answer's.
// The answer is the same page that a plain form gets.

import { shrunk } from "./shrink.js";

export function enhance(card) {
  const form = card.querySelector("form[enctype]");
  const input = form?.querySelector("input[type=file]");
  if (!input) return;
  form.dataset.submitMany = "";
  if (input.files.length) return; // chosen before this ran, or kept by a reload: the button sends it
  card.dataset.enhanced = "";
  form.querySelector("[data-send]").hidden = true;
  offerCamera(card, form, input);

  input.addEventListener("change", () => {
    if (input.files.length) send(card, form, input.files[0]);
  });
}

// A telephone's chooser offers its camera too; this button opens it at once.
function offerCamera(card, form, input) {
  if (!matchMedia("(pointer: coarse)").matches) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary button--small";
  button.textContent = card.dataset.textCamera;
  button.addEventListener("click", () => {
    input.setAttribute("capture", "environment");
    input.click();
    input.removeAttribute("capture");
  });
  form.querySelector(".upload__actions").append(button);
}

async function send(card, form, file) {
  if ("busy" in card.dataset) return;
  card.dataset.busy = "";
  const report = progress(card);
  report(card.dataset.textSending, 0);
  const body = new FormData(form);
  const small = await shrunk(file, Number(card.dataset.kilobytes) * 1024);
  body.set("file", small, "image");
  try {
    const answer = await post(form.action, body, (share) =>
      share < 1 ? report(card.dataset.textSending, share) : report(card.dataset.textChecking),
    );
    show(card, answer);
  } catch {
    delete card.dataset.busy;
    report(card.dataset.textFailed);
    form.reset();
  }
}

function progress(card) {
  const line = card.querySelector("[data-progress]");
  line.hidden = false;
  return (text, share) => {
    const bar = document.createElement("progress");
    if (share !== undefined) bar.value = share;
    bar.setAttribute("aria-hidden", "true");
    line.replaceChildren(text, ...(text === card.dataset.textFailed ? [] : [bar]));
  };
}

// XMLHttpRequest, because fetch does not tell how much has been sent.
function post(address, body, onShare) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "document";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onShare(event.loaded / event.total);
    });
    request.addEventListener("load", () => (request.response ? resolve(request) : reject()));
    request.addEventListener("error", reject);
    request.addEventListener("timeout", reject);
    request.timeout = 180_000;
    request.send(body);
  });
}

function show(card, request) {
  const fresh = request.response.getElementById(card.id);
  const ready = request.response.getElementById("send");
  if (!fresh || !ready) {
    // Signed out, closed, or sent from another device: let the server say so.
    location.assign(request.responseURL);
    return;
  }
  const extras = request.response.querySelector(".extras");
  card.replaceWith(document.adoptNode(fresh));
  document.getElementById("send").replaceWith(document.adoptNode(ready));
  enhance(fresh);
  const there = fresh.closest(".extras");
  if (there && extras) {
    for (const other of extras.querySelectorAll("[data-upload]")) {
      if (document.getElementById(other.id)) continue;
      there.append(document.adoptNode(other));
      enhance(other);
    }
  }
  const wrong = fresh.querySelector("[aria-invalid]");
  (wrong ?? fresh.querySelector("input[type=file]"))?.focus();
}
