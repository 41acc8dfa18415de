"""Strict, bounded JSON in; canonical bytes out.

The standard library's reader takes much that no record of a community should hold: ``NaN``, a key twice,
numbers without bound, a thousand levels.  This one refuses them, each with its own code and place, and
repeats of the content as little as it can.  The writer gives the same bytes for the same content: keys
sorted, no white space, UTF-8.

This module knows no value of the library; `communitygov.core.document` puts values on top.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, cast

import attrs

from communitygov.core.argument import require
from communitygov.core.plain import GREATEST_WHOLE, LONGEST_OBJECT, plain_json
from communitygov.errors import DocumentError, InvalidValue, Words
from communitygov.quotation import SHOWN_LENGTH, shown

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Document: TypeAlias = "dict[str, Json]"

#: Whole numbers that every JSON reader holds exactly.
GREATEST_INTEGER = GREATEST_WHOLE

#: Every fault a document can have: code → what is wrong, and what to do.
FAULTS: Mapping[str, Words] = MappingProxyType(
    {
        "NOT_JSON": Words("不是合法的 JSON；请检查文件", "is not JSON; check the file"),
        "NOT_UTF8": Words("不是 UTF-8 编码；请另存为 UTF-8", "is not UTF-8; save it as UTF-8"),
        "BYTE_ORDER_MARK": Words(
            "以字节顺序标记（BOM）开头；请另存为无 BOM 的 UTF-8",
            "begins with a byte order mark; save it as UTF-8 without one",
        ),
        "TOO_LARGE": Words("超过大小上限；请拆分后再读", "is larger than the limit; split it"),
        "TOO_DEEP": Words("嵌套过深；请减少层数", "nests too deeply; flatten it"),
        "TOO_LONG": Words("过长，超过上限；请缩短", "is longer than the limit; shorten it"),
        "NUMBER_TOO_LARGE": Words("超出 ±(2^53−1)；请改用文字", "is outside ±(2^53−1); write it as text"),
        "NOT_WHOLE": Words("不是整数；文档不收小数", "is not a whole number; documents hold no fractions"),
        "NOT_A_NUMBER": Words(
            "不是数；文档不收 NaN 与无穷", "is no number; documents hold no NaN or infinity"
        ),
        "DUPLICATE_KEY": Words(
            "在同一对象中出现两次；请只留一个", "stands twice in one object; keep one of them"
        ),
        "LONE_SURROGATE": Words("是不成对的代理码位；请改正文字", "is a lone surrogate; mend the text"),
        "WRONG_TYPE": Words(
            "类型不符；请按说明填写", "is of the wrong type; see the description of the field"
        ),
        "WRONG_VALUE": Words(
            "取值不可用；请按说明填写", "is not among what this place may hold; see its description"
        ),
        "MISSING_FIELD": Words("缺少此字段；请补上", "is missing; add it"),
        "EXTRA_FIELD": Words("是多余字段；请删去", "is not a field here; remove it"),
        "WRONG_KIND": Words("不是此处所需的种类；请核对 $kind", "is not the kind expected here; check $kind"),
        "UNKNOWN_SCHEMA": Words(
            "版本无法读取；请升级本库", "is a schema this release cannot read; upgrade the library"
        ),
        "TAMPERED": Words(
            "与哈希链不符；请与原件核对", "does not fit the hash chain; compare it with the original"
        ),
    }
)


def _positive(_owner: object, field: "attrs.Attribute[int]", value: object) -> None:
    """Refuse a limit that is no whole number of at least 1."""
    if type(value) is not int or value < 1:
        raise InvalidValue(
            field.name, value, Words("须为不小于 1 的整数", "must be a whole number of at least 1")
        )


@attrs.frozen(kw_only=True)
class Limits:
    """How much a reader takes before it refuses.

    Parameters
    ----------
    size
        Bytes of the whole document.
    depth
        Levels of objects and lists, the outermost counted as 1.
    text, keys, items
        Code points of one string, keys of one object, members of one list.
    nodes
        Objects and lists of a whole text; what cost the most memory, and counted before any is made.  A
        bracket within a string counts too.

    Examples
    --------
    >>> read("[[1]]", limits=Limits(depth=1))
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $[0]: 'level 2' nests too deeply; flatten it. [TOO_DEEP]
    """

    size: int = attrs.field(default=10 * 1024 * 1024, validator=_positive)
    depth: int = attrs.field(default=64, validator=_positive)
    text: int = attrs.field(default=10_000, validator=_positive)
    keys: int = attrs.field(default=10_000, validator=_positive)
    items: int = attrs.field(default=1_000_000, validator=_positive)
    nodes: int = attrs.field(default=2_000_000, validator=_positive)


#: What the library uses unless told otherwise.
LIMITS = Limits()


def fault(code: str, path: str, *, value: object) -> DocumentError:
    """Return the error for the fault `code` at `path`.

    Examples
    --------
    >>> fault("MISSING_FIELD", "$.id", value="id").text("zh")
    "$.id：'id' 缺少此字段；请补上。"
    """
    return DocumentError(code, path, value, FAULTS[code])


def path_step(key: object) -> str:
    """Return one step of a path: ``.name`` for a plain key, ``[3]`` or ``['odd key']`` otherwise.

    Examples
    --------
    >>> path_step("id"), path_step(3), path_step("odd key")
    ('.id', '[3]', "['odd key']")
    """
    is_plain = isinstance(key, str) and 0 < len(key) <= SHOWN_LENGTH and key.isprintable() and " " not in key
    return f".{key}" if is_plain else f"[{shown(key)}]"


def read(source: str | bytes, *, limits: Limits = LIMITS) -> Json:
    """Read one JSON document, or say what is wrong with it and where.

    Raises
    ------
    DocumentError
        If `source` is not JSON, exceeds `limits`, or holds what a document may not hold (see `FAULTS`).
    InvalidValue
        If `limits` are none.

    Examples
    --------
    >>> read('{"households": 441, "unit": "户"}')
    {'households': 441, 'unit': '户'}
    >>> read('{"households": 441.0}')
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $.households: '441.0' is not a whole number; documents hold no \
fractions. [NOT_WHOLE]
    """
    require("limits", limits, kind=Limits)
    text = _decoded(source, limits.size)
    if text.count("[") + text.count("{") > limits.nodes:
        raise fault("TOO_LARGE", "$", value=f"more than {limits.nodes} objects and lists")
    try:
        parsed = cast("Json", _DECODER.decode(text))
    except RecursionError as error:
        raise fault("TOO_DEEP", "$", value=f"more than {limits.depth} levels") from error
    except json.JSONDecodeError as error:
        raise fault("NOT_JSON", "$", value=f"line {error.lineno}, column {error.colno}") from error
    _check(parsed, limits)
    return parsed


def write(content: Json, *, limits: Limits = LIMITS) -> bytes:
    """Return the canonical bytes of `content`: the same content gives the same bytes, always.

    Raises
    ------
    DocumentError
        If `content` holds anything but ``None``, booleans, whole numbers within ±(2^53−1), text, lists
        and objects with text keys, or exceeds `limits`; the size in bytes is not limited.
    InvalidValue
        If `limits` are none.

    Examples
    --------
    >>> write({"b": 1, "a": "龙桥"}).decode()
    '{"a":"龙桥","b":1}'
    >>> write({"share": 0.5})
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $.share: 0.5 is of the wrong type; see the description of the field. \
[WRONG_TYPE]
    """
    require("limits", limits, kind=Limits)
    written = plain_json(content, deepest=limits.depth)
    if written is None or not _surely_keeps(written, limits):
        _check(content, limits)
        written = _ENCODER.encode(content).encode("utf-8")
    return written


# What runs in a circle has been refused as too deep before.
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)


def _surely_keeps(written: bytes, limits: Limits) -> bool:
    """Tell, from its bytes alone, whether no text, object or list of plain content can be beyond a limit."""
    length = len(written)
    if length <= limits.text and length <= limits.keys and length <= limits.items:
        return True
    if b"\\" in written or min(length, LONGEST_OBJECT) > limits.keys:
        return False
    # Without a backslash each quotation mark begins or ends a text.
    return written.count(b",") < limits.items and max(map(len, written.split(b'"'))) <= limits.text


def _decoded(source: object, size: int) -> str:
    """Return the text of `source`, refused when larger than `size` bytes or not UTF-8."""
    if not isinstance(source, str | bytes):
        raise fault("WRONG_TYPE", "$", value=type(source).__name__)
    too_large = fault("TOO_LARGE", "$", value=f"more than {size} bytes")
    if len(source) > size:
        raise too_large  # before anything is made of it
    try:
        raw = source.encode("utf-8") if isinstance(source, str) else source
        text = raw.decode("utf-8")
    except UnicodeError as error:
        raise fault("NOT_UTF8", "$", value=type(source).__name__) from error
    if len(raw) > size:
        raise too_large
    if text.startswith("\ufeff"):
        raise fault("BYTE_ORDER_MARK", "$", value="U+FEFF")
    return text


# ------------------------------------------------------------------ while the text is parsed


@attrs.frozen
class _Unreadable:
    """What stands in the parsed content where a fault was met, until its place is known."""

    code: str
    value: str


def _whole(digits: str) -> int | _Unreadable:
    """Return the whole number; one of very many digits is not even computed."""
    if len(digits) > len(str(GREATEST_INTEGER)) + 1:
        return _Unreadable("NUMBER_TOO_LARGE", f"{len(digits)} digits")
    return int(digits)


def _fraction(digits: str) -> _Unreadable:
    """Mark a number with a point or an exponent."""
    return _Unreadable("NOT_WHOLE", digits)


def _constant(name: str) -> _Unreadable:
    """Mark ``NaN`` and the infinities."""
    return _Unreadable("NOT_A_NUMBER", name)


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json] | _Unreadable:
    """Return the object, or mark a key that stands in it twice."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    keys = sorted(key for key, _ in pairs)
    return _Unreadable("DUPLICATE_KEY", next(key for key, after in pairwise(keys) if key == after))


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=_whole, parse_float=_fraction, parse_constant=_constant
)


