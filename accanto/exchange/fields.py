"""What a column can mean, for each kind of sheet, and how its content looks.

The titles that people give to each field are in headings.toml.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

HEADINGS: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_name("headings.toml").read_text("utf-8"))
MONTHS = list(HEADINGS["months"])


@dataclass(frozen=True, slots=True)
class Field:
    """A thing a column can hold. `looks` names a test in looks.py; `weight` is how strongly it speaks for its kind."""

    name: str
    label: str
    looks: str
    weight: float = 0.5
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of sheet. `essentials`: at least one field of each group must be there."""

    name: str
    label: str
    fields: tuple[Field, ...]
    essentials: tuple[tuple[str, ...], ...] = ()
    file_words: tuple[str, ...] = ()
    is_imported: bool = True

    def field(self, name: str) -> Field:
        """The field of this name."""
        return next(field for field in self.fields if field.name == name)

    def headings(self, field: Field) -> list[str]:
        """The titles known for a field in this kind of sheet."""
        own, shared = HEADINGS[self.name], HEADINGS["people"]
        return own.get(field.name) or shared.get(field.name) or HEADINGS["months"][field.name]


f = Field

PERSON = (
    f("full_name", _("cognome e nome"), "person"),
    f("surname", _("cognome"), "word"),
    f("name", _("nome"), "word"),
    f("tax_code", _("codice fiscale"), "tax_code"),
    f("sex", _("sesso"), "sex", 0.3),
    f("born", _("data di nascita"), "date", 0.7),
    f("birth_place", _("luogo di nascita"), "place"),
    f("birth", _("luogo e data di nascita"), "place_and_date", 0.7),
    f("citizenship", _("cittadinanza"), "citizenship", 0.6),
    f("address", _("indirizzo"), "address", 0.3),
    f("phone", _("telefono"), "phone"),
    f("phone_2", _("altro telefono"), "phone"),
    f("email", _("posta elettronica"), "email"),
    f("archive_id", _("numero nell'archivio"), "whole", 0.1),
    f("remarks", _("annotazioni"), "remark", 0.1),
)

MEMBERS = Kind(
    "members",
    _("soci"),
    (
        *PERSON,
        f("number", _("numero di libro soci"), "whole", 0.9),
        f("category", _("categoria"), "category", 1.2),
        f("admitted", _("data di ammissione"), "date", 1.2),
        f("share", _("quota versata"), "money", 1.2),
        f("left", _("data di uscita"), "date", 0.9),
    ),
    essentials=(("full_name", "surname"),),
    file_words=("soci", "socio", "libro", "anagrafica", "membri", "iscritti"),
)

DWELLINGS = Kind(
    "dwellings",
    _("alloggi"),
    (
        f("building_and_unit", _("indirizzo con interno"), "address_and_unit", 1.0),
        f("building", _("fabbricato"), "address", 1.0),
        f("house_number", _("numero civico"), "house_number", 0.4),
        f("town", _("comune"), "word"),
        f("unit", _("interno"), "unit", 1.0),
        f("stair", _("scala"), "stair", 0.4),
        f("floor", _("piano"), "floor", 0.9),
        f("sqm", _("metri quadri"), "number", 1.0),
        f("rooms", _("vani"), "whole", 1.0),
        f("beds", _("posti letto"), "whole", 1.0),
        f("title", _("titolo"), "title", 0.7),
        f("cadastral", _("dati catastali"), "any", 0.4, is_kept=False),
        f("tenant", _("assegnatario"), "tenant", 0.9),
        f("tenant_tax_code", _("codice fiscale dell'assegnatario"), "tax_code", 0.3),
        f("household_size", _("persone nel nucleo"), "whole", 0.6, is_kept=False),
        f("start", _("data di consegna"), "date", 0.7),
        f("end", _("scadenza"), "date", 0.6),
        f("charge", _("canone mensile"), "money", 0.9),
        f("expenses", _("spese"), "money", 0.4, is_kept=False),
        f("deposit", _("deposito"), "money", 0.4, is_kept=False),
        f("state", _("stato"), "state"),
        f("archive_id", _("numero nell'archivio"), "whole", 0.1),
        f("remarks", _("annotazioni"), "remark", 0.1),
    ),
    essentials=(("building", "building_and_unit"), ("unit", "building_and_unit")),
    file_words=("alloggi", "alloggio", "case", "immobili", "appartamenti", "patrimonio", "unita"),
)

