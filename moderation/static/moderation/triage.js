// Clearing the queue with the keyboard: shortcuts that are off until somebody switches them on,
// the focus on the next case after a decision, and the decision told to screen readers. All of it
// works without.

const STORED = "consult.moderation.shortcuts";
const tools = document.querySelector("[data-shortcuts]");
const list = document.querySelector("[data-shortcut-list]");
const cases = [...document.querySelectorAll("[data-queue] > li")];

function areOn() {
  try {
    return localStorage.getItem(STORED) === "on";
  } catch {
    return false;
  }
}

function keep(on) {
  try {
    localStorage.setItem(STORED, on ? "on" : "off");
  } catch {
    // Without storage the choice holds for this page only.
  }
}

/** What was there when the page came is not read out; put in again, it is. */
function tell() {
  const messages = document.querySelector(".messages[role=status]");
  if (!messages?.children.length) return;
  const told = [...messages.childNodes];
  messages.replaceChildren();
  setTimeout(() => messages.replaceChildren(...told), 150);
}

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
  const target = focused()?.querySelector(`[data-key="${key}"]`);
  if (!target || target.closest("[hidden]")) return undefined;
  return key === "r" ? refuse(target) : target.click();
}

function listen(event) {
  const { key, target } = event;
  const types = target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || types) return;
  if (!list.querySelector("[data-shortcuts-on]").checked) return;
  if (key === "?") list.showModal();
  else if (key.length === 1 && "jkoarux".includes(key)) press(key);
  else return;
  event.preventDefault();
}

if (tools && list) {
  const on = list.querySelector("[data-shortcuts-on]");
  on.checked = areOn();
  on.addEventListener("change", () => keep(on.checked));
  tools.hidden = false;
  tools.addEventListener("click", () => list.showModal());
  document.addEventListener("keydown", listen);
}
goOn();
tell();
