// Figures of a picture, measured in the browser on a few hundred thousand pixels: how light, how much burnt out, how
// much print, how sharp, and whether the document's edges lie along the frame. Rough kin of the server's figures,
// which alone decide what the holder is told after the upload; these only help to take a better picture.

const REACH = 3; // pixels to each side of a neighbourhood
const PRINT = 60; // levels of contrast that print has
const BURNT = 250;
const SCAN = 247;

// An ImageData as brightness, 0 to 255.
export function grey({ data, width, height }) {
  const light = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < light.length; at += 1, from += 4) {
    light[at] = (data[from] * 77 + data[from + 1] * 150 + data[from + 2] * 29) >> 8;
  }
  return { light, width, height };
}

// `light` (median) and `brightest` (of all but a fiftieth), 0 to 255; `glare` and `print` (parts of the picture);
// `sharpness` (how much of an edge's height lies within two pixels, in its least sharp direction, 0 to 1).
export function surface({ light, width, height }) {
  const levels = histogram(light);
  const median = percentile(levels, 0.5);
  const low = spread(light, width, height, Math.min);
  const high = spread(light, width, height, Math.max);
  const contrast = new Uint8Array(light.length);
  let burnt = 0;
  let print = 0;
  for (let at = 0; at < light.length; at += 1) {
    contrast[at] = high[at] - low[at];
    if (low[at] >= BURNT) burnt += 1;
    if (contrast[at] > PRINT) print += 1;
  }
  return {
    light: median,
    brightest: percentile(levels, 0.98),
    // Paper that is as bright as that all over is a scan.
    glare: median > SCAN ? 0 : burnt / light.length,
    print: print / light.length,
    sharpness: sharpness(light, contrast, width, height),
  };
}

function sharpness(light, contrast, width, height) {
  const least = Math.max(30, percentile(histogram(contrast), 0.9));
  const steps = [1, width, width + 1, width - 1];
  const ratios = steps.map(() => new Uint32Array(101));
  for (let y = 1; y < height - 1; y += 1) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1) {
      if (contrast[at] <= least) continue;
      steps.forEach((step, which) => {
        const reach = which > 1 ? 80 : 100; // the diagonal reaches further
        const part = (Math.abs(light[at + step] - light[at - step]) * reach) / contrast[at];
        ratios[which][Math.min(100, Math.round(part))] += 1;
      });
    }
  }
  return Math.min(...ratios.map((counts) => percentile(counts, 0.9))) / 100;
}

// The smallest or largest value within reach of each pixel, first along rows, then along columns.
function spread(light, width, height, pick) {
  const along = new Uint8Array(light.length);
  const both = new Uint8Array(light.length);
  for (let y = 0; y < height; y += 1) line(light, along, y * width, 1, width, pick);
  for (let x = 0; x < width; x += 1) line(along, both, x, width, height, pick);
  return both;
}

function line(from, to, start, step, count, pick) {
  for (let at = 0; at < count; at += 1) {
    const last = Math.min(count - 1, at + REACH);
    let found = from[start + at * step];
    for (let near = Math.max(0, at - REACH); near <= last; near += 1) found = pick(found, from[start + near * step]);
    to[start + at * step] = found;
  }
}

function histogram(values) {
  const counts = new Uint32Array(256);
  for (const value of values) counts[value] += 1;
  return counts;
}

function percentile(counts, part) {
  let left = counts.reduce((sum, count) => sum + count, 0) * part;
  return Math.max(0, counts.findIndex((count) => (left -= count) <= 0));
}

const STEP = 14; // levels between a document and what it lies on
const STRAIGHT = 3; // pixels that an edge may move from one line to the next

// How many of the four sides of `frame` (x, y, width, height in pixels) have a straight edge of something along them.
export function sides({ light, width, height }, frame) {
  const band = Math.round(Math.min(frame.width, frame.height) * 0.11);
  const inset = 0.15;
  const upright = (x) => {
    const from = frame.y + frame.height * inset;
    return edge(light, width, x - band, x + band, from, frame.y + frame.height - frame.height * inset, 1, width);
  };
  const lying = (y) => {
    const from = frame.x + frame.width * inset;
    return edge(light, height, y - band, y + band, from, frame.x + frame.width - frame.width * inset, width, 1);
  };
  return [
    upright(frame.x),
    upright(frame.x + frame.width),
    lying(frame.y),
    lying(frame.y + frame.height),
  ].filter(Boolean).length;
}

// Whether most lines across a side jump in brightness, and at places that lie on one straight line.
function edge(light, limit, near, far, from, to, across, along) {
  const first = Math.max(1, Math.round(near));
  const last = Math.min(limit - 2, Math.round(far));
  let lines = 0;
  let found = 0;
  let before = -1;
  for (let at = Math.round(from); at < to; at += 4) {
    let best = STEP;
    let place = -1;
    for (let over = first; over <= last; over += 1) {
      const here = at * along + over * across;
      const jump = Math.abs(light[here + across] - light[here - across]);
      if (jump > best) [best, place] = [jump, over];
    }
    lines += 1;
    if (place >= 0 && (before < 0 || Math.abs(place - before) <= STRAIGHT)) found += 1;
    before = place;
  }
  return lines > 0 && found / lines > 0.6;
}
