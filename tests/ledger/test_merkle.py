from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.ledger.merkle import (
    EMPTY_ROOT,
    HASH_SIZE,
    Frontier,
    FrontierMalformed,
    MemoryTree,
    Node,
    leaf_hash,
    node_hash,
    root_of,
    row_of,
)
from consult.ledger.proof import (
    NoSuchProof,
    consistency_proof,
    inclusion_proof,
    inclusion_proofs,
    verify_consistency,
    verify_inclusion,
)

# The test tree that the Certificate Transparency implementations share (RFC 6962 hashing).
SHARED_LEAVES = [
    leaf_hash(bytes.fromhex(text))
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
SHARED_ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(size)]


def recursive_root(hashes: Sequence[bytes]) -> bytes:
    """MTH as RFC 9162 defines it, to hold the frontier against."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node_hash(recursive_root(hashes[:split]), recursive_root(hashes[split:]))


def stored(hashes: Sequence[bytes]) -> Callable[[Sequence[Node]], dict[Node, bytes]]:
    """Answer look-ups from rows as a database keeps them: what `append` returned, end to end."""
    frontier = Frontier()
    rows = [b"".join(frontier.append(digest)) for digest in hashes]

    def lookup(nodes: Sequence[Node]) -> dict[Node, bytes]:
        found = {}
        for node in nodes:
            row, offset = row_of(node)
            found[node] = rows[row][offset : offset + HASH_SIZE]
            assert len(found[node]) == HASH_SIZE
        return found

    return lookup


@pytest.mark.parametrize(("size", "root"), SHARED_ROOTS.items())
def test_roots_are_those_of_the_shared_test_tree(size: int, root: str) -> None:
    assert root_of(SHARED_LEAVES[:size]).hex() == root
    assert MemoryTree(SHARED_LEAVES).root(size).hex() == root


def test_proofs_are_those_of_the_shared_test_tree() -> None:
    """Known answers from the same implementations: path of leaf 5 in 8, consistency of 6 to 8."""
    lookup = stored(SHARED_LEAVES)
    assert [digest.hex() for digest in inclusion_proof(5, 8, lookup)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert [digest.hex() for digest in consistency_proof(6, 8, lookup)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@pytest.mark.parametrize("size", range(71))
def test_every_way_to_the_root_agrees(size: int) -> None:
    hashes = leaves(size)
    tree = MemoryTree(hashes)
    assert root_of(hashes) == recursive_root(hashes) == tree.root()
    assert [tree.root(old) for old in range(size + 1)] == [
        recursive_root(hashes[:old]) for old in range(size + 1)
    ]


@pytest.mark.parametrize("size", range(1, 71))
def test_every_proof_verifies_and_proves_nothing_else(size: int) -> None:
    hashes = leaves(size)
    tree, lookup = MemoryTree(hashes), stored(hashes)
    root = tree.root()
    proofs = inclusion_proofs(range(size), size, lookup)
    for index, path in proofs.items():
        assert path == inclusion_proof(index, size, tree.lookup)
        assert verify_inclusion(hashes[index], index, size, path, root)
        assert not verify_inclusion(leaf_hash(b"other"), index, size, path, root)
        assert not verify_inclusion(hashes[index], (index + 1) % size, size, path, root) or (
            size == 1
        )
        assert not verify_inclusion(hashes[index], index, size, [*path, root], root)
    for old in range(1, size + 1):
        path = consistency_proof(old, size, lookup)
        old_root = tree.root(old)
        assert verify_consistency(old, size, path, old_root, root)
        assert not verify_consistency(old, size, path, leaf_hash(b"other"), root)
        assert not verify_consistency(old, size, path, old_root, leaf_hash(b"other"))
        assert not verify_consistency(old, size, [*path, root], old_root, root)


@settings(max_examples=200)
@given(st.integers(2, 300), st.data())
def test_a_proof_with_one_bit_changed_fails(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    tree = MemoryTree(hashes)
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_proof(index, size, tree.lookup)
    place = data.draw(st.integers(0, len(path) - 1))
    bit = data.draw(st.integers(0, 255))
    flipped = (int.from_bytes(path[place], "big") ^ (1 << bit)).to_bytes(32, "big")
    path[place] = flipped
    assert not verify_inclusion(hashes[index], index, size, path, tree.root())


def test_append_returns_the_subtrees_that_the_leaf_finishes() -> None:
    hashes = leaves(8)
    frontier = Frontier()
    finished = [frontier.append(digest) for digest in hashes]
    assert [len(row) for row in finished] == [1, 2, 1, 3, 1, 2, 1, 4]
    assert finished[7] == [
        hashes[7],
        recursive_root(hashes[6:]),
        recursive_root(hashes[4:]),
        recursive_root(hashes),
    ]


@given(st.integers(0, 200))
def test_a_frontier_survives_storage(size: int) -> None:
    frontier = Frontier()
    for digest in leaves(size):
        frontier.append(digest)
    again = Frontier.from_bytes(frontier.to_bytes())
    assert (again.size, again.root()) == (size, frontier.root())
    assert again.append(leaf_hash(b"next")) == frontier.append(leaf_hash(b"next"))


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 7, b"\x00" * 8 + b"x", (3).to_bytes(8, "big") + b"\x00" * 32]
)
def test_bytes_that_are_no_frontier_are_refused(data: bytes) -> None:
    with pytest.raises(FrontierMalformed):
        Frontier.from_bytes(data)


def test_a_leaf_of_another_length_is_refused() -> None:
    with pytest.raises(FrontierMalformed):
        Frontier().append(b"short")


def test_the_empty_log_has_the_root_of_the_rfc() -> None:
    assert Frontier().root() == EMPTY_ROOT == hashlib.sha256(b"").digest()
    assert Frontier.from_bytes(Frontier().to_bytes()).root() == EMPTY_ROOT


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5)])
def test_there_is_no_proof_of_an_entry_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(NoSuchProof):
        inclusion_proof(index, size, MemoryTree(leaves(5)).lookup)


def test_there_is_no_consistency_with_a_longer_past() -> None:
    tree = MemoryTree(leaves(5))
    with pytest.raises(NoSuchProof):
        consistency_proof(6, 5, tree.lookup)
    assert not verify_consistency(6, 5, [], tree.root(), tree.root())
    assert not verify_consistency(3, 5, [], tree.root(3), tree.root())


def test_planning_asks_for_all_nodes_at_once() -> None:
    """One call, so that a database answers with one query, whatever the size."""
    tree = MemoryTree(leaves(1000))
    calls = []

    def lookup(nodes: Sequence[Node]) -> dict[Node, bytes]:
        calls.append(list(nodes))
        return tree.lookup(nodes)

    inclusion_proofs([0, 500, 999], 1000, lookup)
    consistency_proof(333, 1000, lookup)
    assert len(calls) == 2
    assert all(len(nodes) == len(set(nodes)) for nodes in calls)
