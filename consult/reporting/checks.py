"""What of this room does not work on this installation, and why."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Info, register

from consult.reporting.exports import pdf_available


@register()
def pdf_can_be_made(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Say where no PDF can be made: a message and no warning, since everything else works."""
    if pdf_available():
        return []
    return [
        Info(
            "Copies cannot be downloaded as PDF: Pango or a library beside it is missing.",
            hint="Install it; docs/operators.md names the packages.",
            id="reporting.I001",
        )
    ]
