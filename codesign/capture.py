"""The one-line grammar in which everything is captured, the same on every screen and the command line.

    mark      kind                        token            meaning
    "         voice                       @town-planner    owner, or who promised; @me is who types
    ?         need                        #transport       tag
    *         idea; an action once it     due:fri          by when (see codesign.dates)
              has an owner or a date      for:N12          the record that it came from
    =         decision                    table:3          the table that said it
    !         commitment                  sector:school    the sector that said or promised it
    ~         a-ha                        as:role          how a voice may be attributed
    .         parked                      to:partners      who may read a voice
                                          until:2027-06    until when (a day, a month, a year)

Tokens at the beginning and at the end are taken out of the text. One in the middle of a sentence is
understood too, but the sentence keeps it. What has no meaning for the kind (a date on a voice), a second date
or table, and whatever is not understood stay text, letter by letter; a backslash in front makes text of a mark.
"""

import enum
import re
from collections.abc import Callable, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from codesign.dates import read_date, read_last_day, short
from codesign.model import Attribution, Audience, Permission, Sector
from codesign.patterns import pattern
from codesign.records import as_number
from codesign.text import one_line, owner_named, spoken
from codesign.words import name_of, say


class LineKind(enum.StrEnum):
    """What a captured line becomes."""

    VOICE = "voice"
    SUCCESS = "success"
    CHALLENGE = "challenge"
    NEED = "need"
    IDEA = "idea"
    ACTION = "action"
    DECISION = "decision"
    COMMITMENT = "commitment"
    AHA = "a-ha"
    PARKED = "parked"
    MEASURE_QUESTION = "measure question"
    NOTE = "note"
    """The team's own words beside a record."""


MARKS = {
    '"': LineKind.VOICE,
    "“": LineKind.VOICE,
    "?": LineKind.NEED,
    "*": LineKind.IDEA,
    "=": LineKind.DECISION,
    "!": LineKind.COMMITMENT,
    "~": LineKind.AHA,
    ".": LineKind.PARKED,
}

_ON_CARDS = frozenset({"owners", "due", "tags", "answers"})
_ON_WORDS = frozenset({"owners", "tags", "answers", "table", "sector", "attribution", "audience", "until"})
WORDS = frozenset({LineKind.VOICE, LineKind.SUCCESS, LineKind.CHALLENGE, LineKind.AHA})
"""The kinds that are somebody's words. A success and a challenge, which tables report, have no mark of their own:
they are chosen by key."""

_MEANT_FOR = {
    **dict.fromkeys(WORDS, _ON_WORDS),
    LineKind.NOTE: frozenset({"tags", "answers"}),
    LineKind.DECISION: frozenset({"due", "tags", "answers"}),
    LineKind.COMMITMENT: frozenset({"owners", "due", "tags", "answers", "sector"}),
}
"""The tokens that each kind keeps, by the fields of `Line`; those of cards where a kind is not named."""

_CLOSING = {'"': '"', "“": "”"}


class Known(msgspec.Struct, frozen=True):
    """What the grammar may look up: is there such a number, which sectors are there, and who types."""

    number: Callable[[str], bool] = lambda _number: True
    sectors: Sequence[Sector] = ()
    me: str = ""
    """The name under which the person at the keyboard answers for something."""


class Line(msgspec.Struct, frozen=True):
    """A captured line as it was understood."""

    text: str
    kind: LineKind
    owners: tuple[str, ...] = ()
    """Who does it or promised it; of a voice, who said it."""
    tags: tuple[str, ...] = ()
    due: date | None = None
    table: int | None = None
    answers: tuple[str, ...] = ()
    """Numbers that it came from."""
    sector: str = ""
    """Sector key."""
    attribution: Attribution | None = None
    audience: Audience | None = None
    until: date | None = None
    """The last day on which a voice may be read."""
    unread: tuple[str, ...] = ()
    """Words that look like tokens and stayed text."""

    @property
    def permission(self) -> Permission | None:
        """How the words may be used, None where the line does not say so."""
        if self.attribution is None:
            return None
        return Permission(self.attribution, self.audience or Audience.ROOM, self.until)

    @property
    def is_recorded(self) -> bool:
        """Whether its words are to be kept."""
        return self.attribution is not Attribution.NOT_RECORDED or self.kind not in WORDS


