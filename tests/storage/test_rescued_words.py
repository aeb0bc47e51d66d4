"""Words whose commit failed are never written over by others."""

import errno
from pathlib import Path

import pytest

from codesign.errors import NotSaved
from tests.contract.test_store import make
from tests.storage.test_journal_store import Failing, folder, opened

__all__ = ["folder"]


def test_two_that_are_kept_at_the_same_moment_are_both_there(folder: Path) -> None:
    ops = Failing("fdatasync", errno.EIO)
    store = opened(folder, ops=ops)
    make(store, 1)
    ops.armed = True
    kept = []
    for number, words in enumerate(("what Maria said", "what Tom said"), 2):
        with pytest.raises(NotSaved) as caught:
            make(store, number, title=words)  # all of these happen at the same time of a clock that stands still
        kept.append(caught.value.kept)
    texts = [Path(each).read_text("utf-8") for each in kept]
    assert "what Maria said" in texts[0]
    assert "what Tom said" in texts[1]
    assert len(store.rescued()) == 2
