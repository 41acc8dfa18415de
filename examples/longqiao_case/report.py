"""The run as plain text: the neighbourhood, its grids and council, every matter step by step, the counts."""

from collections.abc import Iterable

from communitygov.core import Finding
from communitygov.errors import Words
from communitygov.procedure import Due, DueStatus
from longqiao_case import telling
from longqiao_case.courses import course_lines
from longqiao_case.neighbourhood import GROUPS
from longqiao_case.telling import Story
from longqiao_case.terminal import Speech, heading, table

TITLE = Words(
    "四方五步：一份事件记录走过标准程序",
    "four constituencies, five steps: an event log through the procedure",
)
SYNTHETIC = Words(
    "小区数字引自文件 001；网格编码、人员、会议与事件均为示例数据，不涉及任何自然人。",
    "The figures of the neighbourhood are quoted from document 001; codes of grids, persons, sittings and "
    "events are synthetic, and no natural person is among them.",
)
_NOTHING = Words("无", "none")
_HEADINGS = {
    "document": Words("一、文件所载", "1. What the document says"),
    "grids": Words("二、网格", "2. Grids"),
    "council": Words("三、议事协商会", "3. The council"),
    "matters": Words("四、事项", "4. The matters"),
    "open": Words("五、未结事项与期限", "5. What is open, and when it is due"),
    "journal": Words("六、留痕", "6. The journal"),
    "counts": Words("七、统计", "7. Counts"),
}


def report(story: Story, speech: Speech) -> str:
    """Return the whole report."""
    name = story.dossier.neighbourhood.name
    lines = [
        *speech.lines(Words(f"{name.zh} · {TITLE.zh}", f"{name.en} · {TITLE.en}")),
        *speech.lines(SYNTHETIC),
        *_neighbourhood(story, speech),
        *_grids(story, speech),
        *_council(story, speech),
        *_headed(
            "matters",
            speech,
            (line for each in story.run.courses for line in course_lines(each, story, speech=speech)),
        ),
        *_open(story, speech),
        *_journal(story, speech),
        *_counts(story, speech),
    ]
    return "\n".join([*lines, ""])


def _headed(name: str, speech: Speech, lines: Iterable[str]) -> list[str]:
    """Return lines under the heading of a section."""
    return [*heading(speech.say(_HEADINGS[name])), *lines]


def _neighbourhood(story: Story, speech: Speech) -> list[str]:
    """Tell what document 001 says, each figure with the words in which it stands."""
    lines: list[str] = []
    for group, words in GROUPS.items():
        lines.append(f"  {speech.say(words)}")
        for each in story.dossier.neighbourhood.figures:
            if each.group == group:
                said = Words(
                    f"{each.subject.zh}：{telling.figure(each).zh}",
                    f"{each.subject.en}: {telling.figure(each).en}",
                )
                lines += speech.lines(said, first="    ", indent="      ")
                lines += speech.lines(Words(str(each.citation), str(each.citation)), indent="      ")
    return _headed("document", speech, lines)


def _grids(story: Story, speech: Speech) -> list[str]:
    """Tell how many grids there are, who serves them, and what is wrong with them."""
    grid = story.dossier.grid
    counts = [(speech.say(level), str(count)) for level, count in telling.levels(grid)]
    lines = [*table(counts), *speech.lines(telling.staffing(story.dossier), indent="  ")]
    return _headed("grids", speech, [*lines, *_findings(grid.findings(), speech)])


def _findings(findings: Iterable[Finding], speech: Speech) -> list[str]:
    """List findings with what would mend them, or say that there are none."""
    words = [
        Words(
            f"{each.words.zh} [{each.code}]；{each.remedy.zh}",
            f"{each.words.en} [{each.code}]; {each.remedy.en}",
        )
        for each in findings
    ]
    if not words:
        return speech.lines(Words("核对结果：无问题", "checked: nothing is wrong"), indent="  ")
    return [line for each in words for line in speech.lines(each, first="  ! ", indent="    ")]


def _council(story: Story, speech: Speech) -> list[str]:
    """Tell who sits for each constituency today, and what each sitting came to."""
    today = story.dossier.now.date()
    council = story.dossier.council
    seats = council.seats(today)
    rows = [
        (
            speech.say(each.words),
            str(len(seats[each.code])),
            ", ".join(person.id for person in seats[each.code]),
        )
        for each in council.constituencies
    ]
    constituted = Words(f"{today} 已依规组成", f"constituted on {today}")
    vacant = Words(f"{today} 未依规组成", f"not constituted on {today}")
    findings = council.findings(today)
    lines = [*table(rows), *speech.lines(vacant if findings else constituted, indent="  ")]
    lines += _findings(findings, speech) if findings else []
    return _headed("council", speech, [*lines, "", *_sittings(story, speech)])


def _sittings(story: Story, speech: Speech) -> list[str]:
    """Tell what each sitting came to by the rule, and what stood against it."""
    lines: list[str] = []
    for held, decision in telling.sittings(story.dossier):
        at = telling.moment(held.sitting.held_at)
        outcome = decision.outcome.words if decision else telling.TO_COME
        lines.append(f"  {held.sitting.id}  {at}  {held.matter}  {speech.say(outcome)}")
        for finding in decision.findings if decision else ():
            lines += speech.lines(finding.words, first="      · ", indent="        ")
    return lines


def _open(story: Story, speech: Speech) -> list[str]:
    """Tell what is still open, and until when it is to be dealt with."""
    rows = [
        (
            case.id,
            speech.say(story.procedure.state_of(case).words),
            *_limit(story.run.due.get(case.id), speech),
        )
        for case in story.run.cases
        if not case.is_closed
    ]
    now = story.dossier.now.strftime("%Y-%m-%d %H:%M %Z")
    asked = speech.lines(Words(f"截至 {now}", f"as of {now}"), indent="  ")
    return _headed("open", speech, [*asked, *(table(rows) if rows else [f"  {speech.say(_NOTHING)}"])])


def _limit(due: Due | None, speech: Speech) -> tuple[str, str]:
    """Return the last day of a matter, and whether it is over."""
    if due is None:
        return "-", speech.say(Words("此状态不设期限", "no deadline in this state"))
    mark = "! " if due.status is DueStatus.OVERDUE else ""
    return str(telling.last_day(due)), mark + speech.say(due.status.words)


def _journal(story: Story, speech: Speech) -> list[str]:
    """Tell whether the journal is intact, and whether refusals left everything as it was."""
    return _headed(
        "journal",
        speech,
        [line for each in telling.journal(story.run) for line in speech.lines(each, indent="  ")],
    )


def _counts(story: Story, speech: Speech) -> list[str]:
    """Return the tables of counts."""
    states = story.procedure.table.states
    by_state = [
        (speech.say(state.words), str(story.run.states[state.code]))
        for state in states
        if state.code in story.run.states
    ]
    lines = [
        *table([(speech.say(words), str(count)) for words, count in telling.figures(story.run)]),
        f"  {speech.say(Words('按所处状态', 'by state'))}",
        *table(by_state, indent="    "),
        f"  {speech.say(Words('未被接受的原因', 'reasons of refusals'))}",
        *table([(code, str(count)) for code, count in story.run.reasons.items()], indent="    "),
    ]
    return _headed("counts", speech, lines)
