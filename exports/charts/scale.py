"""From figures to places: scales that begin and end at round numbers."""

import math
from collections.abc import Iterable

import msgspec

_LARGEST = 1e300


class Scale(msgspec.Struct, frozen=True):
    """Where figures lie: `ticks` are the round ones, the first and the last are its ends."""

    ticks: tuple[float, ...]
    begins: float
    """Where the first tick lies."""
    ends: float

    def at(self, value: float) -> float:
        """Return where a figure lies."""
        first, last = self.ticks[0], self.ticks[-1]
        # divided first: of the largest numbers the difference would have no end
        return self.begins + (value / 2 - first / 2) / (last / 2 - first / 2) * (self.ends - self.begins)


def scale(values: Iterable[float], begins: float, ends: float, most: float | None = None) -> Scale:
    """Return a scale from 0 (or below it, where figures are) to the largest figure, or to `most` where it is
    larger."""
    known = [*values, 0.0, *([most] if most else [])]
    return Scale(ticks(min(known), max(known)), begins, ends)


def ticks(least: float, most: float, about: int = 4) -> tuple[float, ...]:
    """Return round numbers, at least two, of which the first is at most `least` and the last at least `most`."""
    reach = most / about - least / about
    if reach < 1e-9 * max(abs(least), abs(most), 1):
        most = least + max(abs(least), abs(most), 1)
        reach = most / about - least / about
    magnitude = 10.0 ** math.floor(math.log10(reach))
    steps = (1, 2, 5, 10) if magnitude == 1 else (1, 2, 2.5, 5, 10)  # of people there are no halves
    step = next(magnitude * each for each in steps if magnitude * each >= reach * 0.999)
    first, last = math.floor(least / step + 1e-9), math.ceil(most / step - 1e-9)
    return tuple(_rounded(n * step, step) for n in range(first, max(last, first + 1) + 1))


def _rounded(value: float, step: float) -> float:
    """Return a multiple of a step without what binary fractions add to it."""
    return round(value, max(0, 2 - math.floor(math.log10(step))))


def figure(value: float, point: str = ".") -> str:
    """Return a figure as a picture shows it: no more than two places after the point, where those say anything."""
    if abs(value) >= 1e9 or 0 < abs(value) < 0.01:
        told = f"{value:.3g}"
    else:
        told = f"{value:.2f}".rstrip("0").rstrip(".") if value != round(value) else f"{value:.0f}"
    return told.replace(".", point)


def known(values: Iterable[float | None]) -> list[float]:
    """Return the figures that there are; one that no scale can end beyond is none."""
    return [each for each in values if each is not None and abs(each) < _LARGEST]
