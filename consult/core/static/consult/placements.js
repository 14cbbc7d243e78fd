// Single keys on the list of passages to settle. They are off until somebody switches them on, since
// a key pressed by mistake, or by speech, would decide; the choice is kept in this browser.

const KEPT = "consult.placement-keys";

const keys = document.querySelector("[data-keys]");
const button = keys.querySelector("[data-keys-switch]");
const list = keys.querySelector("[data-keys-list]");
const doubts = [...document.querySelectorAll("[data-doubt]")];

function isOn() {
  return button.getAttribute("aria-pressed") === "true";
}

function turn(on) {
  button.setAttribute("aria-pressed", String(on));
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // Where nothing may be kept, the keys are on for this page only.
  }
}

function kept() {
  try {
    return localStorage.getItem(KEPT) === "on";
  } catch {
    return false;
  }
}

function current() {
  return doubts.findIndex((doubt) => doubt.contains(document.activeElement));
}

function go(to) {
  const doubt = doubts[Math.max(0, Math.min(doubts.length - 1, to))];
  doubt?.focus();
  doubt?.scrollIntoView({ block: "nearest" });
}

function act(key) {
  doubts[current()]?.querySelector(`[data-key="${key}"]`)?.click();
}

function showList() {
  list.open = true;
  list.querySelector("summary").focus();
}

const meanings = {
  j: () => go(current() + 1),
  k: () => go(current() - 1),
  a: () => act("a"),
  p: () => act("p"),
  c: () => act("c"),
  "?": showList,
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (!isOn() || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const meaning = meanings[event.key];
  if (!meaning) return;
  event.preventDefault();
  meaning();
});
button.addEventListener("click", () => turn(!isOn()));

keys.hidden = false;
if (kept()) {
  turn(true);
  go(0);
}
