"""The key under which a form is sent once."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, cast

from django.http import QueryDict


def with_new_key(sent: Mapping[str, Any]) -> QueryDict:
    """Return what was sent with another key, since the old one may stand for an earlier sending."""
    copied = cast("QueryDict", sent).copy()
    copied["key"] = str(uuid.uuid4())
    return copied
