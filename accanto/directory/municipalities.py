"""Italian municipalities with their cadastral codes, from a maintained package; found by part of a name."""

from dataclasses import dataclass
from functools import lru_cache

from codicefiscale import data
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.base.text import fold

OFFERED = 8
NAME_LENGTH = 100


@dataclass(frozen=True)
class Municipality:
    """A municipality of today: its cadastral code (G999), name and province (PO)."""

    code: str
    name: str
    province: str

    def __str__(self) -> str:
        return f"{self.name} ({self.province})"


@lru_cache(maxsize=1)
def _folded() -> list[tuple[str, Municipality]]:
    """Every municipality of today under its folded name, by name."""
    rows = [row for row in data.get_municipalities_data() if row["active"]]
    known = {row["code"]: Municipality(row["code"], row["name"], row["province"]) for row in rows}
    return sorted(((fold(town.name), town) for town in known.values()), key=lambda pair: pair[0])


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Municipality]:
    return {town.code: town for _name, town in _folded()}


def by_code(code: str) -> Municipality | None:
    """The municipality of a cadastral code."""
    return _by_code().get(code.upper())


def found(text: str, limit: int = OFFERED) -> list[Municipality]:
    """Municipalities with `text` in their name, accents and apostrophes forgiven: first those that begin so."""
    wanted = fold(text)
    hits = [(not name.startswith(wanted), name, town) for name, town in _folded() if wanted and wanted in name]
    return [town for _late, _name, town in sorted(hits, key=lambda hit: hit[:2])[:limit]]


def meant(text: str) -> Municipality | None:
    """The one municipality that a text names: "Prato", "forli", "Prato (PO)" or a code; None for none or several."""
    name, _bracket, province = text.partition("(")
    named = [
        town
        for folded, town in _folded()
        if folded == fold(name) and province.strip(") ").upper() in ("", town.province)
    ]
    if len(named) == 1:
        return named[0]
    hits = found(text, 2) if not named else []
    return by_code(text.strip()) or (hits[0] if len(hits) == 1 else None)


class MunicipalityFormField(forms.CharField):
    """A municipality by any part of its name; its clean value is a Municipality, or None where it may be empty."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Comune"))
        kwargs.setdefault("help_text", _("basta una parte del nome, per esempio “monte” per Montemurlo"))
        super().__init__(max_length=NAME_LENGTH, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        town = meant(text)
        if town is None:
            raise ValidationError(*self._which(found(text)))
        return town

    def _which(self, hits: list[Municipality]) -> tuple:
        if not hits:
            return (_("Nessun comune italiano si chiama così."), "unknown")
        names = ", ".join(map(str, hits))
        return (_("Quale? Scrivilo come qui: %(names)s."), "several", {"names": names})
