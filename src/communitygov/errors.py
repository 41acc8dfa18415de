"""Every error of the library: what was asked, why it makes no sense, what to do instead.

1. An error is for *misuse*: a call without meaning, a document that cannot be read.  A community that
   breaks a rule is no error but a finding (`communitygov.core.finding`).
2. Each error keeps its facts as fields, has a stable `code`, and says itself in 中文 and English.
3. One tree: whatever a public function raises is a `CommunityGovError`.

How a message repeats a value, `communitygov.quotation` says; this module knows nothing further.
"""

from abc import abstractmethod
from difflib import get_close_matches
from functools import partial
from typing import Any, ClassVar, Literal, NamedTuple, Protocol, cast

import attrs

from communitygov.quotation import SHOWN_LENGTH, brief, listed, shown

Language = Literal["zh", "en"]


class Words(NamedTuple):
    """One saying in both languages of the library.

    It stands here, below everything else, because errors already need it.

    Examples
    --------
    >>> greeting = Words("居民", "resident")
    >>> greeting.say("zh"), greeting.say()
    ('居民', 'resident')
    >>> greeting.say("fr")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No language is called 'fr'. Known: 'en', 'zh'. [UNKNOWN_NAME]
    """

    zh: str
    en: str

    def say(self, language: Language = "en") -> str:
        """Return the saying in `language`, ``"zh"`` or ``"en"``."""
        if language in ("zh", "en"):
            return self.zh if language == "zh" else self.en
        raise UnknownName(Words("语言", "language"), language, ("en", "zh"))


class Explained(Protocol):
    """What a refusal can be made of: anything with a code that says itself in both languages."""

    @property
    @abstractmethod
    def code(self) -> str:
        """The stable code."""

    @abstractmethod
    def text(self, language: Language = "en") -> str:
        """Say it in `language`."""


class CommunityGovError(Exception):
    """The root of all errors of the library; catch it to catch them all.

    Examples
    --------
    >>> from communitygov.core.quantity import Share
    >>> try:
    ...     Share.parse("120%")
    ... except CommunityGovError as error:
    ...     error.code
    'INVALID_VALUE'
    """

    code: ClassVar[str] = "COMMUNITYGOV"

    def words(self) -> Words:
        """Return what is wrong and what to do, in both languages."""
        return Words("出错", "Something is wrong")

    def text(self, language: Language = "en") -> str:
        """Say what is wrong and what to do in `language`."""
        return self.words().say(language)

    def __str__(self) -> str:
        """Say it in English, with the code."""
        return f"{self.text('en')} [{self.code}]"

    def __reduce__(self) -> str | tuple[Any, ...]:
        """Give the facts by name, so that a copy has those too that can only be given so."""
        kind = type(self)
        if "__attrs_attrs__" not in vars(kind):
            return super().__reduce__()
        attributes = attrs.fields(cast("type[attrs.AttrsInstance]", kind))
        facts = {each.alias: getattr(self, each.name) for each in attributes}
        return partial(kind, **facts), ()


@attrs.frozen(str=False)
class InvalidValue(CommunityGovError, ValueError):
    """A value was outside what its place may hold.

    Examples
    --------
    >>> error = InvalidValue("Share", 2, Words("须在 0 与 1 之间", "must lie between 0 and 1"))
    >>> print(error.text("zh"))
    Share：2 不可用，须在 0 与 1 之间。
    >>> print(error)
    Share: 2 will not do; it must lie between 0 and 1. [INVALID_VALUE]
    """

    code: ClassVar[str] = "INVALID_VALUE"
    what: str
    value: object
    bound: Words

    def words(self) -> Words:
        """Name the place, the value and the bound."""
        value = shown(self.value)
        return Words(
            f"{self.what}：{value} 不可用，{self.bound.zh}。",
            f"{self.what}: {value} will not do; it {self.bound.en}.",
        )