# ------------------------------------------------------------------ what was parsed, or is to be written

_Problem: TypeAlias = "tuple[str, object] | None"
_Node: TypeAlias = "dict[object, object] | list[object]"
_CONTAINERS: tuple[type, ...] = (dict, list)


class _Place(NamedTuple):
    """An object or a list, and what it lies in; nothing for the content itself."""

    node: _Node
    outer: "_Place | None"
    depth: int

    def path(self, member: object = None) -> str:
        """Return the path of one member, or of the node; it is worked out only to tell a fault."""
        steps = [] if member is None else [_step_to(member, self.node)]
        place, outer = self, self.outer
        while outer is not None:
            steps.append(_step_to(place.node, outer.node))
            place, outer = outer, outer.outer
        return "".join(("$", *map(path_step, reversed(steps))))


def _step_to(member: object, node: _Node) -> object:
    """Return the key or the index of a member."""
    members = node.items() if isinstance(node, dict) else enumerate(node)
    return next(step for step, each in members if each is member)


def _check(content: object, limits: Limits) -> None:
    """Refuse a fault in `content`."""
    if isinstance(content, _CONTAINERS):
        _check_node(cast("_Node", content), limits)
    elif problem := _leaf_problem(content, limits.text):
        raise fault(problem[0], "$", value=problem[1])


