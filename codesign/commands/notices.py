"""The notice before words are captured: its texts, and that it was given."""

from msgspec import Struct
from msgspec.structs import replace

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Meeting, NoticeGiven, Partnership
from codesign.patterns import pattern
from codesign.records import Records
from codesign.text import clean
from codesign.views.notices import Notice
from codesign.words import say

_LANGUAGE = pattern("[a-z]{2,3}(?:-[A-Z]{2})?")


def require_language(code: str) -> None:
    """Check that a language is named by its code.

    Raises:
        Refused: it is not.
    """
    if not _LANGUAGE.fullmatch(code):
        raise Refused(say("refused.no-language", text=code))


class GiveNotice(Struct, frozen=True):
    """Write down that the notice was read out, who noted it and which text it was; or that it was not given."""

    meeting: str
    given: bool
    by: str = ""
    notice: Notice | None = None
    agreed: bool = True
    """Whether nobody was against being recorded."""

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        if not self.given:
            after = replace(before, notice_given=False, notices={})
            return change(say("label.notice-not-given"), (before, after))
        language, text = (self.notice.language, self.notice.text) if self.notice else ("", "")
        moment = NoticeGiven(make.now, self.by, language, text, self.agreed)
        after = replace(before, notice_given=True, notices={**before.notices, make.ids.new(): moment})
        label = "label.notice-given" if self.agreed else "label.notice-given-not-agreed"
        return change(say(label), (before, after))


class WriteNotice(Struct, frozen=True):
    """Write the partnership's notice in one language; "" for none of its own."""

    seen: Partnership
    """The record as the person saw it when they began to write."""
    language: str
    text: str

    def apply(self, records: Records, make: Maker) -> Change:
        del records, make
        require_language(self.language)
        text, seen = clean(self.text), self.seen
        if self.language == seen.language:
            after = replace(seen, recording_notice=text)
        else:
            others = {key: each for key, each in seen.notices.items() if key != self.language}
            after = replace(seen, notices={**others, self.language: text} if text else others)
        return change(say("label.notice-written", language=self.language), (seen, after))


def in_language(partnership: Partnership, language: str) -> Partnership:
    """Return a partnership that speaks a language; each notice stays with the language in which it is."""
    if language == partnership.language:
        return partnership
    notices = {key: text for key, text in partnership.notices.items() if key != language}
    if partnership.recording_notice:
        notices[partnership.language] = partnership.recording_notice
    own = partnership.notices.get(language, "")
    return replace(partnership, language=language, recording_notice=own, notices=notices)
