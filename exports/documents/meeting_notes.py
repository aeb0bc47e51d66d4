"""Meeting notes: what was decided, promised and heard, so that a partner finds their promise in ten seconds."""

from collections.abc import Sequence

from codesign.dates import long
from codesign.model import (
    Commitment,
    CommitmentState,
    Decision,
    Item,
    Meeting,
    Phase,
    PollKind,
    Record,
    Vision,
    Voice,
    VoiceKind,
)
from codesign.records import by_number
from codesign.views import clock, follow_through
from codesign.views.closing import serves
from codesign.views.deciding import bars, is_made, options
from codesign.views.notices import given, own_words
from codesign.views.talk import talk_time
from codesign.views.visions import check_at
from codesign.views.voices import captured
from codesign.words import name_of, say
from exports.documents.closing import closing_counts, practice_seen
from exports.documents.pieces import (
    Draft,
    facts,
    fists,
    iso,
    item,
    numbered,
    people_by_sector,
    reservations,
)
from exports.marks import labelled
from exports.tree import Block, Bullets, Heading, Numbered, NumberedItem, Paragraph, Quote, Table

_HEARD = {
    "doc.working-well": (VoiceKind.SUCCESS,),
    "doc.do-better": (VoiceKind.CHALLENGE,),
    "doc.own-words": (VoiceKind.VOICE, VoiceKind.STORY),
    "doc.a-has": (VoiceKind.AHA,),
}

_FEW = 5
"""Of so many cards or decisions one reads the words in a minute."""


def meeting_notes(draft: Draft, meeting: Meeting) -> None:
    """Fill a draft with the notes of a meeting."""
    lines = captured(draft.records, meeting)
    asked = [each for each in lines if isinstance(each, Decision)]
    decisions = [each for each in asked if is_made(each)]
    promised = [each for each in lines if isinstance(each, Commitment)]
    visions = sorted(
        (each for each in draft.records.live(Vision) if _touches(each, meeting)),
        key=lambda each: each.version,
    )
    partnership = draft.records.partnership
    agreed = say("doc.agreed", day=meeting.notes_agreed.isoformat()) if meeting.notes_agreed else say("doc.draft")
    draft.add(
        facts(
            ("date", long(meeting.on)),
            ("place", meeting.place),
            ("mode", name_of(meeting.mode.value, "mode")),
            ("status", agreed),
        )
    )
    draft.section(
        "doc.one-minute", Bullets(tuple(_one_minute(draft, meeting, decisions, promised, visions, lines)))
    )
    last = given(meeting)
    notice = say("doc.notice-given") if meeting.notice_given else say("doc.notice-not-given")
    if last is not None and not last.agreed:
        notice = f"{say('doc.notice-not-all')} {notice}"
    told = [Paragraph(meeting.purpose)] if meeting.purpose else []
    text = (last.text if last else "") or (own_words(partnership) if partnership else "")
    quoted = [Quote(text)] if text else []
    draft.section("doc.purpose", *told, Paragraph(notice), *quoted)
    _who_was_there(draft, meeting)
    _since_last_time(draft, meeting)
    _heard(draft, lines)
    draft.section("doc.decisions", *_decisions(draft, decisions))
    draft.filled("doc.to-decide", *_decisions(draft, [each for each in asked if not is_made(each)]))
    draft.section("doc.commitments", *numbered([_commitment(draft, each) for each in promised]))
    _vision_check(draft, meeting, visions)
    _how_it_went(draft, meeting)
    parked = [each for each in lines if isinstance(each, Item) and each.parked]
    draft.filled(
        "doc.parked",
        *numbered([item(each, draft.headline(each), ("because", each.because)) for each in parked]),
    )
    following = long(meeting.next_date) if meeting.next_date else say("doc.not-set")
    draft.section("doc.next-meeting", Paragraph(following))
    draft.closing(meeting)


def _promise(draft: Draft, commitment: Commitment) -> str:
    told = ", ".join(filter(None, (draft.owner(commitment.who), iso(commitment.due))))
    return f"{commitment.number} {told}"


def _one_minute(
    draft: Draft,
    meeting: Meeting,
    decisions: Sequence[Decision],
    promised: Sequence[Commitment],
    visions: Sequence[Vision],
    lines: Sequence[Record],
) -> list[str]:
    raised = [
        each for each in lines if isinstance(each, Item) and each.phase is Phase.CO_DEFINE and not each.parked
    ]
    promises = "; ".join(_promise(draft, each) for each in promised)
    told = [
        say("doc.decided", n=len(decisions), what=_numbers(draft, decisions))
        if decisions
        else say("doc.no-decision"),
        say("doc.promised", n=len(promised), what=promises) if promised else say("doc.no-promise"),
    ]
    changed = [say(_vision_key(each, meeting), version=each.version) for each in visions[-1:]]
    changed += [say("doc.raised", n=len(raised), what=_numbers(draft, raised))] if raised else []
    told.append(say("doc.changed", what="; ".join(changed)) if changed else say("doc.nothing-changed"))
    told.append(_open(draft, meeting, visions, lines))
    told.append(say("doc.next", day=long(meeting.next_date) if meeting.next_date else say("doc.not-set")))
    return told


