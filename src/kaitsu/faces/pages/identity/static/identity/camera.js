// A picture taken on the page itself: the camera's view with a frame of the document's shape, hints while it is held,
// a shutter that is never blocked, and the picture to look at before it is sent. What the browser cannot do, the
// file chooser still does.

import { frameOf, show as showFrame } from "./frame.js";
import { live, fault, steadied } from "./hints.js";
import { grey, sides, surface } from "./measure.js";

const EVERY = 350; // milliseconds between two looks
const LOOKED_AT = 560; // pixels: the longer side of what is measured
const AROUND = 0.14; // of the frame's size: what is measured beyond it, to see the edges
const QUALITY = 0.92;
const STILL_WITHIN = 4_000; // milliseconds for a photograph of its own; then the view's picture is taken
const LARGEST = 4096;

export const available = () => Boolean(navigator.mediaDevices?.getUserMedia && window.HTMLDialogElement);

// Whether there is a camera at all; asking needs nobody's leave.
export async function present() {
  if (!available()) return false;
  try {
    return (await navigator.mediaDevices.enumerateDevices()).some((device) => device.kind === "videoinput");
  } catch {
    return false;
  }
}

// Opens the camera for a document of `shape`, named `title`. Resolves with a JPEG, with null where the holder closed it,
// and fails where the camera cannot be had.
export async function photograph({ shape, title }) {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: "environment" }, width: { ideal: LARGEST }, height: { ideal: 2160 } },
  });
  const dialog = document.querySelector("template[data-camera]").content.firstElementChild.cloneNode(true);
  document.body.append(dialog);
  const view = new View(dialog, stream, shape, title);
  try {
    return await view.open();
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    dialog.remove();
  }
}

class View {
  constructor(dialog, stream, shape, title) {
    this.dialog = dialog;
    this.stream = stream;
    this.shape = shape;
    this.part = (name) => dialog.querySelector(`[data-${name}]`);
    this.part("title").append(title);
    this.video = dialog.querySelector("video");
    this.still = dialog.querySelector("canvas");
  }

  open() {
    return new Promise((resolve) => {
      const end = (taken) => {
        clearTimeout(this.timer);
        this.ended = true;
        if (this.dialog.open) this.dialog.close();
        resolve(taken);
      };
      this.dialog.addEventListener("close", () => this.ended || end(null));
      this.part("close").addEventListener("click", () => end(null));
      this.part("use").addEventListener("click", () => end(this.taken));
      this.part("again").addEventListener("click", () => this.watch());
      this.part("shutter").addEventListener("click", () => this.take());
      this.stream.getVideoTracks()[0].addEventListener("ended", () => end(null));
      this.video.addEventListener("resize", () => this.fit());
      this.video.srcObject = this.stream;
      this.dialog.showModal();
      this.video.play().then(() => this.watch(), () => {});
    });
  }

  fit() {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (!width) return;
    this.frame = frameOf(this.shape, width, height);
    showFrame(this.part("overlay"), this.frame, width, height);
  }

  // The view is live: no picture is taken yet, or it is taken again.
  watch() {
    this.taken = null;
    this.turn("live");
    this.fit();
    this.tell("frame");
    this.say = steadied((code) => this.tell(code));
    this.part("shutter").focus();
    this.look();
  }

  turn(state) {
    this.dialog.dataset.state = state;
    for (const element of this.dialog.querySelectorAll("[data-when]")) {
      element.hidden = element.dataset.when !== state;
    }
  }

  look() {
    clearTimeout(this.timer);
    const began = performance.now();
    if (this.frame && !document.hidden) {
      const { pixels, frame, inside } = sample(this.video, this.frame);
      this.say(live(surface(inside), sides(pixels, frame)));
    }
    // A slow telephone looks less often.
    const took = performance.now() - began;
    this.timer = setTimeout(() => this.dialog.dataset.state === "live" && this.look(), Math.max(EVERY, took * 5));
  }

  tell(code) {
    const line = this.part("hint");
    line.textContent = this.dialog.querySelector(`[data-text=${code}]`).textContent;
    this.dialog.dataset.hint = code;
  }

  async take() {
    if (this.dialog.dataset.state !== "live") return;
    clearTimeout(this.timer);
    this.turn("taking");
    const picture = await this.photo();
    if (this.ended) return;
    this.draw(picture);
    this.taken = await new Promise((resolve) => this.still.toBlob(resolve, "image/jpeg", QUALITY));
    if (this.ended) return;
    this.turn("taken");
    const frame = frameOf(this.shape, this.still.width, this.still.height);
    this.tell(fault(surface(sample(this.still, frame).inside), longest(frame)) || "taken");
    this.part(this.dialog.dataset.hint === "taken" ? "use" : "again").focus();
  }

  // A photograph is sharper than a picture of the view; some cameras do not give one, or not soon.
  async photo() {
    if (!window.ImageCapture || !matchMedia("(pointer: coarse)").matches) return this.video;
    const taking = new ImageCapture(this.stream.getVideoTracks()[0]).takePhoto();
    const late = new Promise((_, reject) => setTimeout(reject, STILL_WITHIN));
    try {
      const photo = await createImageBitmap(await Promise.race([taking, late]), { imageOrientation: "from-image" });
      return longest(photo) > Math.max(this.video.videoWidth, this.video.videoHeight) ? photo : this.video;
    } catch {
      return this.video;
    }
  }

  draw(picture) {
    const width = picture.videoWidth ?? picture.width;
    const height = picture.videoHeight ?? picture.height;
    const scale = Math.min(1, LARGEST / Math.max(width, height));
    this.still.width = Math.round(width * scale);
    this.still.height = Math.round(height * scale);
    this.still.getContext("2d").drawImage(picture, 0, 0, this.still.width, this.still.height);
    picture.close?.();
  }
}

const longest = ({ width, height }) => Math.max(width, height);

let canvas;

// The frame and a little around it, small enough to measure: `pixels` of both, the `frame` in them, and what is `inside`.
// Nothing beyond the picture: its own border would look like the edge of a document.
export function sample(picture, frame) {
  const around = Math.min(frame.width, frame.height) * AROUND;
  const beside = Math.min(around, frame.x);
  const above = Math.min(around, frame.y);
  const [wide, high] = [frame.width + 2 * beside, frame.height + 2 * above];
  const scale = Math.min(1, LOOKED_AT / Math.max(wide, high));
  const [width, height] = [Math.round(wide * scale), Math.round(high * scale)];
  canvas ??= document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(picture, frame.x - beside, frame.y - above, wide, high, 0, 0, width, height);
  const [x, y] = [Math.round(beside * scale), Math.round(above * scale)];
  const small = { x, y, width: width - 2 * x, height: height - 2 * y };
  return {
    pixels: grey(pen.getImageData(0, 0, width, height)),
    frame: small,
    inside: grey(pen.getImageData(small.x, small.y, small.width, small.height)),
  };
}
