"""From a text to its rows: what a line of a returned document begins with, before anybody asks what it says."""

import re
from collections.abc import Iterable, Iterator

import msgspec

TICKED = "xX☑☒✓✔🗹✅"
_BOX = r"(?:\\?\[(?P<tick>[ xX\u00a0]?)\\?\]|(?P<drawn>[☐☑☒✓✔🗹✅⬜□]))"
_NUMBER = (
    r"(?P<bold>\*\*|__)?[(\[]?(?P<number>[A-Z]{1,2}[1-9][0-9]{0,8}[a-z]{0,3})"
    r"(?:[.:)\]](?=\s|\*|_|$))?(?(bold)(?:\*\*|__))(?:[.:)–—-](?=\s|$))?(?=\s|$)"
)
_BULLET = (
    r"(?:(?P<bullet>[-*+•◦▪▫‣·●○■–—])(?=\s|$)|(?P<order>\d{1,3}[.)])(?=\s)"
    r"|(?P<letter>o)(?=\s{2,}|\s[A-Z☐☑☒\[]))"
)
_ROW = re.compile(rf"\s*{_BULLET}?(?P<gap>\s*)(?:{_BOX}(?=\s|\*|_|$)\s*)?(?:{_NUMBER})?\s*(?P<rest>.*)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)\s*#*\s*")
_RULE = re.compile(
    r"\s*(?:[-*_=]\s*){3,}|\s*<!--\s*-->|\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*|\s*[+|][-=+|: ]+[+|]\s*"
)
_MARKDOWN = re.compile(
    r"^[> ]*(?:#{1,6} \S|(?:[-*+]|\d+[.)])\s+(?:\\?\[.?\\?\]\s+)?(?:\*\*|__)[A-Z]{1,2}[1-9])", re.MULTILINE
)
_TELLING = re.compile(r"(?:^|[>\s])(?:[-*+•] |#{1,6} )|\b\d{4}-\d{2}-\d{2}-[0-9a-f]{4}\b")
_MERGED = re.compile(
    r"(?<=\S)\s+(?=(?:[-*+–—•]\s+)?(?:\[[ xX]\]\s+)?\*\*[A-Z]{1,2}[1-9][0-9]{0,8}[a-z]{0,3}\*\*\s)"
)
_ANCHOR = re.compile(r"<(span|a)\b[^<>]*></\1>")
"""What some programs leave where a bookmark was; words of ours hold no such thing, for they are escaped."""
_LEADING = re.compile(r"^\s+")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_DRAWING, _FENCE, _CELL = "```mermaid", "```", "|"
_LONGEST_WRAPPED = 100
"""Characters; a text with longer lines is not wrapped."""


class Row(msgspec.Struct, frozen=True):
    """A line of a returned text."""

    indent: int = 0
    """Columns before its first letter or bullet."""
    inner: int = 0
    """Columns before the words of an item that begins here."""
    heading: bool = False
    bullet: bool = False
    done: bool | None = None
    """Whether its box is ticked; None for no box."""
    number: str = ""
    bold: bool = False
    text: str = ""
    """What is left, without what is above."""
    quoted: bool = False
    """Whether it is a quotation within the document."""
    own: bool = False
    """Whether the reviewer wrote it between the lines of a quoted mail."""
    after_blank: bool = False
    goes_on: bool = False
    """Whether it is there only because the line above was full."""

    @property
    def begins(self) -> bool:
        """Whether it begins something, and cannot go on with the line above."""
        return self.heading or self.bullet or self.done is not None or bool(self.number) or self.quoted or self.own


def is_markdown(text: str) -> bool:
    """Tell whether a text is Markdown, whose marks and backslashes are not its words."""
    return _MARKDOWN.search(text) is not None


