"""一处闲置空间：从选点到第一年运营。  An idle corner, from choosing it to its first year.

    python examples/idle_corner.py
    python examples/idle_corner.py --lang en --out corner-report

Asks who of an invented quarter reaches a station on foot, which idle corners to renovate and what to put
in each for the money there is, who pays what, what the place must hold, what a standard finds lacking,
which small works residents choose, and how neighbours serve each other there.  With ``--out`` it also
writes a page, and the selection, the place and the funding as JSON.

Everything is synthetic; another ``--seed`` searches another way.  Kinds of money, of price and of beauty
carry the citation of the document that they stand in.

Exit status 2, and one line that says what is wrong, if something cannot be written.
"""

import sys
from collections.abc import Sequence

from corner_case.course import course
from corner_case.page import files_of
from corner_case.telling import told
from longqiao_case.seeded import SeededExample

EXAMPLE = SeededExample(
    name="idle_corner.py",
    about=__doc__ or "",
    seed=0,
    seed_help="搜索的随机种子 / seed of the search",
    course=course,
    told=told,
    files_of=files_of,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the example and return the exit status."""
    return EXAMPLE.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
