"""The anchors of a chapter are carried over to its new version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from uuid import UUID

from consult.core.transactions import step
from consult.drafts.models import Anchor, Block, BlockText, Placement, Version
from consult.drafts.rules.carry import Carrying, Edition, Mark

_MARK = ("block_key", "language", "start", "end", "exact", "prefix", "suffix")


@step
def carry_anchors_step(*, version: Version) -> int:
    """Write where each anchor of the chapter's earlier versions stands in this one.

    Guarantees one placement an anchor, worked out from the text it was made on and the new text
    alone, so that anybody can work it out again. Anchors themselves are never rewritten. Takes
    one query for all anchors and two for each version that has any. Returns their number.
    """
    marks: dict[UUID, list[tuple[UUID, Mark]]] = defaultdict(list)
    anchors = Anchor.objects.filter(version__chapter_id=version.chapter_id).exclude(version=version)
    for pk, version_id, *mark in anchors.order_by("pk").values_list("pk", "version_id", *_MARK):
        marks[version_id].append((pk, Mark(*mark)))
    if not marks:
        return 0
    new = _edition(version)
    placements = chain.from_iterable(
        _placements(marks[old.pk], Carrying(_edition(old), new), version)
        for old in Version.objects.filter(pk__in=marks)
    )
    return len(Placement.objects.bulk_create(placements))


def _placements(
    marks: Iterable[tuple[UUID, Mark]], carrying: Carrying, version: Version
) -> Iterator[Placement]:
    for anchor_id, mark in marks:
        carried = carrying.carry(mark)
        yield Placement(
            anchor_id=anchor_id,
            version=version,
            outcome=carried.outcome,
            block_key=carried.block_key,
            start=carried.start,
            end=carried.end,
            score=carried.score,
        )


def _edition(version: Version) -> Edition:
    blocks = Block.objects.filter(version=version).order_by("position")
    texts = BlockText.objects.filter(block__version=version)
    return Edition(
        source_language=version.source_language,
        keys=list(blocks.values_list("key", flat=True)),
        texts={
            (key, language): text
            for key, language, text in texts.values_list("block__key", "language", "text")
        },
    )
