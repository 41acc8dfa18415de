"""Proofs about a list of contents that fit on a page: the Merkle tree of RFC 6962.

1. The root stands for all contents in their order.
2. An inclusion proof shows, with some log₂ n hashes, that a content stands at a position under a root.
3. A consistency proof shows that an earlier list is the beginning of a later one.

A leaf is hashed with the prefix 0x00 and a node with 0x01, so that neither passes for the other.

What a proof does not show: who wrote a content, or that everybody is given the same root.

Source: RFC 6962, section 2.1; the checks of proofs as in RFC 9162, sections 2.1.3.2 and 2.1.4.2.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words

#: The root of no contents, and the head of an empty journal.
EMPTY_HASH = sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of one content."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two hashes."""
    return sha256(b"\x01" + left + right).digest()


def chained(head: bytes, content: bytes) -> bytes:
    """Return the head of a chain once `content` follows on `head`; a node over the head and a leaf.

    Examples
    --------
    >>> chained(EMPTY_HASH, b"a") == node_hash(EMPTY_HASH, leaf_hash(b"a"))
    True
    """
    return sha256(b"\x01" + head + sha256(b"\x00" + content).digest()).digest()


def is_digest(value: object) -> bool:
    """Tell whether `value` is a SHA-256 digest in lower-case hexadecimal.

    Examples
    --------
    >>> is_digest("e3" * 32), is_digest("E3" * 32)
    (True, False)
    """
    return isinstance(value, str) and len(value) == _HEX_LENGTH and _HEX.issuperset(value)


_HEX_LENGTH = 64
_HEX = frozenset("0123456789abcdef")


