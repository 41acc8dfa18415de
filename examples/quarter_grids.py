"""一个小区的微网实格：从划格到体检。  Micro-grids of a quarter, from drawing them to a diagnosis.

    python examples/quarter_grids.py
    python examples/quarter_grids.py --lang en --out quarter-report

Draws the micro-grids of an invented quarter, posts workers to them, binds residents to them, routes three
reports, makes two grids one without losing anybody, puts up a notice board and asks what is wrong with it
all.  With ``--out`` it also writes a page, the map as SVG and as GeoJSON, and the grids and the record of the
change as JSON.

Everything is synthetic; another ``--seed`` draws other grids of the same buildings.  Bounds carry the
citation of the document that they stand in.

Exit status 2, and one line that says what is wrong, if something cannot be written.
"""

import sys
from collections.abc import Sequence

from longqiao_case.seeded import SeededExample
from quarter_case.course import course
from quarter_case.page import files_of
from quarter_case.telling import told

EXAMPLE = SeededExample(
    name="quarter_grids.py",
    about=__doc__ or "",
    seed=1,
    seed_help="划格的随机种子 / seed of the drawing",
    course=course,
    told=told,
    files_of=files_of,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the example and return the exit status."""
    return EXAMPLE.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
