"""The pages of the reference that are made from the package itself.

    python tools/reference.py           # write them
    python tools/reference.py --check   # name those that are not as the package has them

`pages` gives every page by its path under docs: one for each code, the glossary, the tables of the five
steps, the catalogue of procedures, the public names.  The same package gives the same text, on every Python
and in any order of import.  Nobody edits these pages: what is wrong in one is wrong in the package.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # as a program it is started from its own folder
    sys.path.insert(0, str(ROOT))

from tools.pages.catalogue import catalogue_page  # noqa: E402
from tools.pages.codes import code_index, code_page, meanings  # noqa: E402
from tools.pages.five_step import five_step_page  # noqa: E402
from tools.pages.names import api_page  # noqa: E402
from tools.pages.words import glossary  # noqa: E402

DOCS = ROOT / "docs"
#: The folder in which nothing else may stand.
CODES = "reference/codes"


def pages() -> dict[str, str]:
    """Return the text of every page by its path under docs."""
    made = {f"{CODES}/{code}.md": code_page(code, group) for code, group in meanings().items()}
    made[f"{CODES}/index.md"] = code_index()
    made["reference/five-step.md"] = five_step_page()
    made["reference/catalogue.md"] = catalogue_page()
    made["reference/api.md"] = api_page()
    made["glossary.md"] = glossary()
    return made


def differing(docs: Path, made: dict[str, str]) -> tuple[str, ...]:
    """Return the paths of pages that are missing, not as they should be, or of a code that is no more."""
    stale = {path for path, text in made.items() if _read(docs / path) != text}
    there = {path.relative_to(docs).as_posix() for path in (docs / CODES).glob("*")}
    return tuple(sorted(stale | there - made.keys()))


def write(docs: Path, made: dict[str, str]) -> tuple[str, ...]:
    """Write the pages that differ, remove those of codes that are no more, and return their paths."""
    changed = differing(docs, made)
    for path in changed:
        if path in made:
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            (docs / path).write_bytes(made[path].encode())
        else:
            (docs / path).unlink()
    return changed


def _read(path: Path) -> str | None:
    return path.read_bytes().decode() if path.exists() else None


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them; return the exit status."""
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 2
    made = pages()
    changed = differing(DOCS, made) if arguments else write(DOCS, made)
    print("\n".join((*changed, f"{len(made)} pages, {len(changed)} {'differ' if arguments else 'changed'}")))
    return 1 if arguments and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
