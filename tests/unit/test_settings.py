"""The settings file: what is read, what is refused and where, and the example that has everything."""

import re
import string
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from codesign.settings import AUTO, Density, Glyphs, Settings, ThemeName
from codesign.settings.example import example
from codesign.settings.keys import NotAKey, in_force, key_named, sign_named, typed_by, written
from codesign.settings.reading import KnownAct, KnownScreen, read_settings
from codesign.settings.terminal import draws_ascii, language, without_colours
from screens.catalogue import ScreenCatalogue, kind_of

SCREENS = ScreenCatalogue()

ROOM = KnownScreen(
    "room",
    (
        KnownAct("open", ("enter",), "open the door"),
        KnownAct("sing", ("s",), "sing"),
        KnownAct("stop", ("s",), "stop singing"),
        KnownAct("leave", ("escape", "q"), "leave"),
        KnownAct("undo", ("u",), "undo"),
    ),
    taken=frozenset({"j", "down", "enter"}),
)
HALL = KnownScreen("hall", (KnownAct("undo", ("u",), "undo"), KnownAct("dance", ("d",), "dance")))


class House:
    """Two screens."""

    names: Sequence[str] = ("room", "hall")

    def screen(self, name: str) -> KnownScreen:
        """Return one of them."""
        return {"room": ROOM, "hall": HALL}[name]


def read(text: str) -> Settings:
    found = read_settings(text, "settings.toml", House)
    assert found.problems == ()
    return found.settings


def problems(text: str) -> list[str]:
    return [str(each) for each in read_settings(text, "settings.toml", House).problems]


class TestReading:
    def test_nothing_set_is_what_it_comes_with(self) -> None:
        assert read("") == Settings()
        assert read("\ufeff# only a remark\r\n") == Settings()

    def test_everything_set(self) -> None:
        found = read('theme = "high-contrast"\r\ndensity = "compact"\r\nglyphs = "ascii"\r\n')
        assert found == Settings(
            theme=ThemeName.HIGH_CONTRAST, density=Density.COMPACT, glyphs=Glyphs.ASCII, keys={}
        )

    def test_keys_of_a_screen_and_of_all(self) -> None:
        found = read('[keys.everywhere]\nundo = "z"\n[keys.hall]\nundo = ["F5", "ctrl+u"]\ndance = ["d"]')
        assert found.keys == {"room": {"undo": ("z",)}, "hall": {"undo": ("f5", "ctrl+u")}}

    def test_keys_that_stay_are_only_added_to(self) -> None:
        found = read('[keys.room]\nopen = "o"\nleave = "x"')
        assert found.keys == {"room": {"open": ("o", "enter"), "leave": ("x", "escape")}}
        assert read("[keys.room]\nopen = []").keys == {}

    def test_two_can_change_places(self) -> None:
        found = read('[keys.room]\nsing = "u"\nundo = "x"\nstop = "q"\nleave = "l"')
        assert found.keys["room"]["sing"] == ("u",)

    def test_two_that_share_a_key_as_they_come_may(self) -> None:
        assert read('[keys.room]\nsing = ["s", "f2"]').keys == {"room": {"sing": ("s", "f2")}}

    def test_a_screen_whose_keys_stay_is_not_loaded(self) -> None:
        class Ground(House):
            def screen(self, name: str) -> KnownScreen:
                assert name == "room"
                return ROOM

        assert read_settings('[keys.room]\nundo = "z"', "s", Ground).settings.keys == {"room": {"undo": ("z",)}}


