"""The run as one page: it needs no script and nothing from elsewhere, and reads on a phone as on a desk."""

from collections.abc import Iterable
from pathlib import Path

from communitygov.core import Finding
from communitygov.errors import Words
from communitygov.meeting import Constituency, Decision, Delegate
from longqiao_case import telling
from longqiao_case.cards import REFUSED, badge, card
from longqiao_case.markup import Html, Tongue, element, joined, link_to, verbatim
from longqiao_case.neighbourhood import GROUPS, Figure
from longqiao_case.records import HeldSitting
from longqiao_case.report import SYNTHETIC, TITLE
from longqiao_case.running import Course, Refused
from longqiao_case.telling import Mark, Story

_DOTS = {Mark.PASSED: "●", Mark.CURRENT: "◉", Mark.UNTOUCHED: "○"}
_SECTIONS = {
    "overview": Words("事项一览", "All matters"),
    "matters": Words("各事项经过", "Each matter, step by step"),
    "council": Words("议事协商会", "The council"),
    "neighbourhood": Words("小区情况", "The neighbourhood"),
    "grids": Words("网格", "Grids"),
    "procedure": Words("程序", "The procedure"),
    "journal": Words("留痕与统计", "Journal and counts"),
}
STYLE = Path(__file__).with_name("page.css")
#: Nothing is loaded from anywhere, and nothing is run.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(story: Story, tongue: Tongue) -> str:
    """Return the page as HTML text."""
    bodies = {
        "overview": _overview(story, tongue),
        "matters": joined(card(course, story, tongue=tongue) for course in story.run.courses),
        "council": _council(story, tongue),
        "neighbourhood": _neighbourhood(story, tongue),
        "grids": _grids(story, tongue),
        "procedure": _procedure(story, tongue),
        "journal": _journal(story, tongue),
    }
    sections = [
        element("section", {"id": name}, element("h2", {}, tongue.say(words)), bodies[name])
        for name, words in _SECTIONS.items()
    ]
    kind = "both" if len(tongue.languages) > 1 else "single"
    body = element(
        "body",
        {"class": kind},
        _top(story, tongue),
        _menu(tongue),
        element("main", {}, *sections, _foot(tongue)),
    )
    attributes = {"lang": "zh-Hans" if tongue.languages[0] == "zh" else "en"}
    return f"<!doctype html>\n{element('html', attributes, _head(story, tongue), body)}\n"


def _head(story: Story, tongue: Tongue) -> Html:
    """Return what stands before the page: its title and its style."""
    name = story.dossier.neighbourhood.name
    return element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("title", {}, f"{tongue.first(name)} · {tongue.first(TITLE)}"),
        element("style", {}, verbatim(STYLE.read_text(encoding="utf-8"))),
    )


def _top(story: Story, tongue: Tongue) -> Html:
    """Return the head of the page: what it is about, and the counts."""
    name = element("h1", {}, tongue.say(story.dossier.neighbourhood.name))
    about = element("p", {"class": "line"}, tongue.say(TITLE))
    now = story.dossier.now.strftime("%Y-%m-%d %H:%M")
    said = element(
        "p",
        {"class": "line"},
        tongue.say(Words(f"截至 {now}。{SYNTHETIC.zh}", f"As of {now}. {SYNTHETIC.en}")),
    )
    return element("header", {"class": "top"}, element("div", {}, name, about, said))


def _menu(tongue: Tongue) -> Html:
    """Return links to the sections."""
    links = [element("a", {"href": f"#{name}"}, tongue.first(words)) for name, words in _SECTIONS.items()]
    return element("nav", {}, element("div", {}, *links))


def _foot(tongue: Tongue) -> Html:
    """Return what stands at the end."""
    made = Words(
        "由 communitygov 示例程序生成，未运行任何脚本。",
        "Made by an example of communitygov; no script is run.",
    )
    return element("footer", {}, tongue.say(made))


