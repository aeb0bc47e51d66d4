"""The way back, on 1,500 edits: whatever somebody does to a document is proposed or shown, and nothing else is."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from codesign.capture import Line, LineKind
from codesign.commands.capture import Capture
from codesign.model import Audience, Commitment, ExportRecord
from codesign.opened import OpenPartnership
from codesign.text import clean, one_line
from exports import library
from exports.docx.writer import docx
from exports.markdown import markdown
from exports.review.compare import compare
from exports.review.proposals import Kind, Proposal
from exports.review.reading import read_returned
from exports.tree import Document, Heading, Numbered, NumberedItem, Paragraph
from tests.support.doubles import demo, river
from tests.support.reviews import ON, REFERENCE, keep, leave, proposed

EDITS = 1500
_ITEM = re.compile(r"^- (?:\[[ x]\] )?\*\*([A-Z]+\d+[a-z]*)\*\* .")
_WORDS = ("heron", "bicycle", "lantern", "saucepan", "archive", "velvet", "thunder", "mosaic")

Lines = list[str]
Oracle = Callable[[tuple[Proposal, ...]], bool]


class Planted:
    """The lines of a document, and the edits made to them: each with what must be proposed for it."""

    def __init__(self, text: str, random_: random.Random) -> None:
        self.lines: Lines = text.rstrip("\n").split("\n")
        self.random = random_
        self.oracles: list[tuple[str, Oracle]] = []
        self._used: set[str] = set()
        self._word = 0

    def word(self) -> str:
        """Return a word that stands nowhere else."""
        self._word += 1
        return f"{self.random.choice(_WORDS)}{self._word}"

    def item(self) -> tuple[int, int, str] | None:
        """Return first line, end and number of an item that nobody has touched."""
        once = self.numbers()
        starts = [n for n, line in enumerate(self.lines) if (found := _ITEM.match(line)) and found[1] in once]
        free = [n for n in starts if self.number(n) not in self._used]
        if not free:
            return None
        start = self.random.choice(free)
        self._used.add(self.number(start))
        end = start + 1
        while end < len(self.lines) and self.lines[end].startswith("  - "):
            end += 1
        return start, end, self.number(start)

    def used(self, number: str) -> None:
        """Take note that an item is edited, so that no other edit is made to it."""
        self._used.add(number)

    def number(self, n: int) -> str:
        found = _ITEM.match(self.lines[n])
        assert found
        return found[1]

    def numbers(self) -> set[str]:
        """Return the numbers that stand there once."""
        found = [match[1] for line in self.lines if (match := _ITEM.match(line))]
        return {each for each in found if found.count(each) == 1}

    def expect(self, what: str, oracle: Oracle) -> None:
        self.oracles.append((what, oracle))


def holds(word: str) -> Oracle:
    return lambda found: any(word in each.returned for each in found)


def is_there(kind: Kind, number: str) -> Oracle:
    return lambda found: any(each.kind is kind and each.number == number for each in found)


def reword(doc: Planted) -> None:
    if (place := doc.item()) is not None:
        start, _end, number = place
        words = doc.lines[start].split(" ")
        at = doc.random.randrange(next(n for n, w in enumerate(words) if "**" in w) + 1, len(words) + 1)
        word = doc.word()
        doc.lines[start] = " ".join((*words[:at], word, *words[at:]))
        doc.expect(
            f"{number} reworded", lambda found: any(word in e.returned and e.number == number for e in found)
        )


def change_field(doc: Planted) -> None:
    if (place := doc.item()) is not None:
        start, end, number = place
        if end > start + 1:
            at = doc.random.randrange(start + 1, end)
            word = doc.word()
            doc.lines[at] = f"{doc.lines[at].partition(':')[0]}: {word}"
            doc.expect(
                f"{number} field", lambda found: any(word in e.returned and e.number == number for e in found)
            )


def clear_field(doc: Planted) -> None:
    if (place := doc.item()) is not None:
        start, end, number = place
        at = doc.random.randrange(start + 1, end) if end > start + 2 else 0
        if at and not doc.lines[at].endswith("not set"):
            label = doc.lines[at].strip(" -").partition(":")[0]
            del doc.lines[at]
            doc.expect(
                f"{number} {label} cleared",
                lambda found: any(e.number == number and e.field == label and not e.returned for e in found),
            )


def delete(doc: Planted) -> None:
    if (place := doc.item()) is not None:
        start, end, number = place
        del doc.lines[start:end]
        doc.expect(f"{number} deleted", is_there(Kind.MISSING, number))


def move(doc: Planted) -> None:
    if (place := doc.item()) is not None:
        start, end, _number = place
        taken = doc.lines[start:end]
        del doc.lines[start:end]
        others = [n for n, line in enumerate(doc.lines) if _ITEM.match(line)]
        at = doc.random.choice(others) if others else start
        doc.lines[at:at] = taken


def retype_number(doc: Planted) -> None:
    if (place := doc.item()) is not None:
        start, _end, number = place
        wrong = doc.random.choice(("", f"**{number}7**", number, f"**{number}:**", f"**({number})**"))
        doc.used(f"{number}7")
        doc.lines[start] = (
            doc.lines[start].replace(f"**{number}**", wrong).replace("-  ", "- ").replace("]  ", "] ")
        )


def comment(doc: Planted) -> None:
    if (place := doc.item()) is not None:
        _start, end, number = place
        word = doc.word()
        mark = doc.random.choice(("  - ", "  > ", "\n  > ", "  * ", "\n> "))
        doc.lines[end:end] = f"{mark}I can help with {word} from May".split("\n")
        doc.expect(
            f"{number} commented", lambda found: any(word in e.returned and e.number == number for e in found)
        )


def add(doc: Planted) -> None:
    if (place := doc.item()) is not None:
        _start, end, _number = place
        word = doc.word()
        doc.lines[end:end] = [f"- [ ] Bring the {word} along", "  - Who: Ana"]
        doc.expect("added", lambda found: any(e.kind is Kind.NEW and word in e.returned for e in found))


def note(doc: Planted) -> None:
    at = doc.random.choice([n for n, line in enumerate(doc.lines) if not line] or [len(doc.lines)])
    word = doc.word()
    doc.lines[at:at] = ["", f"By the way, the {word} was lovely.", ""]
    doc.expect("note", holds(word))


def duplicate(doc: Planted) -> None:
    if (place := doc.item()) is not None:
        start, end, number = place
        word = doc.word()
        doc.lines[end:end] = [f"{doc.lines[start]} or {word}"]
        doc.expect(f"{number} twice", holds(word))


def merge(doc: Planted) -> None:
    if (place := doc.item()) is not None:
        start, end, _number = place
        if end < len(doc.lines) and end == start + 1 and _ITEM.match(doc.lines[end]):
            doc.lines[start : end + 1] = [f"{doc.lines[start]} {doc.lines[end]}"]


def indent(doc: Planted) -> None:
    if (place := doc.item()) is not None:
        start, end, _number = place
        doc.lines[start:end] = ["    " + line for line in doc.lines[start:end]]


def smarten(doc: Planted) -> None:
    swap = {"'": "’", " - ": " – ", "...": "…"}
    for n, line in enumerate(doc.lines):
        for old, new in swap.items():
            if not line.startswith(("---", "|", "- ", "  - ")) or old == "'":
                line = line.replace(old, new)  # noqa: PLW2901 - several swaps of one line
        doc.lines[n] = line


def quote(doc: Planted) -> None:
    doc.lines = ["On Sunday, Ana wrote:", *(f"> {line}" for line in doc.lines)]


def windows(doc: Planted) -> None:
    doc.lines = [f"{line}\r" for line in doc.lines]


def hard_spaces(doc: Planted) -> None:
    doc.lines = [
        re.sub(r"(?<=\w) (?=\w)", "\u00a0", line, count=2) if "**" in line else line for line in doc.lines
    ]


INSIDE = (
    reword,
    change_field,
    clear_field,
    delete,
    move,
    retype_number,
    comment,
    add,
    note,
    duplicate,
    merge,
    indent,
)
AROUND = (smarten, quote, windows, hard_spaces)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[OpenPartnership, str, ExportRecord]]:
    opened = demo()
    kinds = [(library.NOTES, each) for each in Audience] + [(library.VISION, Audience.PUBLIC)]
    found = [leave(opened, tmp_path_factory.mktemp("out"), kind, audience) for kind, audience in kinds]
    return [(opened, prepared.text, export) for prepared, export in found]


def test_1500_edits(documents: list[tuple[OpenPartnership, str, ExportRecord]]) -> None:
    failures: list[str] = []
    made = seed = 0
    while made < EDITS:
        seed += 1
        random_ = random.Random(seed)
        opened, text, export = documents[seed % len(documents)]
        doc = Planted(text, random_)
        edits = random_.sample(INSIDE, random_.randrange(0, 6)) + random_.sample(AROUND, random_.randrange(0, 3))
        made += len(edits)
        for edit in edits:
            edit(doc)
        found = proposed(opened, export, "\n".join(doc.lines))
        missed = [what for what, oracle in doc.oracles if not oracle(found)]
        extra = len(found) - len(doc.oracles)
        names = [each.__name__ for each in edits]
        if missed or extra > 0:
            shown = [(e.kind.value, e.number, e.field, e.returned) for e in found]
            failures.append(f"{seed} {names}: missed {missed}, {extra} too many in {shown}")
    assert not failures, f"{len(failures)} of {seed}:\n" + "\n".join(failures[:15])


@pytest.mark.parametrize("kind", list(library.LIBRARY))
def test_no_document_that_was_not_edited_proposes_anything(tmp_path: Path, kind: str) -> None:
    opened = demo()
    for audience in Audience:
        prepared, export = leave(opened, tmp_path, kind, audience)
        assert proposed(opened, export, markdown(prepared.document)) == ()
        assert compare(export, opened.records, read_returned(docx(prepared.document)), ON) == ()


_WORDS_OF_PEOPLE = st.text("ab1-*_`<>|[]()#!&.:;=\"' é“…—\u00a0日C2", min_size=1, max_size=30).filter(
    lambda text: any(each.isalpha() for each in clean(text))
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(_WORDS_OF_PEOPLE, _WORDS_OF_PEOPLE, st.booleans()), min_size=1, max_size=4))
@example([("C", "— C", False)])
def test_whatever_people_write_reads_back_as_it_was(promises: list[tuple[str, str, bool]]) -> None:
    opened = river()
    lines = [Line(clean(text), LineKind.COMMITMENT, (one_line(who),)) for text, who, _done in promises]
    opened.execute(Capture(tuple(lines)))
    items = []
    for n, (_text, _who, done) in enumerate(promises, 1):
        record = opened.numbered(f"C{n}")
        assert isinstance(record, Commitment)
        items.append(NumberedItem(record.number, record.id, record.text, (("Who", record.who),), done))
    blocks = (Paragraph(promises[0][1]), Heading(2, "Commitments"), Numbered(tuple(items)))
    document = Document("Notes", "en", (), blocks, "Export reference", REFERENCE)
    export = keep(opened, document)
    assert proposed(opened, export, markdown(document)) == ()
