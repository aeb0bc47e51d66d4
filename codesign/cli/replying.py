"""codesign reply and codesign replies: answering voices, and what the answers come to."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.reading import print_json
from codesign.commands import Command
from codesign.commands.replying import ReplyTo, TakeBackReply, voices_of
from codesign.dates import read_date
from codesign.errors import NotFound, Refused
from codesign.model import Answer, Audience
from codesign.opened import OpenPartnership
from codesign.permissions import HeldBack, Sight
from codesign.ports import today
from codesign.text import clean, is_text, one_line
from codesign.views.replies import Replies, Spoken, replies, theme_called, themes
from codesign.words import name_of, say

_ANSWERS = {answer.value.replace(" ", "-"): answer for answer in Answer}


@click.command("reply", help=say("reply.help"), epilog=say("reply.examples"))
@click.argument("partnership")
@click.argument("numbers", metavar="[NUMBER]...", nargs=-1)
@click.option("--answer", type=click.Choice(list(_ANSWERS)), help=say("reply.answer"))
@click.option("--because", default="", help=say("reply.because"))
@click.option("--due", metavar="DAY", default="", help=say("reply.due"))
@click.option("--by", default="", help=say("reply.by"))
@click.option("--theme", default="", help=say("reply.theme"))
@click.option("--action", is_flag=True, help=say("reply.action"))
@click.option("--take-back", is_flag=True, help=say("reply.take-back"))
@pass_composition
def reply(
    composition: Composition,
    partnership: str,
    numbers: tuple[str, ...],
    answer: str | None,
    because: str,
    due: str,
    by: str,
    theme: str,
    action: bool,
    take_back: bool,
) -> None:
    if bool(numbers) == bool(theme) or (take_back and theme):
        raise click.UsageError(say("reply.to-whom"))
    if (answer is None) != take_back:
        raise click.UsageError(say("reply.what"))
    if not all(map(is_text, (because, by, theme))):
        raise Refused(say("cli.not-text"))

    def wish(opened: OpenPartnership) -> Command:
        seen = _theme(opened, theme) if theme else voices_of(map(opened.numbered, numbers))
        if answer is None:
            return TakeBackReply(seen)
        return ReplyTo(
            seen=seen,
            answer=_ANSWERS[answer],
            because=because,
            due=_day(due, today(opened.clock)),
            by=by,
            me=opened.asking.my_name,
            waiting_only=bool(theme),
            action=action,
            owners=(by,) if by else (),
        )

    opened = composition.workspace.open(partnership)
    try:
        done = opened.execute(wish(opened))
        found = replies(opened.records, today(opened.clock), opened.clock.zone())
    finally:
        opened.close()
    click.echo(clean(done.change.told) if done else say("cli.unchanged"))
    click.echo(_coverage(found), err=True)


def _theme(opened: OpenPartnership, name: str) -> Any:
    found = theme_called(opened.records, name)
    if found is None:
        known = ", ".join(one_line(each.name) for each in themes(opened.records))
        raise NotFound(say("reply.no-theme", name=clean(name), known=known or say("reply.no-themes")))
    return found.voices


def _day(text: str, now: date) -> date | None:
    day = read_date(text.strip(), now) if text.strip() else None
    if text.strip() and day is None:
        raise Refused(say("cli.no-date", text=clean(text)))
    return day


@click.command("replies", help=say("reply.list"), epilog=say("reply.list-examples"))
@click.argument("partnership")
@click.option("--audience", type=click.Choice([each.value for each in Audience]), help=say("reply.list-audience"))
@click.option("--waiting", is_flag=True, help=say("reply.list-waiting"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@pass_composition
def replies_(
    composition: Composition, partnership: str, audience: str | None, waiting: bool, as_json: bool
) -> None:
    opened = composition.workspace.open(partnership)
    try:
        found = replies(opened.records, today(opened.clock), opened.clock.zone())
        kept = [*found.waiting, *(() if waiting else found.answered)]
        sight = Sight(opened.records, Audience(audience), today(opened.clock)) if audience else None
        forms = [_form(each, sight) for each in kept]
    finally:
        opened.close()
    if as_json:
        print_json({"coverage": _coverage_form(found), "voices": forms})
        return
    click.echo(_coverage(found))
    _print(say("reply.waiting"), [each for each in forms if not each["answer"]])
    _print(say("reply.answered"), [each for each in forms if each["answer"]])


def _coverage(found: Replies) -> str:
    told = [say("reply.coverage", answered=len(found.answered), n=found.of)]
    if found.usual is not None:
        told.append(say("triage.usual", days=f"{found.usual:g}"))
    if found.waiting:
        told.append(say("triage.oldest", n=found.oldest))
    return " · ".join(told)


def _coverage_form(found: Replies) -> dict[str, Any]:
    return {
        "answered": len(found.answered),
        "of": found.of,
        "median_days": found.usual,
        "slowest_days": found.slowest,
        "oldest_waiting_days": found.oldest,
        "unanswered": [each.voice.number for each in found.waiting],
    }


def _form(each: Spoken, sight: Sight | None) -> dict[str, Any]:
    """Return a voice with its reply, for an audience in the form in which that may read it; without one as those
    see it who answer."""
    voice, reply = each.voice, each.voice.reply
    words: str | None = voice.text
    because: str | None = voice.because
    by = reply.by if reply else ""
    held = ""
    if sight is not None:
        shown = sight.voice(voice)
        reason = sight.reason(voice)
        words = None if isinstance(shown, HeldBack) else shown.text
        because = None if isinstance(reason, HeldBack) else reason
        held = shown.value if isinstance(shown, HeldBack) else ""
        by = sight.owner(by)
    return {
        "number": voice.number,
        "said": each.said,
        "days": each.days,
        "words": words,
        "held_back": held,
        "answer": reply.answer.value if reply else "",
        "because": because,
        "on": reply.on if reply else None,
        "by": by,
        "due": reply.due if reply else None,
    }


def _print(heading: str, forms: Sequence[dict[str, Any]]) -> None:
    if not forms:
        return
    click.echo(f"{heading} ({len(forms)})")
    for each in forms:
        words = name_of(each["held_back"], "held-back") if each["held_back"] else one_line(each["words"] or "")
        days = say("reply.days", n=each["days"])
        click.echo(f"  {each['number']:<5} {' · '.join(filter(None, (days, words)))}")
        if each["answer"]:
            answer = name_of(each["answer"], "answer")
            due = say("replies.due", day=each["due"]) if each["due"] else ""
            told = (answer, one_line(each["because"] or ""), one_line(each["by"]), str(each["on"]), due)
            click.echo(f"        {' · '.join(filter(None, told))}")
