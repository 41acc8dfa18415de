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
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from pathlib import Path

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.errors import Language, Words
from longqiao_case.output import CannotWrite, write_folder
from longqiao_case.terminal import Speech, show
from quarter_case.course import course
from quarter_case.page import files_of
from quarter_case.telling import told

LANGUAGES: dict[str, tuple[Language, ...]] = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}
UNUSABLE = 2
LONGEST = len(str(GREATEST_INTEGER))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the example and return the exit status."""
    try:
        options = _options(arguments)
    except SystemExit as stop:  # the parser has said what is wrong, or shown its help
        return UNUSABLE if stop.code else 0
    speech = Speech(LANGUAGES[options.lang])
    story = course(options.seed)
    text = told(story, speech)
    if options.out is not None:
        files = files_of(story, speech)
        try:
            write_folder(Path(options.out), files)
        except CannotWrite as refusal:
            print(speech.say(refusal.words), file=sys.stderr)
            return UNUSABLE
        start = Path(options.out) / "index.html"
        said = Words(
            f"已写入 {len(files)} 个文件；请打开 {start}", f"{len(files)} files written; open {start}"
        )
        text += f"\n{speech.say(said)}\n"
    show(text)
    return 0


def _options(arguments: Sequence[str] | None) -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(
        prog="quarter_grids.py", description=__doc__.partition("\n")[0] if __doc__ else ""
    )
    parser.add_argument(
        "--lang", choices=sorted(LANGUAGES), default="both", help="中文、English 或两者 / or both"
    )
    parser.add_argument("--seed", type=_seed, default=1, help="划格的随机种子 / seed of the drawing")
    parser.add_argument("--out", metavar="DIR", help="另写入此目录 / also write into this folder")
    return parser.parse_args(arguments)


def _seed(given: str) -> int:
    """Read a seed: nothing below zero, and no more than a document may hold."""
    if given.isascii() and given.isdigit() and len(given) <= LONGEST and int(given) <= GREATEST_INTEGER:
        return int(given)
    said = f"须为 0 至 {GREATEST_INTEGER} 的整数 / must be a whole number from 0 to {GREATEST_INTEGER}"
    raise ArgumentTypeError(said)


if __name__ == "__main__":
    sys.exit(main())