def rows(text: str, *, markdown: bool) -> Iterator[Row]:
    """Yield the lines of a text that hold words, in order."""
    text = _NEWLINES.sub("\n", text.removeprefix("\ufeff"))
    if markdown:
        text = _ANCHOR.sub("", text)
    lines = [_LEADING.sub(lambda found: found.group().expandtabs(4), line) for line in text.split("\n")]
    quoted = _unquoted(lines)
    full = max((len(line) for line, _own in quoted), default=0)
    before, blank = "", True
    for raw, own in _without_drawings(_without_front(quoted)) if markdown else _without_front(quoted):
        line = raw.rstrip()
        if not line or _RULE.fullmatch(line):
            before, blank = "", True
            continue
        for part in _parts(line) if markdown else (line,):
            row = _row(part, own=own, after_blank=blank, markdown=markdown)
            if before and not row.begins and not part.startswith(_CELL) and full <= _LONGEST_WRAPPED:
                first = part.split(maxsplit=1)[0]
                row = msgspec.structs.replace(row, goes_on=len(before) + 1 + len(first) > full)
            yield row
            before, blank = part, False


def _without_drawings(lines: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yield the lines that are not of a drawing, which a program makes of the table beside it. One whose end was
    lost is no drawing: what came after it would be lost too."""
    kept: list[tuple[str, bool]] = []
    for each in lines:
        if kept:
            kept.append(each)
            if each[0].rstrip() == _FENCE:
                kept.clear()
        elif each[0].startswith(_DRAWING):
            kept.append(each)
        else:
            yield each
    yield from kept


def _parts(line: str) -> list[str]:
    """Return the items of a line: where somebody has joined two lines, there are two."""
    first = _ROW.fullmatch(line)
    if first is None or not first["number"]:
        return [line]
    start = first.start("rest")
    rest, *others = _MERGED.split(line[start:])
    return [line[:start] + rest, *others]


def _row(line: str, *, own: bool, after_blank: bool, markdown: bool) -> Row:
    indent = len(line) - len(line.lstrip())
    if markdown and (found := _HEADING.fullmatch(line)):
        return Row(indent, heading=True, text=found["text"], own=own, after_blank=after_blank)
    if quote := _QUOTE.match(line):
        return Row(indent, text=line[quote.end() :].lstrip("> "), quoted=True, own=own, after_blank=after_blank)
    found = _ROW.fullmatch(line)
    if found is None or own:
        return Row(indent, text=line.strip(), own=own, after_blank=after_blank)
    box = found["tick"] if found["tick"] is not None else found["drawn"]
    bullet = bool(found["bullet"] or found["order"] or (found["letter"] and not markdown))
    boxed = box is not None
    if found["number"] and not (bullet or boxed or found["bold"] or after_blank or not markdown):
        return Row(indent, text=line.strip(), after_blank=after_blank)
    if found["letter"] and markdown:
        return Row(indent, text=line.strip(), after_blank=after_blank)
    return Row(
        indent=indent,
        inner=found.end("gap") if bullet else indent,
        bullet=bullet,
        done=(bool(box) and box in TICKED) if boxed else None,
        number=found["number"] or "",
        bold=bool(found["bold"]),
        text=found["rest"].strip(),
        after_blank=after_blank,
    )


def _unquoted(lines: list[str]) -> list[tuple[str, bool]]:
    """Return the lines without the marks of a quoted mail, and of each whether it stood between quoted ones."""
    found = [(line, False) for line in lines]
    while _is_mail([line for line, own in found if not own]):
        found = [
            (line[mark.end() :], own)
            if not own and (mark := _QUOTE.match(line))
            else (line, own or bool(line.strip()))
            for line, own in found
        ]
    return list(_without_introduction(found))


def _without_introduction(lines: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yield lines without the one in which a mail program says whose words it quotes."""
    for n, (line, own) in enumerate(lines):
        following = next((each for text, each in lines[n + 1 :] if text.strip()), own)
        if not (own and line.rstrip().endswith(":") and not following):
            yield line, own


def _is_mail(lines: list[str]) -> bool:
    """Tell whether the document's own lines are quoted, not only the quotations in it."""
    telling = [line for line in lines if _TELLING.search(line)]
    quoted = sum(bool(_QUOTE.match(line)) for line in telling)
    return quoted * 2 > len(telling)


def _without_front(lines: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yield lines without what a document says about itself for programs that file it."""
    inside = False
    for n, (line, own) in enumerate(lines):
        if line.strip() == "---":
            if inside:
                inside = False
                continue
            inside = n + 1 < len(lines) and re.match(r'type: "', lines[n + 1][0]) is not None
        if not inside:
            yield line, own
