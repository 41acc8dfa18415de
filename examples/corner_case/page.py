"""The page about the corners, and the files beside it."""

from communitygov.errors import Words
from corner_case.course import Course
from longqiao_case.sheet import sheet, with_manifest
from longqiao_case.terminal import Speech


def files_of(story: Course, speech: Speech) -> dict[str, bytes]:
    """Return every file by its name in the folder."""
    return with_manifest(
        {
            "index.html": page(story, speech).encode(),
            "selection.json": story.chosen.to_json() + b"\n",
            "place.json": story.place.to_json() + b"\n",
            "funding.json": story.funding.to_json() + b"\n",
        }
    )


def page(story: Course, speech: Speech) -> str:
    """Return the page: what the values show of themselves in a notebook."""
    parts: tuple[tuple[Words, str], ...] = (
        (Words("改造前，谁够得着", "Who reaches the station before"), story.before._repr_html_()),
        (Words("选点与功能", "Which corners, which functions"), story.chosen._repr_html_()),
        (Words("改造后，谁够得着", "Who reaches a corner after"), story.after._repr_html_()),
        (Words("资金", "Whose money"), story.funding._repr_html_()),
        (Words("任务书", "What it must hold"), story.brief._repr_html_()),
        (Words("标准", "What a standard asks"), story.report._repr_html_()),
        (Words("居民选项目", "What residents choose"), story.vote._repr_html_()),
        (Words("地点", "The place"), story.place._repr_html_()),
        (Words("三美", "Three beauties"), story.card._repr_html_()),
        (Words("产销者", "Neighbours for neighbours"), story.ledger._repr_html_()),
    )
    title = Words("一处闲置空间（示例）", "An idle corner (an example)")
    return sheet(title, parts, speech)
