"""What is to be made wrong in the store stands there, once: a mutant of what was rewritten would prove nothing."""

import pytest

from tests.battery.mutants import MUTANTS, Mutant
from tests.support.terminal import ROOT


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_what_is_made_wrong_is_there(mutant: Mutant) -> None:
    assert (ROOT / "storage" / mutant.file).read_text("utf-8").count(mutant.text) == 1
