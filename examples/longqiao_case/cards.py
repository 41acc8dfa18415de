"""One card for each matter: where it stands among the five steps, its course, each refusal in full."""

from communitygov.core import Reason
from communitygov.deliberation import Step
from communitygov.errors import Words
from communitygov.procedure import Due, DueStatus
from longqiao_case import telling
from longqiao_case.markup import Html, Tongue, element, joined
from longqiao_case.running import Course, Refused, Taken
from longqiao_case.telling import Story

REFUSED = Words("未被接受", "refused")


def card(course: Course, story: Story, *, tongue: Tongue) -> Html:
    """Return the card of one matter."""
    title = element("h3", {}, tongue.say(course.subject.words))
    number = element("span", {"class": "code"}, course.matter)
    head = element("header", {}, element("div", {}, number, title), badge(course, story, tongue=tongue))
    chapters = [
        joined((element("h4", {}, tongue.say(chapter.step)), _entries(chapter.entries, story, tongue)))
        for chapter in telling.chapters(course, story.procedure)
    ]
    return element(
        "article",
        {"id": course.matter},
        head,
        _place(course, story, tongue),
        _steps(course, story, tongue),
        *chapters,
    )


def badge(course: Course, story: Story, *, tongue: Tongue) -> Html:
    """Return where a matter stands, in the colour of its kind, and until when it is to be dealt with."""
    due = story.run.due.get(course.matter)
    stands = element(
        "span",
        {"class": f"badge {_kind(course, due)}"},
        tongue.say(telling.standing(course, story.procedure)),
    )
    limit = element("div", {"class": "due"}, tongue.say(telling.time_left(due))) if due else ""
    return element("div", {}, stands, limit)


def _kind(course: Course, due: Due | None) -> str:
    """Return whether a matter ended in step five, ended elsewhere, is late, or goes on."""
    if course.case and course.case.is_closed:
        return "well" if course.case.step == Step.RATE else "closed"
    return "late" if due and due.status is DueStatus.OVERDUE else "going"


def _place(course: Course, story: Story, tongue: Tongue) -> Html:
    """Return the path to the grid of a matter."""
    words = telling.path(story.dossier.grid, course.case.grid) if course.case else Words("", "")
    return element("p", {"class": "place line"}, tongue.say(words))


def _steps(course: Course, story: Story, tongue: Tongue) -> Html:
    """Return the five steps as a strip."""
    items = [
        element("li", {"class": mark.value}, tongue.say(step))
        for step, mark in telling.marks(course, story.procedure)
    ]
    return element("ol", {"class": "steps"}, *items)


def _entries(entries: tuple[Taken | Refused, ...], story: Story, tongue: Tongue) -> Html:
    """Return what happened in one step as a timeline."""
    items = [
        _taken(each, story, tongue) if isinstance(each, Taken) else _refused(each, story, tongue)
        for each in entries
    ]
    return element("ol", {"class": "course"}, *items)


def _taken(entry: Taken, story: Story, tongue: Tongue) -> Html:
    """Return an event that was taken."""
    target = element(
        "span", {"class": "to"}, tongue.say(story.procedure.table.state(entry.record.target).words)
    )
    facts = [element("p", {"class": "fact"}, tongue.say(telling.shown(fact))) for fact in entry.record.facts]
    what = element("div", {}, _action(entry, story, tongue), " → ", target, *facts)
    return element("li", {"class": "taken"}, _when(entry), what)


def _refused(entry: Refused, story: Story, tongue: Tongue) -> Html:
    """Return an event that was refused, with everything that was against it."""
    reasons = element("ul", {}, *(_reason(reason, tongue) for reason in entry.reasons))
    instead = element("p", {"class": "instead line"}, tongue.say(telling.instead(entry)))
    refused = element("span", {"class": "no"}, "✗ ", tongue.say(REFUSED))
    what = element(
        "div",
        {},
        _action(entry, story, tongue),
        " ",
        refused,
        element("div", {"class": "refusal"}, reasons, instead),
    )
    return element("li", {"class": "refused"}, _when(entry), what)


def _reason(reason: Reason, tongue: Tongue) -> Html:
    """Return what is not met, its code, and what would mend it."""
    return element(
        "li",
        {},
        element("code", {}, reason.code),
        element("div", {"class": "line"}, tongue.say(reason.words)),
        element("div", {"class": "line remedy"}, tongue.say(reason.remedy)),
    )


def _when(entry: Taken | Refused) -> Html:
    """Return time and number of an event."""
    at = element("time", {"datetime": entry.event.at.isoformat()}, telling.moment(entry.event.at))
    return element("div", {"class": "when"}, at, f" · {entry.event.id}")


def _action(entry: Taken | Refused, story: Story, tongue: Tongue) -> Html:
    """Return who did what."""
    roles = sorted(story.dossier.actors[entry.event.actor].roles)
    words = [story.procedure.table.role(role).words for role in roles]
    held = Words("、".join(each.zh for each in words), ", ".join(each.en for each in words))
    action = element("b", {}, tongue.say(story.procedure.table.action(entry.event.action).words))
    who = element("span", {"class": "who"}, f"· {entry.event.actor} ", tongue.say(held))
    return joined((action, " ", who))