def _open(draft: Draft, meeting: Meeting, visions: Sequence[Vision], lines: Sequence[Record]) -> str:
    """Return what was left open: promises that were due and not settled, questions, concerns without a reply."""
    asked = [each for each in lines if isinstance(each, Decision)]
    left: list[Record] = [*follow_through.unsettled(draft.records, meeting)]
    left += [each for each in asked if not is_made(each)]
    concerned: tuple[Vision | Decision, ...] = (*visions, *asked)
    waiting = sum(not one.reply for each in concerned for one in each.reservations.values())
    parts = [_numbers(draft, left)] if left else []
    parts += [say("doc.concerns-open", n=waiting)] if waiting else []
    return say("doc.open", what="; ".join(parts)) if parts else say("doc.nothing-open")


def _touches(vision: Vision, meeting: Meeting) -> bool:
    """Tell whether a version was proposed or asked about at a meeting."""
    return vision.meeting == meeting.id or check_at(vision, meeting.id) is not None


def _vision_key(vision: Vision, meeting: Meeting) -> str:
    if vision.agreed == meeting.on:
        return "doc.vision-agreed"
    return "doc.vision-proposed" if vision.meeting == meeting.id else "doc.vision-asked"


def _numbers(draft: Draft, records: Sequence[Record]) -> str:
    """Return numbers with their words, for a reader who was not there knows none of the numbers; of many the
    first, and how many more there are below."""
    first, more = sorted(records, key=by_number)[:_FEW], len(records) - _FEW
    told = [f"{each.number} {draft.headline(each)}" for each in first]
    return "; ".join([*told, say("doc.and-more", n=more)] if more > 0 else told)


def _who_was_there(draft: Draft, meeting: Meeting) -> None:
    blocks, told = [*people_by_sector(draft, meeting)], draft.people(meeting)
    partnership = draft.records.partnership
    absent = [each.name for each in (partnership.sectors if partnership else ()) if each.key not in told.shown]
    if told.is_whole and absent:
        blocks.append(Paragraph(say("doc.missing", sectors=", ".join(absent))))
    elif told.merged:
        blocks.append(Paragraph(say("doc.missing-few")))
    draft.section("doc.who-was-there", *blocks)


def _since_last_time(draft: Draft, meeting: Meeting) -> None:
    due = follow_through.since_last_time(draft.records, meeting)
    rate = follow_through.rate(draft.records, meeting.on)
    items = [
        item(
            each,
            draft.headline(each),
            ("who", draft.owner(each.who)),
            ("by-when", iso(each.due)),
            ("became", name_of(each.state.value, "commitment-state")),
            ("because", each.because),
            done=each.state is CommitmentState.KEPT,
        )
        for each in due
    ]
    told = [Paragraph(say("doc.follow-through", kept=rate.kept, due=rate.due))] if rate.due else []
    draft.section("doc.since-last-time", *numbered(items), *told)


def _heard(draft: Draft, lines: Sequence[Record]) -> None:
    blocks: list[Block] = []
    voices = sorted((each for each in lines if isinstance(each, Voice)), key=_by_question)
    shown = {each.id: words for each in voices if (words := draft.voice(each))}
    for key, kinds in _HEARD.items():
        items = [
            item(
                each,
                say("doc.quoted", words=shown[each.id].text),
                ("question", each.question),
                ("said-by", shown[each.id].by or say("doc.anonymous")),
                ("attribution", _attribution(each) if each.kind is VoiceKind.AHA else ""),
                ("table", str(each.table or "")),
                ("led-to", draft.led_to(each)),
            )
            for each in voices
            if each.kind in kinds and each.id in shown
        ]
        if items:
            blocks += (Heading(3, say(key)), Numbered(tuple(items)))
    if draft.held:
        blocks.append(Paragraph(say("doc.held-back", n=sum(draft.held.values()))))
    for phase in Phase:
        cards = [
            _card(draft, each)
            for each in lines
            if isinstance(each, Item) and each.phase is phase and not each.parked
        ]
        if cards:
            blocks += (Heading(3, say(f"doc.cards-{phase.value}")), Numbered(tuple(cards)))
    draft.section("doc.heard", *blocks)


def _by_question(voice: Voice) -> tuple[str, int]:
    """Return what voices are sorted by; those of one question and table stay as they were said."""
    return voice.question, voice.table or 0


def _attribution(voice: Voice) -> str:
    return say(f"permission.as-{voice.permission.attribution.value}") if voice.permission else ""


def _card(draft: Draft, card: Item) -> NumberedItem:
    return item(
        card,
        draft.headline(card),
        ("who", ", ".join(dict.fromkeys(draft.owner(each) for each in sorted(card.owners)))),
        ("by-when", iso(card.due) if card.due else ""),
        ("for", draft.came_from(card)),
        ("heard-in", draft.heard_in(card)),
        ("led-to", draft.led_to(card)),
    )


