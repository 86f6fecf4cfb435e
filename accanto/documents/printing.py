"""Letters, mandates and reports as tagged PDFs (PDF/UA-1) that say in which language they are.

A template is a typst file at accanto/<app>/print/<name>.typ. What a person wrote reaches it as data
(JSON in `sys.inputs`) and never as source, so that it is printed and never run.
"""

import json
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import typst
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from accanto.archive.queries import cooperative
from accanto.base import clock
from accanto.base.codes import is_right_to_left
from accanto.base.text import without_surrogates

APPS = Path(__file__).resolve().parent.parent
# Latin, Cyrillic and Greek; Arabic, Urdu and Persian; Bengali; Chinese. For other letters the machine's own fonts.
FONT_PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic", "fontpkg_hind_siliguri", "pylopdf_fonts_zh_cn")
FAMILIES = ["Noto Sans", "Noto Sans Arabic", "Hind Siliguri", "Noto Sans SC"]
# Control signs and others that no PDF/UA takes; signs that make a line read otherwise than it is written.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
MISSING_LETTERS = re.compile(r"the text `\"(.+)\"` could not be displayed")


def pdf(template: str, data: dict, *, language: str = "it", title: str) -> bytes:
    """Print `data` with the template "app/name", headed by the cooperative's name.

    In the template: `#import "/documents/print/letter.typ": *`, then `#show: letter` gives the sheet,
    `data` is the data, and `two-languages` sets pairs of texts side by side. `language` is the document's
    own (ISO 639). Raises ValidationError, naming the letters, where this machine has no font for them.
    """
    source = APPS / template.replace("/", "/print/", 1)
    inputs = {"data": _plain(data), "sheet": _plain(_sheet(language, title))}
    try:
        return typst.compile(
            source.with_suffix(".typ"),
            root=APPS,
            font_paths=_fonts(),
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs=inputs,
            timestamp=int(clock.now().timestamp()),
        )
    except typst.TypstError as error:
        if missing := MISSING_LETTERS.search(error.message):
            raise ValidationError(_without_font(missing[1]), code="missing_letters") from error
        raise


def _sheet(language: str, title: str) -> dict:
    """What every sheet shows and says of itself."""
    return {
        "title": title,
        "language": language,
        "cooperative": cooperative().name,
        "day": clock.today(),
        "families": FAMILIES,
        "right_to_left": is_right_to_left(language),
    }


def bilingual(text: str, other: str, language: str) -> dict:
    """A text and its translation, as `two-languages` of the template takes them."""
    return {"text": text, "other": other, "language": language, "right_to_left": is_right_to_left(language)}


def _plain(data: dict) -> str:
    written = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return without_surrogates(json.dumps(_printable(json.loads(written)), ensure_ascii=False))


def _printable(value):
    """The same without the signs that nobody sees and no PDF takes."""
    if isinstance(value, dict):
        return {key: _printable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_printable(inner) for inner in value]
    if not isinstance(value, str):
        return value
    return UNPRINTABLE.sub("", value)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The fonts that came with the product, then those of the machine; looked for once."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=_font_folders())


def _font_folders() -> list[str]:
    return [folder for name in FONT_PACKAGES for folder in find_spec(name).submodule_search_locations]


def _without_font(letters: str) -> str:
    return _(
        "Su questo computer manca un carattere per scrivere “%(letters)s”: il foglio non è stato stampato, "
        "perché quelle lettere mancherebbero. Chi cura il computer può aggiungere i caratteri Noto."
    ) % {"letters": letters}