# ------------------------------------------------------------------------------------------ overview


def _overview(story: Story, tongue: Tongue) -> Html:
    """Return the counts, and one line for each matter."""
    bad = story.run.overdue
    tiles = [
        element(
            "li",
            {"class": "bad" if bad and "逾期" in words.zh else "count"},
            element("b", {}, str(count)),
            tongue.say(words),
        )
        for words, count in telling.figures(story.run)
    ]
    heads = (
        Words("编号", "no."),
        Words("事项", "matter"),
        Words("五步", "steps"),
        Words("所处状态", "stands"),
        REFUSED,
    )
    rows = [_overview_row(course, story, tongue) for course in story.run.courses]
    return joined((element("ul", {"class": "tiles"}, *tiles), _table(heads, rows, tongue, kind="stacked")))


def _overview_row(course: Course, story: Story, tongue: Tongue) -> tuple[Html | str, ...]:
    """Return one line: number, title, steps, where it stands, how many refusals."""
    dots = "".join(_DOTS[mark] for _, mark in telling.marks(course, story.procedure))
    refused = sum(isinstance(entry, Refused) for entry in course.entries)
    return (
        link_to(course.matter),
        element("div", {"class": "line"}, tongue.say(course.subject.words)),
        element("span", {"class": "dots"}, dots),
        badge(course, story, tongue=tongue),
        element("span", {"class": "no"}, f"✗ {refused}") if refused else "",
    )


def _table(
    heads: Iterable[Words], rows: Iterable[Iterable[str]], tongue: Tongue, *, kind: str = "plain"
) -> Html:
    """Return a table."""
    head = element("tr", {}, *(element("th", {}, tongue.say(words)) for words in heads))
    lines = [element("tr", {}, *(element("td", {}, cell) for cell in row)) for row in rows]
    return element("table", {"class": kind}, element("thead", {}, head), element("tbody", {}, *lines))


# ------------------------------------------------------------------------------------------- council


def _council(story: Story, tongue: Tongue) -> Html:
    """Return who sits for each constituency, whether the council is constituted, and its sittings."""
    today, council = story.dossier.now.date(), story.dossier.council
    findings = council.findings(today)
    seats = [_seat(each, council.seats(today)[each.code], tongue) for each in council.constituencies]
    state = (
        Words(f"{today}：未依规组成", f"{today}: not constituted")
        if findings
        else Words(f"{today}：已依规组成", f"{today}: constituted")
    )
    heads = (
        Words("会议", "sitting"),
        Words("时间", "held"),
        Words("事项", "matter"),
        Words("结果", "outcome"),
    )
    rows = [_sitting_row(held, decision, tongue) for held, decision in telling.sittings(story.dossier)]
    return joined(
        (
            element("p", {"class": "line"}, tongue.say(state)),
            element("ul", {"class": "seats"}, *seats),
            _findings(findings, tongue),
            _table(heads, rows, tongue, kind="stacked"),
        )
    )


def _seat(constituency: Constituency, delegates: tuple[Delegate, ...], tongue: Tongue) -> Html:
    """Return one constituency with those who sit for it today."""
    kind = "seated" if delegates else "vacant"
    vacant = tongue.say(Words("空缺", "vacant"))
    terms = [
        element("div", {}, f"{each.id} ", element("code", {}, f"{each.since or ''}–{each.until or ''}"))
        for each in delegates
    ]
    return element(
        "li", {"class": kind}, element("b", {}, tongue.say(constituency.words)), *(terms or (vacant,))
    )


def _sitting_row(held: HeldSitting, decision: Decision | None, tongue: Tongue) -> tuple[str, ...]:
    """Return one sitting: what it came to, why, and the whole explanation to unfold."""
    outcome = decision.outcome.words if decision else telling.TO_COME
    parts = [element("b", {}, tongue.say(outcome)), *_explained(decision, tongue)]
    return (
        held.sitting.id,
        element("span", {"class": "id"}, telling.moment(held.sitting.held_at)),
        link_to(held.matter),
        joined(parts),
    )


