"""Everything that is kept about one person, as they may read it themselves: other people appear as their roles."""

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import Any

import msgspec
from msgspec.structs import replace

from codesign.changes import Committed
from codesign.dates import stamp
from codesign.errors import NotFound
from codesign.model import (
    SCHEMA,
    Commitment,
    ExportRecord,
    Item,
    Meeting,
    Partnership,
    Person,
    Record,
    Voice,
    plain,
)
from codesign.permissions.people import Names
from codesign.records import HeldRecords, Records, by_number
from codesign.text import folded, one_line
from codesign.views.fields import permission_words, reply_words
from codesign.views.voices import sector_names
from codesign.views.withdrawing import carried, said_in
from codesign.words import labelled, say

SECTIONS = (
    *("record", "voices", "meetings", "seats", "promises", "cards", "mentions", "documents", "history", "aside"),
)
"""What there is about a person, in the order in which it is told."""


class Aside(msgspec.Struct, frozen=True):
    """Something that is kept beside the records: a draft, or a change that could not be saved."""

    told: str
    records: tuple[str, ...] = ()
    """Ids of the records that it is about."""
    texts: tuple[str, ...] = ()


class About(msgspec.Struct, frozen=True):
    """What is kept about a person in one partnership."""

    name: str
    partnership: str
    contact: str
    """Whom of the partnership to write to."""
    found: dict[str, tuple[str, ...]]
    """Lines by section; one with nothing in it is not here."""
    voices: tuple[Voice, ...]
    """Those of which words are kept, by number."""


def person_called(records: Records, name: str) -> Person | None:
    """Return the person of a name, whole or in part, archived ones too; None for nobody.

    Raises:
        NotFound: it could be several people.
    """
    wanted = folded(name).split()
    people = sorted(records.all(Person), key=by_number)
    exact = [each for each in people if folded(each.name).split() == wanted]
    found = exact or [each for each in people if wanted and set(wanted) <= set(folded(each.name).split())]
    if len(found) > 1:
        names = ", ".join(f"{each.number} {each.name}" for each in found)
        raise NotFound(say("person.several", name=name, names=names))
    return found[0] if found else None


def about(
    records: Records, name: str, history: Iterable[Committed], asides: Iterable[Aside], zone: tzinfo | None
) -> About:
    """Return everything about somebody, known by a record or only by their name in texts.

    Raises:
        NotFound: it could be several people.
    """
    person = person_called(records, name)
    teller = _Teller(records, person or Person(id="", number="", schema=SCHEMA, name=name), zone)
    partnership = records.partnership
    return About(
        teller.person.name,
        partnership.name if partnership else "",
        partnership.contact if partnership else "",
        {key: lines for key, lines in teller.sections(list(history), list(asides)) if lines},
        tuple(each for each in teller.voices if each.text or each.because),
    )


