"""Translation of a chapter by machine."""

from __future__ import annotations

from typing import Final

from consult.core.errors import DomainError, N_

BATCH: Final = 20
"""Blocks sent at once: few enough that a person sees progress, and little is lost by a failure."""


class NothingOffered(DomainError):
    """No provider translates between these languages."""

    code = "nothing_offered"
    status = 409
    message = N_("No machine translates this chapter into this language here.")
