"""龙桥小区四方五步：一份事件记录走过标准程序。  Longqiao: an event log through the five steps.

    python examples/longqiao.py
    python examples/longqiao.py --lang zh --out longqiao-report
    python examples/longqiao.py --now 2023-05-20T18:00:00+08:00

Reads a folder as a street office would keep it (`examples/data/longqiao`), takes every event through the
standard procedure, and prints what happened: each matter step by step, each refusal with all its reasons
and who could act instead, the council, what is open and due, the journal, the counts.  With ``--out`` it
writes the cases, the drawing of the procedure and a page to open in a browser.

Exit status 2, and one line that says what is wrong and where, if something cannot be read or written.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

import attrs

from communitygov.deliberation import five_step
from communitygov.errors import CommunityGovError, Language, Words
from longqiao_case.dossier import Dossier, read_dossier
from longqiao_case.markup import Tongue
from longqiao_case.output import CannotWrite, files_of, write_folder
from longqiao_case.reading import BadInput, moment, problem_of
from longqiao_case.report import report
from longqiao_case.running import run
from longqiao_case.telling import Story
from longqiao_case.terminal import Speech, show

DATA = Path(__file__).parent / "data" / "longqiao"
LANGUAGES: dict[str, tuple[Language, ...]] = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}
UNUSABLE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the example and return the exit status."""
    try:
        options = _options(arguments)
    except SystemExit as stop:  # the parser has said what is wrong, or shown its help
        return UNUSABLE if stop.code else 0
    languages = LANGUAGES[options.lang]
    try:
        told, written = _told(options, languages)
    except (BadInput, CannotWrite) as refusal:
        print(Speech(languages).say(refusal.words), file=sys.stderr)
        return UNUSABLE
    show(told + written)
    return 0


def _options(arguments: Sequence[str] | None) -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(prog="longqiao.py", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument(
        "--lang", choices=sorted(LANGUAGES), default="both", help="中文、English 或两者 / or both"
    )
    parser.add_argument("--out", metavar="DIR", help="另写入此目录 / also write into this folder")
    parser.add_argument("--data", metavar="DIR", default=str(DATA), help="数据目录 / folder of the data")
    parser.add_argument(
        "--now", metavar="TIME", help="截止时刻，默认取自数据 / as of when; by default as in the data"
    )
    return parser.parse_args(arguments)


def _told(options: Namespace, languages: tuple[Language, ...]) -> tuple[str, str]:
    """Return the report, and what was written; everything is made before anything is written."""
    procedure = five_step()
    dossier = _at(read_dossier(Path(options.data), procedure), options.now)
    story = Story(dossier=dossier, procedure=procedure, run=run(dossier, procedure))
    text = report(story, Speech(languages))
    if options.out is None:
        return text, ""
    files = files_of(story, Tongue(languages))
    write_folder(Path(options.out), files)
    return text, f"\n{Speech(languages).say(_written(options.out, len(files)))}\n"


def _written(folder: str, count: int) -> Words:
    """Return what was written, and what to open."""
    start = Path(folder) / "index.html"
    return Words(f"已写入 {count} 个文件；请打开 {start}", f"{count} files written; open {start}")


def _at(dossier: Dossier, now: str | None) -> Dossier:
    """Return the dossier as of another time, if one was asked for."""
    if now is None:
        return dossier
    try:
        return attrs.evolve(dossier, now=moment(now))
    except CommunityGovError as error:
        raise BadInput("--now", problem_of(error)) from error


if __name__ == "__main__":
    sys.exit(main())