def _explained(decision: Decision | None, tongue: Tongue) -> list[Html]:
    """Return what stood against a decision, and the rule with what it found."""
    if not decision:
        return []
    why = element("summary", {}, tongue.say(Words("依规则逐项核对", "the rule, part by part")))
    trees = [element("pre", {"lang": language}, decision.explain(language)) for language in tongue.languages]
    return [_findings(decision.findings, tongue), element("details", {}, why, *trees)]


def _findings(findings: tuple[Finding, ...], tongue: Tongue) -> Html:
    """Return findings as a list; nothing when there are none."""
    items = [element("li", {"class": "line"}, tongue.say(each.words)) for each in findings]
    return element("div", {"class": "refusal"}, element("ul", {}, *items)) if items else joined(())


# --------------------------------------------------------------- neighbourhood, grids, procedure, counts


def _neighbourhood(story: Story, tongue: Tongue) -> Html:
    """Return what document 001 says, each figure with its words."""
    heads = (
        Words("项目", "what"),
        Words("数值", "how much"),
        Words("原文（文件 001）", "the words (document 001)"),
    )
    figures = story.dossier.neighbourhood.figures
    parts: list[Html] = []
    for group, words in GROUPS.items():
        rows = [_figure_row(each, tongue) for each in figures if each.group == group]
        parts += [element("h4", {}, tongue.say(words)), _table(heads, rows, tongue, kind="stacked")]
    return joined(parts)


def _figure_row(figure: Figure, tongue: Tongue) -> tuple[Html, ...]:
    """Return one figure."""
    return (
        tongue.say(figure.subject.words),
        element("div", {"class": "value line"}, tongue.say(telling.figure(figure))),
        element("blockquote", {"lang": "zh"}, figure.citation.phrase),
    )


def _grids(story: Story, tongue: Tongue) -> Html:
    """Return how many grids there are of each level, who serves them, and all of them to unfold."""
    grid = story.dossier.grid
    rows = [(tongue.say(level), str(count)) for level, count in telling.levels(grid)]
    every = element("summary", {}, tongue.say(Words("全部网格", "every grid")))
    tree = element("pre", {}, grid.text_tree(language=tongue.languages[0]))
    return joined(
        (
            _table((Words("层级", "level"), Words("数量", "count")), rows, tongue, kind="narrow"),
            element("p", {"class": "line"}, tongue.say(telling.staffing(story.dossier))),
            _findings(grid.findings(), tongue),
            element("details", {}, every, tree),
        )
    )


def _procedure(story: Story, tongue: Tongue) -> Html:
    """Return the drawing of the procedure, which the library makes from its table."""
    names = {"zh": "流程图（中文）", "en": "drawing (English)"}
    drawings = [
        element(
            "details",
            {"open": ""} if language == tongue.languages[0] else {},
            element("summary", {"lang": language}, names[language]),
            element("div", {"class": "drawing"}, verbatim(story.procedure.to_svg(language=language))),
        )
        for language in tongue.languages
    ]
    return joined(drawings)


def _journal(story: Story, tongue: Tongue) -> Html:
    """Return what the journal shows, and the tables of counts."""
    run, states = story.run, story.procedure.table.states
    said = [element("p", {"class": "line"}, tongue.say(words)) for words in telling.journal(run)]
    by_state = [
        (tongue.say(state.words), str(run.states[state.code])) for state in states if state.code in run.states
    ]
    by_reason = [(element("code", {}, code), str(count)) for code, count in run.reasons.items()]
    count = Words("件数", "count")
    tables = (
        _table((Words("所处状态", "state"), count), by_state, tongue),
        _table((Words("未被接受的原因", "reason of refusals"), count), by_reason, tongue),
    )
    return joined((*said, element("div", {"class": "columns"}, *tables)))
