"""The documents that others' programs are given, written once: every kind, of the demo and of hostile texts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codesign.errors import NotFound
from codesign.model import Audience
from codesign.opened import OpenPartnership
from codesign.ports import today
from exports.formats import Format
from exports.library import LIBRARY, document, subjects
from exports.prepare import Prepared
from tests.pilot.test_hostile import poisoned
from tests.support.doubles import demo
from tests.support.hostile import HOSTILE


def _made(opened: OpenPartnership, form: Format) -> Iterator[Prepared]:
    """Yield every kind of document that there is in a form, about what it is usually about."""
    for kind, sort in LIBRARY.items():
        if form in sort.forms:
            try:
                subject = subjects(kind, opened.records)[0]
            except NotFound:
                continue
            yield document(kind, opened.records, subject, today(opened.clock), audience=Audience.ROOM, form=form)


class Made:
    """Files in a folder, by their form."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, form: Format) -> list[Path]:
        """Write every document in a form and return the files: those of the demo, then of hostile texts."""
        places = {"demo": demo(), **{f"hostile-{n}": poisoned(*HOSTILE[n::3]) for n in range(3)}}
        files = []
        for name, opened in places.items():
            folder = self._folder / name
            folder.mkdir(exist_ok=True)
            for each in _made(opened, form):
                path = folder / f"{each.kind}.{form.value}"
                path.write_bytes(each.data)
                files.append(path)
        return files


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """What writes all documents in a form."""
    return Made(tmp_path_factory.mktemp("documents"))
