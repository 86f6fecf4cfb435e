"""Sheets of cooperatives nobody has seen: titles, columns and kinds are found by what they say and hold."""

import pytest

from accanto.exchange.cells.units import Occupancy
from accanto.exchange.tests.spreadsheets import read, rows_of, write_csv, write_ods, write_xlsx


def mapping(sheet) -> dict[str, str]:
    return {name: column.titles[-1] for name, column in sheet.understood.fields.items()}


def codes(sheet) -> list[str]:
    return [problem.code for problem in sheet.problems]


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_titles_over_two_rows_and_homes_in_blocks(tmp_path, write):
    write(tmp_path / "registro", {"Foglio1": rows_of("aurora_members"), "2026": rows_of("aurora_homes")})
    members, homes = read(tmp_path).sheets
    assert (members.understood.kind, homes.understood.kind) == ("members", "dwellings")
    assert mapping(members) == {
        "number": "Pos.", "name": "Nome", "surname": "Cognome", "tax_code": "Cod.Fisc.", "born": "Data",
        "birth_place": "Comune/Stato", "citizenship": "Nazionalità", "phone": "Cellulare", "email": "E-mail",
        "category": "Qualifica", "admitted": "dal", "share": "Quota €",
    }  # fmt: skip
    assert [member.name.surname for member in members.members] == ["Rossi", "Tosti", "De Luca"]
    assert [str(dwelling.unit) for dwelling in homes.dwellings] == ["scala A int. 3", "scala A int. 4", "3/B", "4/B"]
    assert [dwelling.building for dwelling in homes.dwellings] == ["Via Roma 6"] * 2 + ["Piazza San Marco, 12"] * 2
    assert [dwelling.occupancy for dwelling in homes.dwellings] == [None, Occupancy.WORKS, Occupancy.FREE, None]
    assert homes.dwellings[0].tenancies[0].names == ["Rossi Mario", "Tosti Pervia"]
    assert homes.dwellings[3].tenancies[0].person.name.surname == "De Luca"
    assert codes(homes) == ["column_unknown", "two_people", "row_total"]


def test_other_encodings_separators_and_habits(tmp_path):
    write_csv(tmp_path / "a.csv", rows_of("betulla_members"), "\t", "utf-16")
    write_csv(tmp_path / "b.txt", rows_of("betulla_homes"), "|", "latin1")
    write_ods(tmp_path / "c.ods", {"x": rows_of("betulla_volunteers")})
    members, homes, volunteers = read(tmp_path).sheets
    assert [sheet.understood.kind for sheet in (members, homes, volunteers)] == ["members", "dwellings", "volunteers"]
    names = [(member.name.surname, member.name.given) for member in members.members]
    assert names == [("Rossi", "Mario"), ("Tosti", "Pervia"), ("Bianchi", "Luca"), ("Verdi", "Anna")]
    assert members.members[0].birth_place == "Roma"
    assert members.members[3].number is None, "the line of the book belongs to the first of two people"
    assert mapping(members)["remarks"] == "Situazione" and "column_remarks" in codes(members)
    assert (homes.dwellings[0].building, str(homes.dwellings[0].unit)) == ("Via Verdi 10", "2")
    assert homes.dwellings[0].tenancies[0].person.number == 8
    assert [dwelling.title for dwelling in homes.dwellings] == ["owned", "on_loan"]
    assert mapping(volunteers)["policy_until"] == "Assicurato fino al"


@pytest.mark.parametrize("write", [write_xlsx, write_ods, write_csv])
def test_a_formula_that_failed_is_read_as_empty_and_told(tmp_path, write):
    titles, first, second, pair = rows_of("betulla_members")
    failed = [*second[:2], "#RIF!", *second[3:6], "#DIV/0!", "#N/D"]
    rows = [titles, first, failed, pair]
    write(tmp_path / "soci", rows if write is write_csv else {"Soci": rows})
    [sheet] = read(tmp_path).sheets
    told = [problem for problem in sheet.problems if problem.code == "calculation_error"]
    assert [(problem.row, problem.cell, problem.value) for problem in told] == [
        (3, "C3", "#RIF!"),
        (3, "G3", "#DIV/0!"),
        (3, "H3", "#N/D"),
    ]
    assert told[1].column == "Capitale sottoscritto"
    member = sheet.members[1]
    assert (member.name.surname, member.share, member.remarks) == ("Tosti", None, "")


def test_the_name_of_a_file_does_not_decide_what_is_in_it(tmp_path):
    write_xlsx(tmp_path / "volontari.xlsx", {"alloggi": rows_of("betulla_members")})
    assert read(tmp_path).sheets[0].understood.kind == "members"


