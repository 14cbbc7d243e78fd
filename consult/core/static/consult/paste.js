// On the import page: text pasted from Word or a web page keeps its headings, lists and tables.
// Without this script the field takes the same text without them, as Markdown.

const field = document.getElementById("id_text");
const kept = document.getElementById("id_html");
const state = document.querySelector("[data-paste-state]");

// All that the server reads; the rest of a clipboard is fonts, colours and measures.
const ATTRIBUTES = new Set(
  "href class data-style colspan rowspan dir start type alt src id role aria-level".split(" "),
);
const STYLES = /^(font-weight|font-style|vertical-align|text-decoration|text-decoration-line|display|visibility|list-style-type|mso-(list|hide|element|outline-level))$/i;
const DROPPED = "head, style, script, meta, link, title, template";
let pasting = false;

function say(name) {
  const words = document.querySelector(`template[data-paste="${name}"]`);
  state.replaceChildren(words.content.cloneNode(true));
  state.querySelector("button")?.addEventListener("click", () => {
    forget();
    field.focus();
  });
}

function forget() {
  kept.value = "";
  say("plain");
}

/** The declarations of a style that say something about the text. */
function usefulStyle(style) {
  const useful = style.split(";").filter((one) => STYLES.test(one.split(":")[0].trim()));
  return useful.join(";");
}

function trimAttributes(element) {
  for (const { name, value } of [...element.attributes]) {
    let wanted = ATTRIBUTES.has(name) ? value : "";
    if (name === "data-style") wanted = usefulStyle(value);
    if (name === "class" && !/\bMso/.test(value)) wanted = "";
    if (name === "src") wanted = value.slice(0, 100);
    if (wanted) element.setAttribute(name, wanted);
    else element.removeAttribute(name);
  }
}

/**
 * Styles under another name, which the server knows too: the page's security policy would report
 * each of them as soon as the markup is parsed.
 */
function disarm(html) {
  return html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, "$1data-style$2"));
}

/** The markup of a clipboard without what the server would not read. */
function slim(html) {
  const page = new DOMParser().parseFromString(disarm(html), "text/html");
  for (const element of page.querySelectorAll(DROPPED)) element.remove();
  for (const element of page.body.querySelectorAll("*")) trimAttributes(element);
  const comments = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.remove();
  return page.body.innerHTML;
}

field?.addEventListener("paste", (event) => {
  const html = event.clipboardData?.getData("text/html");
  const replacesAll = field.selectionStart === 0 && field.selectionEnd === field.value.length;
  if (!html || !replacesAll) return;
  const slimmed = slim(html);
  if (slimmed.length > Number(field.dataset.longest)) return;
  kept.value = slimmed;
  pasting = true;
  say("formatted");
});

field?.addEventListener("input", () => {
  if (!pasting && kept.value) forget();
  pasting = false;
});

field?.form.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) say("reading");
});

// A refused form comes back with what was pasted.
if (kept?.value) say("formatted");
