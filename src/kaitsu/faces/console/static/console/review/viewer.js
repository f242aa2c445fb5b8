// The images of a case: one at a time or two beside each other; zoomed, moved, turned by quarters, marked.

const SVG = "http://www.w3.org/2000/svg";
const STEP = 1.25;
const MOVE = 60; // pixels that an arrow key moves the image
const NUDGE = 0.01; // share of the image that an arrow key moves a mark

class Sheet {
  constructor(figure) {
    this.figure = figure;
    this.number = Number(figure.dataset.sheet);
    this.earlier = Number(figure.dataset.earlier);
    this.stage = figure.querySelector(".sheet__stage");
    this.size = [Number(figure.dataset.width), Number(figure.dataset.height)];
    this.canvas = document.createElement("div");
    this.canvas.className = "sheet__canvas";
    const image = this.stage.querySelector("img");
    this.stage.querySelector("a")?.remove();
    this.canvas.append(image ?? this.later());
    this.stage.append(this.canvas);
    this.canvas.style.width = `${this.size[0]}px`;
    this.canvas.style.height = `${this.size[1]}px`;
    this.turns = 0;
    this.fit();
  }

  // An image of an earlier attempt is fetched when it is looked at: every look is in the log.
  later() {
    const image = document.createElement("img");
    image.className = "sheet__image";
    image.alt = this.figure.querySelector("figcaption").textContent.trim();
    image.draggable = false;
    return image;
  }

  fetch() {
    const image = this.canvas.querySelector("img");
    if (!image.hasAttribute("src")) image.src = this.figure.dataset.src;
    image.loading = "eager";
  }

  fit() {
    this.zoom = 1;
    this.pan = [0, 0];
    this.draw();
  }

  // At zoom 1 the whole image fills the stage, whichever way it is turned.
  get scale() {
    const [width, height] = this.turns % 2 ? [this.size[1], this.size[0]] : this.size;
    const room = [this.stage.clientWidth || 1, this.stage.clientHeight || 1];
    return Math.min(room[0] / width, room[1] / height) * this.zoom;
  }

  draw() {
    const [x, y] = this.pan;
    this.canvas.style.transform =
      `translate(${x}px, ${y}px) rotate(${this.turns * 90}deg) scale(${this.scale}) translate(-50%, -50%)`;
    // What is drawn on the image keeps its lines however the image is scaled.
    this.canvas.style.setProperty("--line", `${1 / this.scale}px`);
  }

  enlarge(factor) {
    const before = this.zoom;
    this.zoom = Math.min(12, Math.max(1, this.zoom * factor));
    this.pan = this.pan.map((value) => (value * this.zoom) / before);
    if (this.zoom === 1) this.pan = [0, 0];
    this.draw();
  }

  turn(quarters) {
    this.turns += quarters;
    this.pan = [0, 0];
    this.draw();
  }

  move(x, y) {
    this.pan = [this.pan[0] + x, this.pan[1] + y];
    this.draw();
  }

  // Where a point of the screen lies on the image, each way a share of 1.
  at(event) {
    const box = this.stage.getBoundingClientRect();
    const x = event.clientX - box.left - box.width / 2 - this.pan[0];
    const y = event.clientY - box.top - box.height / 2 - this.pan[1];
    const angle = (-this.turns * Math.PI) / 2;
    const along = [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
    return along.map((value, way) => clamp(value / this.scale / this.size[way] + 0.5));
  }

  // Where the machine read something: corners as shares of the image, drawn on it so that they turn along.
  point(corners, tone) {
    this.canvas.querySelector(".sheet__place")?.remove();
    if (!corners?.length) return;
    const place = document.createElementNS(SVG, "svg");
    place.setAttribute("class", `sheet__place sheet__place--${tone}`);
    place.setAttribute("viewBox", "0 0 1 1");
    place.setAttribute("preserveAspectRatio", "none");
    place.setAttribute("aria-hidden", "true");
    for (const name of ["halo", "line"]) {
      const shape = document.createElementNS(SVG, "polygon");
      shape.setAttribute("class", `sheet__${name}`);
      shape.setAttribute("points", corners.map((corner) => corner.join()).join(" "));
      shape.setAttribute("vector-effect", "non-scaling-stroke");
      place.append(shape);
    }
    this.canvas.append(place);
    this.bring(corners);
  }

  // Move the image, where it is zoomed, so that a place lies in the middle.
  bring(corners) {
    if (this.zoom === 1) return;
    const middle = [0, 1].map((way) => corners.reduce((sum, corner) => sum + corner[way], 0) / corners.length - 0.5);
    const [x, y] = middle.map((share, way) => share * this.size[way] * this.scale);
    const angle = (this.turns * Math.PI) / 2;
    this.pan = [y * Math.sin(angle) - x * Math.cos(angle), -x * Math.sin(angle) - y * Math.cos(angle)];
    this.draw();
  }

  mark(region) {
    this.canvas.querySelector(".sheet__region")?.remove();
    if (!region) return;
    const frame = document.createElement("div");
    frame.className = "sheet__region";
    const [left, top, width, height] = region.map((share) => `${share * 100}%`);
    Object.assign(frame.style, { left, top, width, height });
    this.canvas.append(frame);
  }
}

const clamp = (value, least = 0, most = 1) => Math.min(most, Math.max(least, value));

export class Viewer {
  constructor(root, tools) {
    this.root = root;
    this.tools = tools;
    root.classList.add("viewer--live");
    this.sheets = [...root.querySelectorAll(".sheet")].map((figure) => new Sheet(figure));
    this.seen = new Set();
    this.beside = null;
    this.drawing = null;
    tools.hidden = false;
    tools.addEventListener("click", (event) => this.pressed(event.target.closest("button")));
    for (const sheet of this.sheets) this.listen(sheet);
    new ResizeObserver(() => this.sheets.forEach((sheet) => sheet.draw())).observe(root);
    this.show(this.sheets[0]);
  }

