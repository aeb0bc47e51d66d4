"""What several documents have in common."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from codesign.model import (
    FIST_SCALE,
    Audience,
    CountedOut,
    FistCounts,
    Governance,
    Meeting,
    Reading,
    Record,
    Reservation,
    Voice,
)
from codesign.permissions import SMALL, HeldBack, People, Shown, Sight, governing
from codesign.records import Records
from codesign.text import in_digits
from codesign.views.links import links
from codesign.views.thread import ON_THREADS, origins, results
from codesign.views.voices import sector_names
from codesign.words import say, table
from exports.tree import Block, Bullets, Facts, Heading, Numbered, NumberedItem, Paragraph, Table
from exports.verify import slots


class Draft(msgspec.Struct):
    """A document in the making, what it may show, and what had to be held back."""

    sight: Sight
    blocks: list[Block] = msgspec.field(default_factory=list)
    sections: list[tuple[str, int]] = msgspec.field(default_factory=list)
    """The key of each section's heading, and at which block it begins."""
    voices: dict[str, HeldBack | None] = msgspec.field(default_factory=dict)
    """By the id of each voice that was asked for, why it was held back; None where it was shown."""
    counted: dict[str, People] = msgspec.field(default_factory=dict)
    """By the id of each meeting whose people were asked for, how they were told."""

    @property
    def records(self) -> Records:
        """The records as the document's audience may read them."""
        return self.sight.records

    @property
    def audience(self) -> Audience:
        """For whom it is."""
        return self.sight.audience

    @property
    def on(self) -> date:
        """The day as of which it is made."""
        return self.sight.on

    @property
    def held(self) -> Counter[HeldBack]:
        """How many voices were held back, by why."""
        return Counter(why for why in self.voices.values() if why is not None)

    @property
    def shown(self) -> int:
        """How many voices are shown."""
        return sum(why is None for why in self.voices.values())

    def add(self, *blocks: Block) -> None:
        """Append blocks."""
        self.blocks.extend(blocks)

    def section(self, key: str, *blocks: Block) -> None:
        """Append a section under a heading of our words; with nothing in it, it says so."""
        self.sections.append((key, len(self.blocks)))
        self.add(Heading(2, say(key)), *(blocks or (Paragraph(say("doc.nothing")),)))

    def filled(self, key: str, *blocks: Block) -> None:
        """Append a section only where there is something in it."""
        if blocks:
            self.section(key, *blocks)

    def closing(self, subject: Record | None = None) -> None:
        """Append how to correct a document about a record, who governs its words, and the words that it uses."""
        partnership = self.records.partnership
        contact = (partnership.contact if partnership else "") or say("doc.the-facilitator")
        told = Paragraph(say("doc.how-to-correct", contact=contact))
        self.section("doc.correct", told, *governed(self, subject))
        self.filled("doc.words-used", *words_used(self.blocks))

    def voice(self, voice: Voice) -> Shown | None:
        """Return a voice as this audience may read it, or count it as held back."""
        found = self.sight.voice(voice)
        self.voices[voice.id] = found if isinstance(found, HeldBack) else None
        return None if isinstance(found, HeldBack) else found

    def people(self, meeting: Meeting) -> People:
        """Return how many people of each sector were at a meeting, as this audience may be told."""
        found = self.counted[meeting.id] = self.sight.people(meeting)
        return found

    def owner(self, owner: str) -> str:
        """Return an owner as this audience may see them named."""
        return self.sight.owner(owner) or say("doc.not-set")

    def holds(self, record: Record) -> bool:
        """Tell whether a record repeats the words of a voice that this audience may not read."""
        return self.sight.held_with_voice(record) is not None

    def headline(self, record: Record) -> str:
        """Return the words of a record that is no voice; where they are a voice's own and that one is held back,
        what stands for them."""
        return say("doc.words-held") if self.holds(record) else record.headline

    def reason(self, voice: Voice) -> str:
        """Return why a voice was answered as it was, or what stands for words that this audience may not read."""
        found = self.sight.reason(voice)
        return say("doc.words-held") if isinstance(found, HeldBack) else found

    def named(self, record: Record) -> str:
        """Return a record's number and words, such as "N1 Getting home"."""
        return f"{record.number} {self.headline(record)}"

    def came_from(self, record: Record) -> str:
        """Return what a record came from; of voices only that their words were withdrawn, see `heard_in`."""
        kept = [each for each in origins(self.records, record) if not isinstance(each, Voice)]
        return "; ".join([*map(self.named, kept), *self.withdrawn(record)])

    def withdrawn(self, record: Record) -> tuple[str, ...]:
        """Return that words which a record came from were withdrawn; nothing where none were."""
        return (say("doc.withdrawn-words"),) if links(self.records).is_from_withdrawn(record) else ()

    def heard_in(self, record: Record) -> str:
        """Return the numbers of the voices that a record came from, of those that these readers may read."""
        return ", ".join(each.number for each in origins(self.records, record) if self._may_be_read(each))

    def led_to(self, record: Record) -> str:
        """Return the numbers of what came of a record, without voices that these readers may not read."""
        found = (each for each in results(self.records, record) if isinstance(each, ON_THREADS))
        return ", ".join(each.number for each in found if not isinstance(each, Voice) or self._may_be_read(each))

    def _may_be_read(self, record: Record) -> bool:
        return isinstance(record, Voice) and not isinstance(self.sight.voice(record), HeldBack)

    def sector(self, key: str) -> str:
        """Return the name of a sector."""
        return sector_names(self.records.partnership).get(key, key)


