"""What can be written of each kind of record: how a field is shown in a form, and how it is read back."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import msgspec

from codesign.dates import read_date
from codesign.model import Commitment, Decision, HowDecided, Item, Meeting, Outcome, Record, Voice, VoiceKind
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.records import as_number, by_number
from codesign.text import folded
from codesign.words import say
from screens.dialogs.form import Field, Typed, Values

R = TypeVar("R", bound=Record)


class NotUnderstood(ValueError):
    """A field that cannot be read; the message says why and what would do."""


@dataclass(frozen=True)
class Entry:
    """One field of a record in a form."""

    name: str
    """Its name in Python."""
    label: str
    """Its key under [fields]."""
    words: str
    """What stands in it."""
    read: Callable[[str], Any]
    lines: int = 1
    hint: str = ""

    @property
    def field(self) -> Field:
        """The field of the form."""
        return Field(self.name, say(f"fields.{self.label}"), self.words, self.lines, self.hint)


def changed(entries: list[Entry], values: Values) -> Mapping[str, Any]:
    """Return the new values of the fields that were written.

    Raises:
        NotUnderstood: one of them cannot be read.
    """
    return {entry.name: entry.read(values[entry.name]) for entry in entries if values[entry.name] != entry.words}


def as_seen(record: R, entries: list[Entry], kept: Mapping[str, Typed]) -> R:
    """Return a record as the author of a draft saw it: where they wrote, with what stood there when they began.

    What somebody else has written there meanwhile is then no text that they knew and replace.
    """
    fields = {}
    for entry in entries:
        if entry.name in kept and kept[entry.name].over != entry.words:
            with suppress(NotUnderstood):  # a sector or number that is not here any more
                fields[entry.name] = entry.read(kept[entry.name].over)
    return msgspec.structs.replace(record, **fields)


def entries(opened: OpenPartnership, record: Record) -> list[Entry]:
    """Return what can be written of a record; nothing where that is not for a form."""
    make = _Entries(opened)
    match record:
        case Item():
            found = [
                make.text("title", record.title),
                make.text("text", record.text, lines=3),
                make.names("owners", record.owners),
                make.day("due", record.due),
                make.tags(record.tags),
            ]
            if record.parked or record.because:
                found.append(make.text("because", record.because))
        case Voice():
            found = [
                make.text("text", record.text, lines=3),
                make.choice("kind", record.kind, VoiceKind),
                make.sector(record.sector),
                make.text("role", record.role),
                make.table(record.table),
                make.tags(record.tags),
            ]
        case Commitment():
            found = [
                make.text("text", record.text, lines=2),
                make.text("who", record.who),
                make.sector(record.sector),
                make.day("due", record.due),
                make.tags(record.tags),
            ]
        case Decision():
            found = [
                make.text("text", record.text, lines=2),
                make.text("question", record.question),
                make.options(record.options),
                make.choice("how", record.how, HowDecided),
                make.day("review", record.review),
            ]
        case Meeting():
            return [
                make.text("title", record.title),
                make.day("on", record.on, needed=True),
                make.text("place", record.place),
                make.text("purpose", record.purpose, lines=3),
                make.day("next_date", record.next_date),
            ]
        case Outcome():
            found = [make.text("text", record.text, lines=2)]
        case _:
            return []
    return [*found, make.origins(record)]


class _Entries:
    """Makes entries for the records of one partnership."""

    def __init__(self, opened: OpenPartnership) -> None:
        self._opened = opened

    def text(self, name: str, words: str, *, lines: int = 1) -> Entry:
        return Entry(name, name.replace("_", "-"), words, str, lines)

    def names(self, name: str, found: frozenset[str]) -> Entry:
        return Entry(name, name, ", ".join(sorted(found)), _split_names, hint=say("card.owners-hint"))

    def tags(self, found: frozenset[str]) -> Entry:
        return Entry("tags", "tags", " ".join(f"#{tag}" for tag in sorted(found)), _split_tags)

    def day(self, name: str, day: date | None, *, needed: bool = False) -> Entry:
        words = day.isoformat() if day else ""
        return Entry(
            name,
            name.replace("_", "-"),
            words,
            lambda text: self._read_day(text, needed),
            hint=say("card.due-hint"),
        )

    def _read_day(self, text: str, needed: bool) -> date | None:
        if not text.strip() and not needed:
            return None
        if not text.strip():
            raise NotUnderstood(say("card.needs-date"))
        day = read_date(text.strip(), today(self._opened.clock))
        if day is None:
            raise NotUnderstood(say("cli.no-date", text=text.strip()))
        return day

    def table(self, table: int | None) -> Entry:
        return Entry("table", "table", str(table or ""), _read_table)

    def choice(self, name: str, value: VoiceKind | HowDecided | None, kinds: type[Any]) -> Entry:
        known = [each.value for each in kinds]

        def read(text: str) -> Any:
            wanted = folded(text.strip())
            if not wanted and value is None:
                return None
            if not wanted:
                raise NotUnderstood(say("card.needs-choice", known=", ".join(known)))
            found = [each for each in known if folded(each).startswith(wanted)]
            return kinds(_only(text, [wanted] if wanted in found else found, "card.no-choice", known))

        return Entry(name, name, value.value if value else "", read, hint=", ".join(known))

    def sector(self, key: str) -> Entry:
        sectors = {each.key: each.name for each in self._opened.partnership.sectors}

        def read(text: str) -> str:
            wanted = folded(text.strip())
            if not wanted:
                return ""
            exact = [each for each, name in sectors.items() if wanted in {folded(each), folded(name)}]
            found = exact or [each for each, name in sectors.items() if wanted in folded(f"{each} {name}")]
            return _only(text, found, "card.no-sector", list(sectors))

        return Entry("sector", "sector", sectors.get(key, key), read, hint=say("card.sector-hint"))

    def options(self, options: tuple[str, ...]) -> Entry:
        def read(text: str) -> tuple[str, ...]:
            return tuple(line.strip() for line in text.split("\n") if line.strip())

        return Entry("options", "options", "\n".join(options), read, lines=3, hint=say("card.options-hint"))

    def origins(self, record: Record) -> Entry:
        records = self._opened.records
        found = sorted((each for origin in record.origins if (each := records.find(origin))), key=by_number)
        words = ", ".join(each.number for each in found)
        unseen = record.origins - {each.id for each in found}  # made elsewhere and not here yet: no words for it

        def read(text: str) -> frozenset[str]:
            ids = set(unseen)
            for part in text.replace(",", " ").split():
                number = as_number(part)
                bearers = records.numbered(number) if number else ()
                if not bearers:
                    raise NotUnderstood(say("card.no-number", text=part))
                if len(bearers) > 1:
                    what = "; ".join(each.headline for each in bearers)
                    raise NotUnderstood(say("refused.two-of-number", number=number, what=what))
                if bearers[0].id == record.id:
                    raise NotUnderstood(say("card.own-number", number=number))
                ids.add(bearers[0].id)
            return frozenset(ids)

        return Entry("origins", "from", words, read, hint=say("card.from-hint"))


def _only(text: str, found: list[str], no: str, known: list[str]) -> str:
    """Return the one that was found.

    Raises:
        NotUnderstood: there is none, or more than one; the message names those that it could be.
    """
    if len(found) != 1:
        key, named = ("card.several", found) if found else (no, known)
        raise NotUnderstood(say(key, text=text.strip(), known=", ".join(named)))
    return found[0]


def _split_names(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


def _split_tags(text: str) -> frozenset[str]:
    return frozenset(part.strip("#, ").casefold() for part in text.split() if part.strip("#, "))


def _read_table(text: str) -> int | None:
    text = text.strip()
    if text and not re.fullmatch("0*[1-9][0-9]{0,2}", text):
        raise NotUnderstood(say("card.no-table", text=text))
    return int(text) if text else None
