"""Who may see which words, names and numbers where. Every path out of the room goes through here; nothing else
decides.

A `Sight` answers all of it for one audience on one day, and holds the records as that audience may read them:
what is made from those (a document, a list, JSON, a picture on the wall) cannot show what it may not. The parts
below it are `words` (what a voice allowed, and who repeats it), `people` (names in texts and of owners) and
`counts` (numbers of people that would name somebody). `releases` says what may leave the partnership.
"""

from codesign.permissions.counts import SMALL, People, counts_for, part_for, people_for
from codesign.permissions.governing import for_roll_up, governing
from codesign.permissions.people import Mention, Names, owner_for
from codesign.permissions.releases import may_roll_up, may_share
from codesign.permissions.sight import Sight, on_the_wall
from codesign.permissions.words import HeldBack, Shown, held_with_voice, words_for

__all__ = [
    "SMALL",
    "HeldBack",
    "Mention",
    "Names",
    "People",
    "Shown",
    "Sight",
    "counts_for",
    "for_roll_up",
    "governing",
    "held_with_voice",
    "may_roll_up",
    "may_share",
    "on_the_wall",
    "owner_for",
    "part_for",
    "people_for",
    "words_for",
]