def _check_node(outermost: _Node, limits: Limits) -> None:
    """Walk an object or a list without recursion and refuse a fault in it."""
    waiting = [_Place(outermost, None, 1)]
    while waiting:
        place = waiting.pop()
        node, _, depth = place
        if problem := _node_problem(node, depth, limits):
            raise fault(problem[0], place.path(), value=problem[1])
        for member in node.values() if isinstance(node, dict) else node:
            if type(member) is str and member.isascii() and len(member) <= limits.text:
                continue
            if isinstance(member, _CONTAINERS):
                waiting.append(_Place(cast("_Node", member), place, depth + 1))
            elif problem := _leaf_problem(member, limits.text):
                raise fault(problem[0], place.path(member), value=problem[1])


def _node_problem(node: _Node, depth: int, limits: Limits) -> _Problem:
    """Return the fault of an object or a list itself, its members aside."""
    if depth > limits.depth:
        return "TOO_DEEP", f"level {depth}"
    if isinstance(node, list):
        return ("TOO_LONG", f"{len(node)} items") if len(node) > limits.items else None
    return ("TOO_LONG", f"{len(node)} keys") if len(node) > limits.keys else _key_problem(node, limits.text)


def _key_problem(keys: Iterable[object], longest: int) -> _Problem:
    """Return the fault of the first key that has one."""
    for key in keys:
        if type(key) is str and len(key) <= longest and key.isascii():
            continue
        problem = _text_problem(key, longest) if isinstance(key, str) else ("WRONG_TYPE", key)
        if problem:
            return problem
    return None


def _leaf_problem(leaf: object, longest: int) -> _Problem:
    """Return the fault of what should be ``None``, a boolean, a bounded whole number or bounded text."""
    if leaf is None or isinstance(leaf, bool):
        return None
    if type(leaf) is int:
        is_bounded = -GREATEST_INTEGER <= leaf <= GREATEST_INTEGER
        return None if is_bounded else ("NUMBER_TOO_LARGE", f"{leaf.bit_length()} bits")
    if isinstance(leaf, str):
        return _text_problem(leaf, longest)
    return (leaf.code, leaf.value) if isinstance(leaf, _Unreadable) else ("WRONG_TYPE", leaf)


def _text_problem(text: str, longest: int) -> _Problem:
    """Return the fault of a text."""
    if len(text) > longest:
        return "TOO_LONG", f"{len(text)} characters"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return "LONE_SURROGATE", f"U+{ord(text[error.start]):04X}"
    return None
