"""A whole partnership as one JSON file: every record as it stands, archived ones included, with who made and
changed it when. The history is not in it: that is in a backup.

It holds every word, whatever its permission, and is for the partnership itself. What partners or the public may
read leaves as an extract: the tables of exports/documents/sheets.py, which nobody can take for a partnership.
The same data makes the same bytes.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from codesign.commands.exports import RecordExport
from codesign.digests import digest as file_digest
from codesign.imports.bundle import BUNDLE, EXTRACT, FORM, digest, read_bundle, without_withdrawn
from codesign.model import SCHEMA, TABLES, Audience, CountedOut, ExportedItem, ExportRecord, Record, Voice, plain
from codesign.permissions import HeldBack, Sight
from codesign.records import Records
from codesign.words import say
from exports.documents.pieces import Draft, counted_out
from exports.documents.sheets import SHEETS
from exports.files import Outcome, file_name, save
from exports.verify import NotVerified


class Bundle(msgspec.Struct, frozen=True):
    """A bundle or an extract that may be written."""

    data: bytes
    voices: tuple[Voice, ...]
    """Those whose words it carries."""
    held: Mapping[HeldBack, int]
    counted: Mapping[str, CountedOut] = {}
    """By meeting, how many people it tells, outside the room."""


def bundle(records: Records, audience: Audience, on: date) -> Bundle:
    """Return everything for the room, and for any other audience an extract of what it may read on a day.

    Raises:
        NotVerified: it does not read back as what it was made from.
    """
    return _whole(records) if audience is Audience.ROOM else _extract(records, audience, on)


def save_bundle(
    found: Bundle, records: Records, audience: Audience, folder: Path, name: str
) -> tuple[Outcome, Path, RecordExport]:
    """Write a bundle, and return what became of it with the command that keeps on record whose words it carries.

    Raises:
        NotWritten: it cannot be written there.
    """
    on = last_change(records)
    name = name or _file_name(records, audience, on)
    known = frozenset(each.digest for each in records.all(ExportRecord) if each.file == name)
    outcome, path = save(folder, name, found.data, known)
    content = hashlib.sha256(found.data).hexdigest()
    kept = RecordExport(
        reference=f"{on.isoformat()}-{content[:4]}",
        document="bundle",
        on=on,
        audience=audience,
        subject=records.partnership.id if records.partnership else "",
        file=name,
        content=content,
        digest=file_digest(found.data),
        items={each.number: ExportedItem(each.id, "") for each in found.voices},
        counted=found.counted,
    )
    return outcome, path, kept


def _file_name(records: Records, audience: Audience, on: date) -> str:
    """Return the file's name. Documents for different audiences never share one."""
    name = records.partnership.name if records.partnership else ""
    if audience is Audience.ROOM:
        return file_name(on, say("bundle.file"), name, "json")
    return file_name(on, say("bundle.file-extract"), name, "json", (audience.value,))


def last_change(records: Iterable[Record]) -> date:
    """Return the day on which one of some records was changed last; exports are no change."""
    marks = (each.changed or each.made for each in records if not isinstance(each, ExportRecord))
    return max((mark.at.date() for mark in marks if mark), default=date.min)


def _whole(records: Records) -> Bundle:
    kept = {each.id: without_withdrawn(each) for each in records}
    tables = {
        kind.TABLE: [plain(kept[each.id]) for each in sorted(records.all(kind), key=lambda each: each.id)]
        for kind in TABLES.values()
    }
    partnership = records.partnership
    found = {
        BUNDLE: FORM,
        "schema": SCHEMA,
        "partnership": partnership.name if partnership else "",
        "holds": say("bundle.holds"),
        "sha256": digest(tables),
        "records": tables,
    }
    data = _written(found)
    if {each.id: each for each in read_bundle(data)} != kept:
        raise NotVerified(say("bundle.not-verified"))
    return Bundle(data, tuple(each for each in records.all(Voice) if not each.withdrawn), {})


def _extract(records: Records, audience: Audience, on: date) -> Bundle:
    draft = Draft(Sight(records, audience, on))
    tables = {name: [dict(sorted(row.items())) for row in each.rows(draft)] for name, each in SHEETS.items()}
    partnership = records.partnership
    found = {
        EXTRACT: FORM,
        "partnership": partnership.name if partnership else "",
        "audience": audience.value,
        "holds": say("bundle.holds-extract", audience=say(f"permission.audience-{audience.value}")),
        "tables": tables,
    }
    shown = {row["number"] for row in tables["voices"]}
    voices = tuple(each for each in records.live(Voice) if each.number in shown)
    return Bundle(_written(found), voices, Counter(draft.held), counted_out(draft))


def _written(found: dict[str, Any]) -> bytes:
    """Return JSON whose first line says what it is. Keys below the first level are sorted."""
    lines = (f'"{key}": '.encode() + _value(value) for key, value in found.items())
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def _value(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1)
