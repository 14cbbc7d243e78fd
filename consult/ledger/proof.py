"""Inclusion and consistency proofs of RFC 9162, sections 2.1.3 and 2.1.4.

Making a proof is planned first: the plan names every node it needs, so that a database answers
with one query. Checking a proof needs hashes only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from consult.ledger.errors import LedgerError
from consult.ledger.merkle import HASH_SIZE, Node, cover, fold, node_hash

Lookup = Callable[[Sequence[Node]], dict[Node, bytes]]
Range = tuple[int, int]


class NoSuchProof(LedgerError):
    """A proof was asked about an entry or a size that the log does not have."""


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Return the subtrees, as (begin, end), whose hashes prove that an entry is in the log.

    They stand from the leaf upwards, as PATH(m, D[n]) of RFC 9162 orders them.
    """
    if not 0 <= index < size:
        raise NoSuchProof(f"a log of {size} entries has no entry {index}")
    begin, end = 0, size
    ranges = []
    while end - begin > 1:
        middle = begin + _largest_power_below(end - begin)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((begin, middle))
            begin = middle
    ranges.reverse()
    return ranges


def consistency_ranges(old: int, new: int) -> list[Range]:
    """Return the subtrees whose hashes prove that the first `old` entries are unchanged in `new`.

    They stand as SUBPROOF(m, D[n], true) of RFC 9162 orders them. A log is consistent with its
    empty beginning and with itself, and both proofs are empty.
    """
    if not 0 <= old <= new:
        raise NoSuchProof(f"a log of {new} entries never had {old}")
    if old in (0, new):
        return []
    begin, end = 0, new
    ranges = []
    while end != old:
        middle = begin + _largest_power_below(end - begin)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((begin, middle))
            begin = middle
    if begin:
        ranges.append((begin, end))
    ranges.reverse()
    return ranges


def nodes_of(ranges: Iterable[Range]) -> list[Node]:
    """Return, each once, the stored nodes that the ranges are made of."""
    return list(dict.fromkeys(node for begin, end in ranges for node in cover(begin, end)))


def inclusion_nodes(index: int, size: int) -> list[Node]:
    """Return the stored nodes that an inclusion proof needs."""
    return nodes_of(inclusion_ranges(index, size))


def consistency_nodes(old: int, new: int) -> list[Node]:
    """Return the stored nodes that a consistency proof needs."""
    return nodes_of(consistency_ranges(old, new))


def inclusion_proof(index: int, size: int, lookup: Lookup) -> list[bytes]:
    """Return the hashes that prove entry `index` to be in the log of `size`; asks lookup once."""
    return _hashes(inclusion_ranges(index, size), lookup)


def inclusion_proofs(indices: Iterable[int], size: int, lookup: Lookup) -> dict[int, list[bytes]]:
    """Return the proofs of many entries; asks lookup once for all of them."""
    plans = {index: inclusion_ranges(index, size) for index in indices}
    found = lookup(nodes_of(span for plan in plans.values() for span in plan))
    return {
        index: [fold([found[node] for node in cover(*span)]) for span in plan]
        for index, plan in plans.items()
    }


def consistency_proof(old: int, new: int, lookup: Lookup) -> list[bytes]:
    """Return the hashes that prove that the log only grew from `old` to `new`; asks lookup once."""
    return _hashes(consistency_ranges(old, new), lookup)


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Tell whether a path leads from a leaf hash to the root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size or any(len(digest) != HASH_SIZE for digest in path):
        return False
    place, last = index, size - 1
    joined = leaf
    for digest in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            joined = node_hash(digest, joined)
            while place and not place & 1:
                place >>= 1
                last >>= 1
        else:
            joined = node_hash(joined, digest)
        place >>= 1
        last >>= 1
    return last == 0 and joined == root


def verify_consistency(
    old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Tell whether a path proves that one log grew into the other (RFC 9162, section 2.1.4.2).

    Everything is consistent with the empty log, whose root is nobody's statement about entries.
    """
    if not 0 <= old <= new or any(len(digest) != HASH_SIZE for digest in path):
        return False
    if old == new:
        return not path and old_root == new_root
    if old == 0:
        return not path
    hashes = list(path)
    if old.bit_count() == 1:
        hashes.insert(0, old_root)
    if not hashes:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place >>= 1
        last >>= 1
    before = after = hashes[0]
    for digest in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(digest, before), node_hash(digest, after)
            while place and not place & 1:
                place >>= 1
                last >>= 1
        else:
            after = node_hash(after, digest)
        place >>= 1
        last >>= 1
    return last == 0 and before == old_root and after == new_root


def _hashes(ranges: list[Range], lookup: Lookup) -> list[bytes]:
    found = lookup(nodes_of(ranges))
    return [fold([found[node] for node in cover(begin, end)]) for begin, end in ranges]


def _largest_power_below(length: int) -> int:
    """Return the largest power of two strictly less than a length above one."""
    return 1 << ((length - 1).bit_length() - 1)
