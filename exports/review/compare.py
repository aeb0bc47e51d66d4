"""Compares a document as it left, the records as they are now, and the document as it came back. It only proposes:
whatever it finds, somebody accepts or rejects."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from codesign.commands.reviewing import AddNote, Does, PutAway, Rewrite
from codesign.model import ExportedItem, ExportRecord, Record
from codesign.model.fields import Rule, rules
from codesign.records import Records
from codesign.text import clean
from codesign.words import say
from exports.review.fields import DONE, FIELDS, TEXT, Field, Readers, Unreadable, box, field_of, set_value
from exports.review.folding import fold, same
from exports.review.labels import as_label, label_keys, stands_for_held
from exports.review.loose import Printed
from exports.review.matching import Match, matches, most_alike
from exports.review.newcomers import newcomer
from exports.review.proposals import Kind, Proposal
from exports.review.returned import Remark, Returned, ReturnedItem

_VALUES = frozenset({Kind.CHANGE, Kind.MATCHED, Kind.CONFLICT, Kind.CLEARED, Kind.UNREADABLE})
"""Kinds of the same proposal: which of them it is depends on what else has happened."""


def compare(export: ExportRecord, records: Records, returned: Returned, on: date) -> tuple[Proposal, ...]:
    """Return what a returned document proposes, settled proposals included: what belongs to items in the order in
    which they came back, then what is missing, then what belongs to no item."""
    comparing = _Comparing(export, records, returned, on)
    counted: Counter[str] = Counter()
    found = []
    for each in comparing.proposals():
        bare = _key(each)
        counted[bare] += 1
        found.append(msgspec.structs.replace(each, key=f"{bare}{counted[bare] if counted[bare] > 1 else ''}"))
    return tuple(found)


def _key(each: Proposal) -> str:
    kind = "value" if each.kind in _VALUES else each.kind.value
    parts = (kind, each.number, as_label(each.field), fold(each.returned), each.by)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


class _Comparing:
    def __init__(self, export: ExportRecord, records: Records, returned: Returned, on: date) -> None:
        self._export = export
        self._records = records
        self._returned = returned
        self._readers = Readers(records, export.audience, on)
        self._printed = Printed(export)
        self._items, self._loose = self._sorted()
        self._has_fields = any(item.fields for item in returned.items)

    def proposals(self) -> Iterator[Proposal]:
        """Yield all of them, without their keys."""
        seen: set[str] = set()
        before: Match | None = None
        for match in matches(self._items, self._export.items):
            if match.printed is None or match.extra:
                yield from self._strange(match, before)
            else:
                yield from self._known(match, match.printed)
                seen.add(match.number)
            before = match if match.printed is not None else before
        for number, printed in self._export.items.items():
            if number not in seen:
                yield from self._missing(number, printed)
        for exported, text in self._printed.strange(self._loose):
            yield self._note(Kind.WORDING if exported else Kind.COMMENT, "", self._about, text, exported=exported)
        for remark in self._returned.remarks:
            yield self._note(Kind.COMMENT, "", self._about, remark.text, by=remark.by)

    def _sorted(self) -> tuple[tuple[ReturnedItem, ...], tuple[str, ...]]:
        """Return the items and the loose lines, with those lines among the items that are the words of one whose
        number is nowhere."""
        there = {item.number for item in self._returned.items}
        gone = {number: item.text for number, item in self._export.items.items() if number not in there}
        found = [each for each in self._returned.loose if most_alike(each, gone) and not self._printed.holds(each)]
        loose = tuple(each for each in self._returned.loose if each not in found)
        return (*self._returned.items, *(ReturnedItem("", each) for each in found)), loose

    @property
    def _about(self) -> str:
        """The id of the record that the document is about."""
        found = self._records.find(self._export.subject) or self._records.partnership
        return found.id if found is not None else ""

    # Items that were printed

    def _known(self, match: Match, printed: ExportedItem) -> Iterator[Proposal]:
        record = self._records.find(printed.record)
        item = _mended(match.item, printed)
        if record is None:
            if not same(item.text, printed.text):
                yield self._note(Kind.UNKNOWN, match.number, self._about, item.text, exported=printed.text)
            return
        side = _Side(record, match, printed, item)
        yield from self._value(side, TEXT, "", printed.text, item.text)
        if printed.done is not None and item.done is not None:
            yield from self._value(side, DONE, say("review.box"), box(printed.done), box(item.done))
        comments = list(item.comments)
        yield from self._fields(side, comments)
        for remark in comments:
            if not self._printed.holds(remark.text):
                yield self._note(Kind.COMMENT, match.number, record.id, remark.text, by=remark.by)

    def _fields(self, side: "_Side", comments: list[Remark]) -> Iterator[Proposal]:
        labels = {as_label(label): label for label in side.printed.fields}
        keys = {label_keys().get(name, ""): label for name, label in labels.items()}
        found: set[str] = set()
        for label, value in side.item.fields:
            key = label_keys().get(as_label(label), "")
            known = labels.get(as_label(label)) or (keys.get(key) if key else None)
            if known in found or (known is None and field_of(side.record, key) is None):
                comments.append(Remark("", f"{label}: {value}"))
                continue
            exported = side.printed.fields[known] if known else ""
            found.add(known or label)
            key = key or self._key_of(side.record, set_value(exported))
            yield from self._value(side, key, known or label, set_value(exported), set_value(value))
        if self._has_fields:
            for label, exported in side.printed.fields.items():
                if label not in found and set_value(exported):
                    key = label_keys().get(as_label(label), "")
                    yield from self._value(side, key, label, exported, "")

    def _key_of(self, record: Record, exported: str) -> str:
        """Return the key of the one field that shows what was printed, for a label that is only an organisation's
        own; "" where it may be any of several."""
        fields = FIELDS.get(type(record), {})
        shown = (key for key, each in fields.items() if same(each.shown(record, self._readers), exported))
        fitting = [key for key in shown if key not in {TEXT, DONE}]
        return fitting[0] if len(fitting) == 1 and exported else ""

    def _value(self, side: "_Side", key: str, label: str, exported: str, returned: str) -> Iterator[Proposal]:
        """Yield what is proposed for one value, if anything is."""
        if same(exported, returned):
            return
        field = field_of(side.record, key)
        if field is None or self._is_other(side, field, exported):
            if not returned and key == TEXT:
                return
            yield self._told(side, label, exported, returned)
            return
        now = field.shown(side.record, self._readers)
        if same(now, returned):
            return
        try:
            value = field.read(returned, side.record, self._readers)
        except Unreadable:
            yield self._told(side, label, exported, returned, kind=Kind.UNREADABLE, now=now)
            return
        if value == getattr(side.record, field.name):
            return
        moved = not same(now, exported)
        if key == TEXT and not returned:
            yield self._missing_words(side, exported, now)
            return
        kind = self._kind(side, returned, moved=moved)
        yield Proposal(
            key="",
            kind=kind,
            number=side.match.number,
            field=label,
            exported=exported,
            now=now,
            returned=returned,
            does=self._rewrite(side, field, value, exported if moved else now),
            safe=kind is Kind.CHANGE and not field.veiled(side.record, self._readers),
            by=", ".join(side.item.by),
        )

    @staticmethod
    def _kind(side: "_Side", returned: str, *, moved: bool) -> Kind:
        if moved or side.record.archived:
            return Kind.CONFLICT
        if side.match.by_text:
            return Kind.MATCHED
        return Kind.CHANGE if returned else Kind.CLEARED

    def _rewrite(self, side: "_Side", field: Field, value: object, seen: str) -> Does:
        rule = rules(type(side.record))[field.name]
        words = field.read(seen, side.record, self._readers) if rule is Rule.TEXT else None
        return Rewrite(side.record.id, field.name, value, words)

    def _is_other(self, side: "_Side", field: Field, exported: str) -> bool:
        """Tell whether what was printed is not what the field says: it was held back, or others stood for it."""
        if any(held in fold(exported) for held in stands_for_held()):
            return True
        return not same(field.shown(side.record, self._readers), exported) and not self._touched(side.record)

    def _touched(self, record: Record) -> bool:
        """Tell whether a record was changed since the document left."""
        left = self._export.made
        return record.changed is not None and (left is None or record.changed.at >= left.at)

    def _told(
        self, side: "_Side", label: str, exported: str, returned: str, *, kind: Kind | None = None, now: str = ""
    ) -> Proposal:
        """Return a proposal for what cannot be written into the record: it is kept as a note."""
        told = returned or say("review.taken-out")
        words = say("review.meant", label=label or say("review.words"), returned=told)
        usual = Kind.COMMENT if returned else Kind.CLEARED
        return Proposal(
            key="",
            kind=kind or usual,
            number=side.match.number,
            field=label,
            exported=exported,
            now=now or exported,
            returned=returned,
            does=AddNote(side.record.id, words),
            by=", ".join(side.item.by),
        )

    def _missing_words(self, side: "_Side", exported: str, now: str) -> Proposal:
        return Proposal(
            key="",
            kind=Kind.MISSING,
            number=side.match.number,
            field="",
            exported=exported,
            now=now,
            returned="",
            does=PutAway(side.record.id),
            by=", ".join(side.item.by),
        )

    def _missing(self, number: str, printed: ExportedItem) -> Iterator[Proposal]:
        record = self._records.find(printed.record)
        if record is None or record.archived:
            return
        field = field_of(record, TEXT)
        now = field.shown(record, self._readers) if field and not field.veiled(record, self._readers) else ""
        yield Proposal("", Kind.MISSING, number, "", printed.text, now or printed.text, "", PutAway(record.id))

    # Items that were not

    def _strange(self, match: Match, before: Match | None) -> Iterator[Proposal]:
        item, number = match.item, match.number
        whole = f"{number} {item.text}".strip()
        printed = match.printed
        told = [(item.text, Kind.DUPLICATE)] if printed and not same(item.text, printed.text) else []
        if printed is None and not self._printed.holds(whole) and clean(item.text):
            if number:
                told = [(item.text, Kind.UNKNOWN)]
            else:
                yield newcomer(item, before, self._export, self._records)
        record = self._records.find(printed.record) if printed else None
        about = record.id if record else self._about
        if printed and self._printed.holds(whole):
            told = []
        below = [f"{label}: {value}" for label, value in item.fields] if number and told else []
        for text, kind in told:
            exported = printed.text if printed else ""
            yield self._note(kind, number, about, "; ".join((text, *below)), exported=exported)
        for remark in item.comments:
            if not self._printed.holds(remark.text):
                yield self._note(Kind.COMMENT, number, about, remark.text, by=remark.by)

    def _note(
        self, kind: Kind, number: str, about: str, text: str, *, exported: str = "", by: str = ""
    ) -> Proposal:
        words = f"{number} {text}" if kind in {Kind.UNKNOWN, Kind.DUPLICATE} else text
        signed = say("review.signed", name=by, text=words) if by else words
        safe = kind is Kind.COMMENT
        return Proposal("", kind, number, "", exported, exported, text, AddNote(about, signed), safe=safe, by=by)


class _Side(msgspec.Struct, frozen=True):
    """One item on all sides."""

    record: Record
    match: Match
    printed: ExportedItem
    item: ReturnedItem


def _mended(item: ReturnedItem, printed: ExportedItem) -> ReturnedItem:
    """Return an item with its lines together that another program has broken where nothing tells it."""
    comments = list(item.comments)
    text, fields = item.text, list(item.fields)
    own = {as_label(label) for label in printed.fields}
    for remark in item.comments:
        name, colon, rest = remark.text.partition(":")
        if colon and not remark.by and as_label(name) in own:  # a label that only this organisation uses
            fields.append((name.strip(), rest.strip()))
            comments.remove(remark)
    ends: Iterable[tuple[str, str]] = [("", printed.text), *printed.fields.items()]
    for label, whole in ends:
        while comments:
            names = [as_label(name) for name, _value in fields]
            place = names.index(as_label(label)) if label and as_label(label) in names else None
            value = text if not label else fields[place][1] if place is not None else None
            joined = f"{value} {comments[0].text}"
            if value is None or same(value, whole) or not fold(whole).startswith(fold(joined)):
                break
            if place is None:
                text = joined
            else:
                fields[place] = (fields[place][0], joined)
            del comments[0]
    return msgspec.structs.replace(item, text=text, fields=tuple(fields), comments=tuple(comments))
