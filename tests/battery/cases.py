"""What a battery is, and how it counts."""

import enum
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest


class Size(enum.Enum):
    """How much is tried."""

    QUICK = "quick"
    """What `make test` has time for: a second or two, at most ten."""
    FULL = "full"
    """What docs/reliability.md reports."""


def missing(what: str) -> NoReturn:
    """Give up a test for which this machine lacks something: where everything has to be there, it has failed."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@dataclass
class Tally:
    """What was tried and what went wrong."""

    cases: int = 0
    failures: list[str] = field(default_factory=list)
    measured: dict[str, str] = field(default_factory=dict)
    """Figures worth reporting beside the counts, by what they are, such as "kills": "260"."""

    @contextmanager
    def case(self, name: str) -> Iterator[None]:
        """Count one case; an assertion or error that it raises is a failure, and the next case goes on."""
        self.cases += 1
        try:
            yield
        except Exception as error:  # noqa: BLE001  # whatever the store raises here is what we look for
            self.failures.append(f"{name}: {type(error).__name__}: {error}")


@dataclass(frozen=True)
class Battery:
    """One kind of mishap."""

    name: str
    """Its row in the report, such as "journal cut at every byte"."""
    promise: str
    """What must hold in each case, in words for the report."""
    run: Callable[[Size, Path], Tally]
    """Try it, in an empty folder of its own."""
    needs: str = ""
    """A program that must be installed, or "root"; "" where nothing is needed."""
