"""Many documents in one go. Whoever writes them is told of each before and after, and may stop between two."""

from collections.abc import Callable, Generator, Iterable, Sequence
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from codesign.commands.exports import RecordExport
from codesign.errors import CodesignError, NotFound
from codesign.organisation import Organisation
from codesign.records import Records
from codesign.words import say
from exports.files import Outcome
from exports.formats import Format
from exports.library import document
from exports.offered import Offered
from exports.prepare import Prepared, write


class Leaving(msgspec.Struct, frozen=True):
    """A file that is to be written: a document in one form."""

    document: Offered
    form: Format

    @property
    def key(self) -> tuple[str, Format]:
        """What tells it from all others."""
        return self.document.key, self.form

    @property
    def words(self) -> str:
        """Which it is, in words."""
        each = self.document
        about = " ".join(filter(None, (each.number, each.about)))
        return say("exporting.file", document=say(f"doc.type-{each.kind}"), about=about, form=self.form)


class Setting(msgspec.Struct, frozen=True):
    """What is the same for all of them."""

    folder: Path
    on: date
    organisation: Organisation


class Begun(msgspec.Struct, frozen=True):
    """One is about to be made."""

    n: int
    """From 1."""
    of: int
    leaving: Leaving


class Left(msgspec.Struct, frozen=True):
    """What became of one."""

    leaving: Leaving
    outcome: Outcome | None = None
    """None for one that is not written."""
    path: Path | None = None
    prepared: Prepared | None = None
    kept: RecordExport | None = None
    """The command that keeps it on record, for whoever owns the records."""
    why: str = ""
    """Why it is not written, or not on record."""


Prepare = Callable[[Leaving, Records, Setting], Prepared]
Steps = Generator[Begun | Left, Records | None, None]


def files(found: Iterable[Offered], forms: frozenset[Format]) -> tuple[Leaving, ...]:
    """Return the files that some documents make in some forms, in order; of none, each in its usual form. One that
    cannot leave in any of them makes none."""
    return tuple(Leaving(each, form) for each in found for form in each.forms(forms))


def prepare(leaving: Leaving, records: Records, setting: Setting) -> Prepared:
    """Prepare a file from the records as they are.

    Raises:
        NotFound: what it is about is gone.
        NotVerified: it does not read back as it was meant.
    """
    wanted = leaving.document
    subject = records.find(wanted.subject)
    if subject is None:
        raise NotFound(say("refused.gone"))
    return document(
        wanted.kind,
        records,
        subject,
        setting.on,
        audience=wanted.audience,
        form=leaving.form,
        tables=wanted.tables,
        organisation=setting.organisation,
    )


def several(wanted: Sequence[Leaving], setting: Setting, make: Prepare = prepare) -> Steps:
    """Make and write files one after the other. For each it yields Begun, is sent the records as they are then,
    and yields Left; what that keeps has to be on record before the next is made, for no document may tell of
    people what gives away what another told. One that fails keeps none of the others back."""
    for n, each in enumerate(wanted, 1):
        records = yield Begun(n, len(wanted), each)
        assert records is not None, "they are sent for each"
        yield _left(each, records, setting, make)


def _left(leaving: Leaving, records: Records, setting: Setting, make: Prepare) -> Left:
    try:
        prepared = make(leaving, records, setting)
        outcome, path, kept = write(prepared, setting.folder, records)
    except CodesignError as error:
        return Left(leaving, why=str(error))
    return Left(leaving, outcome, path, prepared, kept)


def on_record(left: Left, execute: Callable[[RecordExport], object]) -> Left:
    """Keep on record that a file left; return what is to be said of it, without what was held of it meanwhile."""
    told = replace(left, prepared=None, kept=None)
    try:
        if left.kept is not None:
            execute(left.kept)
    except CodesignError as error:
        return replace(told, why=say("exporting.not-kept", why=error))
    return told


def summary(results: Iterable[Left], folder: Path) -> str:
    """Return how many were written, where to, and how many were not, in words."""
    found = list(results)
    outcomes = [each.outcome for each in found if each.outcome is not None]
    parts = [say(f"exporting.n-{each.value}", n=outcomes.count(each)) for each in Outcome if each in outcomes]
    if unrecorded := sum(bool(each.why) for each in found if each.outcome is not None):
        parts.append(say("exporting.n-not-kept", n=unrecorded))
    if failed := len(found) - len(outcomes):
        parts.append(say("exporting.n-failed", n=failed))
    return say("exporting.done" if outcomes else "exporting.none-done", counts=", ".join(parts), folder=folder)
