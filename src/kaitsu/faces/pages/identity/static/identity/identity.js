// Makes the identity pages nicer: photographs are shrunk and sent as soon as they are chosen, with their progress,
// and a computer follows what a telephone sends. Every form works without any of this.

const enhancements = [
  ["[data-upload]", () => import("./upload.js")],
  ["[data-follow]", () => import("./follow.js")],
];

for (const [selector, load] of enhancements) {
  const found = document.querySelectorAll(selector);
  if (found.length) {
    load().then(({ enhance }) => found.forEach((element) => enhance(element)));
  }
}
