"""Import time: `import communitygov` against `import attrs, transitions` alone, each in a fresh interpreter.

The two are started in turn, so that the machine's drift falls on both; the ratio is what to quote.  A third
row imports everything that the front door offers.

Run: ``python benchmarks/import_time.py``
"""

import sys
from statistics import median
from subprocess import run

ROUNDS = 15
PROGRAMS = {
    "communitygov": "import communitygov",
    "attrs + transitions": "import attrs, transitions",
    "communitygov, every front-door name": "from communitygov import *",
}
TIMED = "import time; begun = time.perf_counter(); {program}; print(time.perf_counter() - begun)"


def measure(program: str) -> float:
    """Return the milliseconds that a program takes in a fresh interpreter, its start left out."""
    code = TIMED.format(program=program)
    done = run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603  the interpreter itself
    return float(done.stdout) * 1000


def main() -> None:
    """Time all in turn and print the medians and the ratio."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(ROUNDS):
        for name, program in PROGRAMS.items():
            times[name].append(measure(program))
    for name, each in times.items():
        print(f"{name:>36}: {median(each):7.1f} ms (min {min(each):.1f}, max {max(each):.1f})")
    ours, theirs = times["communitygov"], times["attrs + transitions"]
    ratio = median(mine / other for mine, other in zip(ours, theirs, strict=True))
    print(f"import communitygov takes {ratio:.2f}× of attrs + transitions (to stay under: 1.5×)")


if __name__ == "__main__":
    main()
