"""The action log: every promise with what became of it, what is overdue first, as of a day."""

from collections.abc import Callable
from datetime import timedelta

from codesign.dates import long
from codesign.model import Commitment, CommitmentState, Item, ItemKind, Status
from codesign.records import by_number
from codesign.views.follow_through import is_overdue, open_commitments
from codesign.words import name_of, say
from exports.documents.pieces import Draft, facts, grid, iso, item, numbered
from exports.documents.promised import follow_through_so_far, promise
from exports.tree import Block, Paragraph

_SOON = timedelta(14)

_ACTION_STATUSES = (Status.TRYING, Status.SHAPING, Status.IDEA, Status.IN_PLACE)


def action_log(draft: Draft) -> None:
    """Fill a draft with the action log of a partnership as of the draft's day."""
    groups = _groups(draft)
    draft.add(facts(("as-of", long(draft.on))))
    draft.section("report.follow-through", *follow_through_so_far(draft))
    rows = [(say(f"report.log-{key}"), str(len(found))) for key, found in groups.items() if found]
    total = sum(map(len, groups.values()))
    rows.append((say("doc.together"), str(total)))
    draft.section("report.overview", *grid(("promises", "how-many"), rows if total else ()))
    for key, found in groups.items():
        if found or key == "overdue":
            none = (Paragraph(say("report.none-overdue")),)
            draft.section(f"report.log-{key}", *(numbered(promise(draft, each) for each in found) or none))
    draft.filled("report.actions", *_actions(draft))
    draft.closing()


def _groups(draft: Draft) -> dict[str, list[Commitment]]:
    """Return the promises by where they stand, the most pressing first."""
    waiting, on = open_commitments(draft.records), draft.on
    settled = sorted(draft.records.live(Commitment), key=by_number)

    def of(*states: CommitmentState) -> list[Commitment]:
        return [each for each in settled if each.state in states]

    def ahead(belongs: Callable[[timedelta], bool]) -> list[Commitment]:
        return [each for each in waiting if each.due is not None and each.due >= on and belongs(each.due - on)]

    return {
        "overdue": [each for each in waiting if is_overdue(each, on)],
        "soon": ahead(lambda left: left <= _SOON),
        "later": ahead(lambda left: left > _SOON),
        "undated": [each for each in waiting if each.due is None],
        "kept": of(CommitmentState.KEPT),
        "not-kept": of(CommitmentState.PARTLY, CommitmentState.NOT_KEPT, CommitmentState.RELEASED),
    }


def _actions(draft: Draft) -> tuple[Block, ...]:
    """Return the actions that the promises serve, as they stand on the board."""
    cards = [each for each in draft.records.live(Item) if each.kind is ItemKind.ACTION and not each.parked]
    return numbered(
        item(
            each,
            draft.headline(each),
            ("who", ", ".join(draft.owner(owner) for owner in sorted(each.owners)) or say("doc.not-set")),
            ("by-when", iso(each.due)),
            ("status", name_of(each.status.value, "status")),
            ("for", draft.came_from(each)),
        )
        for status in _ACTION_STATUSES
        for each in sorted(cards, key=by_number)
        if each.status is status
    )
