// Clearing the queue with the keyboard: what each key does, and the focus on the next case after a
// decision. All of it works without.

const cases = [...document.querySelectorAll("[data-queue] > li")];

/** The browser moves the focus to the case in the address only on some pages. */
function goOn() {
  const next = /^#(case-|queue-end)/.test(location.hash);
  if (next) document.getElementById(location.hash.slice(1))?.focus();
}

function focused() {
  return document.activeElement.closest?.("[data-queue] > li");
}

function step(by) {
  const index = cases.indexOf(focused());
  cases[index < 0 ? 0 : Math.min(Math.max(index + by, 0), cases.length - 1)]?.focus();
}

function refuse(summary) {
  summary.parentElement.open = true;
  summary.parentElement.querySelector("select").focus();
}

function press(key) {
  if (key === "j") return step(1);
  if (key === "k") return step(-1);
  if (key === "z") return document.querySelector("[data-undo]")?.click();
  const target = focused()?.querySelector(`[data-key="${key}"]`);
  if (!target || target.closest("[hidden]")) return undefined;
  return key === "r" ? refuse(target) : target.click();
}

document.addEventListener("shortcut", (event) => press(event.detail));
goOn();
