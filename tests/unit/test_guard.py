"""What is pointed out before it is kept, and what is everyday and stays silent."""

import time

import pytest
from msgspec.structs import replace

from codesign.guard import Pattern, findings, patterns, told, unsound, without

SILENT = [
    "We met on 2026-11-05 and meet again on 12/03/2026",
    "20 people at 14:30, then 15 min in pairs, until 16:00",
    "due:2026-12-03 until:2027-06 table:3 for:N12 sector:school",
    "@town-planner asks the @school-nurse #transport",
    "The bus costs $2.50, a year 1,250.00 dollars",
    "The budget is 1 250 000 $ over 3 years, or 12 345 678 CHF",
    "Population 12,345; in 2021 it was 11 987",
    "between 2019 and 2026, from 1998-2004",
    "Room 204, 2nd floor, 120 Main Street",
    "T3-2-1 and V12, N3, C104b, A7",
    "Year 3, cycle 2, 35 = 15 + 5 + 15",
    "3 of 40 families (7.5%), 98.6 on average, 1.5 million",
    "A line of 0800 to 1200 and 1300-1700 hours",
    "Phone the clinic; e-mail is better than a call",
    "Call me at 7",
    "Highway 101, exits 12-14-16, at 100 km/h",
    "See https://example.org/2026/11/05/notes and version 1.2.3.4",
    "ISBN and model FX-991, postal code V6B 1A1",
    "He was born in 1950 and she in the spring of 1962",
    "Les réunions du 12 mars 2026 et du 05/11/2026 à 14 h 30",
    "Le budget est de 1 250 000,00 €, soit 12 345,67 € par famille",
    "La salle 12, 3e étage, 45 rue des Érables, 20 personnes",
    "Entre 18 h 30 et 20 h 45, 25 minutes par table",
    "Née ici, elle connaît 150 familles",
    "Il y a 10 000 habitants et 3 médecins",
    "Patient transport costs 12000 a year",
    "In 1998 the hall was built, on 1 May 2004 it burned",
    "2026-11-05T14:30:00, 11:05-12:45",
    "The chart shows 12 of 30; our dossier has 40 pages",
    "Votes: 12, 7, 3, 0, 0, 1",
    "",
]

FOUND = [
    ("Her health number is 9434765919 she said", "9434765919", "health"),
    ("PHN 9876 543 210", "9876 543 210", "health"),
    ("it is 943 476 5919", "943 476 5919", "NHS"),
    ("1234-567-890-AB on the card", "1234-567-890-AB", "Ontario"),
    ("ma carte: TREM 5208 1510", "TREM 5208 1510", "Québec"),
    ("carte soleil TREM52081510", "TREM52081510", "health"),
    ("NIR 2 84 05 75 116 123 45", "2 84 05 75 116 123 45", "number"),
    ("1 85 12 2A 123 456 78", "1 85 12 2A 123 456 78", "France"),
    ("078-05-1120 was on it", "078-05-1120", "United States"),
    ("046 454 286 on the form", "046 454 286", "Canada"),
    ("A123456789", "A123456789", "Germany"),
    ("1EG4-TE5-MK73", "1EG4-TE5-MK73", "United States"),
    ("756.1234.5678.97", "756.1234.5678.97", "Switzerland"),
    ("85.07.30-033.28", "85.07.30-033.28", "Belgium"),
    ("811218-9876", "811218-9876", "Nordic"),
    ("QQ 12 34 56 C is no real one, AB 12 34 56 C is", "AB 12 34 56 C", "insurance"),
    ("BSN 111222333", "111222333", "Netherlands"),
    ("pay to DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00", "bank account"),
    ("4111 1111 1111 1111", "4111 1111 1111 1111", "bank card"),
    ("passport number AB1234567", "AB1234567", "paper"),
    ("write to ann.river+home@example.org.", "ann.river+home@example.org", "e-mail"),
    ("écrivez à hélène@exemple.fr", "hélène@exemple.fr", "e-mail"),
    ("call 604-555-0123 after five", "604-555-0123", "phone"),
    ("(604) 555-0123", "(604) 555-0123", "phone"),
    ("+44 20 7946 0958", "+44 20 7946 0958", "phone"),
    ("+1 604 555 0123", "+1 604 555 0123", "phone"),
    ("01 23 45 67 89", "01 23 45 67 89", "phone"),
    ("07700 900123", "07700 900123", "phone"),
    ("téléphone: 555-0123", "555-0123", "phone"),
    ("my number is 5550123", "5550123", "phone"),
    ("born on 12 March 1950", "12 March 1950", "birth"),
    ("née le 3 juin 1948", "3 juin 1948", "birth"),
    ("DOB: 03/06/12", "03/06/12", "birth"),
    ("1948-06-03", "1948-06-03", "birth"),
    ("it was 3.6.1948.", "3.6.1948", "birth"),
]


@pytest.mark.parametrize("sentence", SILENT)
def test_everyday_figures_stay_silent(sentence: str) -> None:
    assert findings(sentence) == ()


@pytest.mark.parametrize(("sentence", "part", "name"), FOUND)
def test_what_says_who_somebody_is_is_pointed_out(sentence: str, part: str, name: str) -> None:
    (found,) = findings(sentence)
    assert found.text == part
    assert name in found.name
    assert sentence[found.start : found.end] == part
    assert part not in without(sentence)
    assert findings(without(sentence)) == ()


def test_several_are_told_together_and_only_they_are_left_out() -> None:
    sentence = "Ann, ann@example.org or 604-555-0123, asks for bob@example.org"
    assert told(findings(sentence)) == (
        "looks like: e-mail address (ann@example.org, bob@example.org); looks like: phone number (604-555-0123)"
    )
    assert without(sentence) == "Ann, [left out] or [left out], asks for [left out]"


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "12-", "0 1", "a@", "a.", "a.b@c.", "(604) ", "+1 ", "born on ", "health number ", "x", "é"],
)
def test_a_hostile_line_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(letters: int) -> float:
        line = "1" + piece * (letters // len(piece)) + "@"
        best = 9.0
        for _ in range(3):
            begun = time.perf_counter()
            findings(line)
            best = min(best, time.perf_counter() - begun)
        return best

    findings("warm 1")
    short, long = seconds(2_000), seconds(16_000)
    assert long < 1.0
    assert long < 8 * short * 4 + 0.02  # eight times as long; quadratic would be 64 times


def test_the_patterns_are_sound_and_what_is_not_is_refused() -> None:
    first = patterns()[0]
    assert all(not unsound(each) for each in patterns())
    assert unsound(replace(first, pattern="[0-9"))
    assert "known" not in unsound(replace(first, check="sum"))
    assert "luhn" in unsound(replace(first, check="sum"))
    for endless in ("a+", "(ab)*", "[0-9]{2,}", r"\d+"):
        assert "end" in unsound(Pattern("x", "x", endless))
    for ending in (r"\+1", "[+*]", "a{2,3}", r"\*?"):
        assert not unsound(Pattern("x", "x", ending))