def counted_out(draft: Draft) -> dict[str, CountedOut]:
    """Return what later documents have to keep to when they tell how many people were at a meeting."""
    return {meeting: left for meeting, told in draft.counted.items() if (left := told.left) is not None}


def governors(draft: Draft, subject: Record | None = None) -> tuple[Governance, ...]:
    """Return who governs the words of a document that is about a record: of the partnership, of that record, and
    of every voice that was asked for."""
    asked = (draft.records.find(each) for each in (*([subject.id] if subject else []), *draft.voices))
    partnership = draft.records.partnership
    found = [partnership.governance if partnership else None]
    found += [governing(draft.records, each) for each in asked if each is not None]
    return tuple(dict.fromkeys(each for each in found if each is not None))


def governed(draft: Draft, subject: Record | None = None) -> tuple[Block, ...]:
    """Return who governs the words of a document, a paragraph for each; none where nobody but those who said them
    does."""
    return tuple(Paragraph(_governed(each)) for each in governors(draft, subject))


def _governed(found: Governance) -> str:
    key = "govern.doc-agreement" if found.agreement else "govern.doc"
    told = [say(key, who=found.governor, agreement=found.agreement)]
    if found.released is not None:
        told.append(say("govern.doc-released", day=found.released.isoformat(), who=found.released_by))
    elif found.review:
        told.append(say("govern.doc-waits"))
    return " ".join([*told, say("govern.doc-roll-up")])


def iso(day: date | None) -> str:
    """Return a date as fields print it and a returned copy is read."""
    return day.isoformat() if day else say("doc.not-set")