class _Reader(msgspec.Struct):
    today: date
    known: Known
    meant: frozenset[str]
    """The tokens that have a meaning here."""
    line: Line

    def takes(self, word: str) -> bool:
        """Understand one word as a token, or say no."""
        found = self._token(word)
        if found is None:
            return False
        self.line = found
        return True

    def _token(self, word: str) -> Line | None:
        line = self.line
        if (name := _NAME.fullmatch(word)) is not None:
            value = name[2].strip("-_")
            if ("owners" if name[1] == "@" else "tags") not in self.meant:
                return None
            if name[1] == "@":
                return replace(line, owners=_with(line.owners, owner_named(f"@{value}", self.known.me)))
            return replace(line, tags=_with(line.tags, value.casefold()))
        key, colon, value = word.partition(":")
        reader = _KEYS.get(key.casefold()) if colon and value else None
        if reader is None or reader.__name__ not in self.meant:
            return None
        if reader is not _Reader.answers and getattr(line, reader.__name__):
            return None  # a second date or table does not replace the first
        return reader(self, value)

    def due(self, value: str) -> Line | None:
        day = read_date(value, self.today)
        return replace(self.line, due=day) if day else None

    def table(self, value: str) -> Line | None:
        number = int(value) if re.fullmatch("[0-9]{1,3}", value) else 0
        return replace(self.line, table=number) if number else None

    def answers(self, value: str) -> Line | None:
        number = as_number(value)
        if number is None or not self.known.number(number):
            return None
        return replace(self.line, answers=_with(self.line.answers, number))

    def sector(self, value: str) -> Line | None:
        chosen = sector_named(value, self.known.sectors)
        return replace(self.line, sector=chosen) if chosen else None

    def attribution(self, value: str) -> Line | None:
        wanted = value.casefold().replace("-", " ")
        chosen = next((each for each in Attribution if each.value == wanted), None)
        return replace(self.line, attribution=chosen) if chosen else None

    def audience(self, value: str) -> Line | None:
        chosen = next((each for each in Audience if each.value == value.casefold()), None)
        return replace(self.line, audience=chosen) if chosen else None

    def until(self, value: str) -> Line | None:
        day = read_last_day(value.casefold(), self.today)
        return replace(self.line, until=day) if day else None


def sector_named(value: str, sectors: Sequence[Sector]) -> str:
    """Return the key of the one sector that somebody named by its key or a part of its name; "" for none."""
    wanted = spoken(value)
    names = ((sector.key, spoken(f"{sector.key} {sector.name}")) for sector in sectors)
    found = [key for key, words in names if wanted == key or wanted in words]
    exact = [key for key in found if key == value.casefold()]
    chosen = exact or found
    return chosen[0] if len(chosen) == 1 else ""


_NAME = pattern(r"([@#])([^\W\d_](?:[\w'’-]*\w)?)")
_KEYS: dict[str, Callable[[_Reader, str], Line | None]] = {
    "due": _Reader.due,
    "table": _Reader.table,
    "for": _Reader.answers,
    "sector": _Reader.sector,
    "as": _Reader.attribution,
    "to": _Reader.audience,
    "until": _Reader.until,
}


_LIKE_A_TOKEN = pattern(r"(?:due|table|for|sector|as|to|until):\S+|[@#][^\W\d_]\S*", re.IGNORECASE)


