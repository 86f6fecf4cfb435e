"""Rows that describe dwellings and who lives in them."""

import re

from accanto.base.text import fold
from accanto.exchange.cells import codes, dates, names, numbers, units
from accanto.exchange.cells.dates import Role
from accanto.exchange.cells.reading import NOTHING, Reading, as_text, is_blank
from accanto.exchange.cells.units import Occupancy, Unit
from accanto.exchange.knowledge import Knowledge
from accanto.exchange.looks import LOOKS, TITLES, title_word
from accanto.exchange.people import value_of
from accanto.exchange.reading import Row
from accanto.exchange.records import Dwelling, ReadSheet, Tenancy

FAMILY = re.compile(r"^(?:fam(?:iglia|\.)?|nucleo)\s+", re.IGNORECASE)


class Above:
    """What blank cells repeat from the rows above: the building and its town."""

    def __init__(self):
        self.building = self.town = ""

    def take_title(self, row: Row) -> bool:
        """A line with nothing but an address heads the rows below it."""
        text = next((as_text(value) for value in row.cells if value), "")
        if not LOOKS["address"](text):
            return False
        self.building, _, self.town = text.partition(" - ")
        return True


def read_dwelling(sheet: ReadSheet, row: Row, above: Above, knowledge: Knowledge) -> Dwelling | None:
    """The dwelling of a row with what the row says of its tenant; None, and said, when it cannot be told which."""
    unit = _place(sheet, row, above)
    if unit is None or not above.building:
        sheet.skip("row_without_dwelling", row)
        return None
    understood = sheet.understood
    dwelling = Dwelling(row.number, above.building[:200], above.town[:100], unit)
    dwelling.floor = units.parse_floor(understood.cell(row, "floor")).value or ""
    dwelling.sqm = value_of(sheet, row, "sqm", _square_metres)
    dwelling.rooms = value_of(sheet, row, "rooms", _small)
    dwelling.beds = value_of(sheet, row, "beds", _small)
    dwelling.title = value_of(sheet, row, "title", parse_title) or ""
    dwelling.remarks = as_text(understood.cell(row, "remarks"))
    dwelling.archive_id = numbers.parse_book_number(understood.cell(row, "archive_id")).value
    _read_tenant(sheet, row, dwelling, knowledge)
    return dwelling


def _place(sheet: ReadSheet, row: Row, above: Above) -> Unit | None:
    """Note the row's building and town in `above`, and give its unit."""
    understood = sheet.understood
    building, unit_text = as_text(understood.cell(row, "building")), understood.cell(row, "unit")
    if "building_and_unit" in understood.fields:
        text = as_text(understood.cell(row, "building_and_unit"))
        split, inner = units.split_address(text)
        building, unit_text = (building or split, unit_text or inner) if inner else (building, unit_text or text)
    if (civic := as_text(understood.cell(row, "house_number"))) and building and civic not in building.split():
        building = f"{building} {civic}"
    if building and building != above.building:
        above.building, above.town = building, ""
    above.town = as_text(understood.cell(row, "town")) or above.town
    unit = value_of(sheet, row, "unit", units.parse_unit) if "unit" in understood.fields else None
    unit = unit or units.parse_unit(unit_text).value
    stair = fold(as_text(understood.cell(row, "stair"))).removeprefix("scala").strip().upper()
    return Unit(unit.number, unit.letter, stair or unit.stair) if unit else None


LARGEST_HOME = 10_000


def _square_metres(value):
    reading = numbers.parse_money(re.sub(r"(?i)\s*(?:mq|m2|m²)\.?\s*$", "", as_text(value)))
    if reading.code or (reading.value or 0) >= LARGEST_HOME:
        return Reading(code="number_unreadable")
    return reading


def _small(value):
    return numbers.parse_whole(value, highest=999)


def parse_title(value):
    """ "on_loan" for comodato, "owned" for proprietà, "other" for anything else that is a title."""
    if is_blank(value):
        return NOTHING
    word = title_word(value)
    if not word.startswith(TITLES):
        return Reading(code="title_unknown")
    known = {"comod": "on_loan", "prop": "owned"}
    return Reading(next((title for start, title in known.items() if word.startswith(start)), "other"))


def _read_tenant(sheet: ReadSheet, row: Row, dwelling: Dwelling, knowledge: Knowledge) -> None:
    understood, today = sheet.understood, knowledge.today
    written = understood.cell(row, "tenant")
    occupancy = units.occupancy_in(written)
    stated = understood.cell(row, "state")
    if occupancy is None or (occupancy is Occupancy.FREE and not is_blank(stated)):
        said = units.occupancy_in(stated) if not is_blank(stated) else None
        occupancy = said if occupancy is not None or said is Occupancy.WORKS else occupancy
    dwelling.occupancy = occupancy if "tenant" in understood.fields or "state" in understood.fields else None
    if is_blank(written) or units.occupancy_in(written) is not None:
        return
    text, said = names.without_remarks(FAMILY.sub("", as_text(written)))
    if said:
        sheet.say("remark_in_name", row, "tenant", remark=said)
    people = names.people_in(text)
    if len(people) > 1:
        sheet.say("two_people", row, "tenant")
    tenancy = Tenancy(row.number, people, next(iter(codes.codes_in(understood.cell(row, "tenant_tax_code"))), ""))
    tenancy.start = value_of(sheet, row, "start", dates.parse_date, Role.PAST, today)
    tenancy.end = value_of(sheet, row, "end", dates.parse_date, Role.PLANNED, today)
    tenancy.charge = value_of(sheet, row, "charge", numbers.parse_money)
    tenancy.size = value_of(sheet, row, "household_size", _small)
    if tenancy.start and tenancy.end and tenancy.end < tenancy.start:
        sheet.say("date_order", row, "end", start=as_text(tenancy.start), end=as_text(tenancy.end))
        tenancy.end = None
    dwelling.tenancies.append(tenancy)
