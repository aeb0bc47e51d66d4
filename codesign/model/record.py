"""What every record has: an id for ever, a number that people say aloud, who made it and who changed it.

A record travels in one plain form (dictionaries, lists, strings, numbers), in which fields at their default
are left out. `plain` and `build` go between the two; nothing else in the program decodes a record.
"""

import functools
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar, TypeVar

import msgspec

from codesign.words import say

SCHEMA = 1
"""The version of the records' form that this program writes."""

Text = Annotated[str, msgspec.Meta(extra={"merge": "text"})]
"""Words that somebody chose. Two rewrites made apart from each other are both kept until a person picks."""

R = TypeVar("R", bound="Record")


class InvalidRecord(ValueError):
    """A record that does not have the form it should have; the message names the record and the field."""


class NewerRecord(InvalidRecord):
    """A record written by a newer version of the program, which this one must not touch."""


class Mark(msgspec.Struct, frozen=True, gc=False):
    """Who did something, and when (aware, UTC)."""

    by: str
    at: datetime


class Record(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The part that all records share.

    `made`, `changed` and `purged` are filled in by the store from the changes that it holds, never by a command.
    `also` holds, by field, the texts that were written apart from the one that the field shows.
    """

    TABLE: ClassVar[str]
    PREFIX: ClassVar[str]
    """One or two capitals that its numbers begin with; kinds may refine it, see `prefix`."""
    WORDS: ClassVar[frozenset[str]] = frozenset()
    """Fields that are purged with its texts: they hold words too, or say whose the words were."""
    NEVER_AGAIN: ClassVar[bool] = False
    """Whether nothing can be written any more where words were purged. Where it can, whoever writes there has seen
    that they were."""

    id: str
    number: str
    schema: int
    made: Mark | None = None
    changed: Mark | None = None
    purged: Mark | None = None
    """Who took its words out of everything that is kept, and when: they were withdrawn, or their time was over."""
    archived: bool = False
    origins: frozenset[str] = msgspec.field(default=frozenset(), name="from")
    """Ids of the records that this one came from: the links of the golden thread."""
    also: Mapping[str, tuple[str, ...]] = {}

    @property
    def prefix(self) -> str:
        """The capitals that the number of this record begins with."""
        return self.PREFIX

    @property
    def headline(self) -> str:
        """The words that stand for this record in a list, a thread or a title."""
        raise NotImplementedError

    def or_gone(self, words: str) -> str:
        """Return words of this record; where they were purged, what stands in their place."""
        return words or (say("withdrawn.words") if self.purged else "")


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder()


def plain(record: Record) -> dict[str, Any]:
    """Return the record's plain form: exactly what JSON holds of it, a new dictionary that the caller may
    change. Sets and maps are sorted, so that equal records have equal forms."""
    form: dict[str, Any] = _decoder.decode(_encoder.encode(record))
    usual = _defaults(type(record))
    return {name: value for name, value in form.items() if name not in usual or value != usual[name]}


@functools.cache
def _defaults(kind: type[Record]) -> dict[str, Any]:
    """Return the plain form of each default. msgspec leaves a default out where it is the same object; an equal
    one has to be left out too, or equal records would have different forms."""
    return {
        field.encode_name: _decoder.decode(_encoder.encode(default))
        for field in msgspec.structs.fields(kind)
        if (default := _default(field)) is not msgspec.NODEFAULT
    }


def _default(field: msgspec.structs.FieldInfo) -> Any:
    return field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default


def build(kind: type[R], form: Mapping[str, Any]) -> R:
    """Return the record that a plain form describes.

    Raises:
        NewerRecord: it was written by a newer version of the program.
        InvalidRecord: a field is missing, unknown, or not of its type; the message names record and field.
    """
    schema = form.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise NewerRecord(f"{_name(kind, form)} was made by a newer version (form {schema}, known {SCHEMA})")
    try:
        return msgspec.convert(form, kind)
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(" - at ")
        field = path.strip("`").removeprefix("$").removeprefix(".")
        raise InvalidRecord(f"{_name(kind, form)}{f', {field}' if field else ''}: {problem}") from error


def _name(kind: type[Record], form: Mapping[str, Any]) -> str:
    return f"{kind.TABLE} {form.get('number') or form.get('id') or '(no id)'}"
