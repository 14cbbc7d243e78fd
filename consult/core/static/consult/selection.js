// On a chapter: selecting words inside one block offers to comment on exactly these words.
// Without this script the comment link of the block does the same for the whole block.

const text = document.querySelector("[data-write]");
// Longer quotes stay out of the address; the server reads them from its own text by the offsets.
const LONGEST_QUOTE = 1000;

const offer = document.createElement("a");
offer.className = "button selection-offer";

/** The range of everything in a block that the offsets count. */
function countedRange(block) {
  const root = block.matches("[data-block-text]") ? block : block.querySelector("[data-block-text]");
  const range = document.createRange();
  range.selectNodeContents(root);
  const aside = root.querySelector("[data-block-aside]");
  if (aside) range.setEndBefore(aside);
  return range;
}

/** The part of a block that is selected, or null where no character of it is. */
function selectedPart(selected, block) {
  const part = countedRange(block);
  if (selected.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
    part.setStart(selected.startContainer, selected.startOffset);
  }
  if (selected.compareBoundaryPoints(Range.END_TO_END, part) < 0) {
    part.setEnd(selected.endContainer, selected.endOffset);
  }
  return part.toString().trim() ? part : null;
}

/** Offsets in code points, as the server counts, without the white space at either end. */
function passageOf(part, block) {
  const before = countedRange(block);
  before.setEnd(part.startContainer, part.startOffset);
  const words = part.toString();
  const exact = words.trim();
  const led = words.slice(0, words.length - words.trimStart().length);
  const start = [...before.toString()].length + [...led].length;
  return { start, end: start + [...exact].length, exact };
}

function addressOf(passage, block) {
  const query = new URLSearchParams({ start: passage.start, end: passage.end });
  if (passage.exact.length <= LONGEST_QUOTE) query.set("exact", passage.exact);
  return `${text.dataset.write}${block.dataset.block}&${query}`;
}

/** The one block that the selection touches, or null. */
function onlyBlock(selected) {
  const touched = [...text.querySelectorAll("[data-block]")].filter(
    (block) => selected.intersectsNode(block) && selectedPart(selected, block),
  );
  return touched.length === 1 ? touched[0] : null;
}

/** Puts the offer below the last selected line, next in the tab order, inside the window. */
function place(part, block) {
  const lines = part.getClientRects();
  const last = lines[lines.length - 1];
  const frame = block.closest(".table-frame");
  if (frame) frame.after(offer);
  else block.querySelector(".block-links").before(offer);
  const width = document.documentElement.clientWidth;
  const rightToLeft = document.documentElement.dir === "rtl";
  const wanted = rightToLeft ? width - last.right : last.left;
  offer.style.insetBlockStart = `${last.bottom + window.scrollY + 8}px`;
  offer.style.insetInlineStart = `${Math.max(8, Math.min(wanted, width - offer.offsetWidth - 8))}px`;
}

function follow() {
  const selection = document.getSelection();
  if (offer.contains(document.activeElement)) return;
  const selected = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const block = selected && text.contains(selected.commonAncestorContainer) && onlyBlock(selected);
  if (!block) {
    offer.remove();
    return;
  }
  const part = selectedPart(selected, block);
  offer.href = addressOf(passageOf(part, block), block);
  offer.textContent = text.dataset.offer;
  place(part, block);
}

if (text?.dataset.write) {
  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(follow, 200);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") offer.remove();
  });
}
