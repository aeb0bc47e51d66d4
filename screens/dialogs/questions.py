"""Questions that several screens ask, each with what follows from its answer."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from codesign.capture import LineKind
from codesign.commands.amending import Amend, TurnInto
from codesign.commands.correcting import Correct
from codesign.commands.marking import SetSector
from codesign.commands.promises import MoveDate, Settle
from codesign.commands.voices import PermitMany, SetUsual
from codesign.dates import read_date
from codesign.given import KINDS
from codesign.guard import findings, told, without
from codesign.model import (
    FIST_SCALE,
    Attribution,
    CommitmentState,
    FistCounts,
    Permission,
    Person,
    Record,
    Sector,
    Voice,
)
from codesign.ports import today
from codesign.records import Records
from codesign.views.deciding import below_the_line
from codesign.views.permitting import scopes, to_permit
from codesign.words import name_of, say
from codesign.written import as_line, read_again
from screens.base import PartnershipScreen
from screens.dialogs.accepting import Accept
from screens.dialogs.asked import Choice, Field, Values
from screens.dialogs.counts import Counts, CountsScreen
from screens.dialogs.form import FormScreen
from screens.dialogs.letters import LetterScreen
from screens.dialogs.permission import Asked, PermissionScreen, Wish
from screens.dialogs.pick import PickScreen
from screens.glyphs import BETWEEN
from screens.letters import letters_of
from screens.widgets.count_grid import CountRow
from screens.widgets.lines import shown

Asker = PartnershipScreen[Any]


def settle(screen: Asker, commitment: str) -> None:
    """Ask what became of a commitment, and unless it was kept, why."""
    choices = [Choice(name_of(state.value, "commitment-state"), state.value) for state in CommitmentState]
    screen.ask(
        PickScreen(say("card.settle-title"), choices),
        lambda value: settle_as(screen, commitment, CommitmentState(value)),
    )


_WHY = {
    CommitmentState.PARTLY: "card.why-partly",
    CommitmentState.NOT_KEPT: "card.why-not",
    CommitmentState.RELEASED: "card.why-released",
}


def settle_as(
    screen: Asker, commitment: str, state: CommitmentState, settled: Callable[[], object] = lambda: None
) -> None:
    """Say what became of a commitment, and go on with `settled`. Unless it was kept it is asked why, in one line;
    only for letting it go has there to be a reason."""
    if state not in _WHY:
        if screen.carry_out(Settle(commitment, state)) is not None:
            settled()
        return
    why = FormScreen(
        say(_WHY[state]),
        [Field("because", say("fields.because"))],
        screen.opened.drafts,
        f"{screen.opened.folder} why {commitment}",
        lambda values: screen.complaint(Settle(commitment, state, values["because"])),
    )
    screen.ask(why, lambda _values: settled())


def ask_new_date(screen: Asker, commitment: str, moved: Callable[[], object]) -> None:
    """Ask for another day for a commitment, and go on with `moved`."""
    now = today(screen.opened.clock)

    def accept(values: Values) -> str:
        day = read_date(values["due"].strip(), now)
        if day is None:
            return say("cli.no-date", text=values["due"])
        return screen.complaint(MoveDate(commitment, day))

    fields = [Field("due", say("fields.due"), hint=say("card.due-hint"))]
    draft = f"{screen.opened.folder} date {commitment}"
    form = FormScreen(say("card.new-date-title"), fields, screen.opened.drafts, draft, accept)
    screen.ask(form, lambda _values: moved())


def ask_sector(screen: Asker, voice: Voice) -> None:
    """Ask in which sector something was said."""
    choices = [Choice(each.name, each.key) for each in screen.opened.partnership.sectors]
    screen.ask(
        PickScreen(say("permission.sector-title"), choices),
        lambda sector: screen.carry_out(Amend(voice, {"sector": sector})),
    )


def permit(screen: Asker, chosen: Sequence[str], done: Callable[[], object] = lambda: None) -> None:
    """Ask how the words of voices may be used, all of them in the same way, and go on with `done`."""
    records = screen.opened.records
    voices = to_permit(filter(None, map(records.find, chosen)))
    if not voices:
        screen.tell(say("refused.choose-voice"), bad=True)
        return
    first, one = voices[0], len(voices) == 1
    asked = Asked(
        say("permission.ask") if one else say("permission.ask-many", n=len(voices)),
        scopes(records, voices),
        first.permission if all(each.permission == first.permission for each in voices) else None,
        first.headline if one else "",
        first.read_back if one else all(each.read_back for each in voices),
    )

    def accept(wish: Wish) -> str:
        assert wish.scope is not None, "there is one for voices"
        return screen.complaint(PermitMany(wish.scope.voices, wish.permission, wish.read_back, wish.usual))

    def permitted(wish: Wish) -> None:
        done()
        said = records.get(Voice, first.id)
        by_sector = wish.permission is not None and wish.permission.attribution is Attribution.SECTOR
        if one and by_sector and said is not None and not said.sector:
            ask_sector(screen, said)

    screen.ask(PermissionScreen(asked, today(screen.opened.clock), accept, _have_words(records)), permitted)


def _have_words(records: Records) -> Callable[[Sequence[str]], bool]:
    return lambda voices: any((each := records.get(Voice, voice)) and each.text for voice in voices)


def permit_lines_to_come(
    screen: Asker, now: Permission | None, chosen: Callable[[Permission | None], object]
) -> None:
    """Ask how words to come may be used; None stands for: each line says it, or nobody has yet."""
    asked = Asked(say("permission.ask-to-come"), now=now, unset="permission.unset-each")
    dialog = PermissionScreen(asked, today(screen.opened.clock), lambda _wish: "")
    screen.ask(dialog, lambda wish: chosen(wish.permission))


def ask_usual(screen: Asker, person: Person, done: Callable[[], object] = lambda: None) -> None:
    """Ask what a person usually allows, and go on with `done`."""
    asked = Asked(say("permission.ask-usual", name=shown(person.name)), now=person.usual_permission)
    dialog = PermissionScreen(
        asked,
        today(screen.opened.clock),
        lambda wish: screen.complaint(SetUsual(person.id, wish.permission)),
    )
    screen.ask(dialog, lambda _wish: done())


def ask_fists(
    screen: Asker,
    title: str,
    rows: list[CountRow],
    before: dict[str, FistCounts],
    accept: Accept[dict[str, FistCounts]],
) -> None:
    """Ask how many people of each sector showed how many fingers, with the scale in words; and say whose concerns
    are to be heard then.

    `before` is what was counted already; `accept` gets the sectors of which anybody was.
    """

    def counted(found: Counts) -> str:
        return accept({key: _fists(count) for key, count in found.items() if any(count)})

    columns = [str(fingers) for fingers in FIST_SCALE]
    counts: Counts = {key: tuple(count) for key, count in before.items()}
    scale = "\n".join(say(f"deciding.scale-{part}", between=BETWEEN) for part in ("top", "bottom"))
    names = {row.key: row.words for row in rows}
    screen.ask(
        CountsScreen(title, rows, columns, counts, counted, note=scale),
        lambda found: _say_whom_to_hear(screen, {key: _fists(count) for key, count in found.items()}, names),
    )


def _say_whom_to_hear(screen: Asker, fists: dict[str, FistCounts], names: dict[str, str]) -> None:
    if below := below_the_line(fists):
        sectors = ", ".join(f"{names[key]} {people}" for key, people in below.items())
        screen.tell(say("deciding.hear", n=sum(below.values()), sectors=sectors))


def _fists(counts: tuple[int, ...]) -> FistCounts:
    five, four, three, two, one, none = counts
    return five, four, three, two, one, none


def ask_about_paste(screen: Asker, lines: list[str], chosen: Callable[[list[str]], object]) -> None:
    """Ask what several pasted lines are meant to be; `chosen` gets them one by one, or joined into one. Until
    there is an answer they are a draft: whoever is cut off is asked again."""
    drafts, key = screen.opened.drafts, screen.paste_key
    drafts.put(key, "\n".join(lines))

    def answered(answer: str | None) -> None:
        drafts.put(key, "")
        match answer:
            case "each":
                chosen(lines)
            case "one":
                chosen([" ".join(lines)])
            case "without":
                chosen([without(each) for each in lines])

    choices = [Choice(say("paste.each", n=len(lines)), "each"), Choice(say("paste.one"), "one")]
    title = say("paste.title", n=len(lines))
    if found := [finding for each in lines for finding in findings(each)]:
        title = f"{title} {told(found)}"
        choices.insert(0, Choice(say("guard.each-without"), "without"))
    screen.app.push_screen(PickScreen(title, choices), answered)


_LETTERS = {
    LineKind.NEED: "n",
    LineKind.IDEA: "i",
    LineKind.ACTION: "a",
    LineKind.COMMITMENT: "c",
    LineKind.DECISION: "d",
    LineKind.PARKED: "p",
    LineKind.VOICE: "v",
    LineKind.SUCCESS: "s",
    LineKind.CHALLENGE: "g",
    LineKind.AHA: "h",
}
"""The letter that chooses a kind."""
_TURNS = (LineKind.NEED, LineKind.IDEA, LineKind.ACTION, LineKind.COMMITMENT, LineKind.DECISION, LineKind.PARKED)


def turn_into(screen: Asker, record: str) -> None:
    """Ask what to make of the words of a record; the record stays, and the new one names it as its origin."""
    screen.ask(
        LetterScreen(say("turn.title"), _kinds(_TURNS)),
        lambda kind: screen.carry_out(TurnInto(record, LineKind(kind))),
    )


def change_kind(screen: Asker, record: Record) -> None:
    """Ask what a captured line is, where it was taken for something else."""
    opened = screen.opened
    line = read_again(record, as_line(record, opened.records), today(opened.clock), opened.known)
    screen.ask(
        LetterScreen(say("turn.kind-title", number=record.number), _kinds(KINDS)),
        lambda kind: screen.carry_out(Correct(record, line, replace(line, kind=LineKind(kind)))),
    )


def _kinds(kinds: Sequence[LineKind]) -> list[Choice]:
    return [Choice(name_of(kind.value, "line-kind"), kind.value, _LETTERS[kind]) for kind in kinds]


_NONE = "0"
"""What chooses none, as where a table is chosen."""


def say_sector(screen: Asker, record: str, sectors: Sequence[Sector]) -> None:
    """Ask in which of some sectors something was said or promised, by the letters that count their people."""
    letters = letters_of(screen.opened.partnership.sectors)
    choices = [Choice(each.name, each.key, letters.get(each.key, "")) for each in sectors]
    choices.append(Choice(say("doc.not-set"), "", _NONE))
    screen.ask(
        LetterScreen(say("permission.sector-title"), choices),
        lambda sector: screen.carry_out(SetSector(record, sector)),
    )
