"""Open Referral data as tables: flat ones as we write them, or organizations with everything inside them."""

import json
import uuid

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.base.text import without_surrogates
from accanto.directory.hsds.tables import REQUIRED, SINGULAR

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 50_000

NOT_JSON = _("Questo file non è in formato JSON.")
NOT_HSDS = _("In questo file non c'è nessun ente: serve un file Open Referral (HSDS 3).")

Tables = dict[str, list[dict]]


def read(content: bytes) -> Tables:
    """The tables of a file. Raises ValidationError: no JSON, no organizations, or a row without what it must have."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("Il file è troppo grande: al massimo 5 MB."))
    try:
        loaded = json.loads(content.decode("utf-8-sig"))
        tables = _flat(_clean(loaded))
    except (ValueError, RecursionError) as error:
        raise ValidationError(NOT_JSON) from error
    if not tables["organizations"]:
        raise ValidationError(NOT_HSDS)
    if sum(map(len, tables.values())) > MOST_ROWS:
        raise ValidationError(_("Il file ha troppe righe: al massimo 50.000."))
    _check(tables)
    return tables


def _clean(value):
    """The same without signs that no database takes."""
    if isinstance(value, str):
        return without_surrogates(value).replace("\x00", "")
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return {_clean(key): _clean(inner) for key, inner in value.items()} if isinstance(value, dict) else value


def _flat(loaded) -> Tables:
    tables: Tables = {name: [] for name in REQUIRED}
    for name, rows in _at_the_top(loaded).items():
        for row in rows:
            if isinstance(row, dict):
                _unfold(tables, name, row)
    return tables


def _at_the_top(loaded) -> dict[str, list]:
    """The tables that a file begins with: named ones, or a list of organizations."""
    if isinstance(loaded, list):
        return {"organizations": loaded}
    if not isinstance(loaded, dict):
        return {}
    if isinstance(loaded.get("contents"), list):
        return {"organizations": loaded["contents"]}
    named = {str(key).removesuffix(".csv"): rows for key, rows in loaded.items() if isinstance(rows, list)}
    if "organizations" in named:
        return {name: rows for name, rows in named.items() if name in REQUIRED}
    return {"organizations": [loaded]}


def _unfold(tables: Tables, name: str, row: dict) -> None:
    """Put a row into its table, and what is inside it into theirs, naming the row it was in."""
    inside = {key: rows for key, rows in row.items() if key in REQUIRED and isinstance(rows, list)}
    if isinstance(row.get("location"), dict):
        inside["locations"] = [row["location"]]
        row = {"location_id": row["location"].get("id")} | row
    tables[name].append({key: value for key, value in row.items() if isinstance(value, str | int | float)})
    for key, rows in inside.items():
        for inner in rows:
            if isinstance(inner, dict):
                _unfold(tables, key, _link(name, row.get("id")) | inner)


def _link(name: str, of) -> dict:
    """How a row inside another names it."""
    singular = SINGULAR.get(name, name)
    return {f"{singular}_id": of, "link_id": of, "link_entity": singular}


def _check(tables: Tables) -> None:
    for name, rows in tables.items():
        for number, row in enumerate(rows, start=1):
            for field in REQUIRED[name]:
                if not isinstance(row.get(field), str) or (field == "id" and not _is_id(row["id"])):
                    sentence = _("%(table)s, riga %(number)s: manca “%(field)s”, o non è quello che deve essere.")
                    raise ValidationError(sentence, params={"table": name, "number": number, "field": field})


def _is_id(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
