"""What was copied from the tables before an erasure goes too."""

from __future__ import annotations

from consult.core.search import drop_erased_words
from consult.core.transactions import command
from consult.reporting.exports import forget_copies


@command
def tidy_up() -> int:
    """Throw away every kept copy with comments, and the words of erased texts in the index.

    Returns how many files there were. Whoever wants a copy has it made again, without what was
    erased. May run any number of times: it erases nothing that is still published.
    """
    drop_erased_words()
    return forget_copies()
