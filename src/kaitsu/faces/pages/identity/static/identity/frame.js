// Where the document belongs in the camera's picture: a frame of its own shape, in pixels of the picture.

const SHAPES = {
  card: 85.6 / 54, // ISO/IEC 7810 ID-1
  page: 125 / 88, // ISO/IEC 7810 ID-3: a passport, an open booklet
  sheet: 210 / 297, // A4
};
const WIDE = 0.9;
const HIGH = 0.84;

export function frameOf(shape, width, height) {
  const ratio = SHAPES[shape] ?? SHAPES.card;
  const wide = Math.min(width * WIDE, height * HIGH * ratio);
  const high = wide / ratio;
  return { x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high };
}

// Draw the frame into the SVG that lies over the picture: what is outside is dimmed.
export function show(drawing, frame, width, height) {
  const { x, y, width: wide, height: high } = frame;
  drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const hole = `M${x} ${y}v${high}h${wide}v${-high}z`;
  drawing.querySelector("[data-outside]").setAttribute("d", `M0 0h${width}v${height}h${-width}z${hole}`);
  drawing.querySelector("[data-frame]").setAttribute("d", hole);
}
