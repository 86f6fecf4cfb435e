"""The catalogue of November 2026 as rows, with its amounts and thresholds, and the terms of our own."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).parents[1] / "catalogue_2026_11.toml"
AMOUNTS_FROM = date(2026, 1, 1)
CHECKED_ON = date(2026, 11, 22)

# code, name, value, unit, source
OWN_TERMS = [
    (
        "procedures_look_again_days",
        "Una pratica ferma: quando riguardarla",
        30,
        "giorni",
        "abitudine della cooperativa",
    ),
    ("procedures_patron_day", "Festa del patrono (mese e giorno)", 1226, "MMGG", "Prato: Santo Stefano, 26 dicembre"),
]


def catalogue() -> dict:
    """The file as it was shipped."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def add(apps, schema_editor):
    edition = catalogue()
    papers = {kind.code: kind for kind in apps.get_model("residents", "PaperKind").objects.all()}
    for entry in edition["procedure"]:
        _add_type(apps, entry, edition, papers)
    for code, name, value, unit, source in OWN_TERMS:
        values = {"name": name, "value": value, "unit": unit, "source": source, "checked_on": CHECKED_ON}
        _parameters(apps).get_or_create(code=code, valid_from=date(1900, 1, 1), defaults=values)


def _add_type(apps, entry, edition, papers):
    kind = apps.get_model("procedures", "ProcedureType").objects.create(
        code=entry["code"],
        name=entry["name"],
        official_name=entry["official"],
        body_kind=entry["body"],
        body_words=entry["office"],
        event_name=entry.get("event", ""),
        is_for_each=entry.get("each", False),
        paper_kind=papers.get(entry.get("gives")),
        renewal=entry["renewal"],
        **_renewal_day(entry),
        renewal_words=entry.get("renewal_words", ""),
        to_know=entry.get("to_know", ""),
        valid_from=edition["valid_from"],
        source=entry["source"],
        checked_on=edition["checked_on"],
    )
    needs = apps.get_model("procedures", "DocumentNeed").objects
    for position, need in enumerate(entry["documents"], start=1):
        optional = need.get("optional", False)
        paper = papers.get(need.get("paper"))
        needs.create(type=kind, words=need["words"], paper_kind=paper, is_optional=optional, position=position)
    rules = apps.get_model("procedures", "TermRule").objects
    for name, rule_kind in (("terms", "term"), ("reminders", "reminder")):
        for rule in entry.get(name, []):
            rules.create(type=kind, kind=rule_kind, **_rule(rule))
    for amount in entry.get("amounts", []):
        _add_amount(apps, entry["code"], amount)


def _renewal_day(entry: dict) -> dict:
    if "begins" not in entry:
        return {}
    month, day = entry["begins"].split("-")
    return {"renewal_month": int(month), "renewal_day": int(day)}


def _rule(rule: dict) -> dict:
    values = {"what": rule["what"], "shifts": rule.get("shifts", False), "rests_in_august": rule.get("august", False)}
    if "every" in rule:
        month, day = rule["every"].split("-")
        return values | {"basis": "fixed", "month": int(month), "day": int(day)}
    unit = next(unit for unit in ("days", "working_days", "months") if unit in rule)
    return values | {"basis": rule["from"], "unit": unit, "offset": rule[unit]}


def _add_amount(apps, code, amount):
    _parameters(apps).create(
        code=f"procedure_{code.lower()}_{amount['code']}",
        name=amount["name"],
        value=Decimal(amount["value"]),
        unit=amount["unit"],
        valid_from=amount.get("from", AMOUNTS_FROM),
        source=amount["source"],
        checked_on=CHECKED_ON,
    )


def _parameters(apps):
    return apps.get_model("base", "Parameter").objects


def remove(apps, schema_editor):
    codes = [entry["code"] for entry in catalogue()["procedure"]]
    apps.get_model("procedures", "ProcedureType").objects.filter(code__in=codes).delete()
    _parameters(apps).filter(code__startswith="procedure_").delete()
    _parameters(apps).filter(code__in=[code for code, *_rest in OWN_TERMS]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0001_initial"),
        ("residents", "0002_paper_kinds"),
        ("base", "0002_parameter"),
    ]
    operations = [migrations.RunPython(add, remove)]
