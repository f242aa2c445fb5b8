// Keys of a page, only where nobody is typing: whatever carries data-key is pressed by its key.

const FIELDS = /^(INPUT|TEXTAREA|SELECT)$/;

export function typing(element) {
  if (!(element instanceof HTMLElement)) return false;
  if (element instanceof HTMLInputElement && /^(checkbox|radio|button|submit)$/.test(element.type)) return false;
  return element.isContentEditable || FIELDS.test(element.tagName);
}

// "g" and the next letter belong to the console's menu (console.js).
let afterG = false;

export function ours(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (afterG) {
    afterG = false;
    return false;
  }
  if (event.key === "g" && !typing(event.target)) {
    afterG = true;
    setTimeout(() => (afterG = false), 1500);
    return false;
  }
  return true;
}

export function pressed(key) {
  const name = key === "=" ? "+" : key.toLowerCase();
  return [...document.querySelectorAll(`[data-key="${CSS.escape(name)}"]`)].find(
    (element) => !element.hidden && !element.disabled && element.getClientRects().length > 0,
  );
}