def named(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the fields that have a value, with our words for their names."""
    return tuple((say(f"field.{key}"), value) for key, value in pairs if value)


def item(record: Record, text: str, *fields: tuple[str, str], done: bool | None = None) -> NumberedItem:
    """Return the numbered item of a record."""
    return NumberedItem(record.number, record.id, text, named(*fields), done)


def numbered(items: Iterable[NumberedItem]) -> tuple[Block, ...]:
    """Return the block of numbered items, none where there are none."""
    found = tuple(items)
    return (Numbered(found),) if found else ()


def facts(*pairs: tuple[str, str]) -> Facts:
    """Return facts under our words; one without a value is "not set"."""
    return Facts(tuple((say(f"field.{key}"), value or say("doc.not-set")) for key, value in pairs))


def grid(head: Iterable[str], rows: Iterable[Iterable[str]]) -> tuple[Block, ...]:
    """Return a table under our words; columns in which nothing stands are left out, and so is one without rows."""
    keys, lines = tuple(head), [tuple(row) for row in rows]
    used = [n for n in range(len(keys)) if any(line[n] for line in lines)]
    if not lines:
        return ()
    cells = tuple(tuple(line[n] or say("doc.not-set") for n in used) for line in lines)
    return (Table(tuple(say(f"field.{keys[n]}") for n in used), cells),)


def figure(value: float | None) -> str:
    """Return a number without needless zeros, as it is written in the language: "3.5", "3,5"; "" for none."""
    return in_digits(value).replace(".", say("doc.decimal")) if value is not None else ""


def mean(value: float | None, nothing: str = "") -> str:
    """Return a mean to one place, as it is written in the language: "3.0", "3,0"; `nothing` for none."""
    return f"{value:.1f}".replace(".", say("doc.decimal")) if value is not None else nothing


def reading_words(reading: Reading, few: int = 0) -> str:
    """Return a reading such as "11 of 14"; a count below `few` only as that, for it may be of people."""
    if 0 < reading.value < few and reading.value.is_integer():
        return say("report.few", n=few)
    return f"{figure(reading.value)}{say('doc.of', of=figure(reading.of)) if reading.of is not None else ''}"


def people_by_sector(draft: Draft, meeting: Meeting) -> tuple[Block, ...]:
    """Return a table of the people at a meeting by sector as the audience may see it, small groups merged."""
    told = draft.people(meeting)
    if told.held is not None:
        return (Paragraph(say("doc.people-few" if told.held is HeldBack.FEW else "doc.people-corrected")),)
    if not told.total:
        return (Paragraph(say("doc.nobody-counted")),)
    rows = [(draft.sector(key), str(count)) for key, count in told.shown.items()]
    if told.merged:
        rows.append((say("doc.other-sectors"), str(told.merged)))
    rows.append((say("doc.together"), str(told.total)))
    return (Table((say("field.sector"), say("field.people")), tuple(rows)),)


def fists(draft: Draft, by_sector: Mapping[str, FistCounts]) -> tuple[Block, ...]:
    """Return the result of a fist to five: everybody, and in the room also by sector, for even in a large sector
    few showed each number of fingers."""
    if not by_sector:
        return ()
    together = [sum(each) for each in zip(*by_sector.values(), strict=True)]
    if draft.audience is not Audience.ROOM and sum(together) < SMALL:
        return (Paragraph(say("doc.fist-few")),)
    head = (say("field.fingers"), *map(str, FIST_SCALE), say("doc.together"))
    rows = [(say("doc.everybody"), *map(str, together), str(sum(together)))]
    in_order = dict.fromkeys((*sector_names(draft.records.partnership), *sorted(by_sector)))
    rows += [
        (draft.sector(key), *map(str, by_sector[key]), str(sum(by_sector[key])))
        for key in in_order
        if key and key in by_sector
    ]
    below = sum(count for fingers, count in zip(FIST_SCALE, together, strict=True) if fingers < 3)
    return (
        Table(head, tuple(rows)),
        Paragraph(say("doc.below-three", n=below) if below else say("doc.no-below-three")),
    )


def reservations(draft: Draft, found: Iterable[Reservation]) -> tuple[Block, ...]:
    """Return reservations and the answers to them."""
    lines = []
    for each in found:
        parts = [each.text]
        if each.sector:
            parts.append(f"({draft.sector(each.sector)})")
        if each.reply:
            parts.append(say("doc.answer", answer=each.reply))
        elif each.answer_due:
            parts.append(say("doc.answer-due", day=each.answer_due.isoformat()))
        lines.append(" ".join(parts))
    return (Bullets(tuple(lines)),) if lines else (Paragraph(say("doc.no-reservations")),)


def words_used(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the glossary's lines for those of its words that the document uses."""
    text = " ".join(words for block in blocks for _place, words in slots(block)).casefold()
    meanings = table("glossary.meanings")
    used = [
        say("glossary.line", word=word, meaning=meanings[key])
        for key, word in table("glossary.words").items()
        if word.casefold() in text
    ]
    return (Bullets(tuple(sorted(used))),) if used else ()