VOLUNTEERS = Kind(
    "volunteers",
    _("volontari"),
    (
        *(field for field in PERSON if field.name not in {"birth", "citizenship"}),
        f("availability", _("disponibilità"), "text", 1.5),
        f("areas", _("ambito"), "text", 1.0),
        f("languages", _("lingue"), "text", 0.8),
        f("skills", _("competenze"), "text", 0.6, is_kept=False),
        f("start", _("inizio"), "date", 0.7),
        f("end", _("fine"), "date", 0.4),
        f("policy", _("numero di polizza"), "any", 1.5),
        f("policy_until", _("scadenza della polizza"), "date", 1.5),
        f("record_check", _("data del casellario"), "date", 1.5, is_kept=False),
        f("training", _("corso"), "text", 1.0),
        f("number", _("numero nel registro"), "whole", 0.3),
    ),
    essentials=(("full_name", "surname"),),
    file_words=("volontari", "volontarie", "volontario", "volontariato"),
)

AGREEMENTS = Kind(
    "agreements",
    _("convenzioni con enti"),
    (
        f("body", _("ente"), "text", 0.8),
        f("subject", _("oggetto"), "text", 1.2),
        f("kind", _("tipo di accordo"), "text", 0.7),
        f("protocol", _("protocollo"), "any", 1.2),
        f("signed", _("data della firma"), "date", 0.7),
        f("start", _("decorrenza"), "date", 0.7),
        f("end", _("scadenza o durata"), "end", 0.6),
        f("renewal", _("rinnovo tacito"), "text", 0.8),
        f("contact", _("referente"), "text", 0.8),
        f("amount", _("corrispettivo"), "money"),
        f("state", _("stato dell'accordo"), "text", 0.3),
        f("file", _("documento"), "any", 0.6, is_kept=False),
        f("archive_id", _("numero nell'archivio"), "whole", 0.1),
        f("remarks", _("annotazioni"), "remark", 0.1),
    ),
    essentials=(("body",), ("subject",), ("start", "signed", "protocol")),
    file_words=("convenzioni", "convenzione", "accordi", "accordo", "protocolli", "intese"),
)

PROCEDURES = Kind(
    "procedures",
    _("pratiche con gli uffici"),
    (
        f("person", _("persona"), "person"),
        f("procedure", _("pratica"), "text", 1.5),
        f("tax_code", _("codice fiscale"), "tax_code", 0.3),
        f("body", _("ente"), "text", 0.8),
        f("date", _("data"), "date", 0.6),
        f("due", _("scadenza"), "date"),
        f("outcome", _("esito"), "text", 1.5),
        f("followed_by", _("chi segue"), "person", 1.2),
        f("archive_id", _("numero nell'archivio"), "whole", 0.1),
        f("remarks", _("annotazioni"), "remark", 0.1),
    ),
    essentials=(("person",), ("procedure",)),
    file_words=("pratiche", "pratica", "domande", "procedimenti"),
)

RENTS = Kind(
    "rents",
    _("canoni pagati mese per mese"),
    (
        f("tenant", _("assegnatario"), "tenant", 0.4),
        f("dwelling", _("alloggio"), "any", 0.3),
        f("due", _("dovuto"), "money", 1.0),
        f("paid", _("versato"), "money", 0.8),
        f("balance", _("saldo"), "money", 1.0),
        *(f(month, month, "money", 0.6) for month in MONTHS),
    ),
    essentials=(("balance", "due", MONTHS[0]),),
    file_words=("canoni", "affitti", "pagamenti", "rate", "morosita"),
    is_imported=False,
)

# Tables of our own exports that the import leaves alone: recognised by the title of their ids.
EXPORTED = Kind(
    "exported",
    _("una tabella esportata da Accanto"),
    (f("exported_id", _("numero di riga"), "whole", 9.0),),
    essentials=(("exported_id",),),
    is_imported=False,
)

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (MEMBERS, DWELLINGS, VOLUNTEERS, AGREEMENTS, PROCEDURES, RENTS, EXPORTED)
}
