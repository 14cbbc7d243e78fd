// Adds the words that a moderator has selected in the text as it was typed to the field that lists
// what is redacted. Without this script she copies them there.

for (const place of document.querySelectorAll("[data-redact]")) {
  const typed = document.getElementById(place.dataset.redact);
  const field = place.querySelector("textarea");
  const offer = place.querySelector("[data-redact-offer]");
  const told = place.querySelector("[data-redact-told]");
  const details = typed?.closest("details");
  if (!typed || !field || !offer) continue;
  offer.hidden = false;
  if (details) details.open = true;
  let selected = "";
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const inside = selection.rangeCount && typed.contains(selection.getRangeAt(0).commonAncestorContainer);
    if (inside && !selection.isCollapsed) selected = selection.toString();
  });
  offer.querySelector("button").addEventListener("click", () => {
    const lines = selected.split("\n").map((line) => line.trim()).filter(Boolean);
    const known = new Set(field.value.split("\n").map((line) => line.trim()));
    const added = lines.filter((line) => !known.has(line));
    if (added.length) {
      field.value = [field.value.trimEnd(), ...added].filter(Boolean).join("\n");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    told.textContent = lines.length ? told.dataset.added : told.dataset.none;
    selected = "";
  });
}
