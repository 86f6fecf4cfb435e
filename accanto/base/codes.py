"""Countries and languages by their ISO codes, named in the reader's language by CLDR."""

from functools import lru_cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import CodesFormField

# The languages that live in Prato come first; then what else is spoken or read.
SHOWN = 3
# fmt: off
LANGUAGES = [
    "it", "zh", "sq", "ro", "ur", "ar", "en", "uk", "bn", "fr", "es", "pa", "ru", "pt", "wuu", "pcm", "ary",
    "tr", "fa", "hi", "ta", "si", "pl", "ka", "so", "ti", "am", "wo", "ff", "ha", "yo", "ig", "edo", "de",
    "nl", "el", "mk", "sr", "hr",
]
# fmt: on
# What CLDR does not name, and what it lists beside countries.
OTHER_LANGUAGES = {"edo": "edo", "ary": "darija"}
RIGHT_TO_LEFT = {"ar", "ary", "ur", "fa"}
NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def _reader() -> Locale:
    return _locale(get_language() or "it")


def country_name(code: str) -> str:
    """The country of an ISO 3166 code, in the reader's language."""
    return _reader().territories.get(code, code)


def language_name(code: str) -> str:
    """The language of an ISO 639 code, in the reader's language."""
    return _reader().languages.get(code) or OTHER_LANGUAGES.get(code, code)


def is_right_to_left(code: str) -> bool:
    """Whether a language is written from right to left."""
    return code in RIGHT_TO_LEFT


def country_choices() -> list[tuple[str, str]]:
    """Every country, by name."""
    names = [
        (code, name) for code, name in _reader().territories.items() if len(code) == 2 and code not in NOT_COUNTRIES
    ]
    return sorted(names, key=lambda pair: pair[1])


def language_choices() -> list[tuple[str, str]]:
    """The languages we know, the ones of Prato first."""
    return [(code, language_name(code)) for code in LANGUAGES]


class CodesField(models.JSONField):
    """A short list of codes, such as the languages somebody speaks."""

    def __init__(self, *args, choices=None, **kwargs):
        self.code_choices = choices
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        known = {code for code, _name in self.code_choices()} if self.code_choices else None
        if not isinstance(value, list) or (known is not None and not set(value) <= known):
            raise ValidationError(_("Scegli dall'elenco."), code="unknown_code")

    def formfield(self, **kwargs):
        return CodesFormField(
            count=SHOWN, choices=self.code_choices, label=self.verbose_name, required=False, help_text=self.help_text
        )
