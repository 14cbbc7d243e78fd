"""What a test reads of a page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from lxml import html

from consult.council.models import Motion


def words(response: Any, path: str = "//main") -> str:
    """Return the text of a part of a page, its white space folded."""
    tree = html.fromstring(response.content.decode())
    pieces = (piece for part in tree.xpath(path) for piece in part.itertext())
    return " ".join(" ".join(pieces).split())


def motion_url(motion: Motion, name: str = "motion") -> str:
    return reverse(f"council:{name}", args=[motion.pk])
