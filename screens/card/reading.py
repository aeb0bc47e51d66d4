"""How one field of a record is written in a form and read back."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from codesign.commands.replying import replied
from codesign.dates import hour_minute, read_date, read_time
from codesign.model import (
    PHASE_STATUSES,
    Answer,
    Decision,
    Evidence,
    EvidenceSource,
    Pledge,
    PledgeKind,
    Reading,
    Record,
    Reply,
    Status,
)
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.reasons import due_token, read_reason
from codesign.records import as_number
from codesign.text import as_tag, folded, in_digits, one_line, owner_named
from codesign.views.deciding import options
from codesign.views.thread import origins
from codesign.words import name_of, say
from screens.dialogs.asked import Field

E = TypeVar("E", bound=StrEnum)


class NotUnderstood(ValueError):
    """A field that cannot be read; the message says why and what would do."""


class Entry(msgspec.Struct, frozen=True):
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
    guarded: bool = True
    """Whether what names somebody is pointed out before it is saved."""

    @property
    def field(self) -> Field:
        """The field of the form."""
        return Field(self.name, say(f"fields.{self.label}"), self.words, self.lines, self.hint, self.guarded)


class Entries:
    """Makes entries for the records of one partnership."""

    def __init__(self, opened: OpenPartnership) -> None:
        self._opened = opened

    def text(self, name: str, words: str, *, lines: int = 1) -> Entry:
        """Words, on one line or several."""
        return Entry(name, name.replace("_", "-"), words, str, lines, guarded=name != "contact")

    def names(self, name: str, found: frozenset[str]) -> Entry:
        """Roles or names, with commas between them."""
        return Entry(name, name, ", ".join(sorted(found)), self._split_names, hint=say("card.owners-hint"))

    def tags(self, found: frozenset[str]) -> Entry:
        """Tags, with or without their marks."""
        return Entry("tags", "tags", " ".join(f"#{tag}" for tag in sorted(found)), _split_tags)

    def day(self, name: str, day: date | None, *, needed: bool = False) -> Entry:
        """A day, in any of the ways in which a line is captured."""
        words = day.isoformat() if day else ""
        return Entry(
            name,
            name.replace("_", "-"),
            words,
            lambda text: self._read_day(text, needed),
            hint=say("card.due-hint"),
        )

    def _split_names(self, text: str) -> frozenset[str]:
        me = self._opened.asking.my_name
        return frozenset(owner_named(part.strip(), me) for part in text.split(",") if part.strip())

    def _read_day(self, text: str, needed: bool) -> date | None:
        if not text.strip() and not needed:
            return None
        if not text.strip():
            raise NotUnderstood(say("card.needs-date"))
        day = read_date(text.strip(), today(self._opened.clock))
        if day is None:
            raise NotUnderstood(say("cli.no-date", text=text.strip()))
        return day

    def time(self, name: str, moment: time | None) -> Entry:
        """A time of day."""

        def read(text: str) -> time | None:
            found = read_time(text)
            if found is None and text.strip():
                raise NotUnderstood(say("card.no-time", text=text.strip()))
            return found

        words = hour_minute(moment) if moment else ""
        return Entry(name, name, words, read, hint=say("card.time-hint"))

    def count(self, name: str, count: int | None, *, needed: bool = False) -> Entry:
        """A whole number, not below 0."""

        def read(text: str) -> int | None:
            if not text.strip() and not needed:
                return None
            if not re.fullmatch("[0-9]{1,4}", text.strip()):
                raise NotUnderstood(say("card.no-count", text=text.strip()))
            return int(text)

        return Entry(name, name, "" if count is None else str(count), read)

    def table(self, table: int | None) -> Entry:
        """The number of a table."""
        return Entry("table", "table", str(table or ""), _read_table)

    def choice(
        self, name: str, value: E | None, kinds: type[E], *, needed: bool = False, group: str = ""
    ) -> Entry:
        """One of a few kinds, by its beginning: by its name in a group of words, where there is such a group, or
        else by the name that commands and files have for it."""
        names = _names(kinds, group)
        return Entry(
            name,
            name.replace("_", "-"),
            names[value] if value else "",
            lambda text: _read_choice(text, names, needed=needed),
            hint=", ".join(names.values()),
        )

    def status(self, status: Status) -> Entry:
        """How far a card is, which says in which phase it stands too."""
        names = _names(Status, "status")
        phases = []
        for phase, found in PHASE_STATUSES.items():
            known = ", ".join(names[each] for each in found)
            phases.append(say("card.statuses", phase=name_of(phase.value, "phase"), known=known))
        entry = self.choice("status", status, Status, needed=True, group="status")
        return msgspec.structs.replace(entry, hint="; ".join(phases))

    def yes(self, name: str, *, value: bool | None, open_too: bool = False) -> Entry:
        """A question with a yes and a no. Where it may stay open too, an empty field is neither."""
        yes, no = say("fields.yes"), say("fields.no")
        words = {True: yes, False: no if open_too else "", None: ""}[value]

        def read(text: str) -> bool | None:
            wanted = folded(text.strip())
            if not wanted:
                return None if open_too else False
            found = [each for each in (yes, no) if folded(each).startswith(wanted)]
            return _only(text, found, "card.no-choice", [yes, no]) == yes

        return Entry(name, name.replace("_", "-"), words, read, hint=f"{yes}, {no}")

    def reply(self, reply: Reply | None) -> Entry:
        """What became of a voice, by when, and who says so; another answer is of today."""
        names, now = _names(Answer, "answer"), today(self._opened.clock)
        words = f"{names[reply.answer]} {due_token(reply)}".strip() if reply else ""

        def read(text: str) -> Reply | None:
            line = read_reason(text, now)
            answer = _read_choice(line.text, names, needed=bool(text.strip()))
            if answer is None:
                return None
            return replied(reply, answer, now, line.due, ", ".join(line.owners), self._opened.asking.my_name)

        hint = say("card.reply-hint", known=", ".join(names.values()))
        return Entry("reply", "reply", words, read, hint=hint)

    def evidence(self, evidence: Evidence | None) -> Entry:
        """Where something is known from, and what is known."""
        words = f"{evidence.source.value}: {evidence.note}" if evidence else ""

        def read(text: str) -> Evidence | None:
            if not text.strip():
                return None
            source, note = _read_pair(text, EvidenceSource)
            return Evidence(note, source)

        return Entry("evidence", "evidence", words, read, hint=say("card.pair-hint", known=_named(EvidenceSource)))

    def pledges(self, pledges: tuple[Pledge, ...]) -> Entry:
        """What a partner brings: a kind and words on each line."""

        def read(text: str) -> tuple[Pledge, ...]:
            pairs = (_read_pair(line, PledgeKind) for line in text.split("\n") if line.strip())
            return tuple(Pledge(kind, what) for kind, what in pairs)

        words = "\n".join(f"{each.kind.value}: {each.what}" for each in pledges)
        return Entry(
            "brings", "brings", words, read, lines=3, hint=say("card.pair-hint", known=_named(PledgeKind))
        )

    def strategies(self, found: frozenset[int]) -> Entry:
        """Some of the seven strategies, by their numbers."""

        def read(text: str) -> frozenset[int]:
            parts = text.replace(",", " ").split()
            if not all(re.fullmatch("[1-7]", part) for part in parts):
                raise NotUnderstood(say("card.no-strategy", text=text.strip()))
            return frozenset(map(int, parts))

        words = ", ".join(str(each) for each in sorted(found))
        return Entry("strategies", "strategies", words, read, hint=say("card.strategies-hint"))

    def figure(self, name: str, value: float | None) -> Entry:
        """A number."""

        def read(text: str) -> float | None:
            return read_figure(text) if text.strip() else None

        return Entry(name, name, "" if value is None else in_digits(value), read)

    def readings(self, readings: Mapping[str, Reading]) -> Entry:
        """A line for each month or day. Lines that were left as they are keep their readings to the last digit."""
        lines = {_reading_line(when, each): (when, each) for when, each in readings.items()}

        def read(text: str) -> Mapping[str, Reading]:
            found = (line.strip() for line in text.split("\n") if line.strip())
            return dict(lines[line] if line in lines else _read_reading(line) for line in found)

        return Entry("readings", "readings", "\n".join(lines), read, lines=3, hint=say("card.readings-hint"))

    def reference(self, name: str, kind: type[Record], record_id: str) -> Entry:
        """Another record of one kind, by its number or a part of its words."""
        records = self._opened.records
        found = records.get(kind, record_id) if record_id else None

        def read(text: str) -> str:
            wanted = folded(text.strip())
            if not wanted:
                return ""
            live = list(records.live(kind))
            exact = [
                each
                for each in live
                if wanted in {folded(each.number), folded(each.headline), folded(_told(each))}
            ]
            fitting = exact or [each for each in live if wanted in folded(each.headline)]
            known = [_told(each) for each in live]
            told = _only(text, [_told(each) for each in fitting], "card.no-choice", known)
            return next(each.id for each in fitting if _told(each) == told)

        return Entry(name, name, _told(found) if found else "", read, hint=say("card.reference-hint"))

    def sector(self, key: str) -> Entry:
        """A sector, by a part of its name."""
        sectors = {each.key: each.name for each in self._opened.partnership.sectors}

        def read(text: str) -> str:
            wanted = folded(text.strip())
            if not wanted:
                return ""
            exact = [each for each, name in sectors.items() if wanted in {folded(each), folded(name)}]
            found = exact or [each for each, name in sectors.items() if wanted in folded(f"{each} {name}")]
            return _only(text, found, "card.no-sector", list(sectors))

        return Entry("sector", "sector", sectors.get(key, key), read, hint=say("card.sector-hint"))

    def options(self, decision: Decision) -> Entry:
        """What could have been chosen, one on each line."""

        def read(text: str) -> Mapping[str, int]:
            lines = dict.fromkeys(one_line(line) for line in text.split("\n") if line.strip())
            if len(lines) == 1:
                raise NotUnderstood(say("refused.one-option"))
            return {line: place for place, line in enumerate(lines, 1)}

        words = "\n".join(options(decision))
        return Entry("options", "options", words, read, lines=3, hint=say("card.options-hint"))

    def origins(self, record: Record) -> Entry:
        """The records that one came from, by their numbers."""
        records = self._opened.records
        found = origins(records, record)
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


def _split_tags(text: str) -> frozenset[str]:
    return frozenset(tag for part in text.split() if (tag := as_tag(part)))


def _read_table(text: str) -> int | None:
    text = text.strip()
    if text and not re.fullmatch("0*[1-9][0-9]{0,2}", text):
        raise NotUnderstood(say("card.no-table", text=text))
    return int(text) if text else None


def _told(record: Record) -> str:
    return f"{record.number} {record.headline}"


def _named(kinds: type[StrEnum]) -> str:
    return ", ".join(each.value for each in kinds)


def _names(kinds: type[E], group: str = "") -> dict[E, str]:
    return {each: name_of(each.value, group) if group else each.value for each in kinds}


def _read_choice(text: str, names: Mapping[E, str], *, needed: bool) -> E | None:
    known = list(names.values())
    wanted = folded(text.strip())
    if not wanted and not needed:
        return None
    if not wanted:
        raise NotUnderstood(say("card.needs-choice", known=", ".join(known)))
    found = [words for words in known if folded(words).startswith(wanted)]
    found = found or [words for kind, words in names.items() if folded(kind.value).startswith(wanted)]
    chosen = _only(text, [wanted] if wanted in found else found, "card.no-choice", known)
    return next(kind for kind, words in names.items() if words == chosen)


def _read_pair(text: str, kinds: type[E]) -> tuple[E, str]:
    """Return the choice before the colon and the words after it."""
    head, colon, words = text.strip().partition(":")
    if not colon or not words.strip():
        raise NotUnderstood(say("card.pair-hint", known=_named(kinds)))
    found = _read_choice(head, _names(kinds), needed=True)
    assert found is not None
    return found, words.strip()


_SPACED = re.compile(r"[+-]?[0-9]{1,3}(?:\s[0-9]{3})+(?:[.,][0-9]*)?")
_WITH_COMMAS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]*)?")
"""Figures with a mark between thousands. A comma is one only where it does not begin the decimals."""


def read_figure(text: str) -> float:
    """Return the number that somebody wrote as one writes it in the language that is spoken.

    Raises:
        NotUnderstood: it is none.
    """
    written = text.strip()
    if _SPACED.fullmatch(written):
        written = "".join(written.split())
    elif _WITH_COMMAS.fullmatch(written) and say("doc.decimal") != ",":
        written = written.replace(",", "")
    try:
        value = float(written.replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise NotUnderstood(say("card.no-figure", text=text.strip()))
    return value


_READING = re.compile(
    r"(?P<when>[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?) *: *(?P<value>-?[0-9.]+)"
    r"(?: of (?P<of>[0-9.]+))?(?:, n (?P<n>[0-9]{1,9}))?(?:, (?P<note>.*))?"
)


def _reading_line(when: str, reading: Reading) -> str:
    of = f" of {in_digits(reading.of)}" if reading.of is not None else ""
    n = f", n {reading.n}" if reading.n is not None else ""
    note = f", {reading.note}" if reading.note else ""
    return f"{when}: {in_digits(reading.value)}{of}{n}{note}"


def _read_reading(line: str) -> tuple[str, Reading]:
    found = _READING.fullmatch(line)
    if found is None:
        raise NotUnderstood(say("card.no-reading", text=line))
    value, of, n = read_figure(found["value"]), found["of"], found["n"]
    return found["when"], Reading(
        value, read_figure(of) if of else None, int(n) if n else None, found["note"] or ""
    )
