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

__all__ = [
    "addresses_of",
    "batch_of",
    "hold_on",
    "holds_in",
    "left_of",
    "person_of",
    "request_called",
    "sent_with",
]
