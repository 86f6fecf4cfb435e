"""Files of every kind, honest and not: each is read or refused with one sentence."""

import io
import time
import tracemalloc
import zipfile

import pytest

from accanto.exchange.problems import Unreadable
from accanto.exchange.reading import MAX_BYTES, read_file
from accanto.exchange.reading.sheet import MAX_BLANK_RUN
from accanto.exchange.tests.spreadsheets import write_csv, write_ods, write_xlsx

ROWS = [["Cognome", "Nome", "Città"], ["Përmeti", "Arta", "L'Aquila"], ["Niccolò", "D'Amico", "Forlì"]]
ACCENTED = [["Cognome", "Nome", "Città"], ["Nicolò", "Zoë", "Forlì"], ["Müller", "Inès", "Però"]]


def refusal(path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_file(path)
    assert caught.value.problem.sentence
    return caught.value.problem.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin1"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_text_in_the_encodings_and_separators_people_use(tmp_path, encoding, separator):
    [sheet] = read_file(write_csv(tmp_path / "soci.csv", ACCENTED, separator, encoding))
    assert [list(row.cells) for row in sheet.rows] == ACCENTED


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_text_from_older_machines(tmp_path, encoding):
    [sheet] = read_file(write_csv(tmp_path / "soci.csv", ACCENTED, ";", encoding))
    assert sheet.rows[1].cells == ("Nicolò", "Zoë", "Forlì")


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_workbooks(tmp_path, write):
    sheets = read_file(write(tmp_path / "file", {"Soci": ROWS, "Vuoto": [], "Altri": [[], [], [1, 2.5, None, "x"]]}))
    assert [sheet.name for sheet in sheets] == ["Soci", "Vuoto", "Altri"]
    assert [list(row.cells) for row in sheets[0].rows] == ROWS
    assert sheets[1].problems[0].code == "sheet_empty"
    assert (sheets[2].rows[0].number, sheets[2].rows[0].cells) == (3, (1, 2.5, None, "x"))


def test_a_quoted_line_break_stays_in_its_cell_and_rows_are_counted_as_the_program_shows_them(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('nome;note\n"Rossi";"prima\nseconda"\n\nBianchi;x\n', encoding="utf-8")
    [sheet] = read_file(path)
    assert [(row.number, row.cells) for row in sheet.rows][1:] == [
        (2, ("Rossi", "prima\nseconda")),
        (4, ("Bianchi", "x")),
    ]


def test_the_separator_that_the_first_line_declares(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=|\nnome|a;b;c\nRossi|1;2;3\n", encoding="utf-8")
    [sheet] = read_file(path)
    assert sheet.rows[0].cells == ("nome", "a;b;c") and sheet.rows[0].number == 2


def test_a_quotation_mark_never_closed_does_not_swallow_the_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('nome;tel\n"Rossi;1\n' + "Bianchi;2\n" * 100, encoding="utf-8")
    [sheet] = read_file(path)
    assert len(sheet.rows) == 102


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"  \r\n ", "file_empty"),
        (b"%PDF-1.7 ...", "file_not_spreadsheet"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "file_not_spreadsheet"),
        (b"<html><table><tr><td>Cognome</td></tr></table>", "file_not_spreadsheet"),
        (b'{"soci": []}', "file_not_spreadsheet"),
        (bytes(range(1, 32)) * 50, "file_not_spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_old_excel"),
        (b"PK\x03\x04 broken", "file_damaged"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(tmp_path, content, code):
    path = tmp_path / "soci.xlsx"
    path.write_bytes(content)
    assert refusal(path) == code


def test_a_file_of_sixty_megabytes_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "soci.csv"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 10 * 1024 * 1024)
    assert refusal(path) == "file_too_large"


def zipped(path, parts: dict[str, bytes]):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_macro_files_and_other_zips_are_refused(tmp_path):
    book = {"xl/workbook.xml": b"<workbook/>"}
    assert refusal(zipped(tmp_path / "a.xlsm", book | {"xl/vbaProject.bin": b"x"})) == "file_macros"
    assert refusal(zipped(tmp_path / "a.docx", {"word/document.xml": b"x"})) == "file_not_spreadsheet"
    mimetype = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    assert refusal(zipped(tmp_path / "a.ods", mimetype | {"Basic/Standard/Module1.xml": b"x"})) == "file_macros"
    mimetype["mimetype"] = b"application/vnd.oasis.opendocument.text"
    assert refusal(zipped(tmp_path / "a.odt", mimetype)) == "file_not_spreadsheet"


def test_a_bomb_is_refused_before_it_is_opened(tmp_path):
    bomb = io.BytesIO(bytes(1024 * 1024))
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        with archive.open("xl/sharedStrings.xml", "w") as part:
            for _ in range(100):
                part.write(bomb.getvalue())
    began = time.monotonic()
    assert refusal(path) == "file_bomb"
    assert time.monotonic() - began < 1


def test_entities_that_multiply_are_refused(tmp_path):
    path = write_ods(tmp_path / "a.ods", {"Soci": ROWS})
    laughing = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | {"content.xml": laughing}
    assert refusal(zipped(path, parts)) == "file_damaged"


def test_a_million_blank_rows_take_little_time_and_memory(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"Soci": ROWS})
    blank = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (number, number) for number in range(4, 1_000_004))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet_xml = parts["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", blank + b"</sheetData>")
    sheet_xml = sheet_xml.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"')
    zipped(path, parts | {"xl/worksheets/sheet1.xml": sheet_xml})
    tracemalloc.start()
    began = time.process_time()
    [sheet] = read_file(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(sheet.rows) == 3 and [problem.code for problem in sheet.problems] == ["sheet_cut_blank"]
    assert time.process_time() - began < 10
    assert peak < 30 * 1024 * 1024


def test_blank_rows_that_end_an_open_document_are_nothing_to_speak_of(tmp_path):
    path = write_ods(tmp_path / "a.ods", {"Soci": ROWS})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    filler = (
        b'<table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row></table:table>'
    )
    parts["content.xml"] = parts["content.xml"].replace(b"</table:table>", filler)
    [sheet] = read_file(zipped(path, parts))
    assert len(sheet.rows) == 3 and not sheet.problems


def test_a_row_repeated_without_end_is_bounded(tmp_path):
    path = write_ods(tmp_path / "a.ods", {"Soci": [["Rossi", "Mario"]]})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    repeated = b'<table:table-row table:number-rows-repeated="99999999">'
    parts["content.xml"] = parts["content.xml"].replace(b"<table:table-row>", repeated)
    [sheet] = read_file(zipped(path, parts))
    assert len(sheet.rows) == MAX_BLANK_RUN
