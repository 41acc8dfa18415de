"""The story of the quarter as plain text, in one language or two."""

from collections.abc import Callable, Iterator

from communitygov.core.finding import Finding
from communitygov.errors import CommunityGovError, Language, Words
from longqiao_case.terminal import Speech, heading
from quarter_case.course import ABOVE, GONE, MERGED, SOMEBODY, Course
from quarter_case.ground import MARKET
from quarter_case.people import COMMUNITY, DAY, directory_of


def told(story: Course, speech: Speech) -> str:
    """Return the whole story."""
    parts = (
        (Words("划格", "Drawing the grids"), drawing),
        (Words("台账", "The register"), register),
        (Words("一员多格", "Who serves where"), service),
        (Words("人房关系", "Who lives where"), residents),
        (Words("随手报", "Three reports"), reports),
        (Words("调整", "Two grids become one"), change),
        (Words("公示牌", "A notice board"), board),
        (Words("体检", "The diagnosis"), diagnosis),
    )
    lines: list[str] = []
    for at, (title, part) in enumerate(parts, 1):
        lines += heading(f"{at}  {speech.say(title)}")
        lines += part(story, speech)
    return "\n".join(lines).lstrip("\n") + "\n"


def _said(speech: Speech, text: Callable[[Language], str]) -> list[str]:
    """Return a text of several lines in every language, one language after the other."""
    return [line for language in speech.languages for line in text(language).splitlines()]


def _findings(speech: Speech, findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield each finding with what would mend it."""
    for finding in findings:
        advice = finding.remedy
        both = Words(f"{finding.words.zh} → {advice.zh}", f"{finding.words.en} → {advice.en}")
        yield from speech.lines(both, first="- ", indent="  ")


def drawing(story: Course, speech: Speech) -> list[str]:
    """Tell how the quarter was divided: first as it was, then with the tower as two entrances."""
    first = Words("初稿", "First draft")
    second = Words("按单元录入后", "With the tower entered by entrance")
    lines: list[str] = []
    for title, plan in ((first, story.draft), (second, story.plan)):
        lines += [f"{speech.say(title)}:", *(f"  {line}" for line in _said(speech, plan.explain))]
    return lines


def register(story: Course, speech: Speech) -> list[str]:
    """Show the tree as far as the general grids, and that nothing is wrong with it."""
    language = speech.languages[0]
    found = Words(f"问题 {len(story.grid.findings())} 项", f"{len(story.grid.findings())} findings")
    return [*story.grid.text_tree(language=language, depth=3).splitlines(), speech.say(found)]


def residents(story: Course, speech: Speech) -> list[str]:
    """Show where one resident belongs, and why another one belongs nowhere."""
    located = story.residency.locate(SOMEBODY, on=DAY, roster=story.roster)
    home = located.homes[0]
    way = " → ".join(home.path)
    lines = [speech.say(Words(f"住所 {home.dwelling.id}：{way}", f"dwelling {home.dwelling.id}: {way}"))]
    for code, who in home.in_charge:
        said = Words(f"{code}：{who or '暂缺'}", f"{code}: {who or 'vacant'}")
        lines.append(f"  {speech.say(said)}")
    try:
        story.residency.locate(GONE, on=DAY)
    except CommunityGovError as refusal:
        lines += speech.lines(refusal.words(), first="- ", indent="  ")
    return lines


def service(story: Course, speech: Speech) -> list[str]:
    """Show what nobody served, how the micro-grids were dealt out, and what is still served from above."""
    lines = [speech.say(Words("起初：", "At first:")), *_findings(speech, story.unserved.gaps(on=DAY))]
    balance, workers = story.balance, len({move.after for move in story.balance.moves})
    metres = balance.cost_after // 100
    dealt = Words(
        f"{len(balance.moves)} 个微网格分给 {workers} 名微网格员，从各人驻地到网格中心共 {metres} 米"
        f"（{balance.status.zh}）；一员多格者：",
        f"{len(balance.moves)} micro-grids given to {workers} workers, {metres} m in all from where they are "
        f"based to the centres ({balance.status.en}); those with several:",
    )
    lines += speech.lines(dealt)
    for load in story.roster.loads(on=DAY):
        if len(load.codes) > 1:
            both = Words(
                f"{load.worker}：{len(load.codes)} 格 {load.households} 户",
                f"{load.worker}: {len(load.codes)} grids, {load.households} households",
            )
            lines.append(f"  {speech.say(both)}")
    after = Words(f"{ABOVE} 派驻 {COMMUNITY} 之后：", f"Once {ABOVE} is posted to {COMMUNITY}:")
    from_above = (each for each in story.roster.from_above(on=DAY) if each.subject == MARKET)
    return [*lines, speech.say(after), *_findings(speech, tuple(from_above))]


def reports(story: Course, speech: Speech) -> list[str]:
    """Show where each report went and why, or why it could not."""
    about = Words(
        f"R-1 为 {SOMEBODY} 所报；R-2 报市场一处；R-3 为 {GONE} 所报，此人已迁出。",
        f"R-1 is of {SOMEBODY}, R-2 of a place in the market, R-3 of {GONE}, who has moved out.",
    )
    lines = speech.lines(about)
    for sent in story.reports:
        who = Words(sent.responsible or "无责任人", sent.responsible or "nobody")
        until = sent.deadline.isoformat(timespec="minutes") if sent.deadline else "—"
        said = Words(
            f"{sent.report.id}：{sent.grid or '—'}，{who.zh}，期限 {until}",
            f"{sent.report.id}: {sent.grid or '—'}, {who.en}, by {until}",
        )
        lines += [speech.say(said), *(f"  {line}" for line in _said(speech, sent.text))]
    return lines


def change(story: Course, speech: Speech) -> list[str]:
    """Show what a merger would do, that nothing was lost, and where an old code leads."""
    chronicle = story.chronicle
    before, after = chronicle.undo().present, chronicle.present
    old = before.matters[0].grid
    kept = Words(
        "住户、住所、事项、服务均未遗失（所言相同的派驻并为一项）"
        if before.totals == after.totals
        else "有遗失",
        "no resident, dwelling, matter or service was lost (postings that say the same are one)"
        if before.totals == after.totals
        else "something was lost",
    )
    leads = ", ".join(chronicle.resolve(old, on=MERGED))
    return [
        speech.say(Words("先看后果：", "What it would do:")),
        *(f"  {line}" for line in _said(speech, lambda language: story.foreseen.text(language=language))),
        speech.say(Words("然后照办：", "Then it is done:")),
        *_said(speech, lambda language: chronicle.text(language=language)),
        speech.say(kept),
        speech.say(Words(f"{old} 现为 {leads}", f"{old} is now {leads}")),
    ]


def board(story: Course, speech: Speech) -> list[str]:
    """Show one board of the quarter, its gap included."""
    made = directory_of(story.grid, story.plan).board("B1-01-U1", on=DAY)
    return [*_said(speech, made.text), *_findings(speech, made.gaps)]


def diagnosis(story: Course, speech: Speech) -> list[str]:
    """Show the diagnosis."""
    return _said(speech, story.diagnosis.text)
