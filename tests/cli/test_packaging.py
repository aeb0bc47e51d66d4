"""The wheel holds the four packages with all their files, and nothing that another package could shadow."""

import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
OURS = {"codesign", "screens", "storage", "exports"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_it_holds_the_four_packages_side_by_side(wheel: set[str]) -> None:
    assert {name.split("/")[0] for name in wheel if ".dist-info/" not in name} == OURS


def test_it_holds_every_file_that_the_program_reads(wheel: set[str]) -> None:
    for room in OURS:
        for path in (ROOT / room).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert str(path.relative_to(ROOT)) in wheel


def test_no_dependency_ships_one_of_them() -> None:
    owners = metadata.packages_distributions()
    for name in OURS:
        assert set(owners.get(name, [])) <= {"codesign-session-board"}, name


def test_the_four_share_one_parent_folder() -> None:
    import codesign
    import exports
    import screens
    import storage

    parents = {Path(str(each.__file__)).parent.parent for each in (codesign, exports, screens, storage)}
    assert len(parents) == 1
