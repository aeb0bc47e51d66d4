"""A year at a glance, its meetings and its versions of the vision, as reports print them."""

from collections.abc import Iterable

import msgspec

from codesign.dates import long
from codesign.model import Commitment, CommitmentState, Connection, Decision, Meeting, Partner, Vision
from codesign.records import by_number
from codesign.views.cycles import Period
from codesign.views.fields import choice_words
from codesign.views.follow_through import is_overdue
from codesign.views.yearly import Year
from codesign.words import name_of, say
from exports.documents.pieces import Draft, facts, grid
from exports.documents.supported import asked_in
from exports.tree import Block, Facts


class There(msgspec.Struct, frozen=True):
    """Who was at several meetings, as an audience may be told."""

    attendances: int
    """People counted at each meeting and added up, where that may be told."""
    sectors: frozenset[str] | None
    """Keys of the sectors of which anybody was there; None where those of some meeting are not told."""
    untold: int
    """At how many meetings it may not be told how many came."""
    uncounted: tuple[str, ...]
    """Titles of the meetings at which nobody was counted."""


def there(draft: Draft, meetings: Iterable[Meeting]) -> There:
    """Return who was at some meetings."""
    told = [(each, draft.people(each)) for each in meetings]
    counted = [people for _each, people in told if people.total]
    untold = sum(people.held is not None for _each, people in told)
    whole = not untold and all(each.is_whole for each in counted)
    return There(
        sum(each.total for each in counted),
        frozenset(key for each in counted for key in each.shown) if whole and counted else None,
        untold,
        tuple(each.title for each, people in told if not people.total and people.held is None),
    )


def about_the_period(draft: Draft, period: Period) -> Facts:
    """Return which days a report is about, and whether the cycle is closed."""
    cycle = period.cycle
    closed = (
        say("report.closed-on", day=long(cycle.closed)) if cycle and cycle.closed else say("report.still-open")
    )
    partnership = draft.records.partnership
    place = partnership.place if partnership else None
    return facts(
        ("cycle", str(period.year)),
        ("days", say("report.days", first=long(period.first), last=long(period.last))),
        ("status", closed),
        ("as-of", long(draft.on)),
        *((("place", place.area),) if place and place.area else ()),
        *((("population", str(place.population)),) if place and place.population else ()),
    )


def at_a_glance(draft: Draft, period: Period, year: Year) -> tuple[Block, ...]:
    """Return the year in figures, each with what it counts."""
    known = len(draft.records.partnership.sectors) if draft.records.partnership else 0
    came = there(draft, year.meetings)
    asks = asked_in(draft, period)
    agreed = sum(each.agreed is not None for each in year.visions)
    connections = [each for each in draft.records.live(Connection) if period.holds(each.began)]
    rows = [
        ("meetings", str(len(year.meetings))),
        ("attendances", str(came.attendances)),
        *((("sectors", say("report.n-of", n=len(came.sectors), of=known)),) if came.sectors is not None else ()),
        ("voices", say("report.n-answered", n=year.voices, answered=year.answered)),
        ("needs", str(year.needs)),
        ("actions", str(year.actions)),
        ("promises", str(year.promises)),
        ("kept", say("report.n-of", n=year.due.kept, of=year.due.due) if year.due.due else say("report.none-due")),
        ("decisions", str(len(year.decisions))),
        ("visions", say("report.n-agreed", n=len(year.visions), agreed=agreed)),
        ("connections", str(len(connections))),
        ("asks", say("report.n-answered", n=len(asks), answered=sum(each.answered is not None for each in asks))),
    ]
    return grid(("figure", "how-many"), [(say(f"report.glance-{key}"), value) for key, value in rows])


def meetings_table(draft: Draft, meetings: tuple[Meeting, ...]) -> tuple[Block, ...]:
    """Return the meetings that were held, with how many people were counted at each."""
    rows = [
        (
            each.on.isoformat(),
            each.title,
            name_of(each.mode.value, "mode"),
            people_there(draft, each),
            say("fields.yes" if each.notice_given else "fields.no"),
        )
        for each in meetings
    ]
    return grid(("date", "meeting", "mode", "people", "notice"), rows)


def people_there(draft: Draft, meeting: Meeting) -> str:
    """Return how many people were at a meeting, as it may be told."""
    told = draft.people(meeting)
    return say("report.not-told") if told.held is not None else str(told.total or "")


def versions_table(visions: tuple[Vision, ...]) -> tuple[Block, ...]:
    """Return the versions of the vision, with what changed and whose words they are."""
    rows = [
        (
            str(each.version),
            each.proposed.isoformat(),
            each.text,
            each.why,
            each.words_of,
            each.agreed.isoformat() if each.agreed else say("doc.not-agreed"),
        )
        for each in visions
    ]
    return grid(("version", "date", "text", "why", "words-of", "agreed"), rows)


def decision_lines(draft: Draft, decisions: tuple[Decision, ...]) -> list[str]:
    """Return a line for each decision, with the day on which it was made."""
    return [
        say("report.decided-on", what=draft.named(each), day=each.agreed.isoformat() if each.agreed else "")
        for each in decisions
    ]


def not_kept(draft: Draft, period: Period) -> list[str]:
    """Return a line for each promise of a period that was kept in part or not, or is overdue, with its reason."""
    short = {CommitmentState.PARTLY, CommitmentState.NOT_KEPT}
    found = [
        each
        for each in sorted(draft.records.live(Commitment), key=by_number)
        if period.holds(each.due) and (each.state in short or is_overdue(each, draft.on))
    ]
    lines = []
    for each in found:
        state = name_of(each.state.value, "commitment-state") if each.state in short else say("report.overdue")
        told = say("report.promise-line", what=draft.named(each), state=state)
        lines.append(say("report.because", what=told, because=each.because) if each.because else told)
    return lines


def partners_table(draft: Draft) -> tuple[Block, ...]:
    """Return who takes part, and what each has pledged besides what it promised to do."""
    rows = [
        (
            each.organisation,
            draft.sector(each.sector) if each.sector else "",
            each.role,
            "; ".join(
                say("report.pledge", kind=choice_words(pledge.kind), what=pledge.what) for pledge in each.brings
            ),
        )
        for each in sorted(draft.records.live(Partner), key=by_number)
    ]
    return grid(("partner", "sector", "role", "brings"), rows)
