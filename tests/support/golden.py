"""Golden files: what the program wrote once, read and approved by a person, is what it writes."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "golden"


def same_as_golden(text: str, name: str, config: pytest.Config) -> None:
    """Compare a text with a golden file, or with --update-golden write it."""
    path = FOLDER / name
    if config.getoption("--update-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.exists(), f"{name} is missing; write it with: make golden"
    assert text == path.read_bytes().decode(), f"{name} differs; if that is meant, write it anew with: make golden"
