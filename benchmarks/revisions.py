"""Pairs of revisions with known truth, made from any text, to see whether carrying over holds.

`python -m benchmarks.revisions FILE… --language ar --out DIR --seeds 3` reads Word and Markdown
files, revises each text as editors do (words replaced, put in and taken out, sentences moved and
repeated, blocks divided, joined, moved, removed and written anew), and writes pair files for
`benchmarks.reanchor`. Each token knows where it came from, so the place of every passage is known.
A passage of which less than half but something is left is not asked about.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

ANCHORS = 300
LENGTHS = (8, 300)
"""Code points of a passage, from a few words to a long sentence."""

_TOKEN = re.compile(
    r"\s+|[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+?(?=[\u3400-\u9fff])|\w+|.",
    re.S,
)
_SENTENCE_END = frozenset(".!?。！？؟;；:：")


class Token(NamedTuple):
    """A piece of a new text, the old place it comes from, and whether it stands in for that."""

    text: str
    block: int | None
    start: int
    stands_in: bool = False


Block = list[Token]


def main() -> None:
    """Write the pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--language", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    texts = [text for file in options.files for text in read_texts(file) if text.strip()]
    for seed in range(options.seeds):
        name = f"{options.language}-{seed}"
        pair = revise(name, options.language, texts, random.Random(name))  # noqa: S311
        (options.out / f"{name}.json").write_text(json.dumps(pair), encoding="utf-8")


def read_texts(file: Path) -> list[str]:
    """Return the texts of a file's blocks."""
    from consult.drafts.rules.markdown import parse_markdown
    from consult.drafts.rules.word.document import read_document

    if file.suffix == ".docx":
        return [block.text for block in read_document(file.read_bytes()).blocks]
    return [block.text for block in parse_markdown(file.read_text(encoding="utf-8"))]


def revise(name: str, language: str, texts: Sequence[str], chance: random.Random) -> dict[str, Any]:
    """Return a pair with the truth; every tenth block is kept back as new material."""
    fresh = [text for index, text in enumerate(texts) if index % 10 == 9]
    old = [text for index, text in enumerate(texts) if index % 10 != 9]
    blocks = [_tokens(text, index) for index, text in enumerate(old)]
    words = [token.text for block in blocks for token in block if token.text.strip()]
    blocks = [_edit(block, words, chance) if chance.random() < 0.35 else block for block in blocks]
    blocks = _rearrange(blocks, fresh, chance)
    new = ["".join(token.text for token in block) for block in blocks]
    anchors, truth = _ask(name, old, blocks, new, chance)
    return {
        "name": name,
        "language": language,
        "old": old,
        "new": new,
        "anchors": anchors,
        "truth": truth,
    }


def _tokens(text: str, block: int | None) -> Block:
    return [Token(found[0], block, found.start()) for found in _TOKEN.finditer(text)]


