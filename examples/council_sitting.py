"""龙桥小区四方会谈：一次完整会议及其记录。  A complete sitting of the Longqiao council, with its minutes.

    python examples/council_sitting.py
    python examples/council_sitting.py --lang en --out sitting-report

Holds one invented sitting from the notice to the close: people late and leaving, one in another's place, one
by proxy, one recused; an objection settled, an amendment voted on first, a matter concluded without a vote, a
vote without a quorum, a tie that the chair breaks.  Prints the minutes, and with ``--out`` writes them as
Markdown, HTML and Akoma Ntoso, with the sheets for signing in and the log.

Only that 四方会谈 consists of four constituencies is document 001's.  Everything else is synthetic.

Exit status 2, and one line that says what is wrong, if something cannot be written.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from communitygov.core.canonical import write
from communitygov.errors import Language, Words
from communitygov.meeting import (
    Minutes,
    PublicationPolicy,
    Resolution,
    Sitting,
    check_sitting,
    lawful_decision,
    minutes_of,
    sign_in_sheet,
)
from council_case.course import MOTION, WIRING, at, held
from council_case.rules import NAME, ORDERS, QUORUM
from longqiao_case.output import MANIFEST, CannotWrite, write_folder
from longqiao_case.terminal import Speech, show

LANGUAGES: dict[str, tuple[Language, ...]] = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}
UNUSABLE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the example and return the exit status."""
    try:
        options = _options(arguments)
    except SystemExit as stop:  # the parser has said what is wrong, or shown its help
        return UNUSABLE if stop.code else 0
    languages = LANGUAGES[options.lang]
    sitting = held()
    minutes = minutes_with_everything(sitting)
    told = "\n".join(minutes.to_markdown(language) for language in languages)
    if options.out is not None:
        files = files_of(sitting, minutes, languages)
        try:
            write_folder(Path(options.out), files)
        except CannotWrite as refusal:
            print(Speech(languages).say(refusal.words), file=sys.stderr)
            return UNUSABLE
        told += f"\n{Speech(languages).say(_written(options.out, len(files), languages[0]))}\n"
    show(told)
    return 0


def minutes_with_everything(sitting: Sitting) -> Minutes:
    """Return the minutes with the texts, the resolution, and what was found amiss."""
    resolution = Resolution(
        id="LQ-R-2023-05",
        about=WIRING,
        motion=MOTION,
        text="先改造 3 栋、5 栋，其余分两年完成；施工期间提供临时照明和联系人。 "
        "Buildings 3 and 5 first, the others within two years; with temporary light, and somebody to call.",
        decision=lawful_decision(sitting, MOTION, orders=ORDERS).require_adopted(),
        adopted_at=at(15, 22),
        policy=PublicationPolicy(days=7),
    )
    return minutes_of(
        sitting,
        name=NAME,
        quorum=QUORUM,
        resolutions=[resolution],
        findings=check_sitting(sitting, ORDERS),
        texts="shown",
    )


def files_of(sitting: Sitting, minutes: Minutes, languages: Sequence[Language]) -> dict[str, bytes]:
    """Return every file by its name in the folder."""
    texts = {"minutes.json": minutes.to_json().decode(), "journal.json": sitting.journal().to_json().decode()}
    blank = sign_in_sheet(sitting, form="blank", name=NAME)
    filled = sign_in_sheet(sitting, name=NAME)
    for language in languages:
        texts[f"minutes.{language}.md"] = minutes.to_markdown(language)
        texts[f"minutes.{language}.html"] = minutes.to_html(language)
        texts[f"minutes.{language}.xml"] = minutes.to_akoma_ntoso(language)
        for form, sheet in (("blank", blank), ("filled", filled)):
            texts[f"sign-in-{form}.{language}.md"] = sheet.to_markdown(language)
            texts[f"sign-in-{form}.{language}.html"] = sheet.to_html(language)
    files = {name: text.encode() for name, text in texts.items()}
    digests = {name: sha256(content).hexdigest() for name, content in files.items()}
    return {**files, MANIFEST: write({"files": {**digests}}) + b"\n"}


def _written(folder: str, count: int, language: Language) -> Words:
    """Return what was written, and what to open."""
    start = Path(folder) / f"minutes.{language}.html"
    return Words(f"已写入 {count} 个文件；请打开 {start}", f"{count} files written; open {start}")


def _options(arguments: Sequence[str] | None) -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(
        prog="council_sitting.py", description=__doc__.partition("\n")[0] if __doc__ else ""
    )
    parser.add_argument(
        "--lang", choices=sorted(LANGUAGES), default="both", help="中文、English 或两者 / or both"
    )
    parser.add_argument("--out", metavar="DIR", help="另写入此目录 / also write into this folder")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