  pressed(button) {
    if (!button) return;
    if (button.dataset.show) this.show(this.sheets[Number(button.dataset.show) - 1]);
    else this.act(button.dataset.act);
  }

  show(sheet) {
    this.active = sheet;
    if (this.beside === sheet) this.beside = null;
    for (const each of this.sheets) {
      each.figure.toggleAttribute("data-shown", each === sheet || each === this.beside);
      each.figure.toggleAttribute("data-active", each === sheet && this.beside !== null);
    }
    this.root.classList.toggle("viewer--beside", this.beside !== null);
    for (const tab of this.tools.querySelectorAll("[data-show]")) {
      const number = Number(tab.dataset.show);
      tab.setAttribute("aria-pressed", String(number === sheet.number || number === this.beside?.number));
      if (number === sheet.number) tab.dataset.seen = "";
    }
    this.tools.querySelector("[data-act=beside]").setAttribute("aria-pressed", String(this.beside !== null));
    this.seen.add(sheet);
    for (const each of this.sheets) {
      if (each === sheet || each === this.beside) {
        each.fetch();
        each.draw();
      }
    }
  }

  // Show where the machine read something: *corners* on the image of number *number*; nowhere without corners.
  point(number, corners, tone) {
    const sheet = this.sheets.find((each) => each.number === number);
    for (const each of this.sheets) each.point(null);
    if (!sheet || !corners.length) return;
    if (sheet !== this.active && sheet !== this.beside) this.show(sheet);
    sheet.point(corners, tone);
  }

  step(by) {
    const others = this.sheets.filter((sheet) => sheet !== this.beside);
    const next = others.indexOf(this.active) + by;
    this.show(others[(next + others.length) % others.length]);
  }

  // The first image to be judged that has not been looked at.
  get unseen() {
    return this.sheets.find((sheet) => !sheet.earlier && !this.seen.has(sheet));
  }

  act(name) {
    const sheet = this.active;
    if (name === "in") sheet.enlarge(STEP);
    else if (name === "out") sheet.enlarge(1 / STEP);
    else if (name === "fit") sheet.fit();
    else if (name === "turn") sheet.turn(1);
    else if (name === "turn-back") sheet.turn(-1);
    else if (name === "beside") this.compare();
  }

  compare() {
    if (this.beside) {
      this.beside = null;
      this.show(this.active);
    } else if (this.sheets.length > 1) {
      const pinned = this.active;
      this.beside = pinned;
      const next = this.sheets[(this.sheets.indexOf(pinned) + 1) % this.sheets.length];
      this.show(next);
    }
  }

  arrow(key, shift) {
    const [x, y] = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
    if (this.drawing) this.nudge(-x * NUDGE, -y * NUDGE, shift);
    else this.active.move(x * MOVE, y * MOVE);
  }

  listen(sheet) {
    const { stage } = sheet;
    stage.addEventListener("wheel", (event) => {
      event.preventDefault();
      sheet.enlarge(event.deltaY < 0 ? STEP : 1 / STEP);
    }, { passive: false });
    stage.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      stage.setPointerCapture(event.pointerId);
      if (this.active !== sheet) this.activate(sheet);
      if (this.drawing) this.drawFrom(sheet, event);
      else this.drag(sheet, event);
    });
    stage.addEventListener("dblclick", () => (sheet.zoom > 1 ? sheet.fit() : sheet.enlarge(STEP ** 3)));
  }

  // Of two that stand beside each other, the one that was pressed takes the keys.
  activate(sheet) {
    if (this.beside === sheet) {
      this.beside = this.active;
      this.active = null;
    }
    this.show(sheet);
  }

  drag(sheet, start) {
    let last = start;
    this.follow(sheet.stage, (event) => {
      sheet.move(event.clientX - last.clientX, event.clientY - last.clientY);
      last = event;
    });
  }

  drawFrom(sheet, start) {
    const [x, y] = sheet.at(start);
    this.follow(sheet.stage, (event) => {
      const [right, bottom] = sheet.at(event);
      this.drawing.region = [Math.min(x, right), Math.min(y, bottom), Math.abs(right - x), Math.abs(bottom - y)];
      sheet.mark(this.drawing.region);
    }, () => this.drawing?.region && this.finish());
  }

  follow(stage, moved, ended = () => {}) {
    const end = new AbortController();
    stage.addEventListener("pointermove", moved, { signal: end.signal });
    for (const name of ["pointerup", "pointercancel"]) {
      stage.addEventListener(name, () => {
        end.abort();
        ended();
      }, { signal: end.signal });
    }
  }

  // Ask for a place: *done* gets the id of the image and the region, or nothing where it was given up.
  ask(done) {
    this.drawing = { done, region: null };
    this.root.classList.add("viewer--drawing");
  }

  nudge(x, y, size) {
    const [left, top, width, height] = this.drawing.region ?? [0.35, 0.425, 0.3, 0.15];
    this.drawing.region = size
      ? [left, top, clamp(width + x, 0.02, 1 - left), clamp(height + y, 0.02, 1 - top)]
      : [clamp(left + x, 0, 1 - width), clamp(top + y, 0, 1 - height), width, height];
    this.active.mark(this.drawing.region);
  }

  finish() {
    const { done, region } = this.drawing;
    this.drawing = null;
    this.root.classList.remove("viewer--drawing");
    done(region && region[2] > 0 && region[3] > 0 ? { image: this.active.figure.dataset.id, region } : null);
  }
}
