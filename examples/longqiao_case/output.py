"""Writing a folder whole or not at all.

Everything is made in memory first, then written into a folder beside the target, then moved into place.  A
folder that holds anything which this program did not write there is left alone: a manifest with the digest
of each file tells.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from communitygov.core.canonical import read, write
from communitygov.errors import CommunityGovError, Words
from communitygov.quotation import shown
from longqiao_case.markup import Tongue
from longqiao_case.page import page
from longqiao_case.telling import Story

MANIFEST = "manifest.json"
#: Most bytes of a manifest, and most characters of a file's name.
MOST_MANIFEST = 10 * 1024 * 1024
LONGEST_NAME = 120

_LINK = Words("是链接；请换一个目录", "is a link; choose another folder")
_NO_FOLDER = Words("不是目录；请换一个名字", "is no folder; choose another name")
_NO_PARENT = Words("的上级目录不存在；请先建立", "lies in a folder that is not there; make that first")
_HERE = Words("是当前目录或其上级；请换一个目录", "is the folder you are in, or one above it; choose another")
_FOREIGN = Words(
    "已有并非本程序所写、或已改动的文件；请换一个目录，或先移走",
    "holds files that this program did not write, or that were changed since; choose another, or move them",
)
_FAILED = Words("无法写入；请核对权限与空间", "cannot be written; check permissions and space")


class CannotWrite(Exception):
    """A folder cannot be written: which, why, and what to do."""

    def __init__(self, target: Path, problem: Words) -> None:
        """Keep the folder and the problem."""
        super().__init__(target, problem)
        place = shown(str(target))
        self.words = Words(f"--out：{place} {problem.zh}。", f"--out: {place} {problem.en}.")


def files_of(story: Story, tongue: Tongue) -> dict[str, bytes]:
    """Return every file by its name in the folder."""
    files = {
        "index.html": page(story, tongue).encode(),
        "journal.json": story.run.journal.to_json() + b"\n",
    }
    for language in tongue.languages:
        files[f"procedure.{language}.mmd"] = story.procedure.to_mermaid(language=language).encode()
        files[f"procedure.{language}.svg"] = story.procedure.to_svg(language=language).encode()
    for case in story.run.cases:
        files[f"cases/{_file_name(case.id)}.json"] = case.to_json() + b"\n"
    digests = {name: sha256(content).hexdigest() for name, content in files.items()}
    return {**files, MANIFEST: write({"files": {**digests}}) + b"\n"}


def _file_name(identifier: str) -> str:
    """Return an identifier as a file's name: no slash, and not too long."""
    name = quote(identifier, safe="")
    return name if len(name) <= LONGEST_NAME else sha256(identifier.encode()).hexdigest()


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder whole, in the place of what an earlier run has written, or raise `CannotWrite`."""
    try:
        place = _checked(target)
        with TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as scratch:
            fresh, old = Path(scratch) / "new", Path(scratch) / "old"
            for name, content in files.items():
                (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                with (fresh / name).open("xb") as stream:
                    stream.write(content)
            _exchange(place, fresh, old)
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        raise CannotWrite(target, _FAILED) from error


def _exchange(place: Path, fresh: Path, old: Path) -> None:
    """Move the new folder into place; what stood there comes back if that fails."""
    if place.exists():
        place.rename(old)
    try:
        fresh.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise


def _checked(target: Path) -> Path:
    """Return where the folder is to stand, if it may stand there."""
    if target.is_symlink():
        raise CannotWrite(target, _LINK)
    place = target.resolve()
    if Path.cwd().is_relative_to(place):
        raise CannotWrite(target, _HERE)
    if not place.parent.is_dir():
        raise CannotWrite(target, _NO_PARENT)
    if place.exists() and not place.is_dir():
        raise CannotWrite(target, _NO_FOLDER)
    if place.exists() and any(place.iterdir()) and not _is_ours(place):
        raise CannotWrite(target, _FOREIGN)
    return place


def _is_ours(place: Path) -> bool:
    """Tell whether a folder holds just what its manifest says, unchanged."""
    found = {each.relative_to(place).as_posix(): each for each in place.rglob("*") if not _is_folder(each)}
    manifest = found.pop(MANIFEST, None)
    if manifest is None or any(each.is_symlink() for each in (manifest, *found.values())):
        return False
    digests = _digests(manifest)
    return set(digests) == set(found) and all(
        each.is_file() and sha256(each.read_bytes()).hexdigest() == digests[name]
        for name, each in found.items()
    )


def _is_folder(path: Path) -> bool:
    """Tell whether this is a folder, and no link to one."""
    return path.is_dir() and not path.is_symlink()


def _digests(manifest: Path) -> dict[str, object]:
    """Return the digests in a manifest; none of one that cannot be read."""
    with manifest.open("rb") as stream:
        raw = stream.read(MOST_MANIFEST)
    try:
        content = read(raw)
    except CommunityGovError:
        return {}
    listed = content.get("files") if isinstance(content, dict) else None
    return {**listed} if isinstance(listed, dict) else {}
