"""The page about the quarter, and the files beside it."""

from communitygov.errors import Words
from communitygov.geometry import Plane
from communitygov.interchange import delineation_to_geojson
from longqiao_case.sheet import sheet, with_manifest
from longqiao_case.terminal import Speech
from quarter_case.course import Course
from quarter_case.people import DAY, directory_of

#: Where on earth the invented ground is laid, in ten-millionths of a degree; any place would do.
PLANE = Plane(longitude=1_039_200_000, latitude=305_700_000)


def files_of(story: Course, speech: Speech) -> dict[str, bytes]:
    """Return every file by its name in the folder."""
    return with_manifest(
        {
            "index.html": page(story, speech).encode(),
            "map.svg": story.plan.to_svg().encode(),
            "map.geojson": delineation_to_geojson(story.plan, plane=PLANE).encode() + b"\n",
            "grid.json": story.grid.to_json() + b"\n",
            "chronicle.json": story.chronicle.to_json() + b"\n",
        }
    )


def page(story: Course, speech: Speech) -> str:
    """Return the page: the map, then what the values show of themselves in a notebook."""
    board = directory_of(story.grid, story.plan).board("B1-01-U1", on=DAY)
    parts: tuple[tuple[Words, str], ...] = (
        (Words("网格图", "The map"), story.plan.to_svg()),
        (Words("网格", "The grids"), story.grid._repr_html_()),
        (Words("派驻", "The roster"), story.roster._repr_html_()),
        *(
            (Words(f"报告 {sent.report.id}", f"Report {sent.report.id}"), sent._repr_html_())
            for sent in story.reports
        ),
        (Words("调整", "A change, before it is done"), story.foreseen._repr_html_()),
        (Words("公示牌", "A notice board"), board._repr_html_()),
        (Words("体检", "The diagnosis"), story.diagnosis._repr_html_()),
    )
    title = Words("一个小区的微网实格（示例）", "Micro-grids of a quarter (an example)")
    return sheet(title, parts, speech)