def _decisions(draft: Draft, decisions: Sequence[Decision]) -> list[Block]:
    blocks: list[Block] = []
    for each in decisions:
        told = each.counts and not draft.holds(each)
        votes = ", ".join(f"{labelled(option)} {count}" for option, count in bars(each)) if told else ""
        blocks.append(
            Numbered(
                (
                    item(
                        each,
                        draft.headline(each),
                        ("question", each.question if each.text and not draft.holds(each) else ""),
                        ("options", "" if draft.holds(each) else "; ".join(options(each))),
                        ("how-decided", name_of(each.how.value, "how-decided") if each.how else ""),
                        ("votes", votes),
                        ("for", draft.came_from(each)),
                        ("heard-in", draft.heard_in(each)),
                        ("led-to", draft.led_to(each)),
                        ("review", each.review.isoformat() if each.review else ""),
                    ),
                )
            )
        )
        blocks += fists(draft, each.consent)
        if each.reservations:
            blocks += (Paragraph(say("doc.reservations")), *reservations(draft, each.reservations.values()))
    return _together(blocks)


def _together(blocks: list[Block]) -> list[Block]:
    """Join lists that follow each other: two lists in a row would be read as one anyway."""
    joined: list[Block] = []
    for block in blocks:
        if isinstance(block, Numbered) and joined and isinstance(joined[-1], Numbered):
            joined[-1] = Numbered((*joined[-1].items, *block.items))
        else:
            joined.append(block)
    return joined


def _commitment(draft: Draft, each: Commitment) -> NumberedItem:
    state = "" if each.state is CommitmentState.OPEN else name_of(each.state.value, "commitment-state")
    return item(
        each,
        draft.headline(each),
        ("who", draft.owner(each.who)),
        ("by-when", iso(each.due)),
        ("for", "; ".join([*map(draft.named, serves(draft.records, each)), *draft.withdrawn(each)])),
        ("heard-in", draft.heard_in(each)),
        ("led-to", draft.led_to(each)),
        ("became", state),
        ("because", each.because),
        done=each.state is CommitmentState.KEPT,
    )


def _vision_check(draft: Draft, meeting: Meeting, visions: Sequence[Vision]) -> None:
    blocks: list[Block] = []
    for each in visions:
        status = say("doc.agreed", day=each.agreed.isoformat()) if each.agreed else say("doc.proposed")
        blocks += (
            Heading(3, say("doc.version", version=each.version)),
            Quote(each.text),
            facts(("status", status), ("why", each.why), ("words-of", each.words_of)),
            *fists(draft, check.fists if (check := check_at(each, meeting.id)) else {}),
            Paragraph(say("doc.reservations")),
            *reservations(draft, each.reservations.values()),
        )
    draft.section("doc.vision-check", *(blocks or (Paragraph(say("doc.vision-untouched")),)))


def _how_it_went(draft: Draft, meeting: Meeting) -> None:
    blocks: list[Block] = []
    for poll in sorted(meeting.polls.values(), key=lambda each: each.question):
        if poll.kind is PollKind.FIST_TO_FIVE:
            blocks += (Paragraph(say("doc.fist", question=poll.question)), *fists(draft, poll.fists))
    blocks += closing_counts(draft, meeting)
    if meeting.runs:
        # while it runs, the notes count what has ended: the same data gives the same document at any time
        agenda = clock.agenda(meeting, max(run.ended or run.started for run in meeting.runs.values()))
        over = meeting.ended is not None
        rows = [
            (f"{'— ' * slot.depth}{_title(slot)}", str(slot.planned), _actual(slot, over=over))
            for slot in agenda.slots
        ]
        ran = sum(clock.minutes(slot.actual) for slot in agenda.slots if slot.is_leaf)
        rows.append((say("doc.together"), str(agenda.planned), str(ran)))
        blocks.append(Table((say("field.block"), say("field.planned"), say("field.actual")), tuple(rows)))
        if (talk := talk_time(agenda)).ran:
            blocks.append(Paragraph(say("doc.talk", talk=talk.talk, ran=talk.ran, percent=talk.percent)))
    blocks += practice_seen(meeting)
    draft.filled("doc.how-it-went", *blocks)


def _actual(slot: clock.Slot, *, over: bool) -> str:
    """Return how many minutes a block took; of one that is still running, that it is."""
    minutes = clock.minutes(slot.actual)
    if over or slot.state is not clock.BlockState.RUNNING:
        return str(minutes)
    return say("doc.so-far", n=minutes) if minutes else say("doc.running")


def _title(slot: clock.Slot) -> str:
    """Return the title of a block, and whether it was left out or put in while the meeting ran."""
    if slot.state is clock.BlockState.SKIPPED:
        return say("doc.skipped", title=slot.block.title)
    put_in = slot.is_leaf and not slot.planned and slot.extra
    return say("doc.put-in", title=slot.block.title) if put_in else slot.block.title
