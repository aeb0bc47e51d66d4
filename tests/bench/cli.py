"""How long commands take as whole processes, beside Python itself and the import of Textual."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import ms, table, timed, times
from tests.bench.partnerships import arguments, environment
from tests.support.terminal import ROOT

_NOTHING = "python -c pass"
_TEXTUAL = "python -c 'import textual.app'"
_PYTHON = {_NOTHING: ["-c", "pass"], _TEXTUAL: ["-c", "import textual.app"]}

_COMMANDS = {
    "codesign --help": ["--help"],
    "codesign list": ["list"],
    "codesign list cottonwood": ["list", "cottonwood"],
    "codesign add cottonwood ...": ["add", "cottonwood", "? A way home after the clinic #transport"],
    "codesign export notes cottonwood": ["export", "notes", "cottonwood"],
}


def tables(folder: Path, full: bool) -> Iterator[str]:
    """Yield the table: medians of 10 rounds on the demo, with `full` of 50."""
    program = ["-m", "codesign", *arguments(folder)]
    commands = {**_PYTHON, **{name: [*program, *rest] for name, rest in _COMMANDS.items()}}
    _run([*program, "demo", "--no-open"], folder)
    took: dict[str, list[float]] = {name: [] for name in commands}
    for n in range(51 if full else 11):
        for name, each in commands.items():
            length = timed(lambda each=each: _run(each, folder))  # type: ignore[misc]
            if n:  # the first round fills the caches
                took[name].append(length)
    median = {name: statistics.median(each) for name, each in took.items()}
    yield table(
        "Commands on the demo, as whole processes",
        ["", "median", f"of `{_NOTHING}`", f"of `{_TEXTUAL}`"],
        [
            [f"`{name}`", ms(each), times(each, median[_NOTHING]), times(each, median[_TEXTUAL])]
            for name, each in median.items()
        ],
    )


def _run(rest: list[str], folder: Path) -> None:
    subprocess.run(
        [sys.executable, *rest],
        env={**os.environ, **environment(folder)},
        cwd=ROOT,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
