"""Every word that the code asks for is in the files, and every word in the files is asked for."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from codesign.capture import LineKind
from codesign.model import (
    Answer,
    Attribution,
    Audience,
    BlockKind,
    Channel,
    CommitmentState,
    ConnectionResult,
    Depth,
    HowDecided,
    ItemKind,
    MeasureFamily,
    Mode,
    OutcomeKind,
    Phase,
    PracticeCell,
    Setting,
    Status,
    Support,
    Verdict,
    VoiceKind,
)
from codesign.permissions import HeldBack
from codesign.views.balance import Heard
from codesign.views.board import Grouping, Order
from codesign.views.clock import ClockState
from codesign.views.gaps import Missing
from codesign.views.measuring import Moved
from codesign.words import LANGUAGE, MissingWord, groups, labelled, languages, name_of, say, speaking, table
from exports.review.proposals import Kind as ReviewKind
from screens.base import MOST_KEYS
from screens.catalogue import ScreenCatalogue, kind_of
from screens.widgets.bars import rows_of_keys

ROOT = Path(__file__).parent.parent.parent
SOURCES = [path for room in ("codesign", "screens", "storage", "exports") for path in (ROOT / room).rglob("*.py")]

ENUMERATIONS = {
    "review-kind": ReviewKind,
    "phase": Phase,
    "answer": Answer,
    "order": Order,
    "grouping": Grouping,
    "status": Status,
    "item-kind": ItemKind,
    "line-kind": LineKind,
    "voice-kind": VoiceKind,
    "commitment-state": CommitmentState,
    "block-kind": BlockKind,
    "clock-state": ClockState,
    "balance": Heard,
    "held-back": HeldBack,
    "how-decided": HowDecided,
    "measure-family": MeasureFamily,
    "mode": Mode,
    "practice": PracticeCell,
    "missing": Missing,
    "support": Support,
    "depth": Depth,
    "channel": Channel,
    "connection-result": ConnectionResult,
    "verdict": Verdict,
    "moved": Moved,
    "outcome-kind": OutcomeKind,
    "setting": Setting,
}


def leaves(found: dict[str, Any], above: str = "") -> set[str]:
    keys = set()
    for key, value in found.items():
        if isinstance(value, dict) and set(value) != {"one", "other"}:
            keys |= leaves(value, f"{above}{key}.")
        else:
            keys.add(f"{above}{key}")
    return keys


def all_keys() -> set[str]:
    return {key for group in groups() for key in leaves(table(group), f"{group}.")}


OTHERS = [each for each in languages() if each != LANGUAGE]


def entries(language: str) -> dict[str, dict[str, str]]:
    """Return the texts of a language by their keys: those of one and many by those names, the others by ""."""
    found: dict[str, dict[str, str]] = {}

    def take(key: str, value: Any) -> None:
        if isinstance(value, str):
            found[key] = {"": value}
        elif set(value) == {"one", "other"}:
            found[key] = value
        else:
            for part, below in value.items():
                take(f"{key}.{part}", below)

    with speaking(language):
        for group in groups(language):
            take(group, table(group))
    return found


def filled_in(text: str) -> set[str]:
    """Return the places of a text that values are put into, with how they are written."""
    return {f"{{{name}!{how}:{form}}}" for _text, name, form, how in Formatter().parse(text) if name is not None}


KEY = re.compile(r"[a-z]+(?:\.[a-z0-9-]+)+")


class Keys(ast.NodeVisitor):
    """Collects the keys that stand in the code as they are, and the beginnings of those put together."""

    def __init__(self) -> None:
        self.whole: set[str] = set()
        self.begun: set[str] = set()

    def visit_Call(self, node: ast.Call) -> None:
        match node:
            case ast.Call(func=ast.Name("Act"), args=[ast.Constant(str(name)), *rest]):
                self.whole |= {f"acts.{name}.word", f"acts.{name}.help"}
                for each in rest:
                    if not isinstance(each, ast.Constant):
                        self.visit(each)
            case ast.Call(func=ast.Name("name_of"), args=[first, ast.Constant(str(group))]):
                match first:
                    case ast.JoinedStr(values=[ast.Constant(str(beginning)), *_]):
                        self.begun.add(f"{group}.{beginning.strip()}-")
                    case ast.Constant(str(value)):
                        self.whole.add(f"{group}.{value}")
            case _:
                self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        first = node.values[0]
        if isinstance(first, ast.Constant) and re.fullmatch(r"[a-z]+(\.[a-z-]*)+", str(first.value)):
            self.begun.add(str(first.value))
        for each in node.values:
            if not isinstance(each, ast.Constant):
                self.visit(each)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and KEY.fullmatch(node.value):
            self.whole.add(node.value)


def used() -> tuple[set[str], set[str]]:
    """Return the keys that are asked for, and the beginnings of those that are put together."""
    keys = Keys()
    for path in SOURCES:
        keys.visit(ast.parse(path.read_text("utf-8")))
    moves = {f"{key}.{part}" for key in keys.whole if key.startswith("moves.") for part in ("key", "help")}
    named = {f"{group}.{each.value.replace(' ', '-')}" for group, kinds in ENUMERATIONS.items() for each in kinds}
    tables = (
        "dates.weekdays",
        "dates.months",
        "dates.units",
        "glossary.words",
        "glossary.meanings",
        "click.sentences",
    )
    others = ("moves.", *tables, "app.quit", "app.focus-", "app.suspend")
    whole = {key for key in keys.whole if not key.startswith(others)}
    return whole | moves | named, keys.begun


def test_every_word_that_is_asked_for_is_there() -> None:
    known = all_keys()
    endings = (".py", ".toml", ".tcss", ".md", ".json", ".jsonl", ".log")
    wanted = {key for key in used()[0] if key.split(".")[0] in groups() and not key.endswith(endings)}
    assert wanted - known == set()


def test_every_word_is_asked_for() -> None:
    whole, begun = used()
    looked_up = ("dates.", "glossary.", "fields.", "choice.", "click.sentences.")
    spare = {
        key
        for key in all_keys()
        if key not in whole and not key.startswith(looked_up) and not any(key.startswith(each) for each in begun)
    }
    assert spare == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_files_of_english(language: str) -> None:
    assert groups(language) == groups()


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_words_of_english_in_their_order(language: str) -> None:
    words, english = entries(language), entries(LANGUAGE)
    assert set(words) ^ set(english) == set()
    assert list(words) == list(english)


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_has_the_same_values_in_every_language(language: str) -> None:
    """Of one and many, either may leave a value out where it says it in words."""
    words, english = entries(language), entries(LANGUAGE)
    wrong = []
    for key in words.keys() & english.keys():
        asked, wanted = ([filled_in(text) for text in each[key].values()] for each in (words, english))
        if words[key].keys() != english[key].keys() or set().union(*asked) != set().union(*wanted):
            wrong.append(key)
    assert sorted(wrong) == []


@pytest.mark.parametrize("language", languages())
def test_no_text_is_empty(language: str) -> None:
    texts = ((key, text) for key, parts in entries(language).items() for text in parts.values())
    assert [key for key, text in texts if not text.strip()] == []


@pytest.mark.parametrize("language", languages())
def test_a_word_of_the_footer_is_short(language: str) -> None:
    english = entries(LANGUAGE)
    long = {
        key: text
        for key, parts in entries(language).items()
        for text in parts.values()
        if re.fullmatch(r"acts\..+\.word", key) and len(text) > max(12, len(english[key][""]) + 3)
    }
    assert long == {}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", ScreenCatalogue.names)
def test_the_keys_of_a_screen_fit_at_80_columns(name: str, language: str) -> None:
    with speaking(language):
        foot = [act for act in kind_of(name).ACTS if act.foot]
        shown = (*foot[: MOST_KEYS - 1], foot[-1])
        assert sum(map(len, rows_of_keys(shown, 80, 2))) == len(shown)


def test_french_stands_as_it_is_printed() -> None:
    """Typographic apostrophes, and no-break spaces where a line must not break."""
    straight = re.compile(r"[^\W\d_]'[^\W\d_]")
    loose = re.compile(r"« | »|[^\W\d_»)}] [:;](?= |$)|[^\W\d_»)}] [!?]$")
    texts = [(key, text) for key, parts in entries("fr").items() for text in parts.values()]
    assert [key for key, text in texts if straight.search(text) or loose.search(text)] == []


def test_every_field_of_every_record_has_a_name() -> None:
    import msgspec

    from codesign.model import TABLES
    from codesign.views.fields import _SHOWN_ELSEWHERE

    for kind in TABLES.values():
        for field in msgspec.structs.fields(kind):
            if field.encode_name not in _SHOWN_ELSEWHERE:
                say(f"fields.{field.encode_name.replace('_', '-')}")


@pytest.mark.parametrize("kinds", [Attribution, Audience])
def test_permissions_have_words(kinds: type[Attribution] | type[Audience]) -> None:
    group = "as" if kinds is Attribution else "audience"
    for each in kinds:
        assert say(f"permission.{group}-{each.value.replace(' ', '-')}")
    assert len(Answer) == 4


def test_every_choice_of_a_field_has_a_word() -> None:
    import enum
    from importlib import import_module
    from pkgutil import iter_modules

    from codesign import model
    from codesign.views.fields import choice_words

    not_shown = {"Move", "NameChoice"}  # told in other words, where they are
    modules = [import_module(f"codesign.model.{each.name}") for each in iter_modules(model.__path__)]
    found = {each for module in modules for each in vars(module).values() if isinstance(each, enum.EnumType)}
    kinds = [each for each in found if issubclass(each, enum.StrEnum) and each.__name__ not in not_shown]
    assert Answer in kinds
    for each in kinds:
        for value in each:
            assert choice_words(value)


@pytest.mark.parametrize("language", languages())
def test_an_entry_that_is_parsed_alone_says_what_it_says_in_its_file(language: str) -> None:
    for group in groups(language):
        raw = (ROOT / "codesign" / "words" / language / f"{group}.toml").read_text("utf-8")
        for key, found in _all_in(group, tomllib.loads(raw)):
            with speaking(language):
                assert (table(key) if isinstance(found, dict) else say(key)) == found, key


def _all_in(group: str, entries: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the keys of everything below a key, tables and what is in them, and what they stand for."""
    for name, found in entries.items():
        yield f"{group}.{name}", found
        if isinstance(found, dict):
            yield from _all_in(f"{group}.{name}", found)


