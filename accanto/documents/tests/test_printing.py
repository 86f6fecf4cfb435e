"""PDFs that say what they are, and print what people wrote without running it."""

import io

import pytest
import typst
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from accanto.archive.tests.cooperatives import a_cooperative
from accanto.base.text import without_surrogates
from accanto.documents import printing

pytestmark = pytest.mark.django_db

SAMPLE = "documents/../tests/sample"
INJECTIONS = [
    '#read("/etc/passwd")',
    "]#panic()[",
    '"); #panic() //',
    "$x^2$ *grassetto* _corsivo_ `codice` <etichetta> @rimando",
    '\\" \\u{41} #eval("1+1")',
    "= Titolo \\",
]


@pytest.fixture(autouse=True)
def _cooperative():
    a_cooperative("Cooperativa Gli Orti")


def printed(text: str, *, of: str = "it", other: str = "", language: str = "it") -> PdfReader:
    pairs = [printing.bilingual("Puoi cambiare idea quando vuoi.", other, language)]
    data = {"text": text, "rows": [["Ore", 12], ["Notti", None]], "pairs": pairs}
    return PdfReader(io.BytesIO(printing.pdf(SAMPLE, data, language=of, title="Foglio di prova")))


def words(reader: PdfReader) -> str:
    return " ".join("".join(page.extract_text() for page in reader.pages).split())


def test_the_sheet_is_headed_numbered_and_says_its_title():
    reader = printed("La delega vale un anno.")
    assert reader.metadata.title == "Foglio di prova"
    assert reader.metadata.author == "Cooperativa Gli Orti"
    for said in ["Cooperativa Gli Orti", "Foglio di prova", "La delega vale un anno.", "1 / 1", "Ore 12", "Notti —"]:
        assert said in words(reader)


@pytest.mark.parametrize("language", ["it", "en", "ar"])
def test_it_is_tagged_and_says_its_language(language):
    root = printed("Prova", of=language).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == language
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


@pytest.mark.parametrize("text", INJECTIONS)
def test_what_looks_like_source_is_printed_and_not_run(text):
    assert words(printed(text)).count(" ".join(text.split())) == 2


@pytest.mark.parametrize("text", ["a\x00b\x1fc", "a\ud800b", "a\u202eb\u2066c", "a\ufeffb\ufffec", "a\r\nb\tc"])
def test_signs_that_no_pdf_takes_do_not_cost_the_sheet(text):
    assert "a" in words(printed(text))


@pytest.mark.parametrize(
    ("language", "other", "family"),
    [
        ("ar", "يمكنك تغيير رأيك", "NotoSansArabic"),
        ("ur", "آپ اپنا ارادہ بدل سکتے ہیں", "NotoSansArabic"),
        ("bn", "আপনি যে কোনো সময়", "HindSiliguri"),
        ("zh", "你随时可以改变主意", "NotoSansSC"),
        ("uk", "Ви можете передумати", "NotoSans"),
        ("sq", "Mund të ndryshosh mendje", "NotoSans"),
    ],
)
def test_the_languages_of_the_houses_print_without_fonts_of_the_machine(language, other, family, monkeypatch):
    folders = printing._font_folders()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    monkeypatch.setattr(printing, "_fonts", lambda: fonts)
    used = printed("Prova", other=other, language=language).pages[0]["/Resources"]["/Font"]
    assert any(f"{family}-" in font["/BaseFont"] for font in used.values())


def test_letters_without_a_font_are_named_and_nothing_is_printed():
    with pytest.raises(ValidationError, match="manca un carattere"):
        printed("una riga con \U0010fffd dentro")


def test_a_mistake_in_a_template_is_no_missing_letter():
    with pytest.raises(typst.TypstError):
        printing.pdf(SAMPLE, {}, title="Foglio")


def test_a_lone_surrogate_is_replaced():
    assert printing._plain({"a": "\ud800"}) == without_surrogates('{"a": "\ud800"}')
