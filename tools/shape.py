"""The house's shape, measured from syntax trees and held to its limits.

    python tools/shape.py src/communitygov tools

Nothing is imported or run, so a file may be broken in every other way.  One line a breach,
`file:line: what is; allowed: what is allowed`, and exit status 1; a line of figures when all is well.

What it does not know: whether a docstring is true, a name is good, or a short function is clear.
"""

import ast
import sys
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

Definition = ast.FunctionDef | ast.AsyncFunctionDef

#: Names that say where a thing was put and not what it is.
VAGUE_NAMES = frozenset({"base", "common", "helper", "helpers", "manager", "misc", "models", "util", "utils"})
#: What makes a data class, whichever module it is taken from; all but the first need `frozen=True`.
MAKERS = ("frozen", "define", "mutable", "attrs", "s", "dataclass")
#: Each of these is one more way through a function.
BRANCHES = (
    ast.If | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.match_case | ast.IfExp | ast.Assert
)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What is allowed; lengths in lines."""

    function_p95: int = 25
    function: int = 50
    file: int = 400
    parameters: int = 6
    positional: int = 2  # a name with an underscore is there for the caller's form and not counted
    branches: int = 10
    string_tests: int = 2  # per thousand lines, rounded up


@dataclass(frozen=True, order=True)
class Breach:
    """One place that is out of shape."""

    file: str
    line: int
    found: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.found}; allowed: {self.allowed}"


@dataclass(frozen=True)
class Shape:
    """The figures of one folder, and where they are out of bounds."""

    files: int
    functions: int
    function_p95: int
    function_max: int
    breaches: tuple[Breach, ...]

    def __str__(self) -> str:
        lengths = f"19 of 20 up to {self.function_p95} lines, the longest {self.function_max}"
        return f"{self.files} files, {self.functions} functions, {lengths}, {len(self.breaches)} breaches"


@dataclass(frozen=True)
class Module:
    """One source file; `name` is dotted, from the measured folder on."""

    name: str
    file: str
    lines: int
    tree: ast.Module
    is_package: bool

    def breach(self, line: int, found: str, *, allowed: object) -> Breach:
        """Return a breach in this file; what is true of the whole file is said of line 1."""
        return Breach(self.file, line, found, str(allowed))


@dataclass(frozen=True)
class Function:
    """One `def`, with what its surroundings say about it."""

    node: Definition
    is_public: bool
    is_method: bool

    @property
    def decorators(self) -> frozenset[str]:
        """The last words of its decorators."""
        return frozenset(map(_simple, self.node.decorator_list))

    @property
    def positional(self) -> tuple[ast.arg, ...]:
        """The parameters that may be given by position, without self and cls."""
        is_bound = self.is_method and "staticmethod" not in self.decorators
        return (*self.node.args.posonlyargs, *self.node.args.args)[is_bound:]

    @property
    def parameters(self) -> tuple[ast.arg, ...]:
        """All of them, `*args` and `**kwargs` too."""
        spec = self.node.args
        stars = (star for star in (spec.vararg, spec.kwarg) if star)
        return (*self.positional, *spec.kwonlyargs, *stars)

    @property
    def length(self) -> int:
        """Its lines, without the decorators and the docstring."""
        is_documented = ast.get_docstring(self.node) is not None
        return _lines(self.node) - (_lines(self.node.body[0]) if is_documented else 0)


def measure(folder: Path, limits: Limits | None = None) -> Shape:
    """Measure every source file under `folder`, one package or a folder of scripts."""
    bounds = limits or Limits()
    modules = [_read(path, folder) for path in sorted(folder.rglob("*.py"))]
    functions = [(module, function) for module in modules for function in _functions(module.tree)]
    lengths = sorted(function.length for _, function in functions) or [0]
    p95 = lengths[-(-len(lengths) * 95 // 100) - 1]
    breaches = [breach for module in modules for breach in _module_breaches(module, bounds)]
    breaches += [breach for each in functions for breach in _function_breaches(*each, bounds)]
    breaches += _cycles(modules)
    breaches += _strings(modules, bounds)
    if p95 > bounds.function_p95:
        found = f"19 of 20 functions have up to {p95} lines"
        breaches += [Breach(folder.as_posix(), 1, found, str(bounds.function_p95))]
    return Shape(len(modules), len(functions), p95, lengths[-1], tuple(sorted(breaches)))


def _read(path: Path, folder: Path) -> Module:
    with tokenize.open(path) as stream:
        text = stream.read()
    parts = (folder.resolve().name, *path.relative_to(folder).with_suffix("").parts)
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    return Module(name, path.as_posix(), len(text.splitlines()), ast.parse(text, path.as_posix()), is_package)


def _functions(tree: ast.AST, *, visible: bool = True, in_class: bool = False) -> Iterator[Function]:
    for node in ast.iter_child_nodes(tree):
        seen = visible and not str(getattr(node, "name", "")).startswith("_")
        if isinstance(node, Definition):
            function = Function(node, is_public=seen, is_method=in_class)
            yield from () if "overload" in function.decorators else (function,)
            yield from _functions(node, visible=False)
        else:
            yield from _functions(node, visible=seen, in_class=in_class or isinstance(node, ast.ClassDef))


def _function_breaches(module: Module, function: Function, limits: Limits) -> Iterator[Breach]:
    node, name = function.node, function.node.name
    counts = (
        (function.length, limits.function, "lines"),
        (len(function.parameters), limits.parameters, "parameters"),
        (_ways_through(node), limits.branches, "ways through"),
    )
    for count, most, unit in counts:
        if count > most:
            yield module.breach(node.lineno, f"{name} has {count} {unit}", allowed=most)
    bare = [argument.arg for argument in function.parameters if argument.annotation is None]
    bare += [] if node.returns else ["its answer"]
    if bare:
        yield module.breach(node.lineno, f"{name} leaves unannotated: {', '.join(bare)}", allowed="nothing")
    if function.is_public:
        yield from _public_breaches(module, function, limits)


def _public_breaches(module: Module, function: Function, limits: Limits) -> Iterator[Breach]:
    line, name, spec = function.node.lineno, function.node.name, function.node.args
    positional = sum(not argument.arg.startswith("_") for argument in function.positional)
    if positional > limits.positional:
        yield module.breach(line, f"{name} takes {positional} by position", allowed=limits.positional)
    if spec.kwarg:
        yield module.breach(line, f"{name} takes **{spec.kwarg.arg}", allowed="named parameters")
    defaults = (*spec.defaults, *spec.kw_defaults)
    if any(isinstance(default, ast.Constant) and isinstance(default.value, bool) for default in defaults):
        yield module.breach(line, f"{name} is switched by a boolean", allowed="a named value")
    if ast.get_docstring(function.node) is None and not function.decorators & {"setter", "deleter"}:
        yield module.breach(line, f"{name} has no docstring", allowed="none without")


def _module_breaches(module: Module, limits: Limits) -> Iterator[Breach]:
    simple = module.name.rpartition(".")[2]
    if simple in VAGUE_NAMES:
        yield module.breach(1, f"a module is called {simple}", allowed="a noun of the field")
    if module.lines > limits.file:
        yield module.breach(1, f"the file has {module.lines} lines", allowed=limits.file)
    if ast.get_docstring(module.tree) is None:
        yield module.breach(1, f"{simple} has no docstring", allowed="none without")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            yield from _class_breaches(module, node)


def _class_breaches(module: Module, node: ast.ClassDef) -> Iterator[Breach]:
    if not node.name.startswith("_") and ast.get_docstring(node) is None:
        yield module.breach(node.lineno, f"{node.name} has no docstring", allowed="none without")
    makers = [maker for maker in node.decorator_list if _simple(maker) in MAKERS]
    if makers and not any(map(_freezes, makers)):
        yield module.breach(node.lineno, f"{node.name} can be changed once made", allowed="frozen values")


def _freezes(maker: ast.expr) -> bool:
    options = {word.arg: word.value for word in maker.keywords} if isinstance(maker, ast.Call) else {}
    frozen = options.get("frozen", ast.Constant(_simple(maker) == MAKERS[0]))
    return isinstance(frozen, ast.Constant) and frozen.value is True


def _cycles(modules: Sequence[Module]) -> Iterator[Breach]:
    """Name the import cycles; an import counts wherever it stands, lazy and typing ones too."""
    known = {module.name: module for module in modules}
    imports = {module.name: dict(_imports(module, known)) for module in modules}
    while True:
        try:
            TopologicalSorter(imports).prepare()
        except CycleError as error:
            ring: list[str] = error.args[1]  # each name is imported by the next
            line, chain = imports[ring[1]].pop(ring[0]), " imports ".join(reversed(ring))
            yield known[ring[1]].breach(line, f"an import cycle: {chain}", allowed="none")
        else:
            return


def _imports(module: Module, known: Mapping[str, Module]) -> Iterator[tuple[str, int]]:
    """Yield each module that `module` names, with the line; not the packages on the way to it."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            start = _start(module, node)
            inner = (f"{start}.{alias.name}" for alias in node.names)
            targets = {name if name in known else start for name in inner}
            yield from ((name, node.lineno) for name in sorted(targets & known.keys() - {module.name}))


