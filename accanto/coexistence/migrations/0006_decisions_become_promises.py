"""Every decision of a house meeting becomes a promise of whoever owned it, with its life; and back again."""

from datetime import datetime, time

from django.conf import settings
from django.db import migrations

from accanto.base.clock import ROME, day_of

LONGEST = 300
WORDS = {"rejected": "Respinta dal voto.", "dropped": "Lasciata cadere."}
STATES = {"open": "open", "rejected": "released", "dropped": "not_kept"}
BACK = {"open": "open", "kept": "closed", "late": "closed", "partly": "closed", "not_kept": "dropped"}


def promise_all(apps, schema_editor):
    for decision in _decisions(apps):
        promise = _promise(apps, decision)
        apps.get_model("coexistence", "MeetingDecision").objects.filter(pk=decision.pk).update(promise=promise)


def _decisions(apps):
    rows = apps.get_model("coexistence", "MeetingDecision").objects.select_related("meeting", "promise")
    return rows.order_by("pk").iterator()


def _promise(apps, decision):
    made_on, ended = day_of(decision.meeting.called_for), decision.state != "open"
    late = ended and decision.closed_on > decision.due_on
    is_hers, by = decision.owner_household_id is not None, _writer(apps, decision)
    promise = apps.get_model("plans", "Promise").objects.create(
        side="member" if is_hers else "cooperative",
        household_id=decision.owner_household_id,
        user_id=decision.owner_user_id,
        building_id=None if is_hers else decision.meeting.building_id,
        to="i vicini",
        what=decision.text if len(decision.text) <= LONGEST else f"{decision.text[: LONGEST - 1]}…",
        made_on=made_on,
        due_on=decision.due_on,
        source="house_meeting",
        source_text=f"Riunione del {made_on:%d/%m/%Y}",
        taken_by_id=by,
        state=STATES.get(decision.state, "late" if late else "kept"),
        settled_on=decision.closed_on and max(decision.closed_on, made_on),
    )
    first = {"to": "open", "at": decision.meeting.called_for, "word": ""}
    if len(decision.text) > LONGEST:
        first["word"] = decision.text
    steps = [first]
    if ended:
        at = datetime.combine(promise.settled_on, time(12), ROME)
        steps.append({"origin": "open", "to": promise.state, "at": at, "word": WORDS.get(decision.state, "")})
    for step in steps:
        promise.steps.create(by_id=by, due_on=decision.due_on, **step)
    return promise


def _writer(apps, decision):
    """Whoever wrote it down, as the register says; of what stands there no more, somebody of the cooperative."""
    written = apps.get_model("audit", "AuditRecord").objects.filter(verb="add_decision", subject_id=str(decision.pk))
    users = apps.get_model("accounts", "User").objects.order_by("pk")
    coordinators = users.filter(role="coordinator")
    known = written.filter(actor__isnull=False).values_list("actor_id", flat=True).first()
    return known or decision.owner_user_id or (coordinators.first() or users.first()).pk


def decide_all(apps, schema_editor):
    rows = apps.get_model("coexistence", "MeetingDecision").objects
    promises = apps.get_model("plans", "Promise").objects
    for decision in _decisions(apps):
        promise = decision.promise
        owner = {"owner_household": promise.household_id}
        if not promise.household_id:
            owner = {"owner_user": promise.user_id or promise.taken_by_id}
        rows.filter(pk=decision.pk).update(
            promise=None,
            text=promise.what,
            due_on=promise.due_on,
            state=BACK.get(promise.state, "rejected"),
            closed_on=promise.settled_on,
            **owner,
        )
        promises.filter(pk=promise.pk).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("coexistence", "0005_a_decision_has_a_promise"),
        ("audit", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [migrations.RunPython(promise_all, decide_all)]
