"""Cleaning of typed and pasted words, once, on their way into the store.

Screens and documents rely on it: a terminal acts on escape sequences and bidirectional overrides whatever
widget shows them, so what could act is taken out here and at the gate where bytes leave (screens/driver.py).
"""

import re
import unicodedata

from codesign.patterns import pattern

_NEWLINES = pattern("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

# An escape sequence goes as a whole: without its first byte "[31m" would stay behind as litter.
_SEQUENCES = pattern(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\\\|\x9c)"  # OSC, DCS
    "|\x1b[ -/]*[0-~]"
)

# Kept: tab (as a space), zero-width joiner and non-joiner (emoji families, Persian), left-to-right and
# right-to-left marks (punctuation in Hebrew and Arabic needs them), soft hyphens, no-break spaces.
_UNSEEN = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e0fff"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0010fffe\U0010ffff]"
)
_SPACES = pattern("[ \t]+")
_BLANK_LINES = pattern("\n{3,}")


def clean(text: str) -> str:
    """Return the text without what cannot be seen but could act.

    Control characters and escape sequences, bidirectional controls, invisible and tag characters, byte order
    marks and lone surrogates go; letters are composed (NFC); runs of spaces become one; line ends become
    "\\n", two empty lines at most one. Cleaning a clean text changes nothing.
    """
    if _is_clean_line(text):
        return text.strip()
    text = _UNSEEN.sub("", _SEQUENCES.sub("", _NEWLINES.sub("\n", text)))
    text = unicodedata.normalize("NFC", text)
    lines = (_SPACES.sub(" ", line).strip(" ") for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n ")


def _is_clean_line(text: str) -> bool:
    """Tell whether nothing but the ends of a text could be in need of cleaning, which is true of most."""
    if not text.isprintable() or "  " in text:
        return False
    return text.isascii() or (max(text) < "\ud800" and unicodedata.is_normalized("NFC", text))


def is_text(text: str) -> bool:
    """Tell whether the bytes of an argument or a line were UTF-8; those that were not are surrogates here, which
    cleaning would lose."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def joins_or_parts(character: str) -> bool:
    """Tell whether nothing is seen of a character of a text, and cleaning keeps it: a space that does not break, a
    joiner, a soft hyphen."""
    return not character.isprintable() and "\n" not in (cleaned := clean(f"a{character}b")) and cleaned != "ab"


def one_line(text: str) -> str:
    """Return the cleaned text on one line."""
    if _is_clean_line(text):
        return text.strip()
    return " ".join(clean(text).split("\n")).replace("  ", " ")


def folded(text: str) -> str:
    """Return the form in which two texts are compared when somebody searches: no case, no accents."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in spread if not unicodedata.combining(character))


def spoken(text: str) -> str:
    """Return the folded text with hyphens and underscores as spaces: what "town-planner" is when it is said."""
    return " ".join(folded(text).replace("-", " ").replace("_", " ").split())


def owner_named(typed: str, me: str) -> str:
    """Return whom somebody named, also as in a line (@town-planner); "me" is the person at the keyboard, `me`."""
    name = " ".join(typed[1:].replace("-", " ").replace("_", " ").split()) if typed.startswith("@") else ""
    return me if me and spoken(name or typed) == "me" else name or typed


def as_tag(text: str) -> str:
    """Return a tag as it is kept: one word in small letters, without its "#"; "" where nothing is left."""
    return "-".join(one_line(text).split()).strip("#,-").casefold()


_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)


def in_digits(value: float) -> str:
    """Return a figure as somebody types it: all its digits, no needless zeros, "1234567" and not "1.23457e+06"."""
    return f"{value:.15g}"


_LATIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
"""Letters that are no others with an accent."""


def slug(text: str, *, most: int = 60) -> str:
    """Return a name for a file or folder: small letters, digits and hyphens, `most` bytes of UTF-8 at most.

    Accents and strokes go ("Métis" gives "metis"); letters of other scripts stay. Never empty, never a reserved
    name of Windows, never a path.
    """
    composed = unicodedata.normalize("NFC", clean(text).casefold())
    latin = unicodedata.normalize("NFKD", composed.translate(_LATIN)).encode("ascii", "ignore").decode()
    enough = len(re.sub(r"\W", "", latin)) * 2 >= len(re.sub(r"\W", "", composed))
    name = re.sub(r"[\W_]+", "-", (latin if enough else composed).casefold()).strip("-")
    name = name.encode()[:most].decode(errors="ignore").strip("-") or "untitled"
    return f"x-{name}" if name in _RESERVED else name
