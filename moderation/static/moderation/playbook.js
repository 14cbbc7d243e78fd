// Model answers without leaving the page: in the queue they are shown below a refusal, and anywhere
// one is inserted into the explanation. The server fills it in and answers with the page that it
// would show without this script.

/** Send a form by one of its buttons; return the same form on the page that comes back. */
async function asked(button) {
  const sent = new FormData(button.form, button);
  const answer = await fetch(button.formAction, { method: "POST", body: sent });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector(`form:has([name=verdict][value="${sent.get("verdict")}"])`);
}

async function insert(button) {
  const form = button.form;
  const given = await asked(button);
  const field = form.elements.explanation;
  field.value = given.elements.explanation.value;
  let begun = form.elements.model_answer;
  if (!begun) {
    begun = Object.assign(document.createElement("input"), { type: "hidden", name: "model_answer" });
    form.append(begun);
  }
  begun.value = given.elements.model_answer.value;
  const told = form.querySelector("[data-playbook-told]");
  told.replaceChildren(...given.querySelector("[data-playbook-told]").childNodes);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  const open = field.value.search(/\{(words|body|next_step|rule|rule_title)\}/);
  if (open >= 0) field.setSelectionRange(open, field.value.indexOf("}", open) + 1);
}

async function show(button) {
  const given = await asked(button);
  const place = button.form.querySelector("[data-playbook]");
  place.replaceChildren(...given.querySelector("[data-playbook]").childNodes);
  place.querySelector("details > summary")?.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert], [data-answers]");
  if (!button) return;
  event.preventDefault();
  const act = button.matches("[data-insert]") ? insert : show;
  // Where the network fails, the form is sent as it would be without this script.
  act(button).catch(() => { button.form.requestSubmit(button); });
});
