"""Where a person's own files lie."""

import sys
from pathlib import Path

import platformdirs
import pytest

from codesign.cli.folders import own_folder

KINDS = ("data", "state", "config")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("home", ["/people/ann", "/people/ann/", "/"])
@pytest.mark.parametrize("said", [None, "", "/elsewhere", "/elsewhere/", "relative", "~/mine"])
def test_they_lie_where_the_platform_keeps_them(
    kind: str, home: str, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", home)
    if said is None:
        monkeypatch.delenv(f"XDG_{kind.upper()}_HOME")
    else:
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", said)
    assert own_folder(kind) == getattr(platformdirs, f"user_{kind}_path")("codesign", appauthor=False)


@pytest.mark.parametrize("kind", KINDS)
def test_where_nothing_says_it_the_platform_is_asked(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "relative")
    monkeypatch.delenv(f"XDG_{kind.upper()}_HOME")
    assert own_folder(kind) == getattr(platformdirs, f"user_{kind}_path")("codesign", appauthor=False)


def test_other_platforms_have_folders_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platformdirs, "user_state_path", lambda name, **_: Path("/Library", name))
    assert own_folder("state") == Path("/Library/codesign")
