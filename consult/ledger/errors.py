"""The common ancestor of what the ledger refuses.

The ledger lies below `consult.core` in the import order, so it has errors of its own. They are
read by programmers and auditors, not by participants, and are therefore not translated.
"""

from __future__ import annotations


class LedgerError(Exception):
    """Something that was to be written to, or read from, a ledger is not what it must be."""