def _start(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    kept = len(parts) - node.level + module.is_package
    return ".".join([*parts[:kept], *filter(None, [node.module])])


def _strings(modules: Sequence[Module], limits: Limits) -> Iterator[Breach]:
    """Name every comparison with a literal text, where there are so many that an enum is missing."""
    found = [(module, text) for module in modules for text in _string_tests(module.tree)]
    allowed = -(-sum(module.lines for module in modules) * limits.string_tests // 1000)
    if len(found) > allowed:
        for module, text in found:
            yield module.breach(text.lineno, f"a test for {text.value!r}", allowed=f"{allowed} such")


def _string_tests(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(isinstance(test, ast.Eq | ast.NotEq) for test in node.ops):
            sides = [side for side in (node.left, *node.comparators) if isinstance(side, ast.Constant)]
            yield from (side for side in sides if isinstance(side.value, str) and side.value != "__main__")


def _ways_through(function: Definition) -> int:
    """Count one way, and one more for each branch; functions inside count for themselves."""
    ways, waiting = 1, list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Definition | ast.ClassDef):
            continue
        ways += isinstance(node, BRANCHES)
        ways += len(node.values) - 1 if isinstance(node, ast.BoolOp) else 0
        ways += len(node.ifs) if isinstance(node, ast.comprehension) else 0
        waiting += ast.iter_child_nodes(node)
    return ways


def _simple(decorator: ast.expr) -> str:
    """Return the last word of a decorator's name."""
    name = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(name).rpartition(".")[2]


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def main(argv: Sequence[str]) -> int:
    """Measure each folder named in `argv`; print what is out of shape; 1 if anything is."""
    shapes = {name: measure(Path(name)) for name in argv}
    for name, shape in shapes.items():
        print(*shape.breaches, f"{name}: {shape}", sep="\n")
    return int(any(shape.breaches or not shape.files for shape in shapes.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
