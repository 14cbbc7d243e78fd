/* Lets a worker check a chosen file, and says what it found in the page's own sentences. */

const room = document.querySelector("[data-ledger-check]");
const form = room.querySelector("form");
const status = room.querySelector("[role=status]");
const progress = room.querySelector("progress");
const verdict = room.querySelector("[data-verdict]");
const list = room.querySelector("[data-findings]");
let worker;
let told = 0;

function sentence(code, params = {}) {
  const words = room.querySelector("template").content.querySelector(`[data-say="${code}"]`);
  return (words?.textContent ?? code).replace(/%\((\w+)\)s/g, (_whole, name) => params[name]);
}

function line(text, kind = "li") {
  const element = document.createElement(kind);
  element.textContent = text;
  return element;
}

function show({ findings, facts }) {
  progress.hidden = true;
  const whole = !findings.length && !facts.unsupported;
  const code = findings.length ? "not-valid" : whole ? "valid" : "incomplete";
  verdict.dataset.verdict = code;
  status.textContent = sentence(code, { count: findings.length });
  list.replaceChildren(...findings.map(({ code: what, params }) => line(sentence(what, params))));
  const codes = ["unsupported", "untrusted", "uncertified", "later", "otherSigners", "keptUnused"];
  const notes = codes.filter((name) => facts[name]);
  if (facts.entries !== undefined) {
    list.append(line(sentence("entries", facts)));
  }
  if (facts.grew !== undefined) {
    list.append(line(sentence("grew", facts)));
  }
  list.append(...notes.map((name) => line(sentence(name))));
  verdict.focus();
}

function follow(share) {
  progress.value = share;
  const tenth = Math.floor(share * 10);
  if (tenth > told) {
    told = tenth;
    status.textContent = sentence("progress", { percent: tenth * 10 });
  }
}

function start(file) {
  worker?.terminate();
  list.replaceChildren();
  verdict.dataset.verdict = "";
  if (!file || !globalThis.crypto?.subtle) {
    status.textContent = sentence(file ? "insecure" : "no-file");
    return;
  }
  told = 0;
  progress.hidden = false;
  progress.value = 0;
  status.textContent = sentence("progress", { percent: 0 });
  worker = new Worker(room.dataset.ledgerCheck);
  worker.onmessage = ({ data }) => (data.findings ? show(data) : follow(data.progress));
  worker.onerror = () => show({ findings: [{ code: "form" }], facts: {} });
  const kept = form.elements.kept.value.replace(/\r/g, "").trim();
  worker.postMessage({ file, key: form.elements.key.value.trim(), kept: kept && `${kept}\n` });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  start(form.elements.file.files[0]);
});
form.addEventListener("dragover", (event) => event.preventDefault());
form.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) {
    form.elements.file.files = event.dataTransfer.files;
    start(event.dataTransfer.files[0]);
  }
});
room.hidden = false;
