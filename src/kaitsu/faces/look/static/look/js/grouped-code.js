// A printed code in the groups in which it is printed, typed or pasted in whatever form.

export function enhance(input) {
  const size = Number(input.dataset.group);
  const regroup = () => {
    const text = grouped(input.value, size);
    if (text !== input.value) input.value = text;
  };
  input.addEventListener("input", (event) => {
    const atTheEnd = input.selectionStart === input.value.length;
    const growing = !event.inputType?.startsWith("delete");
    if (atTheEnd && growing && !event.isComposing) regroup();
  });
  input.addEventListener("change", regroup);
}

export function grouped(text, size) {
  const plain = text.normalize("NFKC").toUpperCase().replace(/[\s\p{Pd}ー−]/gu, "");
  return plain.match(new RegExp(`.{1,${size}}`, "gu"))?.join("-") ?? "";
}
