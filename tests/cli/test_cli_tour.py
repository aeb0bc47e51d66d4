"""What the tour is made on, and when it is offered."""

from pathlib import Path

import pytest

from codesign.cli import board, main, opening
from codesign.cli.compose import Composition
from codesign.cli.touring import practice
from tests.support.doubles import capture


def test_it_is_made_on_a_copy_of_the_demo_of_which_nothing_stays(tmp_path: Path) -> None:
    composition = Composition(str(tmp_path / "data"))
    made = practice(composition)
    assert made.opened.partnership.name == "Cottonwood Valley Connections"
    assert made.exports.is_dir()
    capture(made.opened, "? A bench")
    made.opened.drafts.put("board", "half a line")
    (made.exports / "notes.md").write_text("written in the tour")
    made.end()
    assert not made.exports.exists()
    assert composition.workspace.folders() == ()
    assert composition.workspace.drafts.get("board") == ""
    assert not (tmp_path / "data").exists()


def test_the_demo_offers_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    for module in (board, opening):
        monkeypatch.setattr(module, "open_board", lambda _composition, begin="as left": begun.append(begin))
    data = str(tmp_path / "data")
    assert main(["--data", data, "demo", "--no-open"]) == 0
    assert main(["--data", data, "demo"]) == 0
    assert main(["--data", data, "demo"]) == 0
    assert main(["--data", data, "tour"]) == 0
    assert begun == ["offer", "as left", "tour"]


def test_without_a_terminal_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tour"]) == 1
    assert "this is no terminal" in capsys.readouterr().err
