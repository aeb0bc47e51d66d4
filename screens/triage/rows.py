"""How a voice looks where it is to be answered: its words in full, what it belongs to, and its reply."""

from collections.abc import Sequence

import msgspec

from codesign.model import Voice
from codesign.views.fields import reply_words
from codesign.views.replies import Theme
from codesign.words import name_of, say
from screens.glyphs import BETWEEN
from screens.widgets.lines import Line, paragraphs, shown, wrapped


class Row(msgspec.Struct, frozen=True):
    """A voice, what is known of when it was said, and its themes."""

    voice: Voice
    days: int
    """Since it was said, or until it got its reply."""
    themes: Sequence[Theme]
    sector: str


def draw_row(row: Row, width: int) -> list[Line]:
    """Return the lines of a voice."""
    voice = row.voice
    key = "triage.days-taken" if voice.reply else "triage.days-waiting"
    who = voice.role or row.sector
    told = [name_of(voice.kind.value, "voice-kind"), shown(who), say(key, n=row.days)]
    head = BETWEEN.join(filter(None, told))
    lines: list[Line] = [((voice.number, "strong"), (f"  {head}", "dim"))]
    words = voice.text or say("triage.not-recorded")
    lines += [((line, "" if voice.text else "dim"),) for line in paragraphs(words, width)]
    if row.themes:
        names = BETWEEN.join(shown(each.name) for each in row.themes)
        lines += [((line, "dim"),) for line in wrapped(names, width, 2)]
    return [*lines, *_reply(voice, width), ()]


def _reply(voice: Voice, width: int) -> list[Line]:
    if voice.reply is None:
        return []
    words = shown(reply_words(voice.reply))
    lines: list[Line] = [((line, "accent"),) for line in wrapped(words, width)]
    reasons = (voice.because, *voice.also.get("because", ()))
    return lines + [((line, ""),) for each in reasons if each for line in wrapped(shown(each), width)]
