// Saves the minutes of an item by itself a moment after the last key. Without this script, or where
// it fails, the button of each form saves.

const SAVE_AFTER = 2_000;

const page = document.querySelector("[data-minutes]");
const polite = page.querySelector("[data-polite]");

for (const form of page.querySelectorAll("form")) follow(form);

function follow(form) {
  const told = form.querySelector("[data-told]");
  let waiting = null;
  let saving = false;
  let refused = false;
  let kept = form.text.value;

  function tell(sentence) {
    told.textContent = sentence;
    if (sentence !== polite.textContent) polite.textContent = sentence;
  }

  async function save() {
    const text = form.text.value;
    if (saving || refused || text === kept) return;
    saving = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      });
      const said = answer.redirected ? {} : await answer.json();
      if (answer.ok && said.revision) {
        form.seen.value = said.revision;
        kept = text;
        tell(page.dataset.saved);
      } else if (said.refusal) {
        // Somebody else wrote here: the button then shows both texts beside each other.
        refused = true;
        tell(said.refusal);
      } else {
        tell(page.dataset.unsaved);
      }
    } catch {
      tell(page.dataset.unsaved);
    }
    saving = false;
    if (form.text.value !== text) later();
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(save, SAVE_AFTER);
  }

  form.text.addEventListener("input", later);
  form.text.addEventListener("change", save);
}
