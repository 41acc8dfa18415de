"""The story of the corners as plain text, in one language or two."""

from collections.abc import Callable, Iterable, Iterator

from communitygov.core.finding import Finding
from communitygov.errors import Language, Words
from communitygov.space.life_cycle import life_cycle
from corner_case.course import Course
from longqiao_case.terminal import Speech, heading


def told(story: Course, speech: Speech) -> str:
    """Return the whole story."""
    parts = (
        (Words("谁够得着", "Who reaches the station"), reach),
        (Words("选点与功能", "Which corners, which functions"), choice),
        (Words("资金", "Whose money"), money),
        (Words("任务书", "What it must hold"), brief),
        (Words("标准", "What a standard asks"), standard),
        (Words("居民选项目", "What residents choose"), vote),
        (Words("从闲置到设计完成", "From idle to designed"), life),
        (Words("业态与三美", "The mix, and three beauties"), quality),
        (Words("产销者", "Neighbours for neighbours"), prosumers),
    )
    lines: list[str] = []
    for at, (title, part) in enumerate(parts, 1):
        lines += heading(f"{at}  {speech.say(title)}")
        lines += part(story, speech)
    return "\n".join(lines).lstrip("\n") + "\n"


def _said(speech: Speech, text: Callable[[Language], str]) -> list[str]:
    """Return a text of several lines in every language, one language after the other."""
    return [line for language in speech.languages for line in text(language).splitlines()]


def _findings(speech: Speech, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield each finding with what would mend it."""
    for finding in findings:
        advice = finding.remedy
        both = Words(f"{finding.words.zh} → {advice.zh}", f"{finding.words.en} → {advice.en}")
        yield from speech.lines(both, first="- ", indent="  ")


def reach(story: Course, speech: Speech) -> list[str]:
    """Tell who reaches one station on foot."""
    return _said(speech, story.before.text)


def choice(story: Course, speech: Speech) -> list[str]:
    """Tell what was chosen, why, how good it is, and who reaches it."""
    lines = _said(speech, lambda language: story.chosen.text(language).partition("\n")[0])
    for site in story.chosen.plan:
        lines += speech.lines(story.chosen.why(site), first="- ", indent="  ")
    return [*lines, *_said(speech, story.after.text)]


def money(story: Course, speech: Speech) -> list[str]:
    """Tell who pays what, and what is not used."""
    plan = story.funding
    sums = Words(
        f"造价 {plan.total}，资金 {plan.funds}，缺口 {plan.shortfall}",
        f"cost {plan.total}, money {plan.funds}, lacking {plan.shortfall}",
    )
    lines = [speech.say(sums)]
    for item in plan.items:
        lines += speech.lines(plan.explain(item.code), first="- ", indent="  ")
    return [*lines, *_findings(speech, plan.findings())]


def brief(story: Course, _speech: Speech) -> list[str]:
    """Show the schedule of rooms."""
    return story.brief.text().splitlines()


def standard(story: Course, speech: Speech) -> list[str]:
    """Tell what the standard of embedded services finds lacking."""
    return _said(speech, story.report.text)


def vote(story: Course, speech: Speech) -> list[str]:
    """Tell what residents take, why, and why not the rest."""
    lines = _said(speech, lambda language: "\n".join(each.text(language) for each in story.vote.chosen))
    for lost in story.vote.not_chosen:
        lines += _findings(speech, lost.reasons)
    return lines


def life(story: Course, speech: Speech) -> list[str]:
    """Tell what was lacking before the design could be approved, and where the place stands now."""
    procedure = life_cycle()
    state = next(each for each in procedure.table.states if each.code == story.life.state)
    at_first = speech.say(Words("起初不能通过：", "At first it could not be approved:"))
    now = speech.say(Words(f"现状：{state.zh}", f"now: {state.en}"))
    return [at_first, *_findings(speech, story.lacking), now]


def quality(story: Course, speech: Speech) -> list[str]:
    """Tell whether the mix is balanced, and how far the place is rated."""
    lines = _said(speech, story.mix.text)
    lines += _said(speech, story.card.whole.text)
    return [*lines, *_findings(speech, story.card.findings())]


def prosumers(story: Course, speech: Speech) -> list[str]:
    """Tell who stands how, and what was refused."""
    members = [each.id for each in story.ledger.scheme.prosumers]
    lines = [f"{member}: {story.ledger.balance(member)}" for member in members]
    return [*lines, *speech.lines(story.refused.words(), first="- ", indent="  ")]
