"""Rows that describe people: members of the cooperative and volunteers."""

import re
from datetime import date

from accanto.exchange.cells import codes, dates, names, numbers, phones, words
from accanto.exchange.cells.dates import Role
from accanto.exchange.cells.names import Habits, Name
from accanto.exchange.cells.reading import Reading, as_text, is_blank
from accanto.exchange.knowledge import LOST, Knowledge, country_in, name_text, restore
from accanto.exchange.reading import Row
from accanto.exchange.records import Member, Person, ReadSheet, Volunteer

TEXT_LIMITS = {"address": 200, "birth_place": 100, "surname": 100, "name": 100}


def read_person(sheet: ReadSheet, row: Row, knowledge: Knowledge, habits: Habits) -> list[Person]:
    """The people of a row: mostly one. The first carries what belongs to the row as a whole."""
    understood = sheet.understood
    text, said = name_text(understood, row)
    naming = "full_name" if "full_name" in understood.fields else "surname"
    if is_blank(text):
        sheet.skip("row_without_name", row)
        return []
    if said:
        sheet.say("remark_in_name", row, naming, remark=said)
    parts = names.people_in(text) if naming == "full_name" else [text]
    if len(parts) > 1:
        sheet.say("two_people", row, naming)
    found = codes.codes_in(understood.cell(row, "tax_code"))
    kind = Member if understood.kind == "members" else Volunteer
    people = []
    for place, part in enumerate(parts):
        code = found[place] if len(found) == len(parts) else next(iter(found), "") if place == 0 else ""
        name = _name(sheet, row, part, code, naming, knowledge, habits)
        if name is None:
            continue
        person = kind(row.number, name)
        _read_common(sheet, row, person, place, len(parts), knowledge)
        people.append(person)
    if not people:
        sheet.skipped.add(row.number)
    return people


def _name(sheet: ReadSheet, row: Row, text: str, code: str, naming: str, knowledge, habits) -> Name | None:
    if LOST.search(text):
        whole = restore(text, code, country_in(sheet.understood, row), knowledge)
        if LOST.search(whole):
            sheet.say("doubtful_character", row, naming)
        else:
            sheet.say("character_restored", row, naming, restored=names.written_well(whole))
        text = whole
    name = names.split_name(text, habits, code)
    if not name.given and "," not in text:
        sheet.say("name_single", row, naming)
        return None
    if not name.certain:
        sheet.say("name_split_doubtful", row, naming, surname=name.surname, name=name.given)
    return Name(_cut(name.surname, "surname"), _cut(name.given, "name"), name.certain)


def _cut(text: str, what: str) -> str:
    return text[: TEXT_LIMITS[what]]


def _read_common(sheet: ReadSheet, row: Row, person: Person, place: int, count: int, knowledge: Knowledge) -> None:
    """Fill in what members and volunteers share; a second person of a cell gets only what is clearly hers."""
    understood = sheet.understood
    person.citizenships = value_of(sheet, row, "citizenship", words.parse_citizenships) or [] if place == 0 else []
    person.address = _cut(as_text(understood.cell(row, "address")), "address")
    _read_birth(sheet, row, person, place, count, knowledge)
    if place:
        return
    person.phones = [
        phone for name in ("phone", "phone_2") for phone in value_of(sheet, row, name, phones.parse_phones) or []
    ]
    person.email = value_of(sheet, row, "email", phones.parse_email) or ""
    person.sex = words.parse_sex(understood.cell(row, "sex")).value or person.sex
    person.archive_id = numbers.parse_book_number(understood.cell(row, "archive_id")).value
    person.remarks = as_text(understood.cell(row, "remarks"))


def value_of(sheet: ReadSheet, row: Row, name: str, parse, *args):
    """The value of a field's cell; its problem, if any, is noted."""
    reading = parse(sheet.understood.cell(row, name), *args)
    if reading.code:
        sheet.say(reading.code, row, name, **reading.said)
    return reading.value


def _read_birth(sheet: ReadSheet, row: Row, person: Person, place: int, count: int, knowledge: Knowledge) -> None:
    understood = sheet.understood
    field_name = "born" if "born" in understood.fields else "birth"
    born, birth_place = Reading(), as_text(understood.cell(row, "birth_place"))
    if field_name == "born":
        born = dates.parse_date(_share_of(understood.cell(row, "born"), place, count), Role.BIRTH, knowledge.today)
    elif understood.cell(row, "birth") is not None and place == 0:
        birth_place, born = dates.parse_place_and_date(understood.cell(row, "birth"), knowledge.today)
    if place == 0:
        person.birth_place = _cut(birth_place, "birth_place")
        person.birth_country = words.country_of(birth_place)
        person.derived.add("birth_country")
    _read_code(sheet, row, person, place, count, born, knowledge)
    _settle_birth(sheet, row, person, field_name, born, knowledge)


def _share_of(value, place: int, count: int):
    """The part of a cell that belongs to one of several people, or the whole cell for the first."""
    if count == 1:
        return value
    parts = [part for part in re.split(r"\s*(?:\n|;|\+|&|\be\b|\s[-/]\s)\s*", as_text(value)) if part]
    return parts[place] if len(parts) == count else (value if place == 0 else None)


