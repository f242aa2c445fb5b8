// Katakana from the reading that the hand types for a kanji (SCR-2).
//
// An input method tells each step of a composition: ｙ や やｍ やま 山. What stands there in kana before it turns
// into kanji is the reading. The person's own kana is never touched.

const KANA = /^[\u3041-\u3096\u30a1-\u30fa\u30fc]*$/u;
const UNFINISHED = /[a-zａ-ｚＡ-Ｚ]+$/iu; // the start of a syllable in Latin letters

export function enhance(target) {
  const source = document.getElementById(target.dataset.kanaFrom);
  if (!source) return;
  let ours = ""; // what was filled in; anything else in the field is the person's
  let reading = null; // null: the composition is not at the end, so where its kana belongs is unknown

  const write = (kana) => {
    if (target.value !== ours) return;
    ours = kana;
    target.value = kana;
    target.dispatchEvent(new Event("input", { bubbles: true }));
  };

  source.addEventListener("compositionstart", () => {
    reading = source.selectionEnd === source.value.length ? new Reading() : null;
  });
  source.addEventListener("compositionupdate", (event) => reading?.follow(event.data));
  source.addEventListener("compositionend", (event) => {
    if (reading && event.data) {
      reading.follow(event.data);
      write(ours + katakana(reading.kana));
    }
    reading = null;
  });
  source.addEventListener("input", () => {
    if (source.value === "") write("");
  });
}

export class Reading {
  kana = "";
  #before = "";

  // Takes the next text of the composition: kana typed or deleted at its end counts, conversion does not.
  follow(text) {
    const now = text.replace(UNFINISHED, "");
    const common = commonStart(this.#before, now);
    const gone = this.#before.slice(common);
    const come = now.slice(common);
    if (KANA.test(come)) {
      if (KANA.test(gone)) {
        this.kana = this.kana.slice(0, this.kana.length - gone.length) + come;
      } else if (common === 0) {
        this.kana = come || this.kana;
      }
    }
    this.#before = now;
  }
}

function commonStart(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

export function katakana(text) {
  return text.replace(/[\u3041-\u3096]/gu, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0x60));
}