class TestProblems:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ('\n\ntheme = "drak"', ":3: theme cannot be drak; did you mean dark?"),
            ("density = 3", ":1: density cannot be 3; there are: comfortable, compact"),
            (
                'colour = "light"',
                (
                    ":1: there is no setting colour; there are: theme, density, glyphs, drawing, language, hints, "
                    "bell, keys"
                ),
            ),
            ('[keys.rom]\nsing = "x"', ":1: there is no screen rom; did you mean room?"),
            ('keys = "x"', ":1: keys is a heading for keys"),
            ('[keys]\nroom = "x"', ":2: keys.room is a heading for keys"),
            ('[keys.room]\n# first\n"sign" = "x"', ":3: there is nothing called sign on room; did you mean sing?"),
            ('keys.room.sing = "alt+x"', ":1: alt+x does not arrive over every connection"),
            ('[keys.room]\nsing = [\n  "x",\n  "ctrl+i",\n]', ":5: terminals send tab for ctrl+i"),
            ('[keys.room]\nsing = "shift+a"', ":2: write A for shift+a"),
            ('[keys.room]\nsing = "F13"', ":2: there is no key F13"),
            ("[keys.room]\nsing = 7", ":2: 7 is no key"),
            ("[keys.room]\nsing = [1]", ":2: [1] is no key"),
            ('[keys.room]\nundo = "q"', ":2: q would be both undo and leave on room"),
            ('[keys.room]\nundo = "escape"', ":2: escape would be both undo and leave on room"),
            ('[keys.room]\nundo = "s"', ":2: s would be both undo and sing on room"),
            ('[keys.everywhere]\nundo = "d"', ":2: d would be both undo and dance on hall"),
            ('[keys.room]\nundo = "J"\nsing = "j"', ":3: j moves in lists, so it cannot be sing"),
            ('theme = "dark', ":1: this cannot be read: Unterminated string"),
            ('theme = "dark"\ntheme = "light"', ":2: this cannot be read: Cannot overwrite a value"),
            ("theme = dark", ":1: this cannot be read: Invalid value"),
            ('hints = "no"', ":1: hints cannot be no; there are: true, false"),
            ("bell = 1", ":1: bell cannot be 1; there are: true, false"),
            ("hints = 0", ":1: hints cannot be 0; there are: true, false"),
        ],
    )
    def test_it_names_the_line_and_what_to_do(self, text: str, told: str) -> None:
        (problem,) = problems(text)
        assert problem.startswith(f"settings.toml{told}")

    def test_all_are_told_in_the_order_of_the_lines(self) -> None:
        found = problems('[keys.room]\nsign = "x"\nundo = "alt+x"\n[hues]\n[keys.hal]\n')
        assert [each.split(":")[1] for each in found] == ["2", "3", "4", "5"]

    def test_keys_that_two_acts_have_are_told_at_once_with_the_rest(self) -> None:
        found = problems('theme = "neon"\n[keys.room]\nsign = "x"\nundo = "s"\nleave = "j"\n')
        assert [each.split(":")[1] for each in found] == ["1", "3", "4", "5"]

    def test_an_act_whose_key_cannot_be_read_has_none_that_another_could_not_have(self) -> None:
        assert [each.split(":")[1] for each in problems('keys.room.sing = "u"\nkeys.room.undo = "alt+s"')] == ["2"]

    def test_what_is_sound_holds_and_the_keys_go_together(self) -> None:
        found = read_settings('theme = "light"\nglyphs = "asci"\nkeys.room = {undo = "z", sing = "q"}', "s", House)
        assert found.settings == Settings(theme=ThemeName.LIGHT)
        assert len(found.problems) == 2
        assert found.keys_left
        assert not read_settings('theme = "neon"\nkeys.room.undo = "z"', "s", House).keys_left

    @given(st.text(alphabet='abk"=[]{}.#\n\\ys9-:T', max_size=60))
    def test_whatever_stands_there_is_read_or_refused(self, text: str) -> None:
        found = read_settings(text, "s", House)
        assert found.problems or found.settings == Settings()

    @pytest.mark.parametrize("text", ["theme = " + "[" * 5000, "theme = " + "9" * 5000])
    def test_what_the_parser_chokes_on_is_refused(self, text: str) -> None:
        assert len(problems(text)) == 1


class TestKeyNames:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            *(("?", "question_mark"), (">", "greater_than_sign"), ("/", "slash"), (",", "comma"), ("+", "plus")),
            *(("A", "A"), ("a", "a"), ("é", "é"), ("7", "7"), ("F5", "f5"), ("Space", "space"), ("Esc", "escape")),
            *(("Ctrl+P", "ctrl+p"), ("ctrl + p", "ctrl+p"), ("PgUp", "pageup"), ("Shift+Tab", "shift+tab")),
        ],
    )
    def test_they_are_written_as_people_write_them(self, text: str, name: str) -> None:
        assert key_named(text) == name

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "ab",
            "line feed",
            "null",
            "no-break space",
            "ctrl+",
            "ctrl+?",
            "ctrl+shift+a",
            "\t",
            "hyper+x",
            "ctrl+[",
            "+a",
        ],
    )
    def test_what_is_no_key_is_refused(self, text: str) -> None:
        with pytest.raises(NotAKey):
            key_named(text)

    @given(st.characters(codec="utf-8"))
    def test_a_character_has_the_name_that_textual_gives_it(self, character: str) -> None:
        if character.isprintable() and character != " ":
            assert key_named(character) == _character_to_key(character)

    def test_a_key_types_the_character_that_it_is_named_after(self) -> None:
        typed = [sign for sign in string.printable if sign.isprintable()]
        assert [typed_by(_character_to_key(sign)) for sign in typed] == typed

    @given(st.characters(codec="utf-8"))
    def test_of_a_name_with_a_hyphen_it_may_not_be_known(self, character: str) -> None:
        if character.isprintable():
            assert typed_by(_character_to_key(character)) in {character, None}

    @pytest.mark.parametrize(
        "key", ["escape", "enter", "tab", "f1", "f13", "pageup", "ctrl+a", "ctrl+question_mark"]
    )
    def test_keys_that_type_nothing(self, key: str) -> None:
        assert typed_by(key) is None

    def test_signs_of_every_keyboard(self) -> None:
        assert [sign_named(sign) for sign in string.punctuation] == [*map(_character_to_key, string.punctuation)]
        assert [sign_named(other) for other in ("a", " ", "\t", "§", "", "??", "\x1b[A")] == [None] * 7

    def test_names_are_read_back(self) -> None:
        for act in (act for screen in SCREENS.all() for act in screen.acts):
            assert [key_named(written(key)) for key in act.keys] == list(act.keys)

    def test_keys_that_stay(self) -> None:
        assert in_force(("x",), ("escape", "q")) == ("x", "escape")
        assert in_force(("escape",), ("escape",)) == ("escape",)


