// Inserts a model answer into the explanation without leaving the page. The server fills it in and
// answers with the page that it would show without this script.

async function insert(button) {
  const form = button.form;
  const sent = new FormData(form, button);
  const answer = await fetch(button.formAction, { method: "POST", body: sent });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const given = page.querySelector(`form:has([name=verdict][value="${sent.get("verdict")}"])`);
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

for (const button of document.querySelectorAll("[data-insert]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    // Where the network fails, the form is sent as it would be without this script.
    insert(button).catch(() => { button.form.requestSubmit(button); });
  });
}
