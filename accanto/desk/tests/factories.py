"""What is typed into the note box, for tests."""

import uuid

from accanto.base import clock


def typed(household, **values) -> dict:
    """A note about a household as the form sends it."""
    note = {
        "form_token": str(uuid.uuid4()),
        "households": household.pk,
        "kind": "visit",
        "contact": "met",
        "happened_at": clock.now().astimezone(clock.ROME).strftime("%Y-%m-%dT%H:%M"),
        "minutes": "20",
        "text": "Ha preparato le foto.",
    }
    return {**note, **values}
