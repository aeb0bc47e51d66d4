"""All kinds of documents, in one table: what each is about, for whom, in which forms, and how it is built.

A document that is added here can be looked at, written and asked for on the command line.
"""

import contextlib
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from codesign.errors import NotFound
from codesign.later import later
from codesign.model import (
    Audience,
    Commitment,
    Cycle,
    Decision,
    Item,
    Measure,
    Meeting,
    Partnership,
    Record,
    Vision,
    Voice,
)
from codesign.organisation import AS_IT_COMES, Organisation, in_words
from codesign.permissions import Sight
from codesign.records import Records, by_number
from codesign.views.cycles import cycles
from codesign.views.deciding import is_made
from codesign.views.thread import ON_THREADS
from codesign.words import LANGUAGE, say, speaking
from exports.documents.pieces import Draft
from exports.formats import DOCUMENT_FORMATS, Format
from exports.prepare import Paper, Prepared, content_of, name, prepared

if TYPE_CHECKING:
    from exports.calendar import Event


def _of(module: str, function: str = "") -> Callable[..., Any]:
    """Return a function of exports.documents, by default that of the module's name: whoever wants one document
    does not wait for the others."""
    return later(f"exports.documents.{module}", function or module)


action_log = _of("action_log")
agenda = _of("dates", "agenda")
calendar_page = _of("dates", "calendar_page")
event: "Callable[[Records, Meeting], Event]" = _of("dates", "event")
meetings: Callable[[Records], tuple[Meeting, ...]] = _of("dates", "meetings")
co_evaluation = _of("co_evaluation")
cycle_report = _of("cycle_report")
decision_record = _of("decision_record")
invitation = _of("invitation")
last_change: Callable[[Iterable[Record]], date] = later("exports.bundle", "last_change")
meeting_notes = _of("meeting_notes")
on_threads: Callable[[Records], list[Record]] = _of("thread", "on_threads")
record_thread = _of("thread", "record_thread")
thread_day = _of("thread", "thread_day")
run_sheet = _of("run_sheet")
sheet = _of("sheets", "sheet")
table_sheets = _of("table_sheets")
to_check = _of("to_check")
vision_statement = _of("vision_statement")
last_reply: Callable[[Records], date | None] = _of("you_said", "last_reply")
you_said = _of("you_said")

NOTES = "notes"
VISION = "vision"
YOU_SAID = "you-said"
CALENDAR = "calendar"
THREAD = "thread"
TABLE_SHEETS = "table-sheets"

_MOST = 12
"""Of so many numbers at the most it is said that there could be a document about them."""


class Sort(msgspec.Struct, frozen=True):
    """A kind of document. Its functions take the records and the record that it is about."""

    about: type[Record] | tuple[type[Record], ...]
    """The kind of record that it is about, or the kinds."""
    subjects: Callable[[Records], Iterable[Record]]
    """Those that it is offered for, the usual one first."""
    none: str
    """The key of the words that say that there is nothing that it could be about."""
    title: Callable[[Records, Any], str]
    build: Callable[[Draft, Any, int], None]
    """Fills a draft; the last is for how many tables, where that matters."""
    day: Callable[[Records, Any], date | None]
    """The day in the name of its file; None for the one as of which it is made."""
    audience: Audience | None = None
    """For whom it always is; None where somebody chooses, for then it may quote people."""
    agreed: Callable[[Any], bool] | None = None
    """Whether it is agreed or a draft; None where it is never either."""
    shows: Callable[[Records], tuple[Record, ...]] = lambda _records: ()
    """Records besides its subject that it shows without their numbers."""
    events: "Callable[[Records, Any], list[Event]] | None" = None
    """What a calendar shows of it."""

    one_each: bool = False
    """Whether there is one for nearly every record: it is asked for where the record stands, and has its number in
    the name of its file."""
    only: tuple[Format, ...] = ()
    """The forms in which it can leave, where those are not the usual ones."""

    def dated(self, records: Records, subject: Record, on: date) -> date:
        """Return the day in the name of its file, where it is made as of a day."""
        return self.day(records, subject) or on

    @property
    def forms(self) -> tuple[Format, ...]:
        """The forms in which it can leave, the usual one first."""
        if self.only:
            return self.only
        return (Format.CALENDAR, *DOCUMENT_FORMATS) if self.events else DOCUMENT_FORMATS


def _begun(records: Records) -> list[Meeting]:
    """Return the meetings that have begun, the latest first."""
    found = (each for each in records.live(Meeting) if each.runs or each.ended)
    return sorted(found, key=lambda each: (each.on, each.id), reverse=True)


def _to_prepare(records: Records) -> list[Meeting]:
    """Return all meetings, the next one first and those that are over last."""
    found = meetings(records)
    ahead = [each for each in found if each.ended is None]
    return [*ahead, *(each for each in reversed(found) if each.ended is not None)]


def _versions(records: Records) -> list[Vision]:
    """Return the versions of the vision, the newest first."""
    return sorted(records.live(Vision), key=lambda each: each.version, reverse=True)


