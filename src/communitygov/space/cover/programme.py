"""Mixed-integer programmes, and the solver HiGHS (extra `solver`) that is asked about them.

The solver counts in floating point and stops at its own time limit.  So of its bound only the whole part
counts, widened by what floating point may err; what it chose is for whoever asks to price again in whole
numbers.  This is the only module that knows highspy, and it imports it when it is used.

It does not know what a column stands for.
"""

from collections.abc import Sequence
from importlib import import_module
from math import floor, gcd, inf
from typing import Any, NamedTuple

from communitygov.errors import MissingExtra

#: By how much the solver's bound may err: as a share of it, and beside that.
_SHARE, _BESIDE = 1e-9, 1e-6


class Row(NamedTuple):
    """One condition: columns with their factors, and what their sum must lie between."""

    columns: Sequence[int]
    factors: Sequence[int]
    least: float
    most: float


class Program(NamedTuple):
    """A programme; as much as can be is made of `gains`, whole numbers all.

    The first `whole` columns are 0 or 1, the others from 0 to their limit; those of `fixed` are 1.
    """

    whole: int
    gains: Sequence[int]
    limits: Sequence[int]
    rows: Sequence[Row]
    fixed: Sequence[int] = ()


class Solved(NamedTuple):
    """What the solver says: a value for each column if it has any, a bound, and how it ended.

    The bound is none if it has none; it takes for granted that what is best is a whole number.
    """

    values: Sequence[float] | None
    bound: int | None
    is_infeasible: bool
    is_over: bool
    seconds: float


def below(columns: Sequence[int], factors: Sequence[int], *, most: float = 0) -> Row:
    """Return that a sum is at most so much.

    Examples
    --------
    >>> below([0, 1], [3, 4], most=5)
    Row(columns=[0, 1], factors=[3, 4], least=-inf, most=5)
    """
    return Row(columns, factors, -inf, most)


def library() -> tuple[Any, Any]:
    """Return the solver's library and numpy, which comes with it.

    Raises
    ------
    MissingExtra
        If the solver is not installed.
    """
    try:
        return import_module("highspy"), import_module("numpy")
    except ImportError as error:
        raise MissingExtra("highspy", "solver") from error


def programmed(program: Program, start: Sequence[float] | None, *, seconds: float, seed: int = 0) -> Solved:
    """Ask the solver, beginning with a value for each column if there are any.

    Raises
    ------
    MissingExtra
        If the solver is not installed.
    """
    highspy, np = library()
    scale = gcd(*program.gains) or 1
    solver = highspy.Highs()
    options = {
        "output_flag": False,
        "threads": 1,
        "time_limit": float(seconds),
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.5,
        "random_seed": seed % 2**31,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(_passed(program, scale, highspy, np))
    if start is not None:
        given = highspy.HighsSolution()
        given.col_value = list(start)
        solver.setSolution(given)
    solver.run()
    info, status = solver.getInfo(), solver.getModelStatus()
    is_there = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    bound = -info.mip_dual_bound
    return Solved(
        list(solver.getSolution().col_value) if is_there else None,
        None if abs(bound) == inf else scale * floor(bound + abs(bound) * _SHARE + _BESIDE),
        status == highspy.HighsModelStatus.kInfeasible,
        status == highspy.HighsModelStatus.kTimeLimit,
        solver.getRunTime(),
    )


def _passed(program: Program, scale: int, highspy: Any, np: Any) -> Any:  # noqa: ANN401  untyped library
    """Return the programme in the solver's own form, gains in units of `scale`."""
    model, rows = highspy.HighsLp(), program.rows
    width = len(program.gains)
    model.num_col_, model.num_row_ = width, len(rows)
    lows = np.zeros(width)
    lows[list(program.fixed)] = 1.0
    model.col_cost_ = np.array([-float(gain // scale) for gain in program.gains])
    model.col_lower_, model.col_upper_ = lows, np.array(program.limits, dtype=float)
    model.row_lower_ = np.array([row.least for row in rows], dtype=float)
    model.row_upper_ = np.array([row.most for row in rows], dtype=float)
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(row.columns) for row in rows)])
    matrix.index_ = np.array([column for row in rows for column in row.columns], dtype=np.int32)
    matrix.value_ = np.array([factor for row in rows for factor in row.factors], dtype=float)
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger if at < program.whole else kinds.kContinuous for at in range(width)]
    return model
