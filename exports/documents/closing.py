"""What was counted and seen at the end of a meeting, as its notes print it."""

from codesign.model import Meeting, PollKind
from codesign.permissions import counts_for, part_for
from codesign.views.closing import TRUST_SCALE, Answered, come_again, poll_of, practice, trust
from codesign.words import name_of, say
from exports.documents.pieces import Draft
from exports.tree import Block, Paragraph, Table


def closing_counts(draft: Draft, meeting: Meeting) -> tuple[Block, ...]:
    """Return who would come again, and who trusts that it will be followed through, each with n of N. How many
    answered the second with what is the room's own: an answer that few gave would name them elsewhere."""
    blocks: list[Block] = []
    if again := come_again(draft.records, meeting):
        few = part_for(again.yes, again.n, draft.audience) is None
        words = say("doc.come-again-few") if few else say("doc.come-again", yes=again.yes, n=again.n)
        blocks.append(Paragraph(_with_there(draft, meeting, words, again)))
    if trusted := trust(draft.records, meeting):
        blocks.append(Paragraph(_with_there(draft, meeting, _trust_words(draft, trusted), trusted)))
        blocks += _answers(draft, meeting)
    return tuple(blocks)


def _with_there(draft: Draft, meeting: Meeting, words: str, found: Answered) -> str:
    """Return words with how many of those who were there answered, where it may be told how many were there."""
    told = draft.people(meeting)
    there = 0 if told.held is not None else found.there or told.total
    return f"{words} {say('doc.answered', n=found.n, there=there)}" if there >= found.n else words


def _trust_words(draft: Draft, found: Answered) -> str:
    part = part_for(found.yes, found.n, draft.audience)
    if part is None:
        return say("doc.trust-few")
    least, most = part
    if least == most:
        return say("doc.trust", yes=found.yes, n=found.n)
    at_least = most == found.n - 1
    return say("doc.trust-least" if at_least else "doc.trust-most", yes=least if at_least else most, n=found.n)


def _answers(draft: Draft, meeting: Meeting) -> tuple[Block, ...]:
    poll = poll_of(meeting, PollKind.TRUST_PULSE)
    given = {str(answer): poll.counts.get(str(answer), 0) for answer in TRUST_SCALE} if poll else {}
    shown, _merged = counts_for(given, draft.audience)
    if shown != given:
        return ()
    head = (say("field.trust"), *given, say("doc.together"))
    row = (say("doc.everybody"), *map(str, given.values()), str(sum(given.values())))
    return (Table(head, (row,)),)


def practice_seen(meeting: Meeting) -> tuple[Block, ...]:
    """Return the table of what was seen of the six ways of doing integration; nothing where nothing was."""
    rows = tuple(
        (name_of(cell, "practice"), say("doc.missed" if each.missed else "doc.did"), each.text)
        for cell, found in practice(meeting).items()
        for _key, each in found
    )
    if not rows:
        return ()
    head = (say("field.practice"), say("field.done"), say("field.evidence"))
    return Paragraph(say("doc.practice")), Table(head, rows)
