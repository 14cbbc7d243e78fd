"""What exactly is hashed when a version is published: one rendering, block by block."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from consult.drafts.rules.blocks import AttrValue
from consult.ledger.canonical import canonical_bytes

FORMAT: Final = "consult.rendering.v1"
"""Named in the hashed object, so that no other object can ever have the same hash by design."""


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """One block as published: its key, and its sanitised markup in one language.

    `language` is set where the markup is not in the rendering's own language, since the block is
    not translated; `state` where no person has gone over the translation ("machine", "draft").
    """

    key: str
    kind: str
    level: int
    html: str
    attrs: Mapping[str, AttrValue] = field(default_factory=dict)
    language: str = ""
    state: str = ""


def rendering_object(
    chapter_slug: str,
    number: int,
    language: str,
    source_language: str,
    blocks: Sequence[RenderedBlock],
) -> dict[str, Any]:
    """The text of one version in one language as plain JSON without floats.

    It lists every block in reading order and nothing that a reader does not see or follow, so
    anybody who holds the published text can work out its hash again. A block that is shown in
    another language, or marked as not reviewed, says so; others bear neither name.
    """
    return {
        "format": FORMAT,
        "chapter": chapter_slug,
        "number": number,
        "language": language,
        "source_language": source_language,
        "blocks": [
            {
                "key": str(block.key),
                "kind": str(block.kind),
                "level": block.level,
                "html": block.html,
                "attrs": dict(block.attrs),
                **({"language": block.language} if block.language else {}),
                **({"state": block.state} if block.state else {}),
            }
            for block in blocks
        ],
    }


def rendering_sha256(
    chapter_slug: str,
    number: int,
    language: str,
    source_language: str,
    blocks: Sequence[RenderedBlock],
) -> str:
    """SHA-256 in hex of the canonical form (RFC 8785) of `rendering_object`.

    Raises NotRepresentable where a value has no canonical form, such as a lone surrogate.
    """
    hashed = rendering_object(chapter_slug, number, language, source_language, blocks)
    return hashlib.sha256(canonical_bytes(hashed)).hexdigest()