class TestExample:
    TEXT = example(SCREENS.all())

    def test_it_changes_nothing(self) -> None:
        found = read_settings(self.TEXT, "s", ScreenCatalogue)
        assert (found.settings, found.problems) == (Settings(), ())

    def test_it_changes_nothing_either_once_every_line_is_taken_in(self) -> None:
        taken_in = re.sub(r"^# (?=[a-z-]+ = )", "", self.TEXT, flags=re.MULTILINE)
        found = read_settings(taken_in, "s", ScreenCatalogue)
        assert (found.settings, found.problems) == (Settings(), ())
        assert taken_in.count("\n") == self.TEXT.count("\n")
        assert "\nundo = " in taken_in

    def test_it_has_every_act_of_every_screen(self) -> None:
        lines = self.TEXT.splitlines()
        for name in SCREENS.names:
            screen = kind_of(name)
            assert name == screen.PLACE
            names = [act.setting for act in screen.ACTS if act.can_change]
            assert len(set(names)) == len(names), "a name is one act's"
            for act in (act for act in screen.ACTS if act.can_change):
                assert any(line.startswith(f"# {act.setting} = ") and line.endswith(act.help) for line in lines)


class TestTerminal:
    @pytest.mark.parametrize(
        ("environ", "encoding", "ascii_only"),
        [
            ({}, "utf-8", False),
            ({"LANG": "en_US.UTF-8"}, "utf-8", False),
            ({"LANG": "fr_CA.ISO-8859-1"}, "iso8859-1", True),
            ({"LC_ALL": "C"}, "utf-8", True),
            ({"LANG": "en_US.UTF-8", "LC_ALL": "POSIX"}, "utf-8", True),
            ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "utf-8", True),
            ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, "utf-8", False),
            ({"LANG": "", "LC_CTYPE": "C.UTF-8"}, "utf-8", False),
        ],
    )
    def test_a_locale_tells_whether_lines_can_be_drawn(
        self, environ: dict[str, str], encoding: str, ascii_only: bool
    ) -> None:
        assert draws_ascii(Glyphs.AUTO, environ, encoding) is ascii_only
        assert draws_ascii(Glyphs.ASCII, environ, encoding)
        assert not draws_ascii(Glyphs.UNICODE, environ, encoding)

    def test_no_color_must_say_something(self) -> None:
        assert without_colours({"NO_COLOR": "0"})
        assert not without_colours({"NO_COLOR": ""})
        assert not without_colours({})


class TestLanguage:
    @pytest.mark.parametrize(
        ("environ", "said"),
        [
            ({}, ""),
            ({"LANG": "C.UTF-8"}, ""),
            ({"LANG": "fr_CA.UTF-8"}, "fr-CA"),
            ({"LANG": "fr_CA.UTF-8", "LC_MESSAGES": "en_GB"}, "en-GB"),
            ({"LANG": "fr", "LC_ALL": "POSIX"}, ""),
            ({"LANG": "ca@valencia", "LC_ALL": ""}, "ca"),
        ],
    )
    def test_the_surroundings_say_a_language(self, environ: dict[str, str], said: str) -> None:
        assert language(environ) == said

    def test_it_is_set_by_its_letters(self) -> None:
        found = read_settings('language = "en"\n', "s.toml", ScreenCatalogue)
        assert (found.settings.language, found.problems) == ("en", ())
        wrong = read_settings("language = 3\n", "s.toml", ScreenCatalogue)
        assert (wrong.settings.language, wrong.problems[0].line) == (AUTO, 1)
        assert "language cannot be 3" in wrong.problems[0].what
