"""The certificate of a decision for paper: one HTML document, and the PDF made of it."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import override

from consult.council.selectors.decision import Decision
from consult.council.selectors.reading import reading_of
from consult.ledger.canonical import canonical_bytes
from consult.reporting.exports.kept import KeptFile, file_named, keep_named
from consult.reporting.exports.style import policy, style

# Goes up whenever the same decision gives another file.
FORM_VERSION = 1
_DIGITS = 32


def certificate_document(decision: Decision, language: str) -> str:
    """Return the certificate as a whole HTML document that needs nothing outside itself."""
    with override(language):
        reading = reading_of(decision)
        motion = decision.motion
        address = reverse("council:decision", args=[motion.review.slug, motion.number])
        context = {
            "reading": reading,
            "motion": motion,
            "review": motion.review,
            "language": language,
            "address": f"{settings.BASE_URL}{address}",
            "style": SafeString(f"<style>{style()}</style>"),
            "policy": policy(),
        }
        return render_to_string("reporting/certificate.html", context)


def kept_certificate(decision: Decision, language: str) -> KeptFile | None:
    """Return the PDF of a decision in a language where it has been made, else None."""
    return file_named(_name(decision, language))


def keep_certificate(decision: Decision, language: str, content: bytes) -> KeptFile:
    """Keep the PDF of a decision under a name that only the same document has."""
    return keep_named(_name(decision, language), content)


def _name(decision: Decision, language: str) -> str:
    held = {
        "form": f"certificate {FORM_VERSION}",
        "style": hashlib.sha256(style().encode()).hexdigest(),
        "site": settings.BASE_URL,
        "language": language,
        "document": decision.document,
    }
    return f"{hashlib.sha256(canonical_bytes(held)).hexdigest()[:_DIGITS]}.0.pdf"
