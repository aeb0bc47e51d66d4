"""What withdrawing somebody's words will do: which records say them again, which documents had carried them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

import msgspec

from codesign.changes import Committed
from codesign.errors import Refused
from codesign.model import (
    Audience,
    Commitment,
    Decision,
    ExportRecord,
    Item,
    Record,
    Vision,
    Voice,
    plain,
    table_of,
)
from codesign.model.fields import Rule, paths, rule_of
from codesign.records import Records, by_number
from codesign.views.repeating import Holding, in_words, repeats, repeats_anywhere
from codesign.views.thread import lineage
from codesign.words import say

OF_PEOPLE = (Voice, Item, Commitment, Decision, Vision)
"""The kinds of records whose words somebody can take back."""


class Carried(msgspec.Struct, frozen=True):
    """A document that left with the words."""

    reference: str
    document: str
    """Its kind."""
    audience: Audience
    on: date
    """The day in its name."""
    left: datetime
    """When it was written."""
    file: str
    numbers: tuple[str, ...]
    """Under which numbers it printed them."""


class Withdrawal(msgspec.Struct, frozen=True):
    """What is about to be done."""

    record: Record
    repeating: tuple[Record, ...]
    """Other records that say the words again."""
    alike: tuple[Voice, ...]
    """Voices of others that say the same. They are those people's own, and stay."""
    before: tuple[Record, ...]
    """Those that once said them and do not now: what they said before is purged, what they say stays."""
    carried: tuple[Carried, ...]
    reasons: tuple[Voice, ...] = ()
    """Voices of others whose reply quotes them: its reason goes, they stay."""
    more: tuple[Record, ...] = ()
    """Records besides the first whose words go in the same way."""
    said: tuple[str, ...] = ()
    """All that was ever said in them."""

    @property
    def meant(self) -> tuple[Record, ...]:
        """The records that are meant."""
        return (self.record, *self.more)

    @property
    def done(self) -> bool:
        """Whether the words are gone already."""
        return all(each.purged is not None and not any(_texts(each)) for each in self.meant)


def withdrawal(
    records: Records, record: Record, history: Iterable[Committed], more: Iterable[Record] = ()
) -> Withdrawal:
    """Return what withdrawing a record's words will do, and with it those of more records.

    Raises:
        Refused: one of them is no record that holds somebody's words.
    """
    meant = (record, *more)
    for each in meant:
        if not isinstance(each, OF_PEOPLE):
            raise Refused(say("withdrawn.no-words", number=each.number))
    printed = _printed_in(records.all(ExportRecord))
    earlier = _earlier(history)
    ids = frozenset(each.id for each in meant)
    said = _said(meant, printed, earlier)
    heard, quoted = [in_words(text) for text in said], Holding(said)
    now: list[Record] = []
    alike: list[Voice] = []
    before: list[Record] = []
    reasons: list[Voice] = []
    for other in records:
        if other.id in ids or not isinstance(other, OF_PEOPLE):
            continue
        from_it = not ids.isdisjoint(lineage(records, other))
        alike_in = repeats if from_it else repeats_anywhere
        if _says(said_in(other), heard, alike_in):
            if isinstance(other, Voice) and not from_it:
                alike.append(other)
            else:
                now.append(other)
                continue
        elif not isinstance(other, Voice) and _says(
            (*_told(earlier, other), *printed.get(other.id, ())), heard, alike_in
        ):
            before.append(other)
        if isinstance(other, Voice) and any(map(quoted, (*_reasons(other), *earlier.get((other.id, True), ())))):
            reasons.append(other)
    return Withdrawal(
        record,
        tuple(sorted(now, key=by_number)),
        tuple(sorted(alike, key=by_number)),
        tuple(sorted(before, key=by_number)),
        carried(records, (*meant, *now, *before, *reasons), said={meant[0].number: said}),
        tuple(sorted(reasons, key=by_number)),
        meant[1:],
        said,
    )


def with_it(records: Records, record: Record) -> tuple[Record, ...]:
    """Return the other records whose words were purged when this one's were, by number."""
    found = (each for each in records if each.purged is not None and each.purged == record.purged)
    return tuple(sorted((each for each in found if each.id != record.id), key=by_number))


