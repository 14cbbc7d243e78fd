// Keys for a page that has many of one thing: off until somebody switches them on, since a key
// pressed by mistake, or by speech, would act; listed on "?", and silent where somebody types. The
// choice is kept in this browser. What a key does is the page's own: it listens for "shortcut".

const tools = document.querySelector("[data-shortcuts]");
const list = document.querySelector("[data-shortcut-list]");
const stored = `consult.${tools?.dataset.shortcuts}.shortcuts`;

function areOn() {
  try {
    return localStorage.getItem(stored) === "on";
  } catch {
    return false;
  }
}

function keep(on) {
  try {
    localStorage.setItem(stored, on ? "on" : "off");
  } catch {
    // Without storage the choice holds for this page only.
  }
}

function listen(event) {
  const { key, target } = event;
  const types = target.closest(
    "input:not([type=checkbox]), textarea, select, [contenteditable], dialog",
  );
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || types) return;
  if (!list.querySelector("[data-shortcuts-on]").checked) return;
  if (key === "?") list.showModal();
  else if (key.length === 1 && tools.dataset.keys.includes(key)) {
    document.dispatchEvent(new CustomEvent("shortcut", { detail: key }));
  } else return;
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
