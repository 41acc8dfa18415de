"""The Merkle tree against the published vectors, and its proofs against every small tree."""

from hashlib import sha256
from itertools import count

import attrs
import pytest

from communitygov.core.merkle import (
    EMPTY_HASH,
    ConsistencyProof,
    InclusionProof,
    consistency_proof,
    inclusion_proof,
    is_digest,
    leaf_hash,
    node_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from communitygov.errors import InvalidValue

#: The eight leaves that the reference implementation of Certificate Transparency is tested with.
CONTENTS = [
    bytes.fromhex(digits)
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
LEAVES = [leaf_hash(content) for content in CONTENTS]
#: The roots over the first 1, 2, … 8 of them, as published with that implementation.
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
MANY = [leaf_hash(str(number).encode()) for number in range(40)]


def root_by_definition(leaves: list[bytes]) -> bytes:
    """Return MTH as RFC 6962 defines it, by recursion."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + root_by_definition(leaves[:split]) + root_by_definition(leaves[split:])).digest()


def path_by_definition(position: int, leaves: list[bytes]) -> list[bytes]:
    """Return PATH as RFC 6962 defines it, by recursion."""
    if len(leaves) == 1:
        return []
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if position < split:
        return [*path_by_definition(position, leaves[:split]), root_by_definition(leaves[split:])]
    return [*path_by_definition(position - split, leaves[split:]), root_by_definition(leaves[:split])]


def proof_by_definition(earlier: int, leaves: list[bytes], *, whole: bool = True) -> list[bytes]:
    """Return SUBPROOF as RFC 6962 defines it, by recursion."""
    if earlier == len(leaves):
        return [] if whole else [root_by_definition(leaves)]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if earlier <= split:
        inner = proof_by_definition(earlier, leaves[:split], whole=whole)
        return [*inner, root_by_definition(leaves[split:])]
    inner = proof_by_definition(earlier - split, leaves[split:], whole=False)
    return [*inner, root_by_definition(leaves[:split])]


# ------------------------------------------------------------------ roots


def test_the_root_of_nothing_is_the_published_one() -> None:
    assert EMPTY_HASH.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert tree_root([]) == EMPTY_HASH


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_the_published_ones(size: int) -> None:
    assert tree_root(LEAVES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize("size", range(41))
def test_the_root_is_that_of_the_definition(size: int) -> None:
    assert tree_root(MANY[:size]) == root_by_definition(MANY[:size])


def test_a_node_does_not_pass_for_a_leaf() -> None:
    left, right = LEAVES[:2]
    assert leaf_hash(left + right) != node_hash(left, right)


# ------------------------------------------------------------------ inclusion


def test_the_published_inclusion_paths_are_found() -> None:
    assert inclusion_proof(LEAVES, 0).path == (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    )
    assert inclusion_proof(LEAVES[:3], 2).path == (ROOTS[1],)


def test_every_leaf_of_every_small_tree_is_proved_by_the_path_of_the_definition() -> None:
    for size in range(1, 41):
        root = tree_root(MANY[:size]).hex()
        for position in range(size):
            proof = inclusion_proof(MANY[:size], position)
            assert [bytes.fromhex(each) for each in proof.path] == path_by_definition(position, MANY[:size])
            assert verify_inclusion(str(position).encode(), proof, root=root)


def test_a_proof_holds_for_its_own_content_position_size_path_and_root_only() -> None:
    for size in range(1, 9):
        for position in range(size):
            proof = inclusion_proof(LEAVES[:size], position)
            root = ROOTS[size - 1]
            assert verify_inclusion(CONTENTS[position], proof, root=root)
            assert not verify_inclusion(CONTENTS[position] + b"x", proof, root=root)
            assert not verify_inclusion(CONTENTS[position], proof, root=ROOTS[size % 8])
            assert not verify_inclusion(CONTENTS[position], proof, root="no digest")
            for other in changed(proof):
                assert not verify_inclusion(CONTENTS[position], other, root=root)


def changed(proof: InclusionProof) -> list[InclusionProof]:
    """Return proofs that differ in one place, those of another shape included."""
    longer = attrs.evolve(proof, path=(*proof.path, ROOTS[0]))
    shorter = [attrs.evolve(proof, path=proof.path[1:])] if proof.path else []
    swapped = [
        attrs.evolve(proof, path=(*proof.path[:at], ROOTS[0], *proof.path[at + 1 :]))
        for at in range(len(proof.path))
        if proof.path[at] != ROOTS[0]
    ]
    moved = [
        attrs.evolve(proof, position=position) for position in range(proof.size) if position != proof.position
    ]
    return [longer, *shorter, *swapped, *moved]


@pytest.mark.parametrize("position", [-1, 3, True, 1.0, "1"], ids=count())
def test_a_leaf_that_is_not_there_is_not_proved(position: int) -> None:
    with pytest.raises(InvalidValue, match="must lie between 0 and 2"):
        inclusion_proof(LEAVES[:3], position)


def test_nothing_is_proved_of_an_empty_list() -> None:
    with pytest.raises(InvalidValue, match="position"):
        inclusion_proof([], 0)


# ------------------------------------------------------------------ consistency


def test_the_published_consistency_paths_are_found() -> None:
    assert consistency_proof(LEAVES, 1).path == inclusion_proof(LEAVES, 0).path
    assert consistency_proof(LEAVES, 6).path == (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    )


def test_every_beginning_of_every_small_tree_is_proved_by_the_path_of_the_definition() -> None:
    for size in range(41):
        root = tree_root(MANY[:size]).hex()
        for earlier in range(size + 1):
            proof = consistency_proof(MANY[:size], earlier)
            expected = proof_by_definition(earlier, MANY[:size]) if earlier else []
            assert [bytes.fromhex(each) for each in proof.path] == expected
            assert verify_consistency(proof, earlier_root=tree_root(MANY[:earlier]).hex(), root=root)


def test_no_beginning_is_proved_for_another_root() -> None:
    other = tree_root(MANY).hex()
    for size in range(1, 9):
        for earlier in range(size + 1):
            proof = consistency_proof(LEAVES[:size], earlier)
            roots = {"earlier_root": tree_root(LEAVES[:earlier]).hex(), "root": ROOTS[size - 1]}
            assert verify_consistency(proof, **roots)
            assert not verify_consistency(proof, **{**roots, "earlier_root": other})
            assert not verify_consistency(proof, **{**roots, "earlier_root": "no digest"})
            if earlier:
                assert not verify_consistency(proof, **{**roots, "root": other})


def test_a_consistency_path_of_another_shape_or_content_proves_nothing() -> None:
    for size in range(1, 9):
        for earlier in range(1, size):
            proof = consistency_proof(LEAVES[:size], earlier)
            roots = {"earlier_root": ROOTS[earlier - 1], "root": ROOTS[size - 1]}
            wrong = [
                (*proof.path, tree_root(MANY).hex()),
                proof.path[1:],
                *((*proof.path[:at], "00" * 32, *proof.path[at + 1 :]) for at in range(len(proof.path))),
            ]
            for path in wrong:
                assert not verify_consistency(attrs.evolve(proof, path=path), **roots)


def test_a_path_where_none_is_needed_proves_nothing() -> None:
    for earlier, size in ((0, 3), (3, 3)):
        proof = ConsistencyProof(earlier=earlier, size=size, path=(ROOTS[0],))
        root = ROOTS[2] if earlier else EMPTY_HASH.hex()
        assert not verify_consistency(proof, earlier_root=root, root=ROOTS[2])


@pytest.mark.parametrize("earlier", [-1, 4, True, None], ids=count())
def test_a_beginning_that_is_longer_than_the_whole_is_not_proved(earlier: int) -> None:
    with pytest.raises(InvalidValue, match="must lie between 0 and 3"):
        consistency_proof(LEAVES[:3], earlier)


# ------------------------------------------------------------------ the proofs themselves


@pytest.mark.parametrize(
    "fields",
    [
        {"position": 3, "size": 3, "path": ()},
        {"position": -1, "size": 3, "path": ()},
        {"position": 0, "size": 0, "path": ()},
        {"position": 0, "size": 1, "path": ("00",)},
        {"position": 0, "size": 1, "path": (b"0" * 64,)},
        {"position": 0, "size": 1, "path": ROOTS[0]},
    ],
    ids=count(),
)
def test_an_inclusion_proof_is_complete_when_made(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        InclusionProof(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "fields",
    [
        {"earlier": 4, "size": 3, "path": ()},
        {"earlier": -1, "size": 3, "path": ()},
        {"earlier": 1, "size": 3, "path": ("xx" * 32,)},
    ],
    ids=count(),
)
def test_a_consistency_proof_is_complete_when_made(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        ConsistencyProof(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "answer"),
    [("0a" * 32, True), ("0A" * 32, False), ("0a" * 31, False), ("0g" * 32, False), (None, False)],
    ids=count(),
)
def test_a_digest_is_sixty_four_lower_case_digits(value: object, answer: bool) -> None:  # noqa: FBT001
    assert is_digest(value) is answer
