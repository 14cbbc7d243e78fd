from consult.reporting.views.copies import html_copy, pdf_copy, report_copy
from consult.reporting.views.decisions import (
    certificate,
    decision,
    decisions,
    minutes,
    minutes_of_one,
)
from consult.reporting.views.ledger import bundle
from consult.reporting.views.word import word_copy

__all__ = [
    "bundle",
    "certificate",
    "decision",
    "decisions",
    "html_copy",
    "minutes",
    "minutes_of_one",
    "pdf_copy",
    "report_copy",
    "word_copy",
]