def had_carried(records: Records, record: Record) -> tuple[Carried, ...]:
    """Return the documents that had left with words that are purged, or with those that were purged with them."""
    until = record.purged.at if record.purged else None
    return carried(records, (record, *with_it(records, record)), until)


def carried(
    records: Records,
    found: Iterable[Record],
    until: datetime | None = None,
    said: Mapping[str, Iterable[str]] | None = None,
) -> tuple[Carried, ...]:
    """Return the documents that printed any of these records, until then, the latest first; and those that said in
    other lines what is `said` under a number, as a table for spreadsheets does."""
    in_lines = {number: tuple(filter(None, texts)) for number, texts in (said or {}).items()}
    ids = {each.id for each in found}
    left = []
    for export in records.all(ExportRecord):
        printed = {number for number, item in export.items.items() if item.record in ids}
        numbers = tuple(sorted(printed or {number for number, texts in in_lines.items() if says(export, texts)}))
        if numbers and export.made is not None and (until is None or export.made.at <= until):
            left.append(
                Carried(
                    export.reference,
                    export.document,
                    export.audience,
                    export.on,
                    export.made.at,
                    export.file,
                    numbers,
                )
            )
    return tuple(sorted(left, key=lambda each: (each.left, each.file), reverse=True))


def says(export: ExportRecord, texts: Iterable[str]) -> bool:
    """Tell whether other lines of a document than its numbered ones say one of these texts."""
    return any(map(Holding(texts), export.lines))


def _says(texts: Iterable[str], heard: list[list[str]], alike: Callable[[list[str], list[str]], bool]) -> bool:
    return any(alike(in_words(text), words) for text in texts for words in heard)


def said_in(record: Record) -> tuple[str, ...]:
    """Return what a record says: every text of it but why a voice was answered as it was, which others said."""
    if not isinstance(record, Voice):
        return _texts(record)
    return (record.text, *record.also.get("text", ()))


def _reasons(voice: Voice) -> tuple[str, ...]:
    return (voice.because, *voice.also.get("because", ()))


def _printed_in(exports: Iterable[ExportRecord]) -> dict[str, list[str]]:
    """Return the words that documents printed of each record, by its id."""
    found: dict[str, list[str]] = {}
    for export in exports:
        for item in export.items.values():
            found.setdefault(item.record, []).extend(each.text for each in (item, *item.again))
    return found


def _said(
    meant: Iterable[Record], printed: Mapping[str, list[str]], earlier: dict[tuple[str, bool], set[str]]
) -> tuple[str, ...]:
    """Return all that was ever said in some records, and printed of them."""
    found = [text for each in meant for text in (*said_in(each), *_told(earlier, each), *printed.get(each.id, ()))]
    return tuple(dict.fromkeys(filter(None, found)))


def _told(earlier: dict[tuple[str, bool], set[str]], record: Record) -> set[str]:
    return earlier.get((record.id, False), set())


def _texts(record: Record) -> tuple[str, ...]:
    """Return every text of a record, those that stand beside others and the names of options included."""
    form = plain(record)
    shown = [text for path, value in paths(type(record), form) for text in _of(type(record), path, value)]
    return (*shown, *(text for texts in record.also.values() for text in texts))


def _of(kind: type[Record], path: str, value: object) -> Iterable[str]:
    name, _, key = path.partition("/")
    if isinstance(value, str) and rule_of(kind, path) is Rule.TEXT:
        yield value
    elif name == "options":
        yield key.replace("~1", "/").replace("~0", "~")
    elif isinstance(value, dict):
        yield from (str(value[part]) for part in ("text", "reply", "because", "note") if part in value)


def _earlier(history: Iterable[Committed]) -> dict[tuple[str, bool], set[str]]:
    """Return every text that records ever had, by record and by whether it is why a voice was answered so."""
    found: dict[tuple[str, bool], set[str]] = {}
    for done in history:
        for edit in done.change.edits:
            kind = table_of(edit.table)
            for values in (edit.now, edit.was):
                for path, value in values.items():
                    key = (edit.id, kind is Voice and path == "because")
                    found.setdefault(key, set()).update(_of(kind, path, value))
    return found
