"""Reads the bundle of a whole partnership (see exports/bundle.py): all of it, or nothing."""

import hashlib
from typing import Any

import msgspec

from codesign.errors import Refused
from codesign.model import SCHEMA, InvalidRecord, NewerRecord, Partnership, Record, Voice, build, table_of
from codesign.words import say

BUNDLE = "codesign-bundle"
"""The name under which a bundle says in which form it is."""
EXTRACT = "codesign-extract"
"""Likewise one that holds what an audience may read, and is no partnership."""
FORM = 1


def is_bundle(raw: bytes) -> bool:
    """Tell whether a file says at its beginning that it is a bundle, or an extract of one."""
    head = raw[:200].lstrip(b"\xef\xbb\xbf \r\n\t{")
    return head.startswith((f'"{BUNDLE}"'.encode(), f'"{EXTRACT}"'.encode()))


def digest(records: Any) -> str:
    """Return what tells whether records in their plain forms are still those that were written."""
    return hashlib.sha256(msgspec.json.encode(records, order="sorted")).hexdigest()


def read_bundle(raw: bytes) -> tuple[Record, ...]:
    """Return the records of a bundle. Words that were withdrawn do not come along.

    Raises:
        Refused: it is none, is damaged, or was written by a newer version; the message says which.
    """
    try:
        found = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise Refused(say("bundle.no-json", why=error)) from error
    if not isinstance(found, dict) or (BUNDLE not in found and EXTRACT not in found):
        raise Refused(say("bundle.none"))
    if EXTRACT in found:
        raise Refused(say("bundle.extract", audience=found.get("audience", "")))
    form, schema = found[BUNDLE], found.get("schema")
    if not isinstance(form, int) or not isinstance(schema, int):
        raise Refused(say("bundle.damaged"))
    if form > FORM or schema > SCHEMA:
        raise Refused(say("bundle.newer"))
    if found.get("sha256") != digest(found.get("records")):
        raise Refused(say("bundle.damaged"))
    return _records(found["records"])


def _records(tables: Any) -> tuple[Record, ...]:
    """Return the records of tables of plain forms.

    Raises:
        Refused: one of them is not as it should be, or two bear one id, or there is no partnership among them.
    """
    if not isinstance(tables, dict) or not all(isinstance(each, list) for each in tables.values()):
        raise Refused(say("bundle.damaged"))
    try:
        found = [
            without_withdrawn(build(table_of(name), form)) for name, forms in tables.items() for form in forms
        ]
    except NewerRecord as error:
        raise Refused(say("bundle.newer")) from error
    except (InvalidRecord, AttributeError, TypeError) as error:
        raise Refused(say("bundle.wrong", why=error)) from error
    if len({each.id for each in found}) != len(found) or not any(isinstance(each, Partnership) for each in found):
        raise Refused(say("bundle.damaged"))
    return tuple(found)


def without_withdrawn(record: Record) -> Record:
    """Return a record, of a voice that was withdrawn without what was said and by whom."""
    if not isinstance(record, Voice) or not record.withdrawn:
        return record
    return msgspec.structs.replace(record, text="", also={}, reply=None, role="", person="", tags=frozenset())
