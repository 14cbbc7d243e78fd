"""Gapless public numbers, given out in the transaction of the thing that bears them."""

from consult.core.models import Sequence
from consult.core.transactions import step


@step
def next_number(name: str) -> int:
    """Return the next number of the sequence `name`, starting at 1.

    Guarantees no gap and no double: the sequence's row is locked until the transaction ends, and
    a transaction that fails gives its number back.
    """
    Sequence.objects.get_or_create(name=name)
    row = Sequence.objects.select_for_update().get(name=name)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last
