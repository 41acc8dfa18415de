"""The package as its own modules show it, and Markdown's tables.

This module knows no page.
"""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import ModuleType

import hypothesis  # noqa: F401  first: it loads the test kit itself, and not in the middle of the walk

import communitygov

MADE = "<!-- made by tools/reference.py; change the package, not this page -->\n"

#: The front doors, the lowest first; errors are imported from their module.
FRONTS = (
    "errors",
    "core",
    "geometry",
    "organisation",
    "procedure",
    "deliberation",
    "meeting",
    "grid",
    "space",
    "programme",
    "casebook",
    "interchange",
    "plot",
    "testing",
)


@cache
def modules() -> Mapping[str, ModuleType]:
    """Return every module of the package by its name, in order."""
    found = pkgutil.walk_packages(communitygov.__path__, "communitygov.")
    return {name: importlib.import_module(name) for name in sorted(each.name for each in found)}


@cache
def tree(module: str) -> ast.Module:
    """Return the syntax of a module."""
    return ast.parse(inspect.getsource(modules()[module]))


def assigned(module: str) -> Iterator[tuple[str, object, int]]:
    """Yield what a module gives a name itself, with the line; not what it imports."""
    for node in tree(module).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name) and hasattr(modules()[module], target.id):
                yield target.id, getattr(modules()[module], target.id), node.lineno


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)


def sentence(thing: object) -> str:
    """Return the first line of what something says about itself."""
    return (inspect.getdoc(thing) or "").split("\n")[0]
