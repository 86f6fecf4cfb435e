"""Cells: what people write, and what it means."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accanto.exchange import looks
from accanto.exchange.cells import codes, dates, names, numbers, phones, terms, units, words
from accanto.exchange.cells.dates import MONTHS, Role
from accanto.exchange.cells.names import Habits, Name
from accanto.exchange.cells.units import Occupancy, Unit

TODAY = date(2026, 11, 22)
OMOCODE = codes.with_right_letter("RSSMRA80A01H50MX")
anything = st.one_of(
    st.none(),
    st.text(max_size=60),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(min_value=datetime(1, 1, 1)),
    st.dates(),
)


@given(value=anything, role=st.sampled_from(Role))
def test_no_cell_breaks_a_parser(value, role):
    for reading in (
        dates.parse_date(value, role, TODAY),
        dates.parse_place_and_date(value, TODAY)[1],
        terms.parse_protocol(value, TODAY)[1],
        terms.parse_end(value, TODAY, TODAY),
        numbers.parse_money(value),
        numbers.parse_whole(value),
        numbers.parse_book_number(value),
        codes.parse_tax_code(value),
        phones.parse_phones(value),
        phones.parse_email(value),
        words.parse_category(value),
        words.parse_citizenships(value),
        words.parse_sex(value),
        units.parse_unit(value),
        units.parse_floor(value),
    ):
        assert reading.value is None or not reading.code or reading.value


@given(st.text(max_size=60))
def test_no_name_breaks_the_reader_of_names(text):
    cleaned, _remark = names.without_remarks(text)
    for part in names.people_in(cleaned):
        assert isinstance(names.split_name(part, Habits()), Name) or not part


@given(day=st.dates(date(1930, 1, 1), TODAY))
def test_every_way_of_writing_a_day_gives_the_day(day):
    ways = [
        f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat(),
        f"{day:%Y%m%d}", f"{day:%d/%m/%Y} 00:00:00", f"il {day:%d/%m/%Y}", datetime(day.year, day.month, day.day),
        (day - dates.EXCEL_ORIGIN).days, str((day - dates.EXCEL_ORIGIN).days) + ".0",
    ]  # fmt: skip
    for way in ways:
        assert dates.parse_date(way, Role.PAST, TODAY).value == day, way
    name = next(name for name, number in MONTHS.items() if number == day.month)
    for way in (
        f"{day.day} {name} {day.year}",
        f"{day.day}-{name[:3]}-{day.year}",
        f"{day.day}° {name.upper()} {day.year}",
    ):
        assert dates.parse_date(way, Role.PAST, TODAY).value == day, way


@pytest.mark.parametrize(
    ("text", "role", "day"),
    [
        ("29/03/54", Role.BIRTH, date(1954, 3, 29)),
        ("25/01/02", Role.BIRTH, date(2002, 1, 25)),
        ("25/01/20", Role.BIRTH, date(1920, 1, 25)),
        ("07/02/21", Role.PAST, date(2021, 2, 7)),
        ("07/02/98", Role.PAST, date(1998, 2, 7)),
        ("10/02/32", Role.PLANNED, date(2032, 2, 10)),
        ("1 febbraio '05", Role.PAST, date(2005, 2, 1)),
    ],
)
def test_the_century_of_two_digits_follows_from_what_the_day_is(text, role, day):
    assert dates.parse_date(text, role, TODAY).value == day


@pytest.mark.parametrize(
    ("value", "role", "code"),
    [
        ("31/02/1980", Role.BIRTH, "date_impossible"),
        ("15/03/2062", Role.PAST, "date_in_future"),
        ("04/17/2025", Role.PAST, "date_american"),
        ("2014", Role.PAST, "date_incomplete"),
        ("marzo 2014", Role.PAST, "date_incomplete"),
        ("non ricordo", Role.PAST, "date_unreadable"),
        ("01/01/1850", Role.BIRTH, "date_too_old"),
        (datetime(2062, 3, 15), Role.PAST, "date_in_future"),
        ("", Role.PAST, ""),
        ("-", Role.PAST, ""),
        ("00/00/0000", Role.PAST, ""),
    ],
)
def test_days_that_cannot_be_are_left_blank_with_a_reason(value, role, code):
    assert dates.parse_date(value, role, TODAY) == dates.Reading(code=code)


def test_place_and_day_in_one_cell():
    for text in ("Prato, 28/05/1999", "Prato il 28.5.99", "28/05/1999 Prato", "nata a Prato il 28 maggio 1999"):
        place, reading = dates.parse_place_and_date(text, TODAY)
        assert (place, reading.value) == ("Prato", date(1999, 5, 28)), text


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("€ 1.250,00", "1250"), ("1250.0", "1250"), ("1.250", "1250"), ("1.250,00 €", "1250"), ("1'250.00", "1250"),
        ("1,250.00", "1250"), ("25.0", "25"), ("258,23", "258.23"), (258.23, "258.23"), (1250, "1250"), ("25", "25"),
        ("€ 25,-", "25"), ("euro 180", "180"), ("0.500", "0.50"), ("1.250.000", "1250000"), ("gratuito", "0"),
        ("310 €/mese", "310"), ("12.345.678,90", "12345678.90"),
    ],
)  # fmt: skip
def test_amounts(value, amount):
    reading = numbers.parse_money(value)
    assert (reading.value, reading.code) == (Decimal(amount).quantize(Decimal("0.01")), "")


@given(st.decimals(0, 99_999_999, places=2))
def test_an_amount_written_the_italian_way_is_read_back(amount):
    italian = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    for text in (italian, f"€ {italian}", f"{italian} €", str(amount), f"{amount:,.2f}"):
        assert numbers.parse_money(text).value == amount, text


@pytest.mark.parametrize(
    ("value", "code"),
    [("-5", "money_negative"), ("da decidere", "money_unreadable"), ("250 + spese", "money_with_text")],
)
def test_amounts_that_need_a_look(value, code):
    assert numbers.parse_money(value).code == code


@pytest.mark.parametrize(
    ("value", "number"), [("12", 12), (12.0, 12), ("n. 7", 7), ("007", 7), ("12/A", None), ("2014/35", None)]
)
def test_numbers_of_the_book(value, number):
    assert numbers.parse_book_number(value).value == number


@pytest.mark.parametrize(
    ("value", "code", "problem"),
    [
        ("RSSMRA80A01H501U", "RSSMRA80A01H501U", ""),
        ("rssmra80a01h501u", "RSSMRA80A01H501U", ""),
        ("RSSMRA 80A01 H501U", "RSSMRA80A01H501U", ""),
        ("C.F.: RSSMRA80A01H501U", "RSSMRA80A01H501U", ""),
        (OMOCODE, OMOCODE, ""),
        ("RSSMRA80A01H501X", None, "tax_code_letter"),
        ("RSSMRA80A01H501", None, "tax_code_length"),
        ("01234567890", None, "tax_code_of_company"),
        ("in attesa", None, ""),
        ("-", None, ""),
    ],
)
def test_tax_codes(value, code, problem):
    reading = codes.parse_tax_code(value)
    assert (reading.value, reading.code) == (code, problem)


def test_what_a_tax_code_says():
    code = "CCCDDD92T50Z236M"
    assert (codes.birth_in(code, TODAY), codes.sex_in(code)) == (date(1992, 12, 10), "F")
    assert codes.place_letters("Pakistan") == code[11:15]
    assert codes.place_letters("Cina") == "Z210"
    assert codes.birth_in(OMOCODE, TODAY) == date(1980, 1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("392/1742180", ["+393921742180"]),
        ("00393668523470", ["+393668523470"]),
        ("+39 303 0952935", ["+393030952935"]),
        ("0574/123456", ["+390574123456"]),
        ("0574 123456 / 333 1234567", ["+390574123456", "+393331234567"]),
        ("3331234567; 3337654321", ["+393331234567", "+393337654321"]),
        ("cell. 333 1234567", ["+393331234567"]),
        ("+86 139 1234 5678", ["+8613912345678"]),
    ],
)
def test_telephone_numbers(text, expected):
    assert [phone.number for phone in phones.parse_phones(text).value] == expected


def test_what_stands_beside_a_number_is_kept_with_it():
    reading = phones.parse_phones("366 489 8041 (chiamare dopo le 18)")
    assert reading.value == [phones.Phone("+393664898041", "chiamare dopo le 18")]
    assert phones.parse_phones("3664898041 marito").value[0].remark == "marito"


def test_categories_and_citizenships():
    for text, category in {
        "ordi.": "ordinary",
        "ASSEGNATARIO": "assignee",
        "volo.": "volunteer",
        "Socia ordinaria": "ordinary",
    }.items():
        assert words.parse_category(text).value == category
    for text, country in {
        "cinese": "CN",
        "italiana": "IT",
        "rumena": "RO",
        "Nigeria": "NG",
        "BD": "BD",
        "it.": "IT",
    }.items():
        assert words.parse_citizenships(text).value == [country]
    assert words.parse_citizenships("italiana/marocchina").value == ["IT", "MA"]
    assert words.parse_citizenships("boh").code == "citizenship_unknown"


@pytest.mark.parametrize(
    ("text", "code", "surname", "given"),
    [
        ("DEL ROSSO ANDREA", "", "Del Rosso", "Andrea"),
        ("D'AMICO MARCO", "", "D'Amico", "Marco"),
        ("DELL'ORTO NICCOLO'", "", "Dell'Orto", "Niccolò"),
        ("Mario ROSSI", "", "Rossi", "Mario"),
        ("Rossi, Mario", "", "Rossi", "Mario"),
        ("HUSSAIN SHAH MUHAMMAD TARIQ", "HSSMMM86S09Z236N", "Hussain Shah", "Muhammad Tariq"),
        ("Mario Rossi", "RSSMRA80A01H501U", "Rossi", "Mario"),
        ("EL IDRISSI ABDELKADER", "", "El Idrissi", "Abdelkader"),
        ("陈 丽", "", "陈", "丽"),
    ],
)
def test_where_the_surname_ends(text, code, surname, given):
    name = names.split_name(text, Habits(), code)
    assert (name.surname, name.given) == (surname, given)


def test_three_words_without_a_code_are_told_by_other_rows_or_doubted():
    assert names.split_name("HU FATIMA ZAHRA", Habits(given_names={"fatima zahra"})) == Name("Hu", "Fatima Zahra")
    assert names.split_name("AÏT ALI NAIMA", Habits(surnames={"ait ali"})) == Name("Aït Ali", "Naima")
    assert not names.split_name("Rossi Bianchi Anna", Habits()).certain


def test_remarks_and_several_people_in_a_name():
    assert names.without_remarks("WU XIAOLI (moglie)") == ("WU XIAOLI", "moglie")
    assert names.without_remarks("Sig.ra Rossi Anna ved. Verdi") == ("Rossi Anna", "ved. Verdi")
    assert names.people_in("Rossi Mario e Bianchi Anna") == ["Rossi Mario", "Bianchi Anna"]
    assert names.people_in("Rossi Mario / Anna") == ["Rossi Mario", "Rossi Anna"]
    assert names.people_in("Rossi Mario\nBianchi Anna") == ["Rossi Mario", "Bianchi Anna"]
    assert names.people_in("El Idrissi Naima") == ["El Idrissi Naima"]


def test_units_written_in_many_ways_are_one():
    for text in ("3/B", "3B", "int. 3b", "3-B", "3 b", "Interno 3/B", "alloggio 3/B", "n. 3B", "B3", "03B"):
        assert units.parse_unit(text).value == Unit("3", "B"), text
    assert units.parse_unit("scala A int. 3").value == Unit("3", "", "A")
    assert units.parse_unit(4).value == Unit("4")
    assert units.parse_unit("attico").value == Unit("ATTICO")
    assert units.parse_unit(datetime(2026, 2, 1)).code == "unit_became_date"
    assert units.split_address("Via Roma 6, int. 3B") == ("Via Roma 6", "int. 3B")


def test_homes_without_tenants():
    assert units.occupancy_in("LIBERO") is Occupancy.FREE
    assert units.occupancy_in("libero - in ristrutturaz.") is Occupancy.WORKS
    assert units.occupancy_in("Wu Guoqiang") is None


def test_one_building_written_in_two_ways():
    assert units.building_key("V. Roma, n. 6") == units.building_key("via Roma 6")


@pytest.mark.timeout(20)
def test_a_cell_without_end_does_not_stop_the_reading():
    endless = "9" * 200_000
    assert units.split_address(endless) == (endless, "")
    assert looks.share("end", [endless]) == looks.share("address_and_unit", [endless]) == 0
