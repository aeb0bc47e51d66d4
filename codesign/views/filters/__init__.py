"""The language in which people say what they look for, the same on every screen and the command line.

    word             anywhere, also within a word; typing errors in longer words are forgiven
    "two words"      these words, one after the other, as they are
    @town-planner    owner, or who promised or said it; @me is who is at the keyboard (also owner:)
    #transport       tag (also tag:)
    kind:need        kind, of cards and of everything else: kind:commitment, kind:voice
    status:trying    status; also status:open, status:done, status:parked
    phase:co-design  phase
    due:<7d          by when: <7d, >2w, <=fri, today, 2026-12-03, overdue, none
    no:action        what is missing: action, voice, measure, owner, due, tag, reply, permission ...
    has:measure      what is there
    strategy:4       one of the seven strategies
    priority:care    priority
    sector:school    the sector whose voice it is or came from
    votes:>2         dot votes
    number:N12       number; a number alone is found as well
    for:N12          what came of it, near or far
    table:3          the table that said it
    archived:yes     what was put out of sight

A hyphen in front says what is not wanted: -#transport. All that is asked for has to be true. A beginning is enough
for a value, quotes hold one together that has spaces; case, accents and hyphens make no difference.
"""

from codesign.views.filters.asking import Asking
from codesign.views.filters.finding import found, read_ahead
from codesign.views.filters.grammar import ANYTHING, Field, Filter, Term, read_filter
from codesign.views.filters.ready import READY, Place, Ready, filter_of

__all__ = [
    "ANYTHING",
    "READY",
    "Asking",
    "Field",
    "Filter",
    "Place",
    "Ready",
    "Term",
    "filter_of",
    "found",
    "read_ahead",
    "read_filter",
]
