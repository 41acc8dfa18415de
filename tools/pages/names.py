"""The public names: how each is called, and the first line of what it says about itself.

Signatures are taken from the source, so that they read as they were written, on every Python.
"""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from enum import Enum
from types import FunctionType, ModuleType
from typing import Any, cast

import attrs
from tools.pages.package import FRONTS, MADE, assigned, modules, tree

import communitygov


def api_page() -> str:
    """Return the list of public names, front door by front door."""
    text = f"{MADE}\n# Public names\n\nWhat can be imported from where, and how it is called.\n\n"
    offered = ", ".join(f"`{name}`" for name in communitygov.__all__)
    text += f"`communitygov` itself offers {offered}; each is the same as in its package.\n"
    for front in FRONTS:
        told = dict[str, object]()
        for module in _doors(front):
            listed = {name: getattr(module, name) for name in sorted(public(module))}
            again = [f"`{name}`" for name, thing in listed.items() if told.get(name) is thing]
            text += f"\n## `{module.__name__}`\n\n{sentence(module)}\n"
            text += f"\nAlso from `communitygov.{front}`: {', '.join(again)}.\n" if again else ""
            text += "".join(
                entry(name, thing) for name, thing in listed.items() if told.get(name) is not thing
            )
            told |= listed
    return text + strategies()


def _doors(front: str) -> Iterator[ModuleType]:
    """Yield the front door of a topic, then those of the packages in it."""
    yield modules()[f"communitygov.{front}"]
    for name, module in modules().items():
        if name.startswith(f"communitygov.{front}.") and hasattr(module, "__all__"):
            yield module


def public(module: ModuleType) -> list[str]:
    """Return the public names of a front door; the module of errors has no list, its classes are public."""
    own = [
        name
        for name, each in vars(module).items()
        if isinstance(each, type) and each.__module__ == module.__name__ and not name.startswith("_")
    ]
    return list(getattr(module, "__all__", own))


def sentence(thing: object) -> str:
    """Return the first line of what something says about itself."""
    return plain((inspect.getdoc(thing) or "").split("\n")[0])


def plain(text: str) -> str:
    """Return a line of a docstring as Markdown."""
    return " ".join(text.replace("``", "`").split())


def entry(name: str, thing: object) -> str:
    """Return what is said of one public name."""
    head, function = f"\n### `{name}`\n\n", inspect.unwrap(cast("Any", thing))
    if isinstance(thing, ModuleType):
        return f"{head}{sentence(thing)} What it offers stands under a heading of its own.\n"
    if isinstance(thing, type):
        lines = "".join(f"- {line}\n" for line in members(thing))
        return f"{head}{called(name, thing)}{sentence(thing)}\n" + (f"\n{lines}" if lines else "")
    if isinstance(function, FunctionType):
        return f"{head}`{name}{signature(_definition(function))}`\n\n{sentence(thing)}\n"
    kind = "mapping" if isinstance(thing, Mapping) else f"`{type(thing).__name__}`"
    return f"{head}{'An' if kind[1] in 'AEIOUi' else 'A'} {kind}. {remark(name, thing)}".rstrip() + "\n"


# ------------------------------------------------------------------ how it is called


def called(name: str, kind: type) -> str:
    """Return how a class is called, or which members it has."""
    if issubclass(kind, Enum):
        codes = ", ".join(f"`{member.value}`" for member in kind)
        return f"One of {codes}.\n\n" if codes else ""
    if getattr(kind, "_is_protocol", False) or inspect.isabstract(kind):
        return ""
    init = {node.name: node for node in _functions(kind)}.get("__init__")
    if init:
        return f"`{name}({parameters(init.args, skipped=1)})`\n\n"
    if attrs.has(cast("Any", kind)) or issubclass(kind, tuple):
        return f"`{name}({', '.join(_fields(kind))})`\n\n"
    return ""


