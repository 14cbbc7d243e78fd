from consult.reporting.views.copies import (
    html_copy,
    pdf_copy,
    report_copy,
)
from consult.reporting.views.decisions import (
    certificate,
    decision,
    decisions,
    minutes,
    minutes_of_one,
    rolled_up_one,
)
from consult.reporting.views.ledger import (
    bundle,
)
from consult.reporting.views.transparency import (
    counts_file,
    listed,
    listed_file,
    package_file,
    transparency,
)
from consult.reporting.views.word import (
    word_copy,
)

__all__ = [
    "bundle",
    "certificate",
    "counts_file",
    "decision",
    "decisions",
    "html_copy",
    "listed",
    "listed_file",
    "minutes",
    "minutes_of_one",
    "package_file",
    "pdf_copy",
    "report_copy",
    "rolled_up_one",
    "transparency",
    "word_copy",
]