def test_a_title_that_the_content_denies_is_not_believed(tmp_path):
    rows = [["Cognome e Nome", "Cod. Fiscale", "Telefono", "Categoria"]]
    rows += [["Rossi Mario", "333 1234567", "RSSMRA80A01H501U", "ordinario"] for _ in range(5)]
    write_csv(tmp_path / "a.csv", rows)
    found = mapping(read(tmp_path).sheets[0])
    assert (found["tax_code"], found["phone"]) == ("Telefono", "Cod. Fiscale")


def test_a_sheet_without_titles_is_read_by_its_content(tmp_path):
    rows = [["Rossi Mario", "RSSMRA80A01H501U", "ordinario", "3331234567"]] * 2
    rows += [["Tosti Pervia", "TSTPRV90A41Z100M", "assegnatario", "3331234568"]] * 2
    write_csv(tmp_path / "soci.csv", rows)
    [sheet] = read(tmp_path).sheets
    assert "sheet_no_header" in codes(sheet)
    assert set(sheet.understood.fields) == {"full_name", "tax_code", "category", "phone"}
    assert len(sheet.members) == 2


def test_prose_under_any_title_is_left_out_as_free_remarks(tmp_path):
    rows = [["Nominativo", "CF", "Categoria", "Da sapere"]]
    rows += [["Rossi Mario", "RSSMRA80A01H501U", "ordinario", "ha perso il lavoro e non dorme la notte"]]
    write_csv(tmp_path / "soci.csv", rows)
    [sheet] = read(tmp_path).sheets
    assert mapping(sheet)["remarks"] == "Da sapere"


def test_sheets_that_are_known_but_not_imported_say_so(tmp_path):
    months = ["Gen", "Feb", "Mar", "Apr", "Mag", "Giu", "Lug", "Ago", "Set", "Ott", "Nov", "Dic"]
    write_csv(
        tmp_path / "b.csv",
        [
            ["Assegnatario", "Alloggio", *months, "Totale dovuto", "Versato", "Saldo"],
            ["Rossi Mario", "3B", *[100] * 12, 1200, 1100, 100],
        ],
    )
    [sheet] = read(tmp_path).sheets
    assert sheet.understood.kind == "rents" and codes(sheet) == ["sheet_not_imported_yet"]


def test_of_two_years_the_newer_sheet_counts(tmp_path):
    rows = rows_of("betulla_homes")
    write_xlsx(tmp_path / "alloggi.xlsx", {"2024": rows, "2026": rows, "2025": rows})
    assert [sheet.why_not for sheet in read(tmp_path).sheets] == ["sheet_older", "", "sheet_older"]


def test_titles_as_programs_write_them(tmp_path):
    titles = [
        "Numero",
        "Denominazione",
        "CodiceFiscale",
        "DataNascita",
        "TipoSocio",
        "DataAmmissione",
        "CapitaleVersato",
    ]
    row = ["1", "Rossi Mario", "RSSMRA80A01H501U", "1980-01-01", "Assegnatario", "2010-05-03", "1250.00"]
    write_csv(tmp_path / "soci.csv", [titles, row], ",")
    found = mapping(read(tmp_path).sheets[0])
    assert set(found) == {"number", "full_name", "tax_code", "born", "category", "admitted", "share"}


def test_half_a_name_is_asked_about_unless_a_tax_code_completes_it(tmp_path):
    write_csv(tmp_path / "soci.csv", rows_of("betulla_members"))
    homes = [*rows_of("betulla_homes")]
    homes[1][2] = "Tosti"
    homes[2][2:5] = ["Rossi M.", None, "1/5/2015"]
    write_csv(tmp_path / "alloggi.csv", homes)
    [with_code], [without] = (home.tenancies for home in read(tmp_path).sheets[0].dwellings)
    assert with_code.person.name.given == "Pervia"
    assert without.waits == "tenant_partial" and without.candidates[0].name.given == "Mario"


def test_what_means_nothing_is_asked_about(tmp_path):
    write_csv(tmp_path / "a.csv", [["Colore", "Peso"], ["rosso", "3"], ["blu", "4"]])
    [sheet] = read(tmp_path).sheets
    assert sheet.why_not == "sheet_unknown" and codes(sheet) == ["sheet_unknown"]


def test_titles_that_a_page_break_repeats_are_skipped(tmp_path):
    rows = rows_of("betulla_homes")
    write_csv(tmp_path / "a.csv", [*rows[:2], rows[0], *rows[2:]])
    [sheet] = read(tmp_path).sheets
    assert codes(sheet).count("row_heading_again") == 1 and len(sheet.dwellings) == 2
