"""Texts of availability, read into slots."""

import pytest
from django.utils import translation

from accanto.volunteers.availability import read_availability, slot_words
from accanto.volunteers.states import PartOfDay, Weekday

MORNING, AFTERNOON, EVENING = PartOfDay.MORNING, PartOfDay.AFTERNOON, PartOfDay.EVENING
MON, TUE, WED, THU, FRI, SAT, SUN = Weekday


def slots(days, parts):
    return {(int(day), str(part)) for day in days for part in parts}


READ = {
    "lun e gio pomeriggio": slots([MON, THU], [AFTERNOON]),
    "mar-ven 17-19": slots([TUE, WED, THU, FRI], [AFTERNOON, EVENING]),
    "sempre": slots(Weekday, PartOfDay),
    "mattine": slots(Weekday, [MORNING]),
    "sabato": slots([SAT], PartOfDay),
    "Lunedì mattina; giovedì sera": slots([MON], [MORNING]) | slots([THU], [EVENING]),
    "ven-lun mattina": slots([FRI, SAT, SUN, MON], [MORNING]),
    "dal lunedì al mercoledì dalle 9 alle 12": slots([MON, TUE, WED], [MORNING]),
    "week-end": slots([SAT, SUN], PartOfDay),
    "tutti i giorni 15:00-17:30": slots(Weekday, [AFTERNOON]),
    "mer/ven pom.": slots([WED], PartOfDay) | slots([FRI], [AFTERNOON]),
    "feriali sera": slots([MON, TUE, WED, THU, FRI], [EVENING]),
}


@pytest.mark.parametrize("text", READ)
def test_reads_what_people_write(text):
    assert read_availability(text) == READ[text]


@pytest.mark.parametrize("text", ["", "   ", ";", "da concordare", "lun mattina; quando posso", "lun 19-17x", "ma"])
def test_leaves_to_a_person_what_it_does_not_understand(text):
    assert read_availability(text) is None


def test_reads_italian_whatever_the_language_of_the_page():
    with translation.override("en"):
        assert read_availability("giovedì") == slots([THU], PartOfDay)


WORDS = {
    "sempre": "sempre",
    "mattine": "tutti i giorni mattina",
    "mar-ven 17-19": "da martedì a venerdì pomeriggio e sera",
    "lun e gio pomeriggio": "lunedì e giovedì pomeriggio",
    "lun mattina; sab": "lunedì mattina; sabato",
    "week-end": "sabato e domenica",
}


@pytest.mark.parametrize("text", WORDS)
def test_says_slots_in_words(text):
    assert slot_words(read_availability(text)) == WORDS[text]
