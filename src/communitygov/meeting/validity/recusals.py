"""Whether those kept out who must, and kept to it (回避): recused where a conflict obliges, silent, outside.

Ballots of those who are recused are judged with the other ballots.
"""

from collections.abc import Iterable, Mapping

from communitygov.core.finding import Detail, Message
from communitygov.errors import Words
from communitygov.meeting.sitting.recusal import ConflictDeclared
from communitygov.meeting.sitting.speech import SpeechBegun
from communitygov.meeting.standing_orders.recusal_rule import Declarer, RecusalRule, RecusedMay
from communitygov.meeting.validity.consequence import Found
from communitygov.meeting.validity.put import Put
from communitygov.meeting.validity.reading import Reading

RECUSAL_MISSING = Message(
    "RECUSAL_MISSING",
    Words(
        "{person} 就 {about} 申报利害关系（{ground}），表决时未回避",
        "{person} has a declared interest in {about} ({ground}) and was not recused when it was put",
    ),
    Words("请 {person} 回避后重新表决", "put it again with {person} recused"),
)
RECUSED_STAYED = Message(
    "RECUSED_STAYED",
    Words(
        "{person} 就 {about} 已回避，表决时仍在场",
        "{person} is recused from {about} and was there when it was put",
    ),
    Words("请 {person} 在处理 {about} 时退场", "let {person} leave while {about} is dealt with"),
)
RECUSED_SPOKE = Message(
    "RECUSED_SPOKE",
    Words("{person} 就 {about} 已回避，仍就其发言", "{person} is recused from {about} and spoke on it"),
    Words("请勿让 {person} 就 {about} 发言", "do not give {person} the floor on {about}"),
)


def recusal_findings(reading: Reading) -> Iterable[Found]:
    """Name each who was not recused and must be, and each who is and did what they may not."""
    rule = reading.orders.recusal
    if rule is None:
        return
    for put in reading.puts:
        yield from _missing(reading, put, rule)
        if rule.may is RecusedMay.NOTHING:
            yield from _stayed(reading, put, rule)
    if rule.may is not RecusedMay.SPEAK:
        yield from _spoke(reading, rule)


def _recused(reading: Reading, put: Put) -> frozenset[str]:
    """Return who was kept out of a question when it was put."""
    out = reading.sitting.recused_after(put.place, put.about)
    return out | put.vote.opened.electorate.excused if put.vote else out


def _voters(reading: Reading, put: Put) -> frozenset[str]:
    """Return who may vote on a question."""
    return (put.vote.opened.electorate if put.vote else reading.everybody).ids


def _missing(reading: Reading, put: Put, rule: RecusalRule) -> Iterable[Found]:
    """Name each voter whom a conflict obliges and who was not recused, once for each question."""
    seen, voters = set(_recused(reading, put)), _voters(reading, put)
    conflicts = [placed for about in put.line for placed in _conflicts(reading).get(about, ())]
    for place, entry in sorted(conflicts, key=lambda placed: placed[0]):
        is_due = place < put.bound and _obliges(reading, entry, rule)
        if is_due and entry.person in voters and entry.person not in seen:
            seen.add(entry.person)
            details: dict[str, Detail] = {
                "person": entry.person,
                "about": put.about,
                "ground": entry.ground.term,
            }
            source = reading.orders.source_of(rule)
            yield reading.found(
                RECUSAL_MISSING,
                put.place,
                subject=entry.person,
                details=details,
                source=source,
                reach=put.key,
            )


def _conflicts(reading: Reading) -> Mapping[str, tuple[tuple[int, ConflictDeclared], ...]]:
    """Return every conflict of interest that was declared, with its place, by the matter."""

    def declared() -> Mapping[str, tuple[tuple[int, ConflictDeclared], ...]]:
        found: dict[str, tuple[tuple[int, ConflictDeclared], ...]] = {}
        for place, entry in enumerate(reading.entries):
            if isinstance(entry, ConflictDeclared):
                found[entry.about] = (*found.get(entry.about, ()), (place, entry))
        return found

    return reading.once("conflicts", declared)


def _obliges(reading: Reading, entry: ConflictDeclared, rule: RecusalRule) -> bool:
    """Tell whether a conflict obliges, by its ground and by who declared it."""
    declared_by = entry.declared_by or entry.person
    heard = {Declarer.ANYBODY}
    if declared_by == entry.person:
        heard.add(Declarer.SELF)
    if declared_by == reading.chair:
        heard.add(Declarer.CHAIR)
    return entry.ground in rule.grounds and not rule.declarers.isdisjoint(heard)


def _stayed(reading: Reading, put: Put, rule: RecusalRule) -> Iterable[Found]:
    """Name each who is recused and was there when the question was put."""
    for person in sorted(_recused(reading, put)):
        if reading.sitting.attendance.stay_after(put.place, person) is not None:
            source = reading.orders.source_of(rule)
            details = {"person": person, "about": put.about}
            yield reading.found(
                RECUSED_STAYED, put.place, subject=person, details=details, source=source, reach=put.key
            )


def _spoke(reading: Reading, rule: RecusalRule) -> Iterable[Found]:
    """Name each who is recused from what they spoke on."""
    source = reading.orders.source_of(rule)
    for place, entry in enumerate(reading.entries):
        if not isinstance(entry, SpeechBegun) or entry.about is None:
            continue
        if entry.person in reading.sitting.recused_after(place, entry.about):
            details = {"person": entry.person, "about": entry.about}
            yield reading.found(RECUSED_SPOKE, place, subject=entry.person, details=details, source=source)
