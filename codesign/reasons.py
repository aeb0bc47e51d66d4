"""The line in which a voice is answered: because of what, and with tokens by when (due:fri) and in whose name
(@town-planner). It is read as a captured line is, see `codesign.capture`."""

from datetime import date

from codesign.capture import Line, read_words
from codesign.dates import short
from codesign.model import Reply, Voice
from codesign.words import say

_MEANT = frozenset({"owners", "due"})


def read_reason(text: str, today: date) -> Line:
    """Return what a typed reason means; its owners are in whose name it is replied."""
    return read_words(text, _MEANT, today)


def reason_line(voice: Voice) -> str:
    """Return the reason of a voice's reply as it is typed, for somebody to correct; "" without a reply. In whose
    name it was replied stays as it is unless somebody types it."""
    return " ".join(filter(None, (voice.because, due_token(voice.reply)))) if voice.reply else ""


def due_token(reply: Reply | None) -> str:
    """Return by when what a reply promised is done, as it is typed."""
    return f"due:{reply.due.isoformat()}" if reply and reply.due else ""


def reason_reading(line: Line, today: date) -> str:
    """Return what was understood besides the words, "" for nothing."""
    told = [say("replies.in-name-of", who=", ".join(line.owners))] if line.owners else []
    told += [say("replies.done-by", day=short(line.due, today))] if line.due else []
    told += [say("capture.as-text", words=" ".join(line.unread))] if line.unread else []
    return " · ".join(told)