class _Teller:
    """Tells what is kept about one person."""

    def __init__(self, records: Records, person: Person, zone: tzinfo | None) -> None:
        self.person = person
        self._records = records
        self._zone = zone
        self._own = Names(_with([person], records))
        self._others = Names(_with((each for each in records.all(Person) if each.id != person.id), records))
        said = (each for each in records.all(Voice) if person.id and each.person == person.id)
        self.voices = tuple(sorted(said, key=by_number))

    def sections(self, history: list[Committed], asides: list[Aside]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the lines of each section."""
        mine = self._mine()
        told = {
            "record": self._record(),
            "voices": map(self._voice, self.voices),
            "meetings": self._meetings(),
            "seats": self._seats(),
            "promises": (self._line(each) for each in mine if isinstance(each, Commitment)),
            "cards": (self._line(each) for each in mine if isinstance(each, Item)),
            "mentions": self._mentions({each.id for each in (*mine, *self.voices, self.person)}),
            "documents": self._documents((*self.voices, *mine)),
            "history": self._history(history, {each.id for each in (*self.voices, self.person)}),
            "aside": (each.told for each in asides if self._concerns(each)),
        }
        for key in SECTIONS:
            yield key, tuple(told[key])

    def _clean(self, text: str) -> str:
        return one_line(self._others.replaced(text))

    def _names(self, text: str) -> bool:
        return bool(self._own.in_text(text))

    def _line(self, record: Record) -> str:
        return f"{record.number} {self._clean(record.headline)}"

    def _record(self) -> Iterator[str]:
        person = self.person
        if not person.id:
            return
        sector = sector_names(self._records.partnership).get(person.sector, person.sector)
        partner = self._records.find(person.partner)
        told = (
            ("name", person.name),
            ("role", person.role),
            ("sector", sector),
            ("partner", partner.headline if partner else ""),
            ("contact", person.contact),
            ("usual-permission", permission_words(person.usual_permission) if person.usual_permission else ""),
        )
        yield from (f"{labelled(say(f'fields.{key}'))} {one_line(value)}" for key, value in told if value)

    def _voice(self, voice: Voice) -> str:
        meeting = self._records.get(Meeting, voice.meeting)
        told = [
            self._line(voice),
            say("person.at", number=meeting.number, day=meeting.on.isoformat()) if meeting else "",
            permission_words(voice.permission),
            reply_words(replace(voice.reply, by="")) if voice.reply else "",
            self._clean(voice.because),
        ]
        return " · ".join(filter(None, told))

    def _meetings(self) -> Iterator[str]:
        for each in sorted(self._records.all(Meeting), key=lambda each: (each.on, each.id)):
            moved = any(movement.person == self.person.id for movement in each.movements.values())
            if self.person.id and (self.person.id in each.people or moved):
                yield f"{each.number} {each.on.isoformat()} {self._clean(each.title)}"

    def _seats(self) -> Iterator[str]:
        for meeting in sorted(self._records.all(Meeting), key=lambda each: (each.on, each.id)):
            for n, key in enumerate(sorted(meeting.rounds), 1):
                for table, people in enumerate(meeting.rounds[key].tables, 1):
                    if self.person.id and self.person.id in people:
                        yield say("person.seat", number=meeting.number, round=n, table=table)

    def _mine(self) -> tuple[Record, ...]:
        """Return the promises and cards that this person has."""
        found: list[Record] = [each for each in self._records.all(Commitment) if self._names(each.who)]
        found += [each for each in self._records.all(Item) if any(map(self._names, each.owners))]
        return tuple(sorted(found, key=by_number))

    def _mentions(self, told: set[str]) -> Iterator[str]:
        for record in sorted(self._records, key=by_number):
            if record.id in told or isinstance(record, ExportRecord | Person):
                continue
            for text in dict.fromkeys(_texts(plain(record))):
                if self._names(text):
                    yield f"{labelled(record.number)} {self._clean(text)}"

    def _documents(self, mine: Iterable[Record]) -> Iterator[str]:
        found = tuple(mine)
        said = {each.number: said_in(each) for each in found}
        left = {each.file: ", ".join(each.numbers) for each in carried(self._records, found, said=said)}
        for export in sorted(self._records.all(ExportRecord), key=lambda each: each.id):
            named = any(map(self._names, _texts(plain(export))))
            if export.file in left or named:
                yield say(
                    "person.document",
                    file=export.file,
                    reference=export.reference,
                    audience=say(f"permission.audience-{export.audience.value}"),
                    numbers=left.get(export.file) or say("person.by-name"),
                )

    def _history(self, history: list[Committed], ids: set[str]) -> Iterator[str]:
        typed = set(folded(self.person.name).split())
        for done in history:
            by = set(folded(done.by).split())
            by_them = bool(by) and by <= typed
            about_them = any(edit.id in ids for edit in done.change.edits)
            if by_them or about_them or self._names(done.change.label):
                key = "person.history-by" if by_them else "person.history-about"
                yield say(key, at=stamp(done.at, self._zone), what=self._clean(done.change.told))

    def _concerns(self, aside: Aside) -> bool:
        ids = {each.id for each in (*self.voices, self.person)} - {""}
        return not ids.isdisjoint(aside.records) or any(map(self._names, aside.texts))


def _with(people: Iterable[Person], records: Records) -> Records:
    found = HeldRecords()
    for each in people:
        found.put(replace(each, id=each.id or "somebody"))
    if isinstance(partnership := records.partnership, Partnership):
        found.put(partnership)
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from (key,) if " " in key else ()
            yield from _texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside)