def _read_code(sheet: ReadSheet, row: Row, person: Person, place: int, count: int, born, knowledge) -> None:
    """The tax code of one person; a wrong letter is put right only where everything else bears the code out."""
    written = sheet.understood.cell(row, "tax_code")
    found = codes.codes_in(written)
    if count > 1:
        written = found[place] if len(found) == count else (written if place == 0 else None)
    reading = codes.parse_tax_code(written)
    person.tax_code = reading.value or ""
    if reading.code == "tax_code_letter":
        _right_letter(sheet, row, person, reading.said["code"], born.value, knowledge)
    elif reading.code:
        sheet.say(reading.code, row, "tax_code")
    elif person.tax_code:
        _compare(sheet, row, person, written)


def _right_letter(sheet: ReadSheet, row: Row, person: Person, code: str, born: date | None, knowledge) -> None:
    right = codes.with_right_letter(code)
    if person.words in knowledge.code_names.get(right, ()):
        person.tax_code = right
        sheet.say("tax_code_letter_other_file", row, "tax_code", right=right)
    elif _borne_out(code, person, born):
        person.tax_code = right
        sheet.say("tax_code_letter_corrected", row, "tax_code", right=right)
    else:
        sheet.say("tax_code_letter", row, "tax_code")


def _borne_out(code: str, person: Person, born: date | None) -> bool:
    """Name, day and place of birth agree with the first fifteen characters."""
    return bool(
        born
        and codes.fits_name(code, person.name.surname, person.name.given)
        and codes.same_birth(code, born)
        and codes.place_letters(person.birth_place) == codes.plain(code)[11:15]
    )


def _compare(sheet: ReadSheet, row: Row, person: Person, written) -> None:
    if not codes.fits_name(person.tax_code, person.name.surname, person.name.given):
        sheet.say("tax_code_other_name", row, "tax_code", name=f"{person.name.surname} {person.name.given}")
    if (sex := words.parse_sex(sheet.understood.cell(row, "sex")).value) and sex != codes.sex_in(person.tax_code):
        sheet.say("tax_code_other_sex", row, "sex")


def _settle_birth(sheet: ReadSheet, row: Row, person: Person, field_name: str, born: Reading, knowledge) -> None:
    """The birth date, from the row or else from the tax code; where both speak they are compared."""
    person.born = born.value
    if not person.tax_code:
        if born.code:
            sheet.say(born.code, row, field_name)
        return
    person.sex = codes.sex_in(person.tax_code)
    person.derived.add("sex")
    in_code = codes.birth_in(person.tax_code, knowledge.today)
    if person.born is None and in_code:
        person.born = in_code
        person.derived.add("birth_date")
        said = {"born": as_text(in_code)}
        if born.code:
            code = "date_from_tax_code" if born.code == "date_impossible" else "date_unreadable_from_tax_code"
            sheet.say(code, row, field_name, **said)
        elif field_name in sheet.understood.fields:
            sheet.say("born_from_tax_code", row, field_name, **said)
    elif person.born and in_code and not codes.same_birth(person.tax_code, person.born):
        sheet.say("tax_code_other_birth", row, field_name, born=as_text(in_code), written=as_text(person.born))


def read_member(sheet: ReadSheet, row: Row, member: Member, knowledge: Knowledge) -> None:
    """Fill in the line of the members' book."""
    today = knowledge.today
    member.number = value_of(sheet, row, "number", numbers.parse_book_number)
    member.category = value_of(sheet, row, "category", words.parse_category) or ""
    member.admitted = value_of(sheet, row, "admitted", dates.parse_date, Role.PAST, today)
    member.left = value_of(sheet, row, "left", dates.parse_date, Role.PAST, today)
    member.share = value_of(sheet, row, "share", numbers.parse_money)
    if member.left and member.admitted and member.left < member.admitted:
        sheet.say("date_order", row, "left", start=as_text(member.admitted), end=as_text(member.left))
        member.left = None
    if member.born and member.admitted and member.admitted < member.born:
        sheet.say("born_after_admission", row, "admitted")
    if "number" in sheet.understood.fields and member.number is None and is_blank(sheet.understood.cell(row, "number")):
        sheet.say("number_missing", row, "number")
    if member.number and "category" in sheet.understood.fields and is_blank(sheet.understood.cell(row, "category")):
        sheet.say("category_missing", row, "category")


def read_volunteer(sheet: ReadSheet, row: Row, volunteer: Volunteer, knowledge: Knowledge) -> None:
    """Fill in the line of the register of volunteers."""
    understood = sheet.understood
    for name in ("availability", "areas", "languages", "policy", "training"):
        setattr(volunteer, name, as_text(understood.cell(row, name))[:200])
    for name, role in (
        ("start", Role.PAST),
        ("end", Role.PLANNED),
        ("policy_until", Role.PLANNED),
        ("record_check", Role.PAST),
    ):
        setattr(volunteer, name, value_of(sheet, row, name, dates.parse_date, role, knowledge.today))
    if volunteer.start and volunteer.end and volunteer.end < volunteer.start:
        sheet.say("date_order", row, "end", start=as_text(volunteer.start), end=as_text(volunteer.end))
        volunteer.end = None
