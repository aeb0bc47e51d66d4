"""codesign settings, and how the settings, the command line and the environment together make the board's look."""

from pathlib import Path

import pytest

from codesign.cli import main
from codesign.cli.compose import Composition
from codesign.cli.set import look
from codesign.settings import Density, ThemeName


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The person's own settings file, which is not there yet."""
    folder = tmp_path / "config" / "codesign"  # as XDG_CONFIG_HOME says in tests
    folder.mkdir(parents=True)
    return folder / "settings.toml"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    """Run the command line and return its exit code and the lines that it printed."""
    code = main(list(arguments))
    output, errors = capsys.readouterr()
    assert errors == ""
    return code, output.splitlines()


class TestCommand:
    def test_without_a_file(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, lines = run(capsys, "settings")
        assert code == 0
        assert lines[0] == f"settings: {file}"
        assert "there is no file there" in lines[1]
        assert lines[2:4] == ['theme = "dark"', 'density = "comfortable"']
        assert lines[-1] == "no problem found"

    def test_what_is_in_force(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file.write_text('theme = "light"\nglyphs = "ascii"\n[keys.board]\ncapture = ["c", "?"]\nhelp = "F2"\n')
        code, lines = run(capsys, "settings")
        assert code == 0
        expected = [
            'theme = "light"',
            'density = "comfortable"',
            'glyphs = "ascii"',
            'drawing = "changes"',
            'language = "auto"',
            "hints = true",
            "bell = false",
            "[keys.board]",
        ]
        assert lines[1:] == [*expected, 'capture = ["c", "?"]', 'help = ["f2", "f1"]', "no problem found"]

    def test_all_problems(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file.write_text('theme = "lite"\n\n[keys.bord]\ncapture = "c"\n')
        code, lines = run(capsys, "settings")
        assert code == 1
        assert lines[-4:] == [
            "settings.toml:1: theme cannot be lite; did you mean light?",
            "settings.toml:3: there is no screen bord; did you mean board?",
            "2 problems found; what has one is as it comes",
            "no key is changed until all of them can be",
        ]

    def test_the_example_is_without_problems(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, lines = run(capsys, "settings", "--example")
        assert code == 0
        file.write_text("\n".join(lines), "utf-8")
        code, again = run(capsys, "settings")
        assert code == 0
        assert again[1:3] == ['theme = "dark"', 'density = "comfortable"']

    @pytest.mark.parametrize(
        ("raw", "told"),
        [(b"\xff\xfe", "no UTF-8"), (b"theme = [", "settings.toml:1: this cannot be read")],
        ids=["bytes", "half"],
    )
    def test_a_file_that_is_no_toml(
        self, file: Path, capsys: pytest.CaptureFixture[str], raw: bytes, told: str
    ) -> None:
        file.write_bytes(raw)
        code, lines = run(capsys, "settings")
        assert code == 1
        assert told in lines[-2]

    def test_a_folder_in_its_place(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file.mkdir()
        code, lines = run(capsys, "settings")
        assert code == 1
        assert "settings.toml: the settings cannot be read: Is a directory" in lines[-2]

    def test_another_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        other = tmp_path / "other.toml"
        other.write_text('density = "compact"')
        assert 'density = "compact"' in run(capsys, "--settings", str(other), "settings")[1]
        code, lines = run(capsys, "--settings", str(tmp_path / "none.toml"), "settings")
        assert code == 1
        assert "there is no file" in lines[-2]

    def test_a_place_that_cannot_be_looked_at_stops_nothing_else(self) -> None:
        assert main(["--settings", "x" * 5000, "list"]) == 0

    def test_no_such_theme(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--theme", "pink", "settings"]) == 2
        assert "high-contrast" in capsys.readouterr().err


class TestLook:
    def test_what_is_set(self, file: Path) -> None:
        file.write_text('theme = "light"\ndensity = "compact"\nglyphs = "ascii"\nkeys.board.capture = "c"\n')
        found = look(Composition())
        assert (found.theme, found.density, found.ascii_only) == (ThemeName.LIGHT, Density.COMPACT, True)
        assert found.keys == {"board": {"capture": ("c",)}}
        assert found.hints
        assert found.file == str(file)
        assert found.problem == ""

    def test_hints_can_be_off(self, file: Path) -> None:
        file.write_text("hints = false\n")
        assert not look(Composition()).hints

    def test_the_bell_is_off_unless_it_is_wanted(self, file: Path) -> None:
        assert not look(Composition()).bell
        file.write_text("bell = true\n")
        assert look(Composition()).bell

    def test_a_broken_file_keeps_nothing_from_opening(self, file: Path) -> None:
        file.write_text('theme = "light"\ndensity = "tight"\nkeys.board.capture = "alt+c"\n')
        found = look(Composition())
        assert (found.theme, found.density, found.keys) == (ThemeName.LIGHT, Density.COMFORTABLE, {})
        assert found.problem.startswith("settings.toml:2: density cannot be tight")
        assert found.problem.endswith(" (see: codesign settings)")

    def test_no_color_comes_before_the_file_and_the_command_line_before_both(
        self, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file.write_text('theme = "light"')
        monkeypatch.setenv("NO_COLOR", "1")
        assert look(Composition()).theme is ThemeName.MONOCHROME
        assert look(Composition(theme="high-contrast")).theme is ThemeName.HIGH_CONTRAST
        monkeypatch.setenv("NO_COLOR", "")
        assert look(Composition()).theme is ThemeName.LIGHT

    def test_a_locale_without_lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LC_ALL", "C")
        assert look(Composition()).ascii_only
        monkeypatch.setenv("LC_ALL", "C.UTF-8")
        assert not look(Composition()).ascii_only
