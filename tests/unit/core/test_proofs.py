"""All proofs about all lists of up to sixty-four contents, against the definitions of RFC 6962.

`test_merkle.py` has the published vectors and the proofs that were bent; here nothing is left out.
"""

from functools import cache
from hashlib import sha256
from itertools import pairwise

import attrs
import pytest

from communitygov.core.journal import Journal
from communitygov.core.merkle import (
    ConsistencyProof,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)

LARGEST = 64
CONTENTS = [f"content {number}".encode() for number in range(LARGEST)]
LEAVES = [leaf_hash(content) for content in CONTENTS]


def split(size: int) -> int:
    """Return the greatest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


@cache
def root_of(first: int, last: int) -> bytes:
    """Return MTH over the leaves from `first` to `last`, by the definition."""
    if first == last:
        return sha256(b"").digest()
    if last - first == 1:
        return sha256(b"\x00" + CONTENTS[first]).digest()
    half = first + split(last - first)
    return sha256(b"\x01" + root_of(first, half) + root_of(half, last)).digest()


def path_of(position: int, first: int, last: int) -> list[bytes]:
    """Return PATH, by the definition; `position` is counted from the first leaf of all."""
    if last - first == 1:
        return []
    half = first + split(last - first)
    if position < half:
        return [*path_of(position, first, half), root_of(half, last)]
    return [*path_of(position, half, last), root_of(first, half)]


def proof_of(end: int, first: int, last: int, *, whole: bool) -> list[bytes]:
    """Return SUBPROOF, by the definition; the earlier list ends before the leaf `end`."""
    if end == last:
        return [] if whole else [root_of(first, last)]
    half = first + split(last - first)
    if end <= half:
        return [*proof_of(end, first, half, whole=whole), root_of(half, last)]
    return [*proof_of(end, half, last, whole=False), root_of(first, half)]


ROOTS = [root_of(0, size).hex() for size in range(LARGEST + 1)]


def test_every_root_is_that_of_the_definition() -> None:
    assert [tree_root(LEAVES[:size]).hex() for size in range(LARGEST + 1)] == ROOTS
    assert len(set(ROOTS)) == LARGEST + 1


def test_every_inclusion_is_proved_by_the_path_of_the_definition_and_under_no_other_root() -> None:
    proved = 0
    for size in range(1, LARGEST + 1):
        for position in range(size):
            proof = inclusion_proof(LEAVES[:size], position)
            assert [bytes.fromhex(each) for each in proof.path] == path_of(position, 0, size)
            assert len(proof.path) <= (size - 1).bit_length()
            assert verify_inclusion(CONTENTS[position], proof, root=ROOTS[size])
            assert not verify_inclusion(CONTENTS[position], proof, root=ROOTS[size - 1])
            assert not verify_inclusion(CONTENTS[position - 1], proof, root=ROOTS[size]) or size == 1
            proved += 1
    assert proved == LARGEST * (LARGEST + 1) // 2


def test_every_beginning_is_proved_by_the_path_of_the_definition_and_no_other_one() -> None:
    proved = 0
    for size in range(LARGEST + 1):
        for earlier in range(size + 1):
            proof = consistency_proof(LEAVES[:size], earlier)
            expected = proof_of(earlier, 0, size, whole=True) if earlier else []
            assert [bytes.fromhex(each) for each in proof.path] == expected
            assert verify_consistency(proof, earlier_root=ROOTS[earlier], root=ROOTS[size])
            assert not verify_consistency(proof, earlier_root=ROOTS[earlier - 1], root=ROOTS[size])
            assert (
                not verify_consistency(proof, earlier_root=ROOTS[earlier], root=ROOTS[size - 1])
                or not earlier
            )
            proved += 1
    assert proved == (LARGEST + 1) * (LARGEST + 2) // 2


def test_a_proof_of_one_beginning_proves_no_other_beginning_of_the_same_list() -> None:
    for size in range(2, LARGEST + 1):
        for earlier, other in pairwise(range(1, size)):
            proof = attrs.evolve(consistency_proof(LEAVES[:size], earlier), earlier=other)
            assert not verify_consistency(proof, earlier_root=ROOTS[other], root=ROOTS[size])


def test_an_earlier_list_that_was_changed_is_never_the_beginning() -> None:
    forged = [leaf_hash(b"forged"), *LEAVES[1:]]
    for size in range(1, LARGEST + 1):
        for earlier in range(1, size):
            proof = consistency_proof(LEAVES[:size], earlier)
            root = tree_root(forged[:earlier]).hex()
            assert not verify_consistency(proof, earlier_root=root, root=ROOTS[size])


def test_a_journal_gives_the_same_roots_and_proofs() -> None:
    journal = Journal()
    leaves: list[bytes] = []
    for number in range(17):
        journal = journal.append({"number": number})
        leaves.append(leaf_hash(f'{{"number":{number}}}'.encode()))
        assert journal.root() == tree_root(leaves).hex()
    assert [journal.inclusion_proof(at) for at in range(17)] == [
        inclusion_proof(leaves, at) for at in range(17)
    ]
    assert [journal.consistency_proof(at) for at in range(18)] == [
        consistency_proof(leaves, at) for at in range(18)
    ]


# ------------------------------------------------------------------ published vectors

#: Leaves with which the reference implementation of Certificate Transparency is tested.
PUBLISHED = [
    leaf_hash(bytes.fromhex(digits))
    for digits in (
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
TWO = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
FOUR = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
THIRD_AND_FOURTH = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
FIFTH = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"


@pytest.mark.parametrize(
    ("position", "size", "path"),
    [
        (0, 1, ()),
        (
            5,
            8,
            (FIFTH, "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", FOUR),
        ),
        (2, 3, (TWO,)),
        (
            1,
            5,
            ("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", THIRD_AND_FOURTH, FIFTH),
        ),
    ],
)
def test_the_inclusion_paths_are_the_published_ones(position: int, size: int, path: tuple[str, ...]) -> None:
    assert inclusion_proof(PUBLISHED[:size], position).path == path


@pytest.mark.parametrize(
    ("earlier", "size", "path"),
    [
        (1, 1, ()),
        (2, 5, (THIRD_AND_FOURTH, FIFTH)),
        (
            6,
            8,
            (
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                FOUR,
            ),
        ),
    ],
)
def test_the_consistency_paths_are_the_published_ones(earlier: int, size: int, path: tuple[str, ...]) -> None:
    assert consistency_proof(PUBLISHED[:size], earlier) == ConsistencyProof(
        earlier=earlier, size=size, path=path
    )
