"""What the library of the command line says by itself, in the language that is spoken.

Click makes its sentences in English before anybody could ask for others. So each is known by its form, which
stands with the English words, and said in the words of the same key; what has no form that is known stays.
"""

import functools
import re
from collections.abc import Iterable

import click

from codesign.patterns import pattern
from codesign.words import LANGUAGE, labelled, say, speaking, spoken, table

_PLACE = pattern(r"\\\{(\w+)\\\}")
_INNER = "inner"
"""The place in a form where a sentence of its own stands."""
_EXTRA = pattern(r"(?P<help>.*?)  \[(?P<extra>[^\[\]]*)\]", re.DOTALL)
"""What is said of an option, and behind it what click adds to that."""


def said(sentence: str) -> str:
    """Return a sentence of click's in the language that is spoken."""
    if spoken() == LANGUAGE:
        return sentence
    words = table("click.sentences")
    for key, form in _forms():
        if found := form.fullmatch(on_one_line(sentence)):
            return words[key].format_map(
                {name: said(value) if name == _INNER else value for name, value in found.groupdict().items()}
            )
    return sentence


def on_one_line(text: str) -> str:
    """Return a text without line ends; spaces at which no line may end, as French has them, stay."""
    return re.sub("[ \t\r\n]+", " ", text).strip()


@functools.cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    with speaking(LANGUAGE):
        forms = table("click.sentences")
    return tuple((key, re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(form)))) for key, form in forms.items())


def examples(key: str) -> str:
    """Return examples, or what else is in lines of its own, as click wants them: without the mark before each
    paragraph it would put their lines into one."""
    return "\n\n".join(f"\b\n{each}" for each in say(key).strip("\n").split("\n\n"))


class Formatter(click.HelpFormatter):
    """Writes help with click's headings and remarks in the language that is spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how the command is called."""
        super().write_usage(prog, args, f"{say('click.usage')} " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{'':>{self.current_indent}}{labelled(said(heading))}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write what is said of each option or command."""
        super().write_dl([(name, _remarked(text)) for name, text in rows], col_max, col_spacing)


def _remarked(text: str) -> str:
    found = _EXTRA.fullmatch(text)
    if found is None:
        return said(text)
    return f"{said(found['help'])}  [{'; '.join(map(said, found['extra'].split('; ')))}]"
