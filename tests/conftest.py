"""Options and fixtures of all tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from codesign.opened import OpenPartnership
from tests.support import doubles

settings.register_profile("quick", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# or every program that a test starts would compile all of ours anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


collect_ignore = ["documents"]
"""Those need a browser and an office program: `make test-documents` runs them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the golden files be written anew, a connection be cut more often, and more be typed key by key."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")
    parser.addoption("--every-key", action="store_true", help="type a whole meeting of 120 lines key by key")
    parser.addoption("--cuts", type=int, default=6, help="how often the connection of a meeting over SSH is cut")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the person's own data and state."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")  # whatever the person speaks, the tests read English
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("CODESIGN_DATA", raising=False)


@pytest.fixture
def clock() -> doubles.StillClock:
    """A clock that is moved by hand."""
    return doubles.StillClock()


@pytest.fixture
def river(clock: doubles.StillClock) -> Iterator[OpenPartnership]:
    """A partnership without anything in it."""
    opened = doubles.river(clock)
    yield opened
    opened.close()


@pytest.fixture
def demo(clock: doubles.StillClock) -> Iterator[OpenPartnership]:
    """The first demo partnership."""
    opened = doubles.demo(clock)
    yield opened
    opened.close()