def _with_meetings(records: Records) -> list[Partnership]:
    partnership = records.partnership
    return [partnership] if partnership and meetings(records) else []


def _partnership(records: Records) -> list[Partnership]:
    return [records.partnership] if records.partnership else []


def _decisions(records: Records) -> list[Decision]:
    """Return all decisions, those that were made first, the newest first."""
    found = sorted(records.live(Decision), key=by_number, reverse=True)
    return sorted(found, key=lambda each: (is_made(each), each.agreed or date.min), reverse=True)


def _cycles(records: Records) -> list[Cycle]:
    """Return the cycles, the newest first."""
    return list(reversed(cycles(records)))


def _about_cycle(kind: str, build: Callable[[Draft, Cycle], None]) -> Sort:
    """Return a kind of report about a cycle: as of a day until the cycle is closed."""
    return Sort(
        about=Cycle,
        subjects=_cycles,
        none="refused.no-cycle-yet",
        title=lambda records, cycle: say(f"report.title-{kind}", partnership=name(records), year=cycle.year),
        build=lambda draft, cycle, _tables: build(draft, cycle),
        day=lambda _records, cycle: cycle.closed,
        agreed=lambda cycle: cycle.closed is not None,
    )


def _with_voices(records: Records) -> list[Partnership]:
    partnership = records.partnership
    return [partnership] if partnership and last_reply(records) else []


def _paper(
    kind: str,
    build: Callable[[Draft, Meeting, int], None],
    audience: Audience,
    events: "Callable[[Records, Meeting], list[Event]] | None" = None,
) -> Sort:
    """Return a kind of paper for before a meeting: it quotes nobody."""
    return Sort(
        about=Meeting,
        subjects=_to_prepare,
        none="refused.no-meetings",
        title=lambda records, meeting: say(f"paper.title-{kind}", title=meeting.title, partnership=name(records)),
        build=build,
        day=lambda _records, meeting: meeting.on,
        audience=audience,
        events=events,
    )


def _table(kind: str, about: type[Record]) -> Sort:
    """Return a kind of table for spreadsheets, and of which records it tells."""

    def rows(records: Records) -> tuple[Record, ...]:
        return tuple(records.live(about))

    return Sort(
        about=Partnership,
        subjects=lambda records: filter(None, [records.partnership if rows(records) else None]),
        none="cli.no-rows",
        title=lambda records, _partnership: say(f"sheet.all-{kind}", partnership=name(records)),
        build=lambda draft, _partnership, _tables: sheet(draft, kind),
        day=lambda records, _partnership: last_change(rows(records)),
        shows=rows,
        only=(Format.CSV,),
    )


LIBRARY: dict[str, Sort] = {
    NOTES: Sort(
        about=Meeting,
        subjects=_begun,
        none="cli.no-meeting-yet",
        title=lambda records, meeting: say("doc.notes-title", title=meeting.title, partnership=name(records)),
        build=lambda draft, meeting, _tables: meeting_notes(draft, meeting),
        day=lambda _records, meeting: meeting.on,
        agreed=lambda meeting: meeting.notes_agreed is not None,
    ),
    VISION: Sort(
        about=Vision,
        subjects=_versions,
        none="refused.no-vision",
        title=lambda records, _vision: say("doc.vision-title", partnership=name(records)),
        build=lambda draft, vision, _tables: vision_statement(draft, vision),
        day=lambda _records, vision: vision.agreed or vision.proposed,
        agreed=lambda vision: vision.agreed is not None,
    ),
    YOU_SAID: Sort(
        about=Partnership,
        subjects=_with_voices,
        none="refused.no-voices",
        title=lambda records, _partnership: say("doc.you-said-title", partnership=name(records)),
        build=lambda draft, _partnership, _tables: you_said(draft),
        day=lambda records, _partnership: last_reply(records) or date.min,
    ),
    THREAD: Sort(
        about=ON_THREADS,
        subjects=on_threads,
        none="refused.no-threads",
        title=lambda records, record: say("doc.thread-title", number=record.number, partnership=name(records)),
        build=lambda draft, record, _tables: record_thread(draft, record),
        day=thread_day,
        one_each=True,
    ),
    "action-log": Sort(
        about=Partnership,
        subjects=_partnership,
        none="refused.gone",
        title=lambda records, _partnership: say("report.title-action-log", partnership=name(records)),
        build=lambda draft, _partnership, _tables: action_log(draft),
        day=lambda _records, _partnership: None,
    ),
    "decision": Sort(
        about=Decision,
        subjects=_decisions,
        none="refused.no-decisions",
        title=lambda records, each: say("report.title-decision", partnership=name(records), number=each.number),
        build=lambda draft, decision, _tables: decision_record(draft, decision),
        day=lambda _records, decision: decision.agreed,
        agreed=is_made,
    ),
    "co-evaluation": _about_cycle("co-evaluation", co_evaluation),
    "cycle": _about_cycle("cycle", cycle_report),
    "run-sheet": _paper("run-sheet", lambda draft, meeting, _tables: run_sheet(draft, meeting), Audience.ROOM),
    "invitation": _paper(
        "invitation", lambda draft, meeting, _tables: invitation(draft, meeting), Audience.PUBLIC
    ),
    "checklist": _paper("checklist", lambda draft, meeting, _tables: to_check(draft, meeting), Audience.ROOM),
    TABLE_SHEETS: _paper(TABLE_SHEETS, table_sheets, Audience.ROOM),
    "agenda": _paper(
        "agenda",
        lambda draft, meeting, _tables: agenda(draft, meeting),
        Audience.PUBLIC,
        lambda records, meeting: [event(records, meeting)],
    ),
    CALENDAR: Sort(
        about=Partnership,
        subjects=_with_meetings,
        none="refused.no-meetings",
        title=lambda records, _partnership: say("paper.title-calendar", partnership=name(records)),
        build=lambda draft, _partnership, _tables: calendar_page(draft),
        day=lambda records, _partnership: meetings(records)[-1].on,
        audience=Audience.PUBLIC,
        shows=meetings,
        events=lambda records, _partnership: [event(records, each) for each in meetings(records)],
    ),
    "cards": _table("cards", Item),
    "promises": _table("promises", Commitment),
    "voices": _table("voices", Voice),
    "decisions": _table("decisions", Decision),
    "measures": _table("measures", Measure),
    "attendance": _table("attendance", Meeting),
}
"""Every kind of document by its name, in the order in which they are offered."""

