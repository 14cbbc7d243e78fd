"""Scans for tests, made with the real libraries."""

from __future__ import annotations

import io
import uuid
from typing import Any

from consult.council.actions import enter_paper
from consult.council.actions.check_scan import CheckedScan
from consult.council.models import Motion, PaperEntry, RollPerson
from tests.council.conftest import Council

SCAN = CheckedScan("image/png", b"\x89PNG\r\n\x1a\n first")
OTHER_SCAN = CheckedScan("image/png", b"\x89PNG\r\n\x1a\n second")


def png(colour: str = "white") -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (60, 80), colour).save(buffer, "PNG")
    return buffer.getvalue()


def pdf(pages: int = 1) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    for _page in range(pages):
        document.new_page(200, 300)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def place(motion: Motion, council: Council, seat: int = 0, rank: int = 0) -> RollPerson:
    people = RollPerson.objects.filter(entry__motion=motion, rank=rank)
    return people.get(entry__seat=council.seats[seat])


def enter(actor: Any, holder: RollPerson, motion: Motion, **changes: Any) -> PaperEntry:
    return enter_paper(
        **{
            "actor": actor,
            "motion_id": motion.pk,
            "holder_id": holder.pk,
            "choice": "approve",
            "reason": "",
            "scan": SCAN,
            "key": uuid.uuid4(),
            **changes,
        }
    )
