"""What should not be kept by accident: parts of a text that look like a health number, a phone number, an e-mail
address, a date of birth or the number of a paper.

Nothing here refuses anything: it says what a part of a text looks like, before it is kept, and somebody decides.
The forms are data (`codesign/templates/guard.toml`). Names of people are not looked for here.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from codesign.words import say


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form of text that says who somebody is."""

    name: str
    """What it looks like: a key under [names] among the words of the guard."""
    hint: str
    """What is to be known of it, in a few words."""
    pattern: str
    """A regular expression; what its group `said` finds is context, and no part of what is found."""
    check: str = ""
    """The name of a sum that what is found has to fit; "" for none."""
    digits: int = 0
    """How many digits there have to be at least."""


class _Patterns(msgspec.Struct, forbid_unknown_fields=True):
    patterns: list[Pattern]


class Finding(msgspec.Struct, frozen=True):
    """A part of a text, from `start` to before `end`, and what it looks like."""

    start: int
    end: int
    text: str
    name: str
    hint: str


def findings(text: str) -> tuple[Finding, ...]:
    """Return what should not be kept by accident, in its order; no two share a letter."""
    if not _MAYBE.search(text):
        return ()
    found: list[Finding] = []
    for pattern, form in _forms():
        for match in form.finditer(text):
            each = _finding(pattern, match)
            if each is not None and not any(each.start < other.end and other.start < each.end for other in found):
                found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


def without(text: str) -> str:
    """Return a text in which a note stands wherever something was found."""
    kept: list[str] = []
    end = 0
    for each in findings(text):
        kept += (text[end : each.start], say("guard.left-out"))
        end = each.end
    return "".join((*kept, text[end:]))


def told(found: Iterable[Finding]) -> str:
    """Return what was found, in words: "looks like a phone number: 0412 345 678"."""
    names: dict[str, list[str]] = {}
    for each in found:
        names.setdefault(each.name, []).append(each.text)
    return "; ".join(say("guard.looks-like", name=name, texts=", ".join(texts)) for name, texts in names.items())


def unsound(pattern: Pattern) -> str:
    """Return why a pattern cannot be used, or "": it has to be readable, to check by a sum that is known, and to
    have an end to every repetition, without which a long line could take for ever."""
    try:
        re.compile(pattern.pattern)
    except re.error as error:
        return str(error)
    if pattern.check and pattern.check not in _CHECKS:
        return say("guard.no-check", name=pattern.check, known=", ".join(sorted(_CHECKS)))
    plain = _CLASSES.sub("x", _ESCAPES.sub("x", pattern.pattern))
    return say("guard.endless") if _ENDLESS.search(plain) else ""


_ESCAPES = re.compile(r"\\.")
_CLASSES = re.compile(r"\[[^\]]*\]")
_ENDLESS = re.compile(r"[*+]|\{[0-9]*,\}")

_MAYBE = re.compile(r"@|[0-9]")
"""What a text has in which there is anything to be found: it is asked for at every key."""


@functools.cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns, in the order in which they are tried.

    Raises:
        ValueError: one of them is not sound; the message names it.
    """
    import tomllib  # the patterns are asked for once somebody types, and the first screen does without
    from importlib import resources

    file = resources.files("codesign.templates") / "guard.toml"
    found = msgspec.convert(tomllib.loads(file.read_text("utf-8")), _Patterns).patterns
    for each in found:
        if why := unsound(each):
            raise ValueError(f"{each.name}: {why}")
    return tuple(found)


@functools.cache
def _forms() -> tuple[tuple[Pattern, re.Pattern[str]], ...]:
    return tuple((each, re.compile(each.pattern, re.IGNORECASE)) for each in patterns())


def _finding(pattern: Pattern, match: re.Match[str]) -> Finding | None:
    start = match.end("said") if "said" in match.re.groupindex else match.start()
    text = match.string[start : match.end()]
    if sum(map(str.isdecimal, text)) < pattern.digits:
        return None
    if pattern.check and not _CHECKS[pattern.check](text):
        return None
    return Finding(start, match.end(), text, say(f"guard.names.{pattern.name}"), pattern.hint)


# Sums by which numbers are told from figures that only have as many digits


def _digits(text: str) -> Iterator[int]:
    return (int(each) for each in text if each.isascii() and each.isdigit())


def _luhn(text: str) -> bool:
    digits = list(_digits(text))
    doubled = (sum(divmod(2 * each, 10)) if n % 2 else each for n, each in enumerate(reversed(digits)))
    return any(digits) and sum(doubled) % 10 == 0


def _nhs(text: str) -> bool:
    *first, last = _digits(text)
    return (11 - sum(each * (10 - n) for n, each in enumerate(first)) % 11) % 11 == last


def _bsn(text: str) -> bool:
    *first, last = _digits(text)
    return (sum(each * (9 - n) for n, each in enumerate(first)) - last) % 11 == 0


def _iban(text: str) -> bool:
    plain = text.replace(" ", "").upper()
    return int("".join(str(int(each, 36)) for each in plain[4:] + plain[:4])) % 97 == 1


_CHECKS: Mapping[str, Callable[[str], bool]] = {"luhn": _luhn, "nhs": _nhs, "bsn": _bsn, "iban": _iban}
