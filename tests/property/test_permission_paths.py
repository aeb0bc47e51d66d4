"""Words, names and numbers leave by many paths. Whatever a partnership holds, whoever reads it and on whatever
day: none of these paths shows what it may not."""

import json
import zipfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.cli.audience import reading
from codesign.errors import NotFound
from codesign.model import Attribution, Audience, Meeting, Voice, plain
from codesign.opened import OpenPartnership
from codesign.permissions import HeldBack, words_for
from codesign.text import folded
from codesign.views.fields import field_lines
from codesign.views.thread import came_from, led_to
from exports.library import LIBRARY, document
from exports.prepare import Prepared, write
from exports.rolling import rolled_up
from screens.projector.paper import Paper
from screens.projector.pictures import Kind, draw
from screens.projector.room import room
from tests.support.doubles import river
from tests.support.telling import DAY, NAMES, NOW, Told, marker, named, told

MOST = 400 if settings.get_current_profile_name() == "long" else 25
AUDIENCES = st.sampled_from(list(Audience))
DAYS = st.sampled_from([DAY, DAY + timedelta(2)])


def opened(told: Told) -> OpenPartnership:
    found = river()
    partnership = found.partnership
    found.execute(Told((named(partnership), *told.records)))
    return found


def private(opened: OpenPartnership, audience: Audience, on: date) -> list[str]:
    """Return the words that an audience may not read, folded."""
    heard = sorted(opened.records.all(Voice), key=lambda each: each.id)
    return [
        folded(marker(n))
        for n, each in enumerate(heard)
        if isinstance(words_for(opened.records, each, audience, on), HeldBack)
    ]


def names(opened: OpenPartnership, audience: Audience, on: date) -> list[str]:
    """Return the parts of people's names that an audience may not read, folded: all of them, outside the room, but
    those of whoever allowed their words with their name."""
    allowed = {
        voice.person
        for voice in opened.records.all(Voice)
        if voice.permission
        and voice.permission.attribution is Attribution.NAMED
        and not isinstance(words_for(opened.records, voice, audience, on), HeldBack)
    }
    if audience is Audience.ROOM:
        return []
    return name_parts(n for n in range(len(NAMES)) if f"p{n}" not in allowed)


def name_parts(people: Iterable[int]) -> list[str]:
    parts = {part for n in people for part in folded(NAMES[n]).replace("-", " ").split()}
    return sorted(parts - {"de"})


def leaks(text: str, words: Iterable[str]) -> list[str]:
    return [each for each in words if each in folded(text)]


def says(path: Path) -> str:
    """Return all that a file holds: of one that is packed, all of its parts."""
    if not zipfile.is_zipfile(path):
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as packed:
        return " ".join(packed.read(name).decode() for name in packed.namelist())


def documents(opened: OpenPartnership, audience: Audience, on: date) -> Iterable[Prepared]:
    """Yield every document there can be, in every form; those of which there is one for each record in one."""
    for kind, sort in LIBRARY.items():
        for subject in sort.subjects(opened.records):
            for form in sort.forms[:1] if sort.one_each else sort.forms:
                yield document(kind, opened.records, subject, on, audience=audience, form=form, tables=2)


@settings(max_examples=MOST // 2)
@given(told(), AUDIENCES, DAYS)
def test_no_document_in_any_form_has_them(
    tmp_path_factory: pytest.TempPathFactory, told: Told, audience: Audience, on: date
) -> None:
    found = opened(told)
    folder = tmp_path_factory.mktemp("exports")
    for each in documents(found, audience, on):
        secret = [*private(found, each.audience, on), *names(found, each.audience, on)]
        _outcome, path, kept = write(each, folder, found.records)
        assert leaks(says(path), secret) == [], each.kind
        assert leaks(path.name, secret) == [], each.kind
        left = json.dumps([kept.file, {key: item.text for key, item in kept.items.items()}, kept.reference])
        assert leaks(left, secret) == []
        assert leaks(" ".join(line.told for line in each.withheld), private(found, each.audience, on)) == []


@settings(max_examples=MOST // 2)
@given(told(), st.sampled_from([Audience.PARTNERS, Audience.PUBLIC]), DAYS)
def test_no_roll_up_has_them(told: Told, audience: Audience, on: date) -> None:
    found = opened(told)
    try:
        rolled = rolled_up([("river", "River Clean-up", found.records)], audience, on)
    except NotFound:
        return
    secret = [*private(found, audience, on), *names(found, audience, on)]
    assert leaks(rolled.prepared.text, secret) == []
    assert leaks(repr([rolled.items, rolled.prepared.file]), secret) == []


@settings(max_examples=MOST)
@given(told(), AUDIENCES, DAYS)
def test_nothing_that_the_command_line_reads_for_an_audience_has_them(
    told: Told, audience: Audience, on: date
) -> None:
    found = opened(told)
    found.clock.moment = NOW + (on - DAY)  # type: ignore[attr-defined]
    read = reading(found, audience.value)
    secret = [*private(found, audience, on), *names(found, audience, on)]
    for number in [each.number for each in read.records]:
        record = read.numbered(number)
        assert leaks(json.dumps(plain(record)), secret) == [], record.number
        lines = dict(field_lines(read.records, record, found.clock.zone()))
        assert leaks(json.dumps(lines), secret) == [], record.number
        steps = (*came_from(read.records, record), *led_to(read.records, record))
        assert leaks(" ".join(step.record.headline for step in steps), secret) == []
    history = [(line, json.dumps(form, default=str)) for _when, line, form in read.history("")]
    assert leaks(repr(history), secret) == []
    if audience is not Audience.ROOM:
        meeting = read.records.get(Meeting, "m")
        assert meeting is not None
        assert not any((meeting.attendance, meeting.people, meeting.movements, meeting.rounds))


@settings(max_examples=MOST)
@given(told(), DAYS)
def test_no_picture_on_the_wall_has_them(told: Told, on: date) -> None:
    found = opened(told)
    shown = room(found.records, found.records.get(Meeting, "m"), NOW, on, None)
    meeting = shown.meeting
    assert meeting is not None
    secret = [*private(found, Audience.ROOM, on), *name_parts(range(len(NAMES)))]
    allowed = leaks(" ".join(each.by for each in shown.lines(meeting)), secret)
    for kind in (Kind.CLOCK, Kind.AGENDA, Kind.DECISIONS, Kind.WORDS, Kind.VISION):
        picture = draw(kind, shown, Paper(76, 20))
        text = " ".join(words for page in picture.pages for line in page for words, _style in line)
        assert set(leaks(f"{picture.heading} {text}", secret)) <= set(allowed), kind
    wall = [plain(each) for each in shown.decisions(meeting)]
    wall += [plain(shown.vision)] if shown.vision else []
    assert leaks(json.dumps(wall), secret) == []