def test_one_and_many() -> None:
    assert say("card.votes", n=1) == "1 vote"
    assert say("card.votes", n=0) == "0 votes"


def test_a_label_has_the_colon_of_its_language() -> None:
    assert labelled("Vient de") == "Vient de:"
    with speaking("fr"):
        assert labelled("Vient de") == "Vient de\u00a0:"


def test_braces_in_people_s_words_stay() -> None:
    assert say("undo.gone", number="{n} {} {x!r}").startswith("{n} {} {x!r} is not here")


def test_a_missing_word_is_an_error() -> None:
    with pytest.raises(MissingWord):
        say("no.such.word")
    with pytest.raises(MissingWord):
        say("card.votes.more")
    with pytest.raises(MissingWord, match="wants"):
        say("capture.due", wrong=1)
    assert table("dates.weekdays")["fri"] == "Friday"
    assert name_of("in place", "status") == "in place"


def test_no_words_stand_in_the_code_of_the_screens() -> None:
    """Texts are given to widgets through `say`, so that they can be translated."""
    found = []
    for path in (ROOT / "screens").rglob("*.py"):
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if re.search(r'(placeholder|label|Content\(|tell\()\s*=?\s*"[A-Za-z]', line):
                found.append(f"{path.name}:{n}")
    assert found == []
