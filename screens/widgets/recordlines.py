"""How a record looks in a list of records of several kinds."""

from datetime import date

from codesign.dates import short
from codesign.model import Commitment, Decision, Item, Meeting, Record, Voice
from codesign.views.deciding import is_made
from codesign.views.fields import permission_words
from codesign.views.follow_through import is_overdue
from codesign.views.kinds import kind_name
from codesign.views.notes import is_note
from codesign.views.voices import words_of
from codesign.words import name_of, say
from screens.glyphs import BETWEEN, DONE
from screens.widgets.lines import Line, shown, wrapped


def draw_record(record: Record, width: int, today: date, *, chosen: bool = False) -> list[Line]:
    """Return the lines of a record: number and kind, the words, what is known of it, an empty line. One that was
    chosen bears a mark."""
    lines: list[Line] = [((record.number, "strong"), (f"  {kind_of(record)}", "dim"))]
    if chosen:
        lines = [((f"{DONE} ", "accent"), *lines[0])]
    lines += [((line, ""),) for line in wrapped(shown(words_of(record)), width)]
    lines += [((line, style),) for words, style in _known(record, today) for line in wrapped(shown(words), width)]
    return [*lines, ()]


def kind_of(record: Record) -> str:
    """Return what a record is, in words; "" where its number says enough."""
    match record:
        case Commitment():
            return f"{kind_name(record)}{BETWEEN}{name_of(record.state.value, 'commitment-state')}"
        case Meeting():
            return f"{record.on}, {record.place}" if record.place else str(record.on)
        case Decision() if not is_made(record):
            return f"{kind_name(record)}{BETWEEN}{say('deciding.in-the-making')}"
    return kind_name(record)


def _known(record: Record, today: date) -> list[tuple[str, str]]:
    match record:
        case Voice() if not is_note(record):
            told = [permission_words(record.permission), record.sector.replace("-", " ")]
            told.append(say("capture.table", table=record.table) if record.table else "")
            told.append(say("capture.read-back") if record.read_back else "")
            return [(BETWEEN.join(filter(None, told)), "dim" if record.permission else "warn")]
        case Commitment() | Item():
            names = sorted(record.owners) if isinstance(record, Item) else [record.who]
            late = is_overdue(record, today)
            key = "card.overdue" if late else "capture.due"
            due = say(key, day=short(record.due, today)) if record.due else ""
            parts = [part for part in (*names, due, *_of_promise(record)) if part]
            return [(BETWEEN.join(parts), "warn" if late else "dim")] if parts else []
    return []


def _of_promise(record: Commitment | Item) -> tuple[str, ...]:
    if not isinstance(record, Commitment):
        return ()
    return record.because, say("capture.read-back") if record.read_back else ""
