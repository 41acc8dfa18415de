"""Answers that are kept ready, up to a weight: what is asked again need not be worked out again.

What is too heavy to keep beside the others makes room for itself alone; nothing here changes an answer.
"""

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

#: How much is kept ready, in grids of paths; beyond that it begins anew.
MOST_KEPT = 1_000_000


class Kept(Generic[K, V]):
    """Answers by question.

    Examples
    --------
    >>> kept = Kept[str, int]()
    >>> kept.keep("LQ", 7, weight=1)
    7
    >>> kept.get("LQ"), kept.get("M")
    (7, None)
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._answers: dict[K, V] = {}
        self._weight = 0

    def get(self, question: K) -> V | None:
        """Return the answer to a question if it is kept."""
        return self._answers.get(question)

    def keep(self, question: K, answer: V, *, weight: int) -> V:
        """Keep an answer, and return it."""
        if self._weight + weight > MOST_KEPT:
            self._answers.clear()
            self._weight = 0
        self._answers[question] = answer
        self._weight += weight
        return answer
