"""What taking over a directory would do: row by row, before anything is written."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accanto.base.models import Record
from accanto.directory.hsds.reading import Tables
from accanto.directory.hsds.tables import TERM_IDS
from accanto.directory.hsds.writing import DAYS
from accanto.directory.models import Contact, Office, Organisation, OrganisationKind, WayIn
from accanto.directory.municipalities import meant
from accanto.directory.opening import read_stretches

MOST_LETTERS = 5000
CLOCK = re.compile(r"(\d{2}:\d{2})")
TEXTS = ("name", "how_it_works", "role", "note", "accessibility")


class Outcome(TextChoices):
    """What becomes of a row."""

    NEW = "new", _("nuovo")
    CHANGED = "changed", _("cambia")
    SAME = "same", _("uguale")
    REFUSED = "refused", _("non si può prendere")


@dataclass
class Step:
    """One row: what it is, what becomes of it and why; `values` as the model keeps them."""

    model: type[Record]
    uid: str
    values: dict
    outcome: str = Outcome.SAME
    fields: list[str] = field(default_factory=list)
    why: str = ""
    of: str = ""  # the organisation's uid
    successor: str = ""

    @property
    def name(self) -> str:
        return self.values.get("name", "")

    @property
    def what(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def said(self) -> str:
        """What changes, by the names of the fields, or why not."""
        labels = (str(self.model._meta.get_field(name).verbose_name) for name in self.fields)
        return self.why or ", ".join(labels)

    @property
    def is_written(self) -> bool:
        return self.outcome in (Outcome.NEW, Outcome.CHANGED)


class Facts:
    """What a file says, looked up by the row it is about."""

    def __init__(self, tables: Tables):
        self.tables = tables
        self.attributes = defaultdict(dict)
        for row in tables["attributes"]:
            if code := TERM_IDS.get(row.get("taxonomy_term_id")):
                self.attributes[row.get("link_id")][code] = str(row.get("value", ""))
        self.at = {row["id"]: row.get("location_id") for row in tables["service_at_locations"]}
        services = {row["id"]: row.get("organization_id") for row in tables["services"]}
        self.body_of = {
            row.get("location_id"): services.get(row.get("service_id")) for row in tables["service_at_locations"]
        }

    def rows(self, table: str, owner: str, uid: str) -> Iterator[dict]:
        """Rows of a table that belong to a row; what hangs on a service at a location hangs on the location."""
        for row in self.tables[table]:
            through = self.at.get(row.get("service_at_location_id")) if owner == "location" else None
            if uid in (row.get(f"{owner}_id"), through):
                yield row

    def phone(self, owner: str, uid: str) -> str:
        return next((str(row["number"]) for row in self.rows("phones", owner, uid)), "")


def plan(tables: Tables) -> list[Step]:
    """Every body, office and person of the tables with what would become of it. Writes nothing."""
    facts = Facts(tables)
    bodies = [_body(facts, row) for row in tables["organizations"]]
    offices = [_office(facts, row) for row in tables["locations"]]
    people = [_person(facts, row) for row in tables["contacts"]]
    _judge(Organisation, bodies)
    _refuse_strange_successors(bodies)
    taken = {step.uid for step in bodies if step.outcome != Outcome.REFUSED}
    for steps, model in ((offices, Office), (people, Contact)):
        _judge(model, steps)
        for step in steps:
            if step.of not in taken:
                _refuse(step, _("Non si sa di quale ente è, oppure il suo ente non si può prendere."))
    return [*bodies, *offices, *people]


def _body(facts: Facts, row: dict) -> Step:
    own = facts.attributes[row["id"]]
    ours = "kind" in own
    values = {
        "name": row["name"],
        "kind": own.get("kind", OrganisationKind.OTHER),
        "is_public": own.get("is_public") == "yes",
        "phone": facts.phone("organization", row["id"]),
        "email": row.get("email", ""),
        "how_it_works": row["description"] if not ours or own.get("described") else "",
        "merged_on": own.get("merged_on") or None,
    }
    return Step(Organisation, row["id"], values | _town(own, ""), successor=own.get("successor", ""))


def _office(facts: Facts, row: dict) -> Step:
    own = facts.attributes[row["id"]]
    address = next(facts.rows("addresses", "location", row["id"]), {})
    access = next(facts.rows("accessibility", "location", row["id"]), {})
    values = {
        "name": row.get("name") or address.get("address_1") or str(_("Sede")),
        "address": address.get("address_1", ""),
        "postal_code": address.get("postal_code", ""),
        "hours": sorted(_hours(facts, row["id"])),
        "by_appointment": own.get("by_appointment") == "yes",
        "ways_in": [way for way in own.get("ways_in", "").split(",") if way in WayIn.values],
        "phone": facts.phone("location", row["id"]),
        "email": own.get("email", ""),
        "pec": own.get("pec", ""),
        "website": row.get("url", ""),
        "accessibility": access.get("description") or access.get("details") or "",
        "note": row.get("description", ""),
        "closed_on": own.get("closed_on") or None,
    }
    body = row.get("organization_id") or facts.body_of.get(row["id"]) or ""
    return Step(Office, row["id"], values | _town(own, address.get("city", "")), of=body)


def _town(own: dict, city: str) -> dict:
    """The municipality as the file says it, or as its city names one."""
    if "municipality" in own:
        return {"municipality": own["municipality"], "municipality_code": own.get("municipality_code", "")}
    town = meant(city) if city else None
    return {"municipality": town.name if town else city, "municipality_code": town.code if town else ""}


def _hours(facts: Facts, uid: str) -> Iterator[list]:
    """Weekly stretches; what is neither weekly nor a time is left to the people who read the notes."""
    for row in facts.rows("schedules", "location", uid):
        opens, closes = (CLOCK.match(str(row.get(name, ""))) for name in ("opens_at", "closes_at"))
        if row.get("freq", "WEEKLY") != "WEEKLY" or not opens or not closes:
            continue
        for day in str(row.get("byday", "")).split(","):
            if day.strip() in DAYS:
                yield [DAYS.index(day.strip()), opens[1], closes[1]]


def _person(facts: Facts, row: dict) -> Step:
    own = facts.attributes[row["id"]]
    values = {
        "name": row.get("name") or row.get("title") or "",
        "role": row.get("title", "") if row.get("name") else "",
        "phone": facts.phone("contact", row["id"]),
        "email": row.get("email", ""),
        "since": own.get("since") or None,
        "until": own.get("until") or None,
    }
    return Step(Contact, row["id"], values, of=row.get("organization_id", ""))


def _judge(model: type[Record], steps: list[Step]) -> None:
    """New, changed, the same, or refused with the reason."""
    known = {str(row.uid): row for row in model._base_manager.all()}
    keys = _keys(model, known.values())
    for step in steps:
        if why := _wrong(model, step):
            _refuse(step, why)
            continue
        key = _key(step.of, step.name) if model is Office else step.name.casefold()
        if keys and keys.setdefault(key, step.uid) != step.uid:
            _refuse(step, _("C'è già con questo nome, scritto da noi: confronta i due e decidi."))
            continue
        before = known.get(step.uid)
        step.fields = [name for name, value in step.values.items() if before and getattr(before, name) != value]
        step.outcome = Outcome.NEW if before is None else Outcome.CHANGED if step.fields else Outcome.SAME


def _keys(model: type[Record], rows) -> dict | None:
    """What may be there only once, with the uid that has it."""
    if model is Organisation:
        return {"": ""} | {row.name.casefold(): str(row.uid) for row in rows}
    if model is Office:
        bodies = dict(Organisation.objects.values_list("pk", "uid"))
        return {"": ""} | {_key(str(bodies[row.organisation_id]), row.name): str(row.uid) for row in rows}
    return None


def _key(of: str, name: str) -> str:
    return f"{of} {name.casefold()}"


def _wrong(model: type[Record], step: Step) -> str:
    """Why the values cannot be kept, or nothing; leaves in the step what the model makes of them."""
    if any(len(str(step.values.get(name, ""))) > MOST_LETTERS for name in TEXTS):
        return str(_("Un testo è troppo lungo."))
    try:
        candidate = model(uid=step.uid, **step.values)
        candidate.clean_fields(exclude={f.name for f in model._meta.fields} - step.values.keys())
        _check_hours(step.values.get("hours", []))
    except ValidationError as error:
        return " ".join(error.messages)
    step.values = {name: getattr(candidate, name) for name in step.values}
    begins, ends = step.values.get("since"), step.values.get("until")
    return str(_("La fine viene prima dell'inizio.")) if begins and ends and ends < begins else ""


def _check_hours(hours: list) -> None:
    for day in range(7):
        read_stretches(", ".join(f"{opens}-{closes}" for weekday, opens, closes in hours if weekday == day))


def _refuse_strange_successors(bodies: list[Step]) -> None:
    """A body is merged into another that is known, from a day."""
    known = {str(uid) for uid in Organisation.objects.values_list("uid", flat=True)}
    known |= {step.uid for step in bodies if step.outcome != Outcome.REFUSED}
    before = dict(Organisation.objects.exclude(successor=None).values_list("uid", "successor__uid"))
    earlier = {str(uid): str(successor) for uid, successor in before.items()}
    for step in bodies:
        if bool(step.successor) != bool(step.values["merged_on"]) or step.successor == step.uid:
            _refuse(step, _("È confluito in un altro ente, ma non si sa quale o da quando."))
        elif step.successor and step.successor not in known:
            _refuse(step, _("L'ente in cui è confluito non c'è nel file."))
        elif step.outcome in (Outcome.SAME, Outcome.CHANGED) and earlier.get(step.uid, "") != step.successor:
            step.fields.append("successor")
            step.outcome = Outcome.CHANGED


def _refuse(step: Step, why) -> None:
    if step.outcome != Outcome.REFUSED:
        step.outcome, step.fields, step.why = Outcome.REFUSED, [], str(why)
