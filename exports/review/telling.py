"""A proposal in words: what it is about, and its three sides beside each other."""

import difflib
import re
from collections.abc import Iterator

from codesign.words import name_of, say
from exports.review.proposals import Kind, Proposal

Piece = tuple[str, bool]
"""Words, and whether the other side has others there."""


def heading(proposal: Proposal) -> str:
    """Return what is proposed, and of what: "change C2 By when"."""
    parts = (name_of(proposal.kind.value, "review-kind"), proposal.number, proposal.field)
    return " ".join(filter(None, parts))


def sides(proposal: Proposal) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each side that tells something."""
    if proposal.kind in {Kind.NEW, Kind.COMMENT, Kind.UNKNOWN} and not proposal.exported:
        yield say("review.returned"), proposal.returned
        return
    yield say("review.exported"), proposal.exported or say("review.nothing")
    if proposal.kind is not Kind.WORDING:
        yield say("review.now"), proposal.now or say("review.nothing")
    yield say("review.returned"), proposal.returned or say("review.nothing")


def pieces(text: str, other: str) -> list[Piece]:
    """Return a text in pieces: those words that the other text has not, or has elsewhere, are told apart."""
    words, others = re.findall(r"\S+\s*", text), re.findall(r"\S+\s*", other)
    bare = [word.strip() for word in words]
    found: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, bare, [word.strip() for word in others], autojunk=False)
    for what, start, end, _start, _end in matcher.get_opcodes():
        if start < end:
            found.append(("".join(words[start:end]), what != "equal"))
    return found
