"""Limits that writer and reader of canonical JSON share."""

from __future__ import annotations

INTEGER_LIMIT = 2**53 - 1
"""The largest magnitude that every JSON reader keeps exactly (RFC 7493, section 2.2)."""

DEPTH_LIMIT = 64
"""How deep lists and objects may nest; real entries stay below ten."""