def _with(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return values if value in values else (*values, value)


def means(kind: LineKind, field: str) -> bool:
    """Tell whether a field of `Line` has a meaning for a kind: a need has no table."""
    return field in _MEANT_FOR.get(kind, _ON_CARDS)


def has_words(text: str) -> bool:
    """Tell whether there is anything in a text that somebody can have said."""
    return any(character.isalnum() or ord(character) > 0x2FFF for character in text)


def read_line(
    text: str, *, default: LineKind, today: date, known: Known | None = None, given: LineKind | None = None
) -> Line:
    """Return what a typed line means. There is no wrong line: what is not understood stays text.

    `default` is what a line without a mark becomes where it was typed; `given` is the kind that was chosen by
    hand, whatever the mark says.
    """
    mark, text = _mark(one_line(text))
    kind = given or mark or default
    words = text.split(" ") if text else []
    meant = _MEANT_FOR.get(kind, _ON_CARDS)
    line = _understood(words, kind, meant, today, known or Known())
    if (line.audience or line.until) and not line.attribution:
        # who may read, and until when, is half a permission; without the other half it is none
        line = _understood(words, kind, meant - {"audience", "until"}, today, known or Known())
    if (given or mark) is LineKind.IDEA and (line.owners or line.due):
        return replace(line, kind=LineKind.ACTION)
    return line


def read_words(text: str, meant: frozenset[str], today: date) -> Line:
    """Return a text that is no line of its own, such as a reason: it has no mark, and of the tokens only those
    that are `meant`, by the fields of `Line`."""
    text = one_line(text)
    return _understood(text.split(" ") if text else [], LineKind.VOICE, meant, today, Known())


def _understood(words: list[str], kind: LineKind, meant: frozenset[str], today: date, known: Known) -> Line:
    ends = _Reader(today, known, meant, Line("", kind))
    first, last = 0, len(words)
    while first < last and ends.takes(words[first]):
        first += 1
    while last > first and ends.takes(words[last - 1]):
        last -= 1
    reader = _Reader(today, known, meant, Line("", kind))
    for word in (*words[:first], *words[last:]):
        reader.takes(word)
    kept = words[first:last]
    unread = tuple(word for word in kept if not reader.takes(word) and _LIKE_A_TOKEN.fullmatch(word))
    return replace(reader.line, text=" ".join(kept), unread=unread)


def _mark(text: str) -> tuple[LineKind | None, str]:
    if text.startswith("\\") and text[1:2] in MARKS:
        return None, text[1:]
    mark, rest = text[:1], text[1:]
    kind = MARKS.get(mark)
    # "...", "**" and ".5" begin sentences: a mark is not doubled, and a full stop is no decimal point
    if kind is None or not rest or rest[0] == mark or (mark == "." and rest[0].isdigit()):
        return None, text
    closing = _CLOSING.get(mark)
    if closing and rest.count(closing) == 1 and _only_tokens(rest.partition(closing)[2]):
        rest = rest.replace(closing, " ", 1)
    elif closing and rest.count(closing) % 2:
        rest = text  # the mark is also half of a pair inside the words, which keep it
    return kind, one_line(rest)


def _only_tokens(text: str) -> bool:
    return all(re.match(r"[@#]\w|\w+:\w", word) for word in text.split())


def reading(
    line: Line, *, today: date, sectors: Sequence[Sector] = (), stays: Callable[[str], bool] = lambda _field: False
) -> str:
    """Return what the line was understood to be, as it is shown under it while somebody types.

    For example "commitment · town planner · due Fri 4 Dec · for N2". `stays` tells which fields the lines after
    this one will have too; they come last. A sector that is not among `sectors` goes by its key.
    """
    is_voice = line.kind in WORDS
    sector = next((each.name for each in sectors if each.key == line.sector), line.sector)
    table = say("capture.table", table=line.table) if line.table else ""
    placed = {"sector": sector, "table": table}
    parts = [name_of(line.kind.value, "line-kind")]
    parts += [say("capture.said-by", who=owner) if is_voice else owner for owner in line.owners]
    parts.append("" if stays("sector") else sector)
    parts.append(say("capture.due", day=short(line.due, today)) if line.due else "")
    parts.append("" if stays("table") else table)
    parts.append(say("capture.for", numbers=", ".join(line.answers)) if line.answers else "")
    parts.extend(f"#{tag}" for tag in line.tags)
    if not line.is_recorded:
        parts.append(say("capture.not-recorded"))
    elif line.permission:
        audience = line.permission.audience
        parts.append(
            say("capture.permission", attribution=line.permission.attribution.value, audience=audience.value)
        )
        parts.append(say("permission.until", day=short(line.until, today)) if line.until else "")
    elif is_voice:
        parts.append(say("capture.no-permission"))
    if line.unread:
        parts.append(say("capture.as-text", words=" ".join(line.unread)))
    if staying := [words for field, words in placed.items() if words and stays(field)]:
        parts.append(say("capture.stays", what=", ".join(staying)))
    return " · ".join(filter(None, parts))
