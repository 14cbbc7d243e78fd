"""What is hashed of a published text: known bytes, and every part of it counts."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from consult.drafts.rules.canonical import RenderedBlock, rendering_object, rendering_sha256
from consult.ledger.canonical import NotRepresentable

BLOCKS = [
    RenderedBlock("k1", "heading", 2, "Wasser & 水".replace("&", "&amp;"), {"number": "2.1"}),
    RenderedBlock("k2", "list_item", 1, "a", {"ordered": True, "marker": "1.", "value": 1}),
]


def test_the_hash_is_that_of_bytes_anybody_can_write() -> None:
    written = (
        '{"blocks":[{"attrs":{"number":"2.1"},"html":"Wasser &amp; 水","key":"k1",'
        '"kind":"heading","level":2},{"attrs":{"marker":"1.","ordered":true,"value":1},'
        '"html":"a","key":"k2","kind":"list_item","level":1}],"chapter":"water",'
        '"format":"consult.rendering.v1","language":"de","number":1,"source_language":"en"}'
    )
    expected = hashlib.sha256(written.encode()).hexdigest()
    assert rendering_sha256("water", 1, "de", "en", BLOCKS) == expected


def test_every_part_changes_the_hash() -> None:
    first, second = BLOCKS
    base = rendering_sha256("water", 1, "de", "en", BLOCKS)
    others = [
        rendering_sha256("roads", 1, "de", "en", BLOCKS),
        rendering_sha256("water", 2, "de", "en", BLOCKS),
        rendering_sha256("water", 1, "fr", "en", BLOCKS),
        rendering_sha256("water", 1, "de", "de", BLOCKS),
        rendering_sha256("water", 1, "de", "en", [second, first]),
        rendering_sha256("water", 1, "de", "en", [first]),
        *(
            rendering_sha256("water", 1, "de", "en", [changed, second])
            for changed in (
                replace(first, key="k3"),
                replace(first, kind="paragraph"),
                replace(first, level=3),
                replace(first, html="Wasser"),
                replace(first, attrs={"number": "2.2"}),
            )
        ),
    ]
    assert len({base, *others}) == len(others) + 1


def test_a_text_without_canonical_form_is_refused() -> None:
    broken = [replace(BLOCKS[0], html="\ud800")]
    assert rendering_object("w", 1, "de", "en", broken)["blocks"][0]["html"] == "\ud800"
    with pytest.raises(NotRepresentable):
        rendering_sha256("w", 1, "de", "en", broken)
