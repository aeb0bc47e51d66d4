"""Cells of a table that a spreadsheet would take for a formula: guarded where they leave, bare again where they
come back.

A formula may begin a cell, also behind blanks, and where a spreadsheet splits at semicolons or tabs also in the
middle of one. Whatever already looks guarded is guarded once more, so that taking the guard off gives back what
was there, always.
"""

import re

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""With their full-width forms, which some programs take for the same."""
_RISKY = rf"[\s\u200b-\u200f\ufeff]*[{_SIGNS}]"
_TO_GUARD = re.compile(rf"(^|[;\t])(?='*(?:{_RISKY}|[\t\r\n]))")
_GUARDED = re.compile(rf"(^|[;\t])'(?='*(?:{_RISKY}|[\t\r\n]))")
_FIGURE = re.compile(r"-\d+(?:\.\d+)?")
"""Below zero: no formula, and it has to stay a number."""


def guarded(text: str) -> str:
    """Return a cell of which no spreadsheet makes a formula."""
    return text if _FIGURE.fullmatch(text) else _TO_GUARD.sub(r"\1'", text)


def bare(text: str) -> str:
    """Return a cell as it was before it was guarded."""
    return _GUARDED.sub(r"\1", text)
