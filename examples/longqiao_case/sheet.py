"""One page of parts, each what a value shows of itself; and the files beside it with their digests."""

from collections.abc import Iterable
from hashlib import sha256

from communitygov.core.canonical import write
from communitygov.errors import Words
from longqiao_case.markup import Html, element, joined, verbatim
from longqiao_case.output import MANIFEST
from longqiao_case.terminal import Speech

_STYLE = """
body { font: 15px/1.6 system-ui, "Noto Sans CJK SC", sans-serif }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
svg { max-width: 100%; height: auto } table { border-collapse: collapse; margin: .5rem 0 }
td, th { border-bottom: 1px solid #ddd; padding: .15rem .7rem .15rem 0 }
td, th { text-align: left; vertical-align: top }
"""


def sheet(title: Words, parts: Iterable[tuple[Words, str]], speech: Speech) -> str:
    """Return a page: under the name of each part the markup that it shows itself with."""
    body = joined(_section(speech.say(name), shown) for name, shown in parts)
    head = element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("title", {}, speech.say(title)),
        element("style", {}, verbatim(_STYLE)),
    )
    whole = element(
        "html",
        {"lang": speech.languages[0]},
        head,
        element("body", {}, element("h1", {}, speech.say(title)), body),
    )
    return f"<!DOCTYPE html>\n{whole}\n"


def with_manifest(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files with one more that lists their digests."""
    digests = {name: sha256(content).hexdigest() for name, content in files.items()}
    return {**files, MANIFEST: write({"files": {**digests}}) + b"\n"}


def _section(title: str, shown: str) -> Html:
    """Return one part of a page."""
    return element("section", {}, element("h2", {}, title), verbatim(shown))