PAPERS = tuple(kind for kind, sort in LIBRARY.items() if sort.audience is not None)
"""The kinds of papers around a meeting, which quote nobody, in the order in which they are wanted."""


def subjects(kind: str, records: Records) -> tuple[Record, ...]:
    """Return what a document of a kind is offered for, the usual one first.

    Raises:
        NotFound: there is nothing; the message says what is missing.
    """
    found = tuple(LIBRARY[kind].subjects(records))
    if not found:
        raise NotFound(say(LIBRARY[kind].none))
    return found


def subject_of(kind: str, records: Records, wanted: Record | None) -> Record:
    """Return the record that somebody wants a document of a kind to be about; the usual one where it is None.

    Raises:
        NotFound: there can be no such document about it, or about anything.
    """
    if wanted is None:
        return subjects(kind, records)[0]
    if not isinstance(wanted, LIBRARY[kind].about):
        found = [each.number for each in LIBRARY[kind].subjects(records)]
        numbers = ", ".join([*found[:_MOST], *(("...",) if len(found) > _MOST else ())])
        raise NotFound(say("cli.no-subject", number=wanted.number, numbers=numbers))
    return wanted


def document(
    kind: str,
    records: Records,
    subject: Record,
    on: date,
    *,
    audience: Audience = Audience.PARTNERS,
    form: Format | None = None,
    tables: int = 1,
    organisation: Organisation = AS_IT_COMES,
) -> Prepared:
    """Prepare a document as an audience may read it on a day, in the partnership's language and as the
    organisation wants it; table sheets for so many tables. It is made from the records as that audience may read
    them, so that no kind of document can show what it may not.

    A kind that is always for the same audience is for that one, whatever is asked.

    Raises:
        NotVerified: the document does not read back as it was meant.
    """
    sort = LIBRARY[kind]
    with in_its_language(records, organisation):
        sight = Sight(records, sort.audience or audience, on)
        paper = _on_paper(kind, sight, subject, tables)
        return prepared(paper, sight, form or sort.forms[0], organisation)


def content(kind: str, sight: Sight, subject: Record, tables: int, organisation: Organisation) -> str:
    """Return the SHA-256 in hex of what a document would say, as `Prepared.content`, which costs less than
    preparing it; it has to be asked for `in_its_language`, and so has the sight."""
    return content_of(_on_paper(kind, sight, subject, tables), sight, organisation)


def in_its_language(
    records: Records, organisation: Organisation = AS_IT_COMES
) -> contextlib.AbstractContextManager[None]:
    """Say everything for a while as the documents of a partnership do."""
    language = records.partnership.language if records.partnership else LANGUAGE
    return speaking(language, in_words(organisation, language))


def _on_paper(kind: str, sight: Sight, subject: Record, tables: int) -> Paper:
    sort, seen = LIBRARY[kind], sight.records
    about = sight.seen(subject)

    def calendar() -> str:
        from exports.calendar import calendar as calendar_file

        assert sort.events is not None
        title = getattr(about, "title", "") or name(seen)
        return calendar_file(title, sort.events(seen, about))

    return Paper(
        kind=kind,
        subject=about,
        title=sort.title(seen, about),
        day=sort.dated(seen, about, sight.on),
        build=lambda draft: sort.build(draft, about, tables),
        quotes=sort.audience is None,
        agreed=sort.agreed(about) if sort.agreed else None,
        shows=sort.shows(seen),
        numbered=sort.one_each,
        calendar=calendar if sort.events else None,
    )