@attrs.frozen(str=False)
class UnknownName(CommunityGovError, LookupError):
    """A name was looked up that is not there; the nearest known one is suggested.

    Examples
    --------
    >>> print(UnknownName(Words("动作", "action"), "acept", ("accept", "decide")))
    No action is called 'acept'. Did you mean 'accept'? [UNKNOWN_NAME]
    """

    code: ClassVar[str] = "UNKNOWN_NAME"
    kind: Words
    name: object
    known: tuple[str, ...]

    def words(self) -> Words:
        """Name what was looked up and what is near it."""
        zh, en = self._hint()
        return Words(
            f"没有名为 {shown(self.name)} 的{self.kind.zh}。{zh}",
            f"No {self.kind.en} is called {shown(self.name)}. {en}",
        )

    def _hint(self) -> Words:
        """Suggest the nearest known name, or list what is known."""
        asked = self.name[:SHOWN_LENGTH] if isinstance(self.name, str) else ""
        near = get_close_matches(asked, self.known[:1000], n=1)
        if near:
            return Words(f"是否指 {shown(near[0])}？", f"Did you mean {shown(near[0])}?")
        if not self.known:
            return Words("目前一个也没有。", "There are none.")
        return Words(f"已有：{listed(self.known)}。", f"Known: {listed(self.known)}.")


@attrs.frozen(str=False)
class UnitMismatch(CommunityGovError, TypeError):
    """Two quantities of different units were added or compared.

    Examples
    --------
    >>> print(UnitMismatch("台", "个"))
    台 and 个 are different units and do not mix; convert one of them first. [UNIT_MISMATCH]
    """

    code: ClassVar[str] = "UNIT_MISMATCH"
    left: str
    right: str

    def words(self) -> Words:
        """Name both units."""
        left, right = brief(self.left), brief(self.right)
        return Words(
            f"{left}与{right}单位不同，不能混算；请先换算。",
            f"{left} and {right} are different units and do not mix; convert one of them first.",
        )


@attrs.frozen(str=False)
class DocumentError(CommunityGovError, ValueError):
    """A document could not be read; `path` says where, `problem` what.

    The `code` is the fault's own, such as ``DUPLICATE_KEY`` or ``TOO_DEEP`` (all of them:
    `communitygov.core.canonical.FAULTS`).  Of a procedure, `findings` holds every fault of its table.

    Examples
    --------
    >>> from communitygov.core.canonical import read
    >>> read('{"a": 1, "a": 2}')
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $: 'a' stands twice in one object; keep one of them. [DUPLICATE_KEY]
    """

    fault: str
    path: str
    value: object
    problem: Words
    findings: tuple[Explained, ...] = ()

    @property
    def code(self) -> str:  # type: ignore[override]  # a fault of its own for each limit
        """The stable code of the fault."""
        return self.fault

    def words(self) -> Words:
        """Name the place, the value and the fault."""
        path, value = brief(self.path), shown(self.value)
        return Words(f"{path}：{value} {self.problem.zh}。", f"{path}: {value} {self.problem.en}.")

    def under(self, step: str) -> "DocumentError":
        """Return the same fault, seen from one level further out."""
        path = f"${step}{self.path[1:]}"
        return DocumentError(self.fault, path, self.value, self.problem, self.findings)


@attrs.frozen(str=False)
class ActionRefused(CommunityGovError):
    """An action was refused; *every* unmet condition is in `reasons`, and nothing has changed.

    `could_act` are the roles that may take this action where the case stands; `allowed` are the actions
    that this actor may take there now; `alternatives` says both in words.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.organisation.actor import Actor, Role
    >>> resident, at = Actor("r-1", roles={Role.RESIDENT}), datetime(2023, 5, 4, tzinfo=UTC)
    >>> procedure = five_step()
    >>> case = procedure.open("LQ-1", "ageing wiring", by=resident, at=at, grid="LQ-03")
    >>> try:
    ...     procedure.apply(case, "accept", by=resident, at=at)
    ... except ActionRefused as refusal:
    ...     [reason.code for reason in refusal.reasons], [*map(str, refusal.could_act)], refusal.allowed
    (['ROLE_NOT_ENTITLED', 'OUTSIDE_GRID'], ['grid_worker'], ('withdraw',))
    """

    code: ClassVar[str] = "ACTION_REFUSED"
    case_id: str
    action: str
    reasons: tuple[Explained, ...]
    could_act: tuple[str, ...]
    allowed: tuple[str, ...]
    alternatives: Words

    def words(self) -> Words:
        """Give every reason, who could act instead, and what is allowed."""
        return Words(
            f"{brief(self.case_id)} 的 {brief(self.action)} 未被接受："
            f"{'；'.join(reason.text('zh') for reason in self.reasons)}。{self.alternatives.zh}。",
            f"{brief(self.action)} of {brief(self.case_id)} is refused: "
            f"{'; '.join(reason.text('en') for reason in self.reasons)}. {self.alternatives.en}.",
        )