def _fields(kind: type) -> Iterator[str]:
    """Yield the parameters that the fields of a value make, in the order of the call."""
    lines = {
        node.target.id: node
        for base in reversed(kind.__mro__)
        for node in _body(base)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    named = _named(kind, tuple(lines))
    order = sorted(named, key=named.__getitem__)
    for at, name in enumerate(order):
        if named[name] and not (at and named[order[at - 1]]):
            yield "*"
        yield f"{name}: {_type(lines[name].annotation)}{_default(lines[name].value)}"


def _named(kind: type, lines: tuple[str, ...]) -> dict[str, bool]:
    """Return the parameters of a value or a named tuple, and whether they must be named."""
    if issubclass(kind, tuple):
        return dict.fromkeys(lines, False)
    fields = attrs.fields(cast("Any", kind))
    return {each.name: bool(each.kw_only) for each in fields if each.init and not each.name.startswith("_")}


def _default(value: ast.expr | None) -> str:
    """Return the default that a parameter or a field has; a dot for one without a public name."""
    match value:
        case ast.Call(func=ast.Attribute(attr="field"), keywords=words):
            return _default({word.arg: word.value for word in words}.get("default"))
        case None:
            return ""
        case _:
            text = ast.unparse(value)
            return " = …" if text.startswith("_") else f" = {text}"


def signature(node: ast.FunctionDef, *, skipped: int = 0) -> str:
    """Return the parameters of a function and what it gives, without the first ones that are skipped."""
    answer = _type(node.returns) if node.returns else "None"
    return f"({parameters(node.args, skipped=skipped)}) -> {answer}"


def parameters(spec: ast.arguments, *, skipped: int = 0) -> str:
    """Return parameters as they were written, without the first ones that are skipped."""
    missing = [None] * (len(spec.args) - len(spec.defaults))
    parts = [_parameter(*pair) for pair in zip(spec.args, [*missing, *spec.defaults], strict=True)][skipped:]
    if spec.vararg:
        parts.append(f"*{_parameter(spec.vararg, None)}")
    elif spec.kwonlyargs:
        parts.append("*")
    parts += [_parameter(*pair) for pair in zip(spec.kwonlyargs, spec.kw_defaults, strict=True)]
    return ", ".join(parts)


def _parameter(node: ast.arg, default: ast.expr | None) -> str:
    kind = f": {_type(node.annotation)}" if node.annotation else ""
    return f"{node.arg}{kind}{_default(default)}"


class _Unquoted(ast.NodeTransformer):
    """Takes the quotes from names that stand for later."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """Return the name itself."""
        return ast.Name(node.value) if isinstance(node.value, str) else node


def _type(node: ast.expr) -> str:
    """Return an annotation as it was written, without quotes."""
    return ast.unparse(_Unquoted().visit(ast.parse(ast.unparse(node), mode="eval")))


# ------------------------------------------------------------------ what belongs to it


def _definition(function: FunctionType) -> ast.FunctionDef:
    """Return where a function is defined."""
    body = tree(function.__module__).body
    return next(node for node in body if isinstance(node, ast.FunctionDef) and node.name == function.__name__)


def _body(kind: type) -> list[ast.stmt]:
    """Return the body of a class of the package; nothing of another."""
    nodes = tree(kind.__module__).body if kind.__module__ in modules() else []
    classes = (node for node in nodes if isinstance(node, ast.ClassDef) and node.name == kind.__name__)
    return [line for node in classes for line in node.body]


def _functions(kind: type) -> Iterator[ast.FunctionDef]:
    """Yield the methods and properties that a class itself has, in the order of its source."""
    return (node for node in _body(kind) if isinstance(node, ast.FunctionDef))


def members(kind: type) -> Iterator[str]:
    """Yield the public methods and properties that a class itself has."""
    for node in _functions(kind):
        if not node.name.startswith("_"):
            said = (ast.get_docstring(node) or "").split("\n")[0]
            yield f"`{node.name}{_call(node)}`: {plain(said)}"


def _call(node: ast.FunctionDef) -> str:
    """Return the parameters of a method; nothing of a property."""
    marks = {ast.unparse(mark) for mark in node.decorator_list}
    is_property = not marks.isdisjoint({"property", "cached_property"})
    return "" if is_property else signature(node, skipped=0 if "staticmethod" in marks else 1)


def remark(name: str, thing: object) -> str:
    """Return the remark that stands above a constant in its module."""
    for home, module in modules().items():
        for found, value, line in assigned(home):
            if found == name and value is thing:
                above = inspect.getsource(module).splitlines()[: line - 1]
                return plain(" ".join(_remarks(above)))
    return ""


def _remarks(above: list[str]) -> list[str]:
    """Return the lines of the remark with which `above` ends."""
    lines: list[str] = []
    while above and above[-1].startswith("#:"):
        lines.insert(0, above.pop().removeprefix("#:").strip())
    return lines


def strategies() -> str:
    """Return the strategies by their modules."""
    text = "\n## `communitygov.testing.strategies`\n\nStrategies for Hypothesis, by module.\n"
    package = modules()["communitygov.testing.strategies"]
    for found in sorted(each.name for each in pkgutil.iter_modules(package.__path__)):
        module = importlib.import_module(f"{package.__name__}.{found}")
        text += f"\n### `{found}`\n\n{sentence(module)}\n\n"
        functions = [node for node in tree(module.__name__).body if isinstance(node, ast.FunctionDef)]
        for node in sorted(functions, key=lambda each: each.name):
            if not node.name.startswith("_"):
                skipped = 1 if any("composite" in ast.unparse(mark) for mark in node.decorator_list) else 0
                said = plain((ast.get_docstring(node) or "").split("\n")[0])
                text += f"- `{node.name}({parameters(node.args, skipped=skipped)})`: {said}\n"
    return text
