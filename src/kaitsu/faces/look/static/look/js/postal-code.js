// Prefecture, city and town from the postal code (HLD-5). Several candidates are offered as buttons.
// What the person wrote is not overwritten; without an answer the fields are simply typed.

const KEYS = ["prefecture", "city", "town"];

export function enhance(input) {
  const ours = new Map();
  const choices = document.createElement("div");
  choices.className = "candidates";
  const status = document.createElement("p");
  status.className = "filled";
  status.setAttribute("role", "status");
  input.after(status, choices);
  document.querySelector("[data-without-script]")?.setAttribute("hidden", "");
  let asked = "";
  let underway;

  input.addEventListener("input", (event) => {
    if (!event.isComposing) ask();
  });
  // On a slow line the code may be typed before this script is there.
  if (!fields().some((field) => field.value)) ask();

  async function ask() {
    const code = digits(input.value);
    if (code.length !== 7 || code === asked) return;
    asked = code;
    underway?.abort();
    underway = new AbortController();
    const candidates = await look(input.dataset.postalLookup, code, underway.signal);
    if (candidates && code === digits(input.value)) offer(candidates);
  }

  function fields() {
    return KEYS.map((key) => document.getElementById(input.getAttribute(`data-fills-${key}`))).filter(Boolean);
  }

  function offer(candidates) {
    choices.replaceChildren();
    if (candidates.length === 0) {
      status.textContent = input.dataset.textNone;
    } else if (candidates.length === 1) {
      fill(candidates[0]);
    } else {
      status.textContent = input.dataset.textSeveral;
      choices.append(...candidates.map(button));
    }
  }

  function button(candidate) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "button button--secondary button--small";
    element.textContent = KEYS.map((key) => candidate[key]).join("");
    element.addEventListener("click", () => {
      choices.replaceChildren();
      fill(candidate);
    });
    return element;
  }

  function fill(candidate) {
    for (const key of KEYS) {
      const field = document.getElementById(input.getAttribute(`data-fills-${key}`));
      if (!field || (field.value && field.value !== ours.get(key))) continue;
      field.value = candidate[key] ?? "";
      ours.set(key, field.value);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    status.textContent = input.dataset.textFilled;
  }
}

function digits(text) {
  return text.normalize("NFKC").replace(/\D/gu, "");
}

async function look(address, code, signal) {
  try {
    const answer = await fetch(`${address}?code=${code}`, { signal, headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).candidates : null;
  } catch {
    return null; // no network: the person types the address
  }
}