def digest(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but a digest."""
    if not is_digest(value):
        bound = Words("须为 64 位小写十六进制摘要", "must be a digest of 64 lower-case hexadecimal digits")
        raise InvalidValue(field.name, value, bound)


def _digests(owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse a path with anything but digests in it."""
    for each in value:
        digest(owner, field, each)


def _within(what: str, number: int, most: int) -> None:
    """Refuse anything but a whole number from 0 to `most`."""
    if type(number) is not int or not 0 <= number <= most:
        raise InvalidValue(what, number, Words(f"须为 0 至 {most}", f"must lie between 0 and {most}"))


@attrs.frozen(kw_only=True)
class InclusionProof(Value):
    """What shows that a content stands in a list.

    Parameters
    ----------
    position, size
        Where the content stands, counted from 0, and how many contents the list has.
    path
        The hashes beside the way from the leaf to the root, the lowest first.

    Examples
    --------
    >>> from communitygov.core.journal import Journal
    >>> journal = Journal().append({"votes": 12}).append({"votes": 9})
    >>> proof = journal.inclusion_proof(1)
    >>> proof.position, proof.size, len(proof.path)
    (1, 2, 1)
    >>> verify_inclusion(b'{"votes":9}', proof, root=journal.root())
    True
    """

    document_kind: ClassVar[str] = "inclusion-proof"
    position: int = attrs.field(validator=at_least(0))
    size: int = attrs.field(validator=at_least(1))
    path: tuple[str, ...] = attrs.field(converter=as_tuple, validator=_digests)

    def __attrs_post_init__(self) -> None:
        """Refuse a position outside the list."""
        _within("position", self.position, self.size - 1)


@attrs.frozen(kw_only=True)
class ConsistencyProof(Value):
    """What shows that an earlier list is the beginning of a later one.

    Parameters
    ----------
    earlier, size
        How many contents the earlier and the later list have.
    path
        The hashes from which both roots follow.

    Examples
    --------
    >>> from communitygov.core.journal import Journal
    >>> earlier = Journal().append({"votes": 12})
    >>> later = earlier.append({"votes": 9})
    >>> proof = later.consistency_proof(1)
    >>> verify_consistency(proof, earlier_root=earlier.root(), root=later.root())
    True
    """

    document_kind: ClassVar[str] = "consistency-proof"
    earlier: int = attrs.field(validator=at_least(0))
    size: int = attrs.field(validator=at_least(0))
    path: tuple[str, ...] = attrs.field(converter=as_tuple, validator=_digests)

    def __attrs_post_init__(self) -> None:
        """Refuse an earlier list that is longer than the later one."""
        _within("earlier", self.earlier, self.size)


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over the hashes of the leaves.

    Examples
    --------
    >>> tree_root([leaf_hash(b""), leaf_hash(bytes(1))]).hex()[:16]
    'fac54203e7cc696c'
    """
    level = list(leaves) or [EMPTY_HASH]
    while len(level) > 1:
        level = _level_above(level)
    return level[0]


def _level_above(level: list[bytes]) -> list[bytes]:
    """Return the hashes of the pairs; one that is left over rises as it is."""
    pairs = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    return pairs + level[len(level) - len(level) % 2 :]


def inclusion_proof(leaves: Sequence[bytes], position: int) -> InclusionProof:
    """Return the proof that a leaf stands at `position`.

    Raises
    ------
    InvalidValue
        If no leaf stands there.
    """
    _within("position", position, len(leaves) - 1)
    path: list[bytes] = []
    level, at = list(leaves), position
    while len(level) > 1:
        path += level[at ^ 1 : (at ^ 1) + 1]
        level, at = _level_above(level), at // 2
    return InclusionProof(position=position, size=len(leaves), path=tuple(map(bytes.hex, path)))


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> ConsistencyProof:
    """Return the proof that the first `earlier` leaves are the beginning of all.

    Raises
    ------
    InvalidValue
        If there are fewer leaves than that.
    """
    _within("earlier", earlier, len(leaves))
    path = _consistency_path(leaves, earlier) if earlier else []
    return ConsistencyProof(earlier=earlier, size=len(leaves), path=tuple(map(bytes.hex, path)))


def _consistency_path(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """Go down to the subtree that ends where the earlier list ended, collecting what lies beside."""
    first, last, beside = 0, len(leaves), list[bytes]()
    while first + earlier != last:
        half = 1 << (last - first - 1).bit_length() - 1
        if earlier <= half:
            beside.append(tree_root(leaves[first + half : last]))
            last = first + half
        else:
            beside.append(tree_root(leaves[first : first + half]))
            first, earlier = first + half, earlier - half
    inner = [tree_root(leaves[first:last])] if first else []
    return inner + beside[::-1]


def verify_inclusion(content: bytes, proof: InclusionProof, *, root: str) -> bool:
    """Tell whether `proof` shows that `content` stands in the list with this root.

    Examples
    --------
    >>> leaves = [leaf_hash(content) for content in (b"a", b"b", b"c")]
    >>> proof, root = inclusion_proof(leaves, 1), tree_root(leaves).hex()
    >>> verify_inclusion(b"b", proof, root=root), verify_inclusion(b"c", proof, root=root)
    (True, False)
    """
    at, last, found = proof.position, proof.size - 1, leaf_hash(content)
    for beside in map(bytes.fromhex, proof.path):
        if last == 0:
            return False
        if at % 2 or at == last:
            found = node_hash(beside, found)
            at, last = _raised(at, last)
        else:
            found = node_hash(found, beside)
        at, last = at // 2, last // 2
    return last == 0 and found.hex() == root


def _raised(at: int, last: int) -> tuple[int, int]:
    """Pass over the levels at which a leaf on the right edge rises without a partner."""
    while at and at % 2 == 0:
        at, last = at // 2, last // 2
    return at, last


def verify_consistency(proof: ConsistencyProof, *, earlier_root: str, root: str) -> bool:
    """Tell whether `proof` shows that the list with the earlier root is the beginning of the other.

    Examples
    --------
    >>> leaves = [leaf_hash(content) for content in (b"a", b"b", b"c")]
    >>> proof = consistency_proof(leaves, 2)
    >>> earlier_root, root = tree_root(leaves[:2]).hex(), tree_root(leaves).hex()
    >>> verify_consistency(proof, earlier_root=earlier_root, root=root)
    True
    """
    if proof.earlier in (0, proof.size):
        return not proof.path and earlier_root == (root if proof.earlier else EMPTY_HASH.hex())
    return _both_roots(proof, earlier_root) == (earlier_root, root)


def _both_roots(proof: ConsistencyProof, earlier_root: str) -> tuple[str, str] | None:
    """Return the two roots that follow from the path, or none if it has not the right length."""
    at, last = proof.earlier - 1, proof.size - 1
    while at % 2:
        at, last = at // 2, last // 2
    path = proof.path if at else (earlier_root, *proof.path)
    if not path or not is_digest(path[0]):
        return None
    before = after = bytes.fromhex(path[0])
    for beside in map(bytes.fromhex, path[1:]):
        if last == 0:
            return None
        if at % 2 or at == last:
            before, after = node_hash(beside, before), node_hash(beside, after)
            at, last = _raised(at, last)
        else:
            after = node_hash(after, beside)
        at, last = at // 2, last // 2
    return (before.hex(), after.hex()) if last == 0 else None
