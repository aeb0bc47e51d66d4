"""A partnership as one JSON file, out and in again; and tables for spreadsheets from the command line."""

import json
from pathlib import Path

import pytest

from codesign.model import SCHEMA, Voice
from storage.store import JournalStore
from tests.cli.test_cli import Line, demo_line, line

__all__ = ["demo_line", "line"]

COTTON = "cottonwood-valley-connections"


def records(data: Path, folder: str) -> dict[str, object]:
    store = JournalStore(data / folder, "reader0000", data.parent / "rescue")
    try:
        return {each.id: each for each in store.records}
    finally:
        store.close()


@pytest.fixture
def bundle(demo_line: Line, tmp_path: Path) -> Path:
    """The bundle of a partnership in which something was also changed, put away, and written apart."""
    demo_line.ok("archive", "cotton", "N4")
    demo_line.ok("move", "cotton", "N1", "co-design")
    file = tmp_path / "cotton.json"
    code, output, told = demo_line.run("export", "bundle", "cotton", "--out", str(file))
    assert (code, output) == (0, f"{file}\n")
    assert "all words" in told
    assert "no history" in told
    return file


def other(line: Line, tmp_path: Path) -> Line:
    return Line(tmp_path / "elsewhere", line._capsys)


def test_a_bundle_comes_back_as_the_same_partnership(demo_line: Line, bundle: Path, tmp_path: Path) -> None:
    there = other(demo_line, tmp_path)
    assert there.ok("import-bundle", str(bundle)).startswith(f"took {COTTON} over from a bundle: ")
    before, after = records(demo_line.data, COTTON), records(there.data, COTTON)
    left = {key for key in before if key not in after}
    assert [type(before[key]).__name__ for key in left] == ["ExportRecord"], "the export itself came later"
    assert after == {key: each for key, each in before.items() if key in after}
    assert there.ok("history", "cotton").count("\n") == 1
    assert there.ok("verify").endswith("everything can be read\n")
    there.ok("add", "cotton", "? goes on")


def test_the_same_data_makes_the_same_bytes(demo_line: Line, tmp_path: Path) -> None:
    first = demo_line.ok("export", "bundle", "cotton", "--out", "-")
    assert first == demo_line.ok("export", "bundle", "cotton", "--out", "-")
    (tmp_path / "all.json").write_text(first, "utf-8")
    there = other(demo_line, tmp_path)
    there.ok("import-bundle", str(tmp_path / "all.json"))
    assert there.ok("export", "bundle", "cotton", "--out", "-") == first


def test_it_is_never_mixed_into_a_partnership(demo_line: Line, bundle: Path) -> None:
    before = demo_line.ok("show", "cotton", "--json")
    assert "take it in beside it with --as NAME" in demo_line.fails("import-bundle", str(bundle))
    assert "codesign import-bundle FILE" in demo_line.fails("import", "cotton", str(bundle))
    assert demo_line.ok("show", "cotton", "--json") == before
    demo_line.ok("import-bundle", str(bundle), "--as", "Cotton copy")
    assert len(records(demo_line.data, "cotton-copy")) == len(records(demo_line.data, COTTON)) - 1


@pytest.mark.parametrize(
    ("meant", "broken", "why"),
    [
        ("\n}\n", "", "not whole"),
        ("Evening ride", "Morning ride", "damaged, or somebody has changed it"),
        (f'"schema": {SCHEMA},\n"p', f'"schema": {SCHEMA + 1},\n"p', "newer version"),
        ('"codesign-bundle": 1', '"codesign-bundle": 2', "newer version"),
        ('"codesign-bundle": 1', '"codesign-bundle": "x"', "damaged"),
        ('"codesign-bundle"', '"lists"', "is no bundle"),
    ],
)
def test_what_is_no_whole_bundle_is_refused(
    demo_line: Line, bundle: Path, tmp_path: Path, meant: str, broken: str, why: str
) -> None:
    text = bundle.read_text("utf-8")
    assert meant in text
    bundle.write_text(text.replace(meant, broken), "utf-8")
    there = other(demo_line, tmp_path)
    assert why in there.fails("import-bundle", str(bundle))
    assert not there.data.exists() or not list(there.data.iterdir()), "nothing of it was imported"


def test_what_the_public_may_read_is_no_partnership(demo_line: Line, tmp_path: Path) -> None:
    for audience, secrets in {
        "partners": ["probation", "fridge of every house", "extension 12", '"people":"'],
        "public": ["probation", "fridge of every house", "extension 12", "I cannot leave my husband"],
    }.items():
        file = tmp_path / f"{audience}.json"
        _code, _output, told = demo_line.run(
            "export", "bundle", "cotton", "--audience", audience, "--out", str(file)
        )
        assert "No partnership can be made of it" in told
        text = file.read_text("utf-8")
        assert json.loads(text)["tables"]["voices"]
        for secret in secrets:
            assert secret not in text, (audience, secret)
        assert "no partnership can be made of it" in other(demo_line, tmp_path).fails("import-bundle", str(file))


def test_what_left_in_a_bundle_is_on_record(demo_line: Line, bundle: Path) -> None:
    found = [
        each for each in records(demo_line.data, COTTON).values() if getattr(each, "document", "") == "bundle"
    ]
    voices = [each for each in records(demo_line.data, COTTON).values() if isinstance(each, Voice)]
    assert [getattr(each, "file", "") for each in found] == [bundle.name]
    assert {each.number for each in voices if not each.withdrawn} == set(getattr(found[0], "items", {}))


@pytest.mark.parametrize("kind", ["cards", "promises", "voices", "decisions", "measures", "attendance"])
def test_tables_leave_as_csv(demo_line: Line, kind: str) -> None:
    path = Path(demo_line.ok("export", kind, "cotton", "--audience", "public").strip())
    assert path.suffix == ".csv"
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfNumber,")
    assert raw.endswith(b"\r\n")
    for secret in ("probation", "fridge of every house", "extension 12"):
        assert secret.encode() not in raw
    demo_line.ok("new", "River")
    demo_line.fails("export", kind, "river")


def test_cards_come_back_into_another_partnership(demo_line: Line, tmp_path: Path) -> None:
    path = demo_line.ok("export", "cards", "cotton", "--audience", "room", "--out", str(tmp_path)).strip()
    demo_line.ok("new", "River")
    told = demo_line.ok("import", "river", path)
    assert "imported" in told

    def shape(folder: str) -> list[tuple[object, ...]]:
        found = json.loads(demo_line.ok("list", folder, "--json"))
        return sorted(
            (each["title"], each["kind"], each["status"], each.get("text", ""), each.get("due"), each.get("votes"))
            for each in found
            if "status" in each and "title" in each
        )

    assert shape("river") == shape("cotton")
