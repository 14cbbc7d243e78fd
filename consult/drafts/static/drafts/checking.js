// Checking a draft with the keyboard: what each key does, the focus on the block worked on, and a
// cursor that says where to split. All of it works without.

const blocks = [...document.querySelectorAll(".check-block")];

/** The block worked on has the focus; the browser moves it to a fragment only on some pages. */
function returnTo() {
  const block = location.hash.startsWith("#n-") && document.getElementById(location.hash.slice(1));
  if (block && !document.querySelector("[data-error-summary]")) block.focus();
}

function focused() {
  return document.activeElement.closest?.(".check-block");
}

function step(by) {
  const index = blocks.indexOf(focused());
  blocks[index < 0 ? 0 : Math.min(Math.max(index + by, 0), blocks.length - 1)]?.focus();
}

function press(key) {
  if (key === "j") return step(1);
  if (key === "k") return step(-1);
  if (key === "z" || key === "y") {
    return document.querySelector(`#acts [data-key="${key}"]`)?.click();
  }
  const part = { s: "#split", t: "#retype" }[key];
  const target = focused()?.querySelector(`[data-key="${part ? "e" : key}"]`);
  if (part && target) location.assign(target.href + part);
  else target?.click();
  return undefined;
}

document.addEventListener("shortcut", (event) => press(event.detail));

/** A copy of the words in which the cursor can stand, and a choice that follows it. */
function offerCursor(form) {
  const words = form.dataset.words;
  const area = document.createElement("textarea");
  const label = document.createElement("label");
  area.id = "split-cursor";
  area.value = words;
  area.rows = 6;
  area.lang = form.dataset.language;
  area.dir = form.dataset.direction;
  area.addEventListener("beforeinput", (event) => event.preventDefault());
  label.htmlFor = area.id;
  label.textContent = form.dataset.label;
  const field = document.createElement("div");
  field.className = "field";
  const choice = document.createElement("div");
  choice.className = "choice";
  choice.hidden = true;
  const radio = document.createElement("input");
  radio.type = "radio";
  radio.name = "place";
  radio.id = "split-at-cursor";
  const said = document.createElement("label");
  said.htmlFor = radio.id;
  choice.append(radio, said);
  field.append(label, area, choice);
  form.querySelector(".field, .buttons").before(field);

  const follow = () => {
    const before = words.slice(0, area.selectionStart);
    const after = words.slice(area.selectionStart);
    choice.hidden = !before.trim() || !after.trim();
    radio.disabled = choice.hidden;
    radio.checked = !choice.hidden;
    // The server counts code points, the browser UTF-16 units.
    radio.value = [...before].length;
    said.textContent = form.dataset.choice.replace("%(words)s", after.trim().slice(0, 60));
  };
  for (const name of ["keyup", "pointerup", "select"]) area.addEventListener(name, follow);
}

const split = document.querySelector("[data-split]");
if (split) offerCursor(split);
returnTo();