@attrs.frozen(str=False)
class ProcedureRejected(CommunityGovError, ValueError):
    """A table cannot serve as a procedure; `findings` names every fault of it.

    Examples
    --------
    >>> from communitygov.core.finding import Message
    >>> endless = Message("NO_END", Words("没有终点", "nothing ends"), Words("请补上", "add an end"))
    >>> print(ProcedureRejected("parking", (endless.finding("parking", {}),)))
    The table 'parking' cannot serve as a procedure: nothing ends. [PROCEDURE_REJECTED]
    """

    code: ClassVar[str] = "PROCEDURE_REJECTED"
    name: str
    findings: tuple[Explained, ...]

    def words(self) -> Words:
        """List the faults."""
        return Words(
            f"表 {shown(self.name)} 不能用作程序：{'；'.join(each.text('zh') for each in self.findings)}。",
            f"The table {shown(self.name)} cannot serve as a procedure: "
            f"{'; '.join(each.text('en') for each in self.findings)}.",
        )


@attrs.frozen(str=False)
class StaleVersion(CommunityGovError):
    """An entry was appended against a version that is no longer the newest; nothing was written.

    Examples
    --------
    >>> print(StaleVersion(3, 5))
    Expected version 3, found 5: somebody wrote in between. Load the newest and try again. [STALE_VERSION]
    """

    code: ClassVar[str] = "STALE_VERSION"
    expected: int
    found: int

    def words(self) -> Words:
        """Name both versions."""
        return Words(
            f"预期版本 {shown(self.expected)}，实际为 {self.found}：期间已有他人写入。请载入最新版本后重试。",
            f"Expected version {shown(self.expected)}, found {self.found}: somebody wrote in between. "
            "Load the newest and try again.",
        )


@attrs.frozen(str=False)
class UnknownYear(CommunityGovError, LookupError):
    """A calendar was asked about a year for which it has no notice; it never guesses.

    Examples
    --------
    >>> print(UnknownYear(2031, (2025, 2026)))
    The calendar knows 2025 to 2026, not 2031: no holiday notice is loaded for that year. Load one, or use \
a weekend calendar on purpose. [UNKNOWN_YEAR]
    """

    code: ClassVar[str] = "UNKNOWN_YEAR"
    year: int
    known: tuple[int, ...]

    def words(self) -> Words:
        """Name the year and what is known."""
        span = f"{min(self.known)} to {max(self.known)}" if self.known else "no year"
        zh = f"{min(self.known)} 至 {max(self.known)} 年" if self.known else "任何年份均无"
        return Words(
            f"日历所知为 {zh}，不含 {shown(self.year)} 年：该年放假安排尚未载入。请载入，或改用周末日历。",
            f"The calendar knows {span}, not {shown(self.year)}: no holiday notice is loaded for that "
            "year. Load one, or use a weekend calendar on purpose.",
        )


@attrs.frozen(str=False)
class Withheld(CommunityGovError, LookupError):
    """Personal data was asked for that is not kept here (erased, or only its commitment was loaded).

    Examples
    --------
    >>> print(Withheld("phone"))
    The content of 'phone' is not kept here; ask the keeper of the original. [WITHHELD]
    """

    code: ClassVar[str] = "WITHHELD"
    what: str

    def words(self) -> Words:
        """Name what is not here."""
        return Words(
            f"{shown(self.what)} 的内容不在此处；请向原件保管人查询。",
            f"The content of {shown(self.what)} is not kept here; ask the keeper of the original.",
        )


@attrs.frozen(str=False)
class MissingExtra(CommunityGovError, ImportError):
    """An optional library is needed that is not installed.

    Examples
    --------
    >>> print(MissingExtra("chinese_calendar", "calendar"))
    chinese_calendar is not installed; run: pip install "communitygov[calendar]" [MISSING_EXTRA]
    """

    code: ClassVar[str] = "MISSING_EXTRA"
    package: str
    extra: str

    def words(self) -> Words:
        """Name the library and the command that installs it."""
        run = f'pip install "communitygov[{self.extra}]"'
        return Words(f"未安装 {self.package}；请运行：{run}", f"{self.package} is not installed; run: {run}")
