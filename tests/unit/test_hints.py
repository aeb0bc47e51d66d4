"""Which hint is shown, and when it has done its work: pure, but for the file in which that is kept."""

from pathlib import Path

import pytest

from codesign.ports import Learned, Seen
from codesign.words import say
from screens.catalogue import kind_of
from screens.hints import HINTS, MOST_DISMISSED, MOST_SEEN, Hint, Hints
from screens.thread.screen import ThreadScreen
from storage.learned import FileLearned, MemoryLearned


def name(hint: Hint | None) -> str:
    return hint.name if hint is not None else ""


@pytest.fixture(params=["memory", "file"])
def learned(request: pytest.FixtureRequest, tmp_path: Path) -> Learned:
    return MemoryLearned() if request.param == "memory" else FileLearned(tmp_path / "state" / "learned.json")


def test_a_hint_is_gone_after_so_many_visits(learned: Learned) -> None:
    hints = Hints(learned)
    seen = [name(hints.visit("board")) for _ in range(MOST_SEEN + 1)]
    assert seen == ["capture"] * MOST_SEEN + ["forward"]


def test_a_hint_is_gone_when_its_act_was_done_on_its_screen(learned: Learned) -> None:
    hints = Hints(learned)
    assert not hints.did("card", "capture")
    assert name(hints.visit("board")) == "capture"
    assert hints.did("board", "capture")
    assert not hints.did("board", "capture"), "it was learned already"
    assert name(hints.visit("board")) == "forward"


def test_a_hint_is_gone_when_it_was_dismissed_twice(learned: Learned) -> None:
    hints = Hints(learned)
    for _ in range(MOST_DISMISSED):
        hint = hints.visit("board")
        assert hint is not None
        assert hint.name == "capture"
        hints.dismiss(hint)
    assert name(hints.visit("board")) == "forward"


def test_in_the_end_there_are_none(learned: Learned) -> None:
    hints = Hints(learned)
    for _ in range(50):
        hints.visit("board")
    assert hints.visit("board") is None
    assert hints.visit("nowhere") is None


def test_every_hint_has_words_and_an_act() -> None:
    for hint in HINTS:
        acts = ThreadScreen.ACTS if hint.place == ThreadScreen.PLACE else kind_of(hint.place).ACTS
        key = next(act.key_shown for act in acts if act.setting == hint.act)
        assert len(say(f"hints.{hint.id}", key=key)) <= 78, "one line of a small terminal"


class TestFile:
    def test_it_outlasts_the_program_and_two_programs_add_to_each_other(self, tmp_path: Path) -> None:
        path = tmp_path / "state" / "learned.json"
        one, two = FileLearned(path), FileLearned(path)
        assert one.get("board.capture") == two.get("board.capture") == Seen()
        one.put("board.capture", Seen(done=True))
        two.put("board.forward", Seen(times=2))
        again = FileLearned(path)
        assert again.get("board.capture") == Seen(done=True)
        assert again.get("board.forward") == Seen(times=2)
        assert [each.name for each in path.parent.iterdir()] == ["learned.json"]

    @pytest.mark.parametrize(
        "raw", [b"", b"{", b"\xff\x00", b"[]", b'{"board.capture": 3}', b'{"a": {"done": 9}}']
    )
    def test_what_cannot_be_read_is_begun_anew(self, tmp_path: Path, raw: bytes) -> None:
        path = tmp_path / "learned.json"
        path.write_bytes(raw)
        found = FileLearned(path)
        assert found.get("board.capture") == Seen()
        found.put("board.capture", Seen(times=1))
        assert FileLearned(path).get("board.capture") == Seen(times=1)

    def test_where_it_cannot_be_kept_it_lasts_as_long_as_the_program(self, tmp_path: Path) -> None:
        (tmp_path / "state").write_text("a file where the folder should be")
        found = FileLearned(tmp_path / "state" / "learned.json")
        found.put("board.capture", Seen(done=True))
        assert found.get("board.capture") == Seen(done=True)
