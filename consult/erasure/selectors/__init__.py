from consult.erasure.selectors.asking import (
    addresses_of,
    batch_of,
    hold_on,
    holds_in,
    left_of,
    person_of,
    request_called,
    sent_with,
)
from consult.erasure.selectors.quotations import (
    Quotation,
    quoted_by_team,
    quoted_in_answers,
)

__all__ = [
    "Quotation",
    "addresses_of",
    "batch_of",
    "hold_on",
    "holds_in",
    "left_of",
    "person_of",
    "quoted_by_team",
    "quoted_in_answers",
    "request_called",
    "sent_with",
]
