"""The whole directory as tables."""

from accanto.base import clock
from accanto.directory.hsds.tables import REQUIRED, TERMS, VERSION, derived
from accanto.directory.models import Contact, Office, Organisation
from accanto.directory.municipalities import by_code

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
COUNTRY = "IT"


def directory() -> dict:
    """Every body, office and person to call, closed, merged and gone ones too."""
    tables: dict[str, list[dict]] = {name: [] for name in REQUIRED}
    _terms(tables)
    for organisation in Organisation.objects.select_related("successor").prefetch_related("offices", "contacts"):
        _organisation(tables, organisation)
        for office in organisation.offices.all():
            _office(tables, organisation, office)
        for contact in organisation.contacts.all():
            _contact(tables, organisation, contact)
    return {"version": VERSION, "created": clock.now().isoformat(), **tables}


def _terms(tables: dict) -> None:
    taxonomy = derived("taxonomy")
    about = "What Accanto keeps of a body beside the specification"
    tables["taxonomies"].append({"id": taxonomy, "name": "Accanto", "description": about})
    for code, description in TERMS.items():
        term = {"id": derived("term", code), "code": code, "name": code, "description": description}
        tables["taxonomy_terms"].append(term | {"taxonomy": "Accanto", "taxonomy_id": taxonomy})


def _attributes(tables: dict, entity: str, uid, facts: dict) -> None:
    """Facts that are there, each as an attribute of a row."""
    for code, value in facts.items():
        if value not in (None, "", [], False):
            row = {"id": derived("attribute", uid, code), "link_id": str(uid), "link_entity": entity}
            tables["attributes"].append(row | {"taxonomy_term_id": derived("term", code), "value": _word(value)})


def _word(value) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return "yes" if value is True else str(value)


def _phone(tables: dict, owner: str, uid, number: str) -> None:
    if number:
        row = {"id": derived("phone", uid), f"{owner}_id": str(uid), "number": number, "type": "voice"}
        tables["phones"].append(row)


def _organisation(tables: dict, body: Organisation) -> None:
    row = {"id": str(body.uid), "name": body.name, "description": body.how_it_works or body.get_kind_display()}
    tables["organizations"].append(row | ({"email": body.email} if body.email else {}))
    status = "defunct" if body.is_merged else "active"
    service = {"id": derived("service", body.uid), "organization_id": str(body.uid), "name": body.get_kind_display()}
    tables["services"].append(service | {"status": status})
    _phone(tables, "organization", body.uid, body.phone)
    facts = {
        "kind": body.kind,
        "is_public": body.is_public,
        "municipality": body.municipality,
        "municipality_code": body.municipality_code,
        "described": bool(body.how_it_works),
        "successor": body.successor.uid if body.successor else None,
        "merged_on": body.merged_on,
    }
    _attributes(tables, "organization", body.uid, facts)


def _office(tables: dict, body: Organisation, office: Office) -> None:
    uid, at = str(office.uid), derived("service_at_location", office.uid)
    row = {
        "id": uid,
        "organization_id": str(body.uid),
        "location_type": "physical" if office.address else "virtual",
        "name": office.name,
        "description": office.note,
        "url": office.website,
    }
    tables["locations"].append({key: value for key, value in row.items() if value})
    tables["service_at_locations"].append({"id": at, "service_id": derived("service", body.uid), "location_id": uid})
    _address(tables, office)
    if office.accessibility:
        row = {"id": derived("accessibility", uid), "location_id": uid, "description": office.accessibility}
        tables["accessibility"].append(row)
    _phone(tables, "location", uid, office.phone)
    tables["schedules"] += [_schedule(at, *stretch) for stretch in office.hours]
    facts = {
        "by_appointment": office.by_appointment,
        "ways_in": office.ways_in,
        "municipality": office.municipality,
        "municipality_code": office.municipality_code,
        "email": office.email,
        "pec": office.pec,
        "closed_on": office.closed_on,
    }
    _attributes(tables, "location", uid, facts)


def _address(tables: dict, office: Office) -> None:
    if not (office.address or office.postal_code):
        return
    town = by_code(office.municipality_code)
    row = {
        "id": derived("address", office.uid),
        "location_id": str(office.uid),
        "address_1": office.address,
        "city": office.municipality,
        "state_province": town.province if town else "",
        "postal_code": office.postal_code,
        "country": COUNTRY,
        "address_type": "physical",
    }
    tables["addresses"].append(row)


def _schedule(at: str, day: int, opens: str, closes: str) -> dict:
    return {
        "id": derived("schedule", at, day, opens),
        "service_at_location_id": at,
        "freq": "WEEKLY",
        "wkst": "MO",
        "byday": DAYS[day],
        "opens_at": opens,
        "closes_at": closes,
    }


def _contact(tables: dict, body: Organisation, contact: Contact) -> None:
    row = {
        "id": str(contact.uid),
        "organization_id": str(body.uid),
        "name": contact.name,
        "title": contact.role,
        "email": contact.email,
    }
    tables["contacts"].append({key: value for key, value in row.items() if value})
    _phone(tables, "contact", contact.uid, contact.phone)
    _attributes(tables, "contact", contact.uid, {"since": contact.since, "until": contact.until})
