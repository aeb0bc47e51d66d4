"""The notice: what people are told before their words are captured. Its text is the partnership's own, in each of
its languages."""

import msgspec

from codesign.model import Meeting, NoticeGiven, Partnership


class Notice(msgspec.Struct, frozen=True):
    """The text in one language."""

    language: str
    text: str
    """"" where nobody has written it."""
    is_own: bool = True
    """Whether the partnership has written it; else it is offered."""


def notice(partnership: Partnership, language: str) -> Notice:
    """Return the text in a language: the partnership's own, or else the usual one."""
    is_first = language == partnership.language
    own = partnership.recording_notice if is_first else partnership.notices.get(language, "")
    return Notice(language, own) if own else Notice(language, _usual(language), is_own=False)


def notices(partnership: Partnership) -> tuple[Notice, ...]:
    """Return the text in each language, the partnership's own first."""
    from codesign.templates import usual_notices

    languages = dict.fromkeys((partnership.language, *sorted(partnership.notices), *sorted(usual_notices())))
    return tuple(notice(partnership, each) for each in languages)


def given(meeting: Meeting) -> NoticeGiven | None:
    """Return when which notice was given last, and by whom; None where that was not noted."""
    return meeting.notices[max(meeting.notices)] if meeting.notice_given and meeting.notices else None


def _usual(language: str) -> str:
    """Return the usual text in a language such as "fr-CA", or else in "fr"; "" where there is none."""
    from codesign.templates import usual_notices

    usual = usual_notices()
    return usual.get(language) or usual.get(language.partition("-")[0], "")
