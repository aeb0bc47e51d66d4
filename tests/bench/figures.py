"""What the benchmarks share: times in milliseconds, what is typical of them, and tables."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence


def timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds an act took."""
    begun = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - begun) / 1e6


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value below which so many percent of the values lie."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def ms(milliseconds: float) -> str:
    """Return a time with as many digits as mean something."""
    digits = 2 if milliseconds < 10 else 1 if milliseconds < 100 else 0
    return f"{milliseconds:,.{digits}f} ms"


def times(value: float, anchor: float) -> str:
    """Return how often a value holds what it is compared with."""
    return f"{value / anchor:.2f}x"


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table under a heading: words to the left in the first column, figures to the right."""
    lines = [f"## {title}", "", _row(head), _row(["---", *["--:"] * (len(head) - 1)])]
    return "\n".join([*lines, *map(_row, rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
