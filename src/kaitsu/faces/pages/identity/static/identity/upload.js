// A chosen file, or a picture taken here, is looked at and shrunk where it is a large photograph (IDV-8), sent at once,
// and its card replaced by the answer's. The answer is the same page that a plain form gets.

import { opened, shrunk } from "./shrink.js";

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
    if (input.files.length) consider(card, form, input, input.files[0]);
  });
}

// The camera on the page where the browser has one; else, on a telephone, the camera of its file chooser.
async function offerCamera(card, form, input) {
  const camera = await import("./camera.js");
  const handheld = matchMedia("(pointer: coarse)").matches;
  const here = await camera.present();
  if (!here && !handheld) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary button--small";
  button.textContent = card.dataset.textCamera;
  button.dataset.camera = "";
  let refused = !here;
  let open = false;
  button.addEventListener("click", async () => {
    if (refused && handheld) return choose(input);
    if (open) return; // the browser still asks whether it may
    open = true;
    try {
      const taken = await camera.photograph({ shape: card.dataset.shape, title: titleOf(card) });
      if (taken) await send(card, form, taken, null);
      else button.focus();
    } catch {
      refused = true;
      progress(card)(card.dataset.textNoCamera);
      input.focus();
    } finally {
      open = false;
    }
  });
  form.querySelector(".upload__actions").append(button);
}

const titleOf = (card) => card.querySelector(".upload__title").firstChild.textContent.trim();

function choose(input) {
  input.setAttribute("capture", "environment");
  input.click();
  input.removeAttribute("capture");
}

// A look before it is sent. It may fail, and a file may be no picture: then it is sent as it is.
async function consider(card, form, input, file) {
  if ("busy" in card.dataset) return;
  card.querySelector("[data-doubt-box]")?.remove();
  card.dataset.busy = "";
  const picture = await opened(file);
  let fault = "";
  let look;
  try {
    look = await import("./chosen.js");
    fault = picture ? look.faultOf(picture) : "";
  } catch {
    fault = "";
  }
  delete card.dataset.busy;
  if (fault && !(await look.asked(card, picture, fault))) {
    picture.close();
    form.reset();
    input.focus();
    input.click();
    return;
  }
  await send(card, form, file, picture);
}

async function send(card, form, file, picture) {
  if ("busy" in card.dataset) return;
  card.dataset.busy = "";
  const report = progress(card);
  report(card.dataset.textSending, 0);
  const body = new FormData(form);
  const drawn = picture ?? (await opened(file));
  const small = await shrunk(file, drawn, Number(card.dataset.kilobytes) * 1024);
  drawn?.close();
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
    const over = text === card.dataset.textFailed || text === card.dataset.textNoCamera;
    line.replaceChildren(text, ...(over ? [] : [bar]));
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
  if (!fresh || !request.response.getElementById("send")) {
    // Signed out, closed, or sent from another device: let the server say so.
    location.assign(request.responseURL);
    return;
  }
  delete card.dataset.busy;
  replace(card, fresh);
  replaceCards(request.response);
  const wrong = fresh.querySelector("[aria-invalid]");
  (wrong ?? fresh.querySelector("input[type=file]"))?.focus();
  announce(fresh);
}

// Brings this page to what the same page, asked for again, says: cards that differ, new ones, what is left to do.
// Gives the words for what became of the images.
export function replaceCards(page) {
  const said = [];
  for (const fresh of page.querySelectorAll("[data-upload]")) {
    const there = document.getElementById(fresh.id);
    if (!there) {
      const list = document.querySelector(fresh.closest(".extras") ? ".extras" : "[data-cards]");
      list?.append(document.adoptNode(fresh));
      enhance(fresh);
    } else if (there.dataset.mark !== fresh.dataset.mark && !("busy" in there.dataset)) {
      replace(there, fresh);
      said.push(wordsOf(fresh));
    }
  }
  const place = document.querySelector("[data-follow]");
  place.dataset.mark = page.querySelector("[data-follow]").dataset.mark;
  const send = document.getElementById("send");
  if (!send.contains(document.activeElement)) send.replaceWith(document.adoptNode(page.getElementById("send")));
  return said.filter(Boolean).join(" ");
}

function replace(card, fresh) {
  const focused = card.contains(document.activeElement);
  card.replaceWith(document.adoptNode(fresh));
  enhance(fresh);
  if (focused) fresh.querySelector("input[type=file]")?.focus();
}

const wordsOf = (card) => {
  const standing = card.querySelector("[data-standing]")?.textContent.trim();
  const told = [...card.querySelectorAll(".shot__told > p:not(.quiet), .notice p")].map((text) => text.textContent.trim());
  return standing || told.length ? [`${titleOf(card)}:`, standing, ...told].join(" ") : "";
};

function announce(card) {
  const line = document.querySelector("[data-announce]");
  if (line) line.textContent = wordsOf(card);
}
