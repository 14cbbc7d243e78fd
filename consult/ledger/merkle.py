"""The Merkle tree of RFC 9162, section 2.1: hashes, the frontier of a growing log, its root.

A node is named by (level, index): level 0 are the leaves, and node (L, j) covers the leaves
j·2^L to (j+1)·2^L - 1. Only complete subtrees have names, since only they never change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from consult.ledger.errors import LedgerError

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Node = tuple[int, int]


class FrontierMalformed(LedgerError):
    """Stored bytes are not those of a frontier."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf, SHA-256 over 0x00 and its bytes (RFC 9162, section 2.1.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node, SHA-256 over 0x01 and both children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def row_of(node: Node) -> tuple[int, int]:
    """Return which entry's row holds a node, and at which byte of what `append` returned."""
    level, index = node
    return ((index + 1) << level) - 1, HASH_SIZE * level


def fold(hashes: list[bytes]) -> bytes:
    """Join complete subtrees, largest first, to the hash of the tree that they make up."""
    if not hashes:
        return EMPTY_ROOT
    joined = hashes[-1]
    for left in reversed(hashes[:-1]):
        joined = node_hash(left, joined)
    return joined


class Frontier:
    """What an append-only log must remember to grow: its size and its complete subtrees.

    `hashes` stand largest first, one for each bit set in `size`. Storage stays below 64 hashes
    whatever the size.
    """

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.hashes = list(hashes)
        fits = 0 <= size < 2**63 and len(self.hashes) == size.bit_count()
        if not fits or any(len(digest) != HASH_SIZE for digest in self.hashes):
            raise FrontierMalformed(f"{len(self.hashes)} hashes do not make a log of size {size}")

    def append(self, leaf: bytes) -> list[bytes]:
        """Add a leaf hash; return the hashes of all complete subtrees that it finishes.

        They stand level 0 (the leaf itself) first. Stored end to end with the entry, they let
        any node be read later from the row and offset that `row_of` names.
        """
        if len(leaf) != HASH_SIZE:
            raise FrontierMalformed(f"a leaf hash has {HASH_SIZE} bytes, not {len(leaf)}")
        finished = [leaf]
        rest = self.size
        while rest & 1:
            finished.append(node_hash(self.hashes.pop(), finished[-1]))
            rest >>= 1
        self.hashes.append(finished[-1])
        self.size += 1
        return finished

    def root(self) -> bytes:
        """Return the root hash of the log as it stands."""
        return fold(self.hashes)

    def to_bytes(self) -> bytes:
        """Return size (8 bytes, big-endian) and hashes, end to end."""
        return self.size.to_bytes(8, "big") + b"".join(self.hashes)

    @classmethod
    def from_bytes(cls, data: bytes) -> Frontier:
        """Read what `to_bytes` wrote; raises FrontierMalformed for anything else."""
        if len(data) < 8 or (len(data) - 8) % HASH_SIZE:
            raise FrontierMalformed(f"{len(data)} bytes are no frontier")
        starts = range(8, len(data), HASH_SIZE)
        return cls(int.from_bytes(data[:8], "big"), [data[at : at + HASH_SIZE] for at in starts])


class MemoryTree:
    """All complete subtrees of a log that is at hand, for many proofs or roots of many sizes."""

    def __init__(self, leaf_hashes: Iterable[bytes]) -> None:
        self.levels: list[list[bytes]] = [list(leaf_hashes)]
        while len(below := self.levels[-1]) > 1:
            pairs = range(0, len(below) - 1, 2)
            self.levels.append([node_hash(below[i], below[i + 1]) for i in pairs])

    @property
    def size(self) -> int:
        """Return how many leaves there are."""
        return len(self.levels[0])

    def lookup(self, nodes: Iterable[Node]) -> dict[Node, bytes]:
        """Return the hashes of the named nodes, as the proof functions ask for them."""
        return {(level, index): self.levels[level][index] for level, index in nodes}

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first `size` leaves, or of all."""
        return self.range_root(0, self.size if size is None else size)

    def range_root(self, begin: int, end: int) -> bytes:
        """Return the hash of the subtree of RFC 9162 over the leaves begin to end - 1."""
        return fold([self.levels[level][index] for level, index in cover(begin, end)])


def cover(begin: int, end: int) -> list[Node]:
    """Return the complete subtrees, largest first, that make up the leaves begin to end - 1.

    The range must be a subtree of RFC 9162: `begin` a multiple of the smallest power of two that
    is not less than its length.
    """
    nodes = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        nodes.append((level, begin >> level))
        begin += 1 << level
    return nodes


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """Return the root hash of a whole log."""
    frontier = Frontier()
    for leaf in leaf_hashes:
        frontier.append(leaf)
    return frontier.root()
