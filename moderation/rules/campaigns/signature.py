"""Keys under which texts that may be alike find each other: MinHash in bands.

Source: A. Broder, “On the resemblance and containment of documents” (1997); the bands are
those of locality-sensitive hashing as in Leskovec, Rajaraman and Ullman, “Mining of Massive
Datasets”, chapter 3.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from consult.core.words import holds_unspaced, is_unspaced

SHINGLE: Final = 6
"""Characters: about a word and the end of its neighbour. Texts written apart share few, and a
changed word takes only those away that touch it."""

PAIR: Final = 3
"""Characters where the script has no spaces: a pair with the space after it, as folding makes them.
Two characters there are a word."""

BANDS, ROWS = 64, 3
"""Texts with a resemblance of 0.3, the least that two senders who change a fifth each leave of a
text, meet with 0.83 for a pair and practically always within a group; those written apart, at 0.02,
meet once in 2,000 pairs, and are then compared word by word."""

_SEED = 1
_AT_ONCE = 256
_SCHEME: Final = "affine32"
_PERMUTATIONS = MinHash(num_perm=BANDS * ROWS, seed=_SEED, scheme=_SCHEME).permutations
_ADD = np.uint64(0x9E3779B97F4A7C15)


def band_keys(folded: str) -> list[int]:
    """Return one signed 64-bit key for each band, none for a text without words.

    Takes the text as `consult.core.words.fold` folds it. Texts that share a key are compared. The
    same on every machine, so keys can be stored.
    """
    shingles = _shingles(folded)
    if not shingles.size:
        return []
    # A batch of an array is one value whose hash has many numbers; one by one they cost more than
    # all the rest. Parts of this size stay in the processor's nearest memory.
    signature = MinHash(
        num_perm=BANDS * ROWS,
        seed=_SEED,
        hashfunc=_itself,
        permutations=_PERMUTATIONS,
        scheme=_SCHEME,
    )
    for start in range(0, shingles.size, _AT_ONCE):
        signature.update_batch([shingles[start : start + _AT_ONCE]])
    rows = signature.hashvalues.reshape(BANDS, ROWS).astype(np.uint64)
    keys = np.arange(1, BANDS + 1, dtype=np.uint64) * _ADD
    for column in range(ROWS):
        keys ^= rows[:, column]
        _mix(keys)
    return [int(key) for key in keys.view(np.int64)]


def _itself(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return hashes


def _shingles(folded: str) -> NDArray[np.uint32]:
    """Return 32-bit hashes of all runs of characters, by the kind of script."""
    if not holds_unspaced(folded):
        return _runs(folded, SHINGLE)
    spaced: list[str] = []
    pairs: list[str] = []
    for word in folded.split():
        (pairs if is_unspaced(word) else spaced).append(word)
    return np.concatenate([_runs(" ".join(spaced), SHINGLE), _runs(" ".join(pairs), PAIR)])


def _runs(text: str, size: int) -> NDArray[np.uint32]:
    if not text:
        return np.empty(0, dtype=np.uint32)
    encoded = text.ljust(size).encode("utf-32-le")
    points = np.frombuffer(encoded, dtype=np.uint32).astype(np.uint64)
    count = points.size - size + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for column in range(size):
        hashes += points[column : column + count]
        _mix(hashes)
    return (hashes >> np.uint64(32)).astype(np.uint32)


def _mix(values: NDArray[np.uint64]) -> None:
    """Spread 64-bit values where they stand (the finaliser of SplitMix64)."""
    values += _ADD
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)


def placed(keys: list[int], place: str) -> list[int]:
    """Return the keys as they stand for texts of one place, so that those of others never meet."""
    digest = int.from_bytes(blake2b(place.encode(), digest_size=8).digest(), "big", signed=True)
    return [key ^ digest for key in keys]
