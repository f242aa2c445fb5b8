// "/" goes to the search, "g" and a letter to a section; both only where nobody is typing.

const typing = (element) =>
  element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

// On a telephone the menu is one line that scrolls: where one is stands in sight.
const here = document.querySelector(".console-nav [aria-current]");
const line = here?.closest(".console-nav");
if (line) {
  const [link, seen] = [here.getBoundingClientRect(), line.getBoundingClientRect()];
  line.scrollLeft += link.left + link.width / 2 - seen.left - seen.width / 2;
}

let waitingForLetter = false;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) {
    return;
  }
  if (waitingForLetter) {
    waitingForLetter = false;
    const link = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  if (event.key === "g") {
    waitingForLetter = true;
    setTimeout(() => (waitingForLetter = false), 1500);
  } else if (event.key === "/") {
    const search = document.querySelector("[data-console-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
});
