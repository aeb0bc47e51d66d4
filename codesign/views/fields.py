"""All fields of a record in words, for the card's screen and `codesign show`."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, tzinfo
from enum import Enum
from typing import Any

import msgspec

from codesign.dates import stamp
from codesign.model import Item, Mark, Permission, Record, Sector
from codesign.records import Records, by_number
from codesign.views.voices import sector_names
from codesign.words import say

_SHOWN_ELSEWHERE = frozenset(
    {"id", "number", "schema", "archived", "from", "also", "rank", "devices", "blocks", "runs"}
)
_REFERENCES = frozenset({"meeting", "partner", "person", "replaces", "subject"})


def field_lines(records: Records, record: Record, zone: tzinfo | None) -> Iterator[tuple[str, str]]:
    """Yield the name and value of each field that is set, in words."""
    if isinstance(record, Item):
        yield say("fields.phase"), record.phase.value
    fields = msgspec.structs.fields(record)
    for field in sorted(fields, key=lambda each: each.name in {"made", "changed"}):
        if field.encode_name in _SHOWN_ELSEWHERE:
            continue
        value = getattr(record, field.name)
        if text := _words(records, field.encode_name, value, zone):
            yield say(f"fields.{field.encode_name.replace('_', '-')}"), text
    for path, texts in record.also.items():
        for text in texts:
            yield say("fields.also", field=say(f"fields.{path.replace('_', '-')}")), text


def _words(records: Records, name: str, value: Any, zone: tzinfo | None) -> str:
    if value is None or value == "" or value is False:
        return ""
    if name in _REFERENCES and isinstance(value, str):
        found = records.find(value)
        return f"{found.number} {found.headline}" if found else ""
    if name == "sector":
        return sector_names(records.partnership).get(str(value), str(value))
    return _plain_words(records, value, zone)


def _plain_words(records: Records, value: Any, zone: tzinfo | None) -> str:
    match value:
        case True:
            return say("fields.yes")
        case Mark(by, at):
            return f"{stamp(at, zone)}, {by}"
        case Permission():
            return permission_words(value)
        case Sector(_, name):
            return name
        case Enum():
            return str(value.value)
        case datetime():
            return stamp(value, zone)
        case date():
            return value.isoformat()
        case float():
            return f"{value:g}"
        case Mapping():
            names = sector_names(records.partnership)
            parts = (
                f"{names.get(key, key)}: {_plain_words(records, each, zone)}" for key, each in value.items() if key
            )
            return "; ".join(parts)
        case frozenset():
            return ", ".join(sorted(_plain_words(records, each, zone) for each in value))
        case tuple():
            return ", ".join(_plain_words(records, each, zone) for each in value)
        case msgspec.Struct():
            parts = (_plain_words(records, each, zone) for each in msgspec.structs.astuple(value))
            return ", ".join(part for part in parts if part)
        case None:
            return ""
    return str(value)


def permission_words(permission: Permission | None) -> str:
    """Return a permission in words."""
    if permission is None:
        return say("capture.no-permission")
    words = say("permission.words", attribution=permission.attribution.value, audience=permission.audience.value)
    return f"{words}, {say('permission.until', day=permission.until.isoformat())}" if permission.until else words


def origin_numbers(records: Records, record: Record) -> str:
    """Return the numbers of the records that one came from."""
    found = (records.find(each) for each in record.origins)
    return ", ".join(each.number for each in sorted((each for each in found if each), key=by_number))
