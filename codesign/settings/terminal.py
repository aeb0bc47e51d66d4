"""What the environment says: whether the terminal draws lines and is to show colours, and which language is
spoken."""

from collections.abc import Mapping

from codesign.settings import Glyphs


def draws_ascii(wanted: Glyphs, environ: Mapping[str, str], encoding: str) -> bool:
    """Tell whether lines, dots and arrows are to be drawn in ASCII; `encoding` is that of the output.

    In the locale C Python writes UTF-8, and may say LC_CTYPE=C.UTF-8 in its environment, whatever the person has
    said. So whoever asks for C is believed; where nothing is said at all, Python is.
    """
    if wanted is not Glyphs.AUTO:
        return wanted is Glyphs.ASCII
    if encoding.lower().replace("-", "") != "utf8":
        return True
    said = [environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if said[0] == "" and said[1] == "C.UTF-8" and said[2] in {"C", "POSIX"}:
        return True
    return next((each for each in said if each), "") in {"C", "POSIX"}


def without_colours(environ: Mapping[str, str]) -> bool:
    """Tell whether no colour is wanted, as on https://no-color.org: an empty value says nothing."""
    return bool(environ.get("NO_COLOR"))


def language(environ: Mapping[str, str]) -> str:
    """Return the language of a person's surroundings, such as "fr-CA"; "" where they say none."""
    said = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := environ.get(name))), "")
    name = said.partition(".")[0].partition("@")[0]
    return "" if name in {"C", "POSIX"} else name.replace("_", "-")
