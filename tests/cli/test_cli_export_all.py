"""codesign export all: every document, in several formats, and what is said of those that cannot be written."""

import pytest

from exports.library import document
from exports.prepare import Prepared
from exports.verify import NotVerified
from tests.cli.test_cli import Line, demo_line, line

__all__ = ["demo_line", "line"]

EXPORTS = "cottonwood-valley-connections/exports"


def test_all_documents_each_in_its_usual_format(demo_line: Line) -> None:
    code, output, errors = demo_line.run("export", "all", "cotton")
    paths = output.splitlines()
    names = sorted(each.name for each in (demo_line.data / EXPORTS).iterdir())
    assert code == 0
    assert len(paths) == len(set(paths)) == len(names)
    assert {each.rpartition(".")[2] for each in names} == {"md", "ics", "csv"}
    assert errors.splitlines()[-1].startswith(f"{len(names)} written, in ")
    assert "fridge of every house" not in "".join(
        each.read_text("utf-8") for each in (demo_line.data / EXPORTS).iterdir()
    )
    code, again, errors = demo_line.run("export", "all", "cotton")
    assert (code, again.splitlines()) == (0, paths)
    assert errors.splitlines()[-1].startswith(f"{len(names)} unchanged")


def test_in_several_formats_for_an_audience_into_a_folder(line: Line) -> None:
    line.ok("new", "River")
    line.ok("add", "river", '" The path floods')
    out = line.data / "away"
    line.ok(
        "export", "all", "river", "--audience", "public", "--format", "md", "--format", "html", "--out", str(out)
    )
    endings = [each.suffix for each in out.iterdir()]
    assert set(endings) == {".md", ".html"}, "what leaves as a table only is left out"
    assert endings.count(".md") == endings.count(".html")
    assert any("public" in each.name for each in out.iterdir())


def test_one_document_in_several_formats(demo_line: Line) -> None:
    written = demo_line.ok("export", "notes", "cotton", "--format", "md", "--format", "html").split()
    assert [each.rpartition(".")[2] for each in written] == ["md", "html"]


def test_a_folder_into_which_nothing_can_be_written(demo_line: Line) -> None:
    (demo_line.data / "file").write_text("")
    code, output, errors = demo_line.run("export", "all", "cotton", "--out", str(demo_line.data / "file" / "x"))
    assert (code, output) == (1, "")
    assert "meeting notes: MT4 Autumn workshop (md): not written:" in errors
    assert errors.splitlines()[-1].endswith("not written.")
    assert "Traceback" not in errors


def test_one_that_does_not_verify_keeps_the_others_not_back(
    demo_line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(kind: str, *rest: object, **more: object) -> Prepared:
        if kind == "vision":
            raise NotVerified("it does not read back")
        return document(kind, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("exports.several.document", broken)
    code, output, errors = demo_line.run("export", "all", "cotton")
    assert code == 1
    assert "shared-vision statement: version 3 (md): it does not read back" in errors
    assert ", 3 not written, in " in errors.splitlines()[-1]
    assert "vision" not in "".join(each.rpartition("/")[2] for each in output.splitlines())
    assert len(output.splitlines()) > 30


def test_what_makes_no_sense_is_said(demo_line: Line) -> None:
    assert "are for one" in demo_line.fails("export", "all", "cotton", "--out", "-")
    assert "are for one" in demo_line.fails("export", "all", "cotton", "--of", "MT4")
    assert "cannot be written as json" in demo_line.fails("export", "all", "cotton", "--format", "json")
    several_forms = ("--format", "md", "--format", "html")
    assert "one format only" in demo_line.fails("export", "notes", "cotton", *several_forms, "--out", "-")
    demo_line.ok("new", "River")
    assert "nothing to export" in demo_line.fails("export", "all", "river", "--format", "ics")
