"""The command line of an example that tells a seeded story: languages, a seed, a folder to write."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.errors import Language, Words
from longqiao_case.output import CannotWrite, write_folder
from longqiao_case.terminal import Speech, show

LANGUAGES: dict[str, tuple[Language, ...]] = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}
UNUSABLE = 2
LONGEST = len(str(GREATEST_INTEGER))

Story = TypeVar("Story")


@attrs.frozen(kw_only=True)
class SeededExample(Generic[Story]):
    """An example: how its story is worked out from a seed, told, and written."""

    name: str
    about: str
    seed: int
    seed_help: str
    course: Callable[[int], Story]
    told: Callable[[Story, Speech], str]
    files_of: Callable[[Story, Speech], dict[str, bytes]]

    def run(self, arguments: Sequence[str] | None = None) -> int:
        """Run the example and return the exit status."""
        try:
            options = self._parser().parse_args(arguments)
        except SystemExit as stop:  # the parser has said what is wrong, or shown its help
            return UNUSABLE if stop.code else 0
        speech = Speech(LANGUAGES[options.lang])
        story = self.course(options.seed)
        text = self.told(story, speech)
        if options.out is not None:
            files = self.files_of(story, speech)
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

    def _parser(self) -> ArgumentParser:
        """Return the reader of the command line."""
        parser = ArgumentParser(prog=self.name, description=self.about.partition("\n")[0])
        parser.add_argument(
            "--lang", choices=sorted(LANGUAGES), default="both", help="中文、English 或两者 / or both"
        )
        parser.add_argument("--seed", type=_seed, default=self.seed, help=self.seed_help)
        parser.add_argument("--out", metavar="DIR", help="另写入此目录 / also write into this folder")
        return parser


def _seed(given: str) -> int:
    """Read a seed: nothing below zero, and no more than a document may hold."""
    if given.isascii() and given.isdigit() and len(given) <= LONGEST and int(given) <= GREATEST_INTEGER:
        return int(given)
    said = f"须为 0 至 {GREATEST_INTEGER} 的整数 / must be a whole number from 0 to {GREATEST_INTEGER}"
    raise ArgumentTypeError(said)
