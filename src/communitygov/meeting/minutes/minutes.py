"""The minutes of a sitting (会议记录): a pure function of its log.

1. The same log gives the same minutes to the byte, whatever the machine, its time zone or its hash seed.
2. Minutes name how many entries the log had and the head of its hash chain; `Minutes.matches` makes them anew
   from the log and compares.
3. They hold identifiers and no names; what people wrote is left out unless it is asked for.  How a proxy was
   told to vote is never in them.  Of a secret vote they hold counts only that do not tell who voted how.

They record; they judge nothing: counts and outcomes are those of the log, lawful or not.  What is amiss is
found by `communitygov.meeting.validity`, and may be handed in to stand with them.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import as_tuple
from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.minutes.akoma_ntoso import akoma_ntoso
from communitygov.meeting.minutes.content import MinutesContent
from communitygov.meeting.minutes.html import to_fragment, to_html
from communitygov.meeting.minutes.layout import page_of
from communitygov.meeting.minutes.markdown import to_markdown
from communitygov.meeting.minutes.reading import conclusions, motions, sections
from communitygov.meeting.minutes.record import LogMark, ResolutionRecord, Texts, as_texts
from communitygov.meeting.minutes.roll import heading_of, quorum_checks, roll_of
from communitygov.meeting.minutes.wording import Tongue
from communitygov.meeting.resolution.resolution import Resolution
from communitygov.meeting.sitting.sitting import Sitting


@attrs.frozen(kw_only=True)
class Minutes(MinutesContent):
    """The minutes of a sitting (会议记录); made by `minutes_of`.

    Parameters
    ----------
    heading, roll, quorum
        What stands above; everybody who serves or came; who was there when the quorum was looked at.
    sections
        What happened: before the first item, under each item of the agenda, and after the close.
    motions
        Every motion with what became of it.
    conclusions
        Every matter that was put without a vote.
    resolutions, findings
        What was handed in to stand with them.
    quorum_rule
        The rule by which the quorum was looked at.
    texts
        Whether what people wrote is repeated.
    until
        Up to when speeches and stays that go on are counted.
    log
        How long the log was, and its head.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.council.delegate import Delegate
    >>> council = four_party_council([Delegate("d-1", "two_committee_cadres")])
    >>> sitting = Sitting(id="LQ-M1", council=council, held_at=datetime(2023, 5, 4, 9, tzinfo=UTC))
    >>> sitting = sitting.sign_in("d-1").open("d-1").close()
    >>> minutes = minutes_of(sitting)
    >>> minutes.log.entries, minutes.matches(sitting)
    (3, True)
    >>> print(minutes.to_markdown("zh").splitlines()[0])
    # four-party-council会议记录
    """

    document_kind: ClassVar[str] = "minutes"

    def matches(self, sitting: Sitting) -> bool:
        """Tell whether these are the minutes of a log: its length, its head, and everything in between."""
        again = minutes_of(
            sitting,
            name=self.heading.name,
            quorum=self.quorum_rule,
            findings=self.findings,
            texts=self.texts,
        )
        return attrs.evolve(again, resolutions=self.resolutions).to_json() == self.to_json()

    def to_markdown(self, language: Language = "zh", *, names: Mapping[str, str] | None = None) -> str:
        """Return the minutes as Markdown.

        Parameters
        ----------
        names
            Names of people by their identifiers, for this rendering alone.

        Raises
        ------
        UnknownName
            If there is no such language.
        InvalidValue
            If `names` holds anything but names by identifiers.
        """
        return to_markdown(page_of(self, Tongue.of(self.heading, language, names=names)))

    def to_html(self, language: Language = "zh", *, names: Mapping[str, str] | None = None) -> str:
        """Return the minutes as a complete page, for the screen and for paper; see `to_markdown`."""
        return to_html(page_of(self, Tongue.of(self.heading, language, names=names)))

    def to_akoma_ntoso(self, language: Language = "zh", *, names: Mapping[str, str] | None = None) -> str:
        """Return the minutes as XML in the vocabulary of Akoma Ntoso 1.0, a ``debate``; see `to_markdown`.

        Names and nesting of the elements are those of the standard; whether the text is valid by its schema
        is not checked here.
        """
        return akoma_ntoso(self, Tongue.of(self.heading, language, names=names))

    def _repr_html_(self) -> str:
        """Show the minutes in a notebook, 中文 first."""
        pages = (page_of(self, Tongue.of(self.heading, language)) for language in _LANGUAGES)
        return "".join(map(to_fragment, pages))


_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def minutes_of(
    sitting: Sitting,
    *,
    name: Words | None = None,
    quorum: DecisionRule | None = None,
    resolutions: Iterable[Resolution] = (),
    findings: Iterable[Finding] = (),
    texts: Texts | str = Texts.HIDDEN,
) -> Minutes:
    """Return the minutes of a sitting.

    Parameters
    ----------
    name
        What the council is called.
    quorum
        By which rule the quorum is looked at when the sitting opens and when it is verified; without it the
        minutes tell who was there, and leave open whether that is enough.
    resolutions, findings
        What stands with them: the resolutions that came of it, and what was found amiss.  Where a finding
        says that what was declared is not the lawful count, the vote does not pass for as declared.
    texts
        Whether the texts of motions, objections and resolutions are repeated; they may name people.

    Raises
    ------
    InvalidValue
        If something else is handed in than these.
    UnknownName
        If a rule asks for a measure or a part that its electorate does not have.

    Examples
    --------
    >>> from datetime import UTC, datetime, timedelta
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.council.delegate import Delegate
    >>> from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
    >>> council = four_party_council([Delegate("d-1", "local_worthies")])
    >>> sitting = Sitting(id="LQ-M1", council=council, held_at=datetime(2023, 5, 4, 9, tzinfo=UTC))
    >>> sitting = sitting.sign_in("d-1").open("d-1").speak("d-1", lasts=timedelta(minutes=3)).close()
    >>> minutes = minutes_of(sitting, quorum=FOUR_PARTY_DEFAULT)
    >>> minutes.quorum[0].is_reached, str(minutes.speaking_time()["local_worthies"])
    (False, '0:03:00')
    """
    if not isinstance(sitting, Sitting):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("sitting", sitting, Words("须为会议（Sitting）", "must be a sitting"))
    if not isinstance(quorum, DecisionRule | None):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("quorum", quorum, Words("须为表决规则", "must be a rule of decision"))
    shown, found = as_texts(texts), each_required("findings", as_tuple(findings), kind=Finding)
    return Minutes(
        heading=heading_of(sitting, name),
        roll=roll_of(sitting),
        quorum_rule=quorum,
        quorum=quorum_checks(sitting, quorum),
        sections=sections(sitting, shown, findings=found),
        motions=motions(sitting, shown),
        conclusions=conclusions(sitting),
        resolutions=[
            _resolved(each, shown)
            for each in each_required("resolutions", as_tuple(resolutions), kind=Resolution)
        ],
        findings=found,
        texts=shown,
        until=sitting.now,
        log=LogMark(entries=len(sitting.entries), head=sitting.journal().head),
    )


def _resolved(resolution: Resolution, texts: Texts) -> ResolutionRecord:
    """Return what minutes hold of a resolution."""
    text = resolution.text if texts is Texts.SHOWN else ""
    return ResolutionRecord(id=resolution.id, about=resolution.about, motion=resolution.motion, text=text)
