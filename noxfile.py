#!/usr/bin/env -S uv run

# /// script
# dependencies = ["nox>=2025.10.14"]
# ///

"""Every gate by name, each in an environment of its own: `nox`, or `nox -s lint types`."""

import nox

nox.needs_version = ">=2025.10.14"
nox.options.default_venv_backend = "uv|virtualenv"

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)


@nox.session
def lint(session: nox.Session) -> None:
    """Find what ruff and the spelling list object to; change nothing."""
    session.install("-e", ".[dev]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("codespell")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types with two checkers, both strict."""
    session.install("-e", ".[dev]")
    session.run("mypy")
    session.run("pyright")


@nox.session
def imports(session: nox.Session) -> None:
    """Check that every layer stands on those below it."""
    session.install("-e", ".[dev]")
    session.run("lint-imports")


@nox.session
def shape(session: nox.Session) -> None:
    """Measure functions, files, names and documentation against the limits of the house."""
    session.run("python", "tools/shape.py", "src/communitygov", "tools")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run every test and every example on each Python."""
    session.install("-e", ".[dev]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def minimums(session: nox.Session) -> None:
    """Run the tests with the oldest dependencies that are promised to do."""
    floors = [requirement.replace(">=", "==") for requirement in PROJECT["project"]["dependencies"]]
    session.install("-e", ".[dev]", *floors)
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Measure which lines and branches the tests reach; all of them must be."""
    session.install("-e", ".[dev]")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "combine")
    session.run("coverage", "report")


@nox.session
def docs(session: nox.Session) -> None:
    """Run every example of the documentation."""
    session.install("-e", ".[dev]")
    session.run("python", "-m", "pytest", "docs", "README.md", *session.posargs)


@nox.session
def review(session: nox.Session) -> None:
    """Review the repository against the Scientific Python guide."""
    session.install("-e", ".[dev]")
    session.run("repo-review", ".")


@nox.session(default=False)
def build(session: nox.Session) -> None:
    """Build the archives into `dist` and look at them as an index would."""
    session.install("build", "twine", "check-wheel-contents")
    session.run("python", "-m", "build", "--outdir", "dist")
    session.run("twine", "check", "--strict", "dist/*")
    session.run("check-wheel-contents", "dist")


if __name__ == "__main__":
    nox.main()
