// From figures to the one thing that helps most: a word for it, or "" where nothing is wrong. Hints, never refusals.

const LIMITS = { dark: 35, paper: 110, glare: 0.03, print: 0.006, grain: 0.75, sharp: 0.4, small: 640 };
const ALL_SIDES = 3; // the fourth may lie on a ground of its own colour

// `figures` as `measure.surface` gives them; `longSide` of the picture in pixels where it is known; from how much `glare`.
export function fault(figures, longSide = Infinity, glare = LIMITS.glare) {
  if (dark(figures)) return "dark";
  if (longSide < LIMITS.small) return "small";
  if (figures.print < LIMITS.print) return "nothing";
  if (figures.print > LIMITS.grain) return "grainy";
  if (figures.sharpness < LIMITS.sharp) return "blurred";
  return figures.glare > glare ? "glare" : "";
}

// A dark table is not a dark picture: the paper on it tells.
const dark = (figures) => figures.light < LIMITS.dark && figures.brightest < LIMITS.paper;

// What to say while the camera is open, with the number of `sides` along the frame.
export function live(figures, sides) {
  if (dark(figures)) return "dark";
  if (sides < ALL_SIDES) return "frame";
  return fault(figures) || "good";
}

const STEADY = 2; // looks in a row that say the same
const PATIENCE = 2_500; // milliseconds before another hint is shown: a reader wants to end its sentence

// A hint changes when it lasts, and not more often than somebody can listen.
export function steadied(say, began = performance.now()) {
  let shown = "";
  let next = "";
  let times = 0;
  let since = began;
  return (code, now = performance.now()) => {
    times = code === next ? times + 1 : 1;
    next = code;
    if (code === shown || times < STEADY || now - since < PATIENCE) return;
    [shown, since] = [code, now];
    say(code);
  };
}
