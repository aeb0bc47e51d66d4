"""Escaping of people's words for each place in a Markdown document, so that every reader shows them as they
were typed.

Beside CommonMark and the GitHub dialect it escapes what HedgeDoc, GitLab and Pandoc add: $ == ++ ^ :emoji:
{#id}. Addresses stay addresses, as autolinks, inside which nothing is escaped. What need not be escaped is not,
for reviewers read the source too. Texts are cleaned (codesign.text) before they come here.
"""

import re

from codesign.patterns import pattern
from codesign.text import clean, one_line

_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+"
ADDRESS = pattern(
    rf"(?<![\w/.:@+-])(?:https?://{_HOST}(?::\d{{1,5}})?(?:[/?#](?:[\w/.?=&#~+:;,@!$'%-]*[\w/=&#~+-])?)?"
    rf"|[A-Za-z0-9][\w.+-]*@{_HOST})(?![\w/@])",
    re.ASCII,
)

_ALWAYS = pattern(r"([\\`*\[\]<~])")
_UNDERSCORE = pattern(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = pattern(r"&(?=#?[A-Za-z0-9]+;)")
# GitHub's autolinks read the raw source and would swallow the backslashes of what follows
_AUTOLINK = pattern(r":(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
_DIALECTS = pattern(r"\$(?=\S)|==|\+\+|\^(?=\S)|:(?=[\w+-]+:)|\{(?=[#.:\w])")

_ANY = pattern(r"[\\`*\[\]<~_:$^{&]|==|\+\+|www\.", re.IGNORECASE)
"""Without one of these nothing in a text is escaped."""

_LINE_START = pattern(
    r"(?:(?P<hash>#{1,6})(?=\s|$)"
    r"|(?P<quote>>)"
    r"|(?P<bullet>[-+])(?=\s|$)"
    r"|(?P<digits>\d{1,9})(?P<dot>[.)])(?=\s|$)"
    r"|(?P<setext>=)(?=[= ]*$)"
    r"|(?P<rule>-)(?=[-: |]*$)"
    r"|(?P<other>[|:%]))"  # a table row, a definition, a directive, a title block
)
_CLOSING_HASHES = pattern(r"#+$")


def flat(text: str) -> str:
    """Return a text on one line as every reader will show it: no space of any kind at its ends."""
    return one_line(text).strip()


def spread(text: str) -> list[list[str]]:
    """Return a text as paragraphs of lines, none of them empty."""
    split = ([each.strip() for each in paragraph.split("\n")] for paragraph in clean(text).split("\n\n"))
    return [lines for paragraph in split if (lines := [each for each in paragraph if each])]


def inline(text: str, *, links: bool = True) -> str:
    """Escape a text inside a line."""
    if not links or ("@" not in text and "://" not in text):
        return _escaped(text)
    parts: list[str] = []
    place = 0
    for address in ADDRESS.finditer(text):
        parts += (_escaped(text[place : address.start()]), f"<{address.group()}>")
        place = address.end()
    return "".join((*parts, _escaped(text[place:])))


def _escaped(text: str) -> str:
    if not _ANY.search(text):
        return text
    text = _ALWAYS.sub(r"\\\1", text)
    if "_" in text:
        text = _UNDERSCORE.sub(r"\\_", text)
    if ":" in text or "." in text:
        text = _AUTOLINK.sub(r"\\\g<0>", text)
    text = _DIALECTS.sub(lambda found: "".join(f"\\{each}" for each in found.group()), text)
    return _ENTITY.sub(r"\\&", text) if "&" in text else text


def line(text: str, *, links: bool = True) -> str:
    """Escape a text that begins a line."""
    return _line_start(inline(text, links=links))


def _line_start(text: str) -> str:
    found = _LINE_START.match(text)
    if not found:
        return text
    if found["digits"]:
        return f"{found['digits']}\\{text[found.start('dot') :]}"
    return f"\\{text}"


def cell(text: str) -> str:
    """Escape a text in a table cell."""
    return inline(text).replace("|", "\\|")


def heading(text: str) -> str:
    """Escape the text of a heading."""
    text = inline(text)
    hashes = _CLOSING_HASHES.search(text)
    return text[: hashes.start()] + "\\#" * len(hashes.group()) if hashes else text