def _edit(block: Block, words: Sequence[str], chance: random.Random) -> Block:
    """Replace, put in or take out one to five words, at most one in four."""
    edited = list(block)
    size = sum(1 for token in block if token.text.strip())
    for _ in range(min(size // 4, chance.randint(1, 5))):
        places = [at for at, token in enumerate(edited) if token.text.strip()]
        if not places:
            break
        at, word = chance.choice(places), chance.choice(words)
        what = chance.random()
        if what < 0.5:
            edited[at] = Token(word, edited[at].block, edited[at].start, stands_in=True)
        elif what < 0.75:
            edited[at:at] = [Token(word, None, 0), Token(" ", None, 0)]
        else:
            del edited[at]
    return edited


def _sentences(block: Block) -> list[Block]:
    sentences: list[Block] = [[]]
    for token in block:
        sentences[-1].append(token)
        if token.text in _SENTENCE_END:
            sentences.append([])
    return [sentence for sentence in sentences if any(token.text.strip() for token in sentence)]


def _joined(sentences: Sequence[Block]) -> Block:
    return [token for sentence in sentences for token in sentence]


def _rearrange(blocks: list[Block], fresh: Sequence[str], chance: random.Random) -> list[Block]:
    """Move, repeat and drop sentences; divide, join, move, drop and write blocks."""
    size = len(blocks)
    for _ in range(max(1, size // 12)):
        long = [at for at, block in enumerate(blocks) if len(_sentences(block)) > 1]
        if not long:
            break
        at = chance.choice(long)
        sentences = _sentences(blocks[at])
        what = chance.choice(("move", "drop", "repeat", "divide", "turn"))
        chosen = sentences.pop(-1 if what == "divide" else chance.randrange(len(sentences)))
        if what == "divide":
            parts = [*sentences, chosen]
            cut = chance.randint(1, len(parts) - 1)
            blocks[at : at + 1] = [_joined(parts[:cut]), _joined(parts[cut:])]
            continue
        if what == "repeat":
            copy = [Token(token.text, None, 0) for token in chosen]
            blocks[chance.randrange(len(blocks))].extend([Token(" ", None, 0), *copy])
            continue
        blocks[at] = _joined(sentences)
        if what == "move":
            there = chance.randrange(len(blocks))
            blocks[there] = [*blocks[there], Token(" ", None, 0), *chosen]
        elif what == "turn":
            blocks[at] = [*blocks[at], Token(" ", None, 0), *chosen]
    for _ in range(max(1, size // 30)):
        at = chance.randrange(len(blocks) - 1)
        blocks[at : at + 2] = [[*blocks[at], Token(" ", None, 0), *blocks[at + 1]]]
        blocks.insert(chance.randrange(len(blocks)), blocks.pop(chance.randrange(len(blocks))))
        del blocks[chance.randrange(len(blocks))]
    for text in fresh:
        blocks.insert(chance.randrange(len(blocks)), _tokens(text, None))
    return blocks


def _ask(
    name: str,
    old: Sequence[str],
    blocks: Sequence[Block],
    new: Sequence[str],
    chance: random.Random,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    places: dict[tuple[int, int], tuple[int, int, Token]] = {}
    for index, written in enumerate(blocks):
        at = 0
        for token in written:
            if token.block is not None and token.text.strip():
                places[token.block, token.start] = index, at, token
            at += len(token.text)
    anchors: list[dict[str, Any]] = []
    truth: list[dict[str, Any]] = []
    for _ in range(20 * ANCHORS):
        if len(anchors) == ANCHORS:
            break
        block = chance.randrange(len(old))
        tokens = [token for token in _tokens(old[block], block) if token.text.strip()]
        first = chance.randrange(len(tokens)) if tokens else 0
        wanted = chance.randint(*LENGTHS)
        marked = [token for token in tokens[first:] if token.start - tokens[first].start < wanted]
        if not marked or marked[-1].start + len(marked[-1].text) - marked[0].start < LENGTHS[0]:
            continue
        start, end = marked[0].start, marked[-1].start + len(marked[-1].text)
        known = _truth(marked, places, old[block][start:end], new)
        if known is None:
            continue
        identity = f"{name}-{len(anchors)}"
        exact = old[block][start:end]
        anchors.append({"id": identity, "block": block, "start": start, "end": end, "exact": exact})
        truth.append({"id": identity, **known})
    return anchors, truth


def _truth(
    marked: Sequence[Token],
    places: dict[tuple[int, int], tuple[int, int, Token]],
    exact: str,
    new: Sequence[str],
) -> dict[str, Any] | None:
    """Where the passage stands, None where so little is left that nobody could say."""
    there = [
        places[token.block or 0, token.start]
        for token in marked
        if (token.block or 0, token.start) in places
    ]
    kept = [place for place in there if not place[2].stands_in]
    if not kept:
        return {"status": "deleted"}
    counts: dict[int, int] = {}
    for block, _, token in kept:
        counts[block] = counts.get(block, 0) + len(token.text)
    block = max(counts, key=lambda each: (counts[each], -each))
    if 2 * counts[block] < sum(len(token.text) for token in marked):
        return None
    spans = sorted((at, at + len(token.text)) for each, at, token in there if each == block)
    start, end = spans[0][0], spans[-1][1]
    if end - start > 3 * len(exact):
        return None
    same = new[block][start:end] == exact
    return {"status": "exact" if same else "changed", "block": block, "start": start, "end": end}


if __name__ == "__main__":
    main()
