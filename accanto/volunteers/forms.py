"""What the pages of volunteers ask for; each form is carried out by the action of the same shape."""

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.base import clock
from accanto.base.codes import language_choices
from accanto.base.fields import DayFormField, SeveralRowsField
from accanto.base.forms import Form
from accanto.support.models import SupportArea
from accanto.volunteers import models, queries
from accanto.volunteers.availability import Slots
from accanto.volunteers.states import ExpenseKind, PartOfDay, Weekday

ANY = [("", _("tutti"))]
ANY_FEMININE = [("", _("tutte"))]
DAY_LABELS = [(day.value, day.label) for day in Weekday]


class RegisterFilter(forms.Form):
    """Filters of the register, in the address."""

    show = forms.ChoiceField(
        label=_("chi"),
        required=False,
        choices=[("", _("nel registro")), ("expiring", _("copertura in scadenza o assente")), ("left", _("usciti"))],
    )
    area = forms.ModelChoiceField(
        label=_("ambito"), required=False, empty_label=_("tutti"), queryset=SupportArea.objects.none()
    )
    language = forms.ChoiceField(label=_("lingua"), required=False)
    weekday = forms.TypedChoiceField(
        label=_("giorno"), required=False, choices=[*ANY, *DAY_LABELS], coerce=int, empty_value=None
    )
    part = forms.ChoiceField(label=_("parte del giorno"), required=False, choices=[*ANY_FEMININE, *PartOfDay.choices])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = SupportArea.objects.in_use()
        self.fields["language"].choices = [*ANY_FEMININE, *language_choices()]


class SlotsForm(Form):
    """A form that also asks for parts of days, as a line of days for each part."""

    def __init__(self, *args, slots: Slots = frozenset(), **kwargs):
        super().__init__(*args, **kwargs)
        for part in PartOfDay:
            self.fields[part.value] = forms.TypedMultipleChoiceField(
                label=part.label,
                required=False,
                choices=DAY_LABELS,
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
                initial=[weekday for weekday, free in slots if free == part],
            )

    def values(self) -> dict:
        values = super().values()
        chosen = {part: values.pop(part.value) for part in PartOfDay}
        values["slots"] = frozenset((day, part.value) for part, days in chosen.items() for day in days)
        return values


class VolunteerForm(SlotsForm):
    """What a volunteer can do, when, for how many, with which account."""

    model = models.Volunteer
    model_fields = ("skills", "max_households", "availability_note")
    user = forms.ModelChoiceField(
        label=_("accesso"),
        required=False,
        queryset=User.objects.none(),
        help_text=_("senza, non può aprire la scheda di un nucleo"),
    )
    areas = SeveralRowsField(
        label=_("ambiti che segue"),
        required=False,
        queryset=SupportArea.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, record: models.Volunteer | None = None, **kwargs):
        if record is not None:
            kwargs["slots"] = record.slots
            kwargs["initial"] = {"user": record.user_id, "areas": [area.pk for area in record.areas.all()]}
        super().__init__(*args, record=record, **kwargs)
        accounts = User.objects.filter(role=Role.VOLUNTEER, is_active=True)
        taken = models.Volunteer.objects.filter(register_until=None).exclude(user=None)
        free = ~Q(pk__in=taken.values("user"))
        self.fields["user"].queryset = accounts.filter(free | Q(pk=record.user_id) if record else free)
        self.fields["areas"].queryset = SupportArea.objects.in_use()
        self.order_fields(["register_from", "user", "areas", "skills", "max_households", *PartOfDay.values])


class EnrolForm(VolunteerForm):
    """A new entry of the register."""

    register_from = DayFormField(label=_("nel registro dal"), initial=clock.today)


class AvailabilityForm(SlotsForm):
    """When she can, as she says herself."""

    model = models.Volunteer
    model_fields = ("availability_note",)

    def __init__(self, *args, volunteer: models.Volunteer, **kwargs):
        note = {"availability_note": volunteer.availability_note}
        super().__init__(*args, slots=volunteer.slots, initial=note, **kwargs)


class LeaveForm(Form):
    """The end of an entry of the register."""

    register_until = DayFormField(label=_("ultimo giorno nel registro"), initial=clock.today)
    left_because = forms.CharField(label=_("perché"), required=False, max_length=200)


class CoverForm(Form):
    """An insurance policy."""

    model = models.InsuranceCover
    model_fields = ("policy_number", "insurer", "since", "until", "accident", "illness", "third_party")


class RecordCheckForm(Form):
    """A look at the certificate: when, and whether it was clear."""

    checked_on = DayFormField(label=_("controllato il"), initial=clock.today)
    clear = forms.TypedChoiceField(
        label=_("può stare con minori?"),
        choices=[("yes", _("sì, nulla lo impedisce")), ("no", _("no"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        help_text=_("guarda il certificato e restituiscilo: quello che c'è scritto non si annota"),
    )
    recheck_on = DayFormField(label=_("da rifare il"), required=False, help_text=_("vuoto: secondo la nostra regola"))


class TrainingForm(Form):
    """A course."""

    model = models.Training
    model_fields = ("name", "finished_on", "hours")


class OtherHoursForm(Form):
    """Time given outside the diary."""

    model = models.OtherHours
    model_fields = ("day", "minutes", "what")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today
        self.fields["minutes"].validators.append(MaxValueValidator(1440))
        self.fields["minutes"].min_value = 1


class ExpenseForm(Form):
    """An expense of a day; how it may be proved depends on the law that holds here."""

    model = models.Expense
    model_fields = ("day", "amount", "kind", "what", "evidence")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today
        if not queries.law().admits_self_certified:
            self.fields["kind"].choices = [(ExpenseKind.DOCUMENTED.value, ExpenseKind.DOCUMENTED.label)]


class RefuseExpenseForm(Form):
    """Why an expense is not approved."""

    refused_because = forms.CharField(label=_("perché no"), max_length=200)


class ResolutionForm(Form):
    """A decision of the board on self-certified expenses."""

    model = models.RefundResolution
    model_fields = ("number", "decided_on", "admits", "valid_from", "valid_to")


class PolicyForm(Form):
    """Whether the cooperative asks for a record check near minors."""

    is_needed = forms.TypedChoiceField(
        label=_("controllo del casellario per chi sta con minori"),
        choices=[("yes", _("lo chiediamo")), ("no", _("non lo chiediamo"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )


class _PlaceForm(Form):
    since = DayFormField(label=_("dal"), initial=clock.today)
    why = forms.CharField(label=_("perché"), max_length=200, help_text=_("lo leggono tutti quelli che stanno accanto"))
    sees_diary_since = DayFormField(
        label=_("legge il diario dal"),
        required=False,
        help_text=_("vuoto: dal suo primo giorno. Un giorno prima, se le affidi anche le note di chi c'era"),
    )


class AssignForm(_PlaceForm):
    """A volunteer beside a household: one of those who can, with the reasons beside each."""

    until = DayFormField(label=_("fino al"), required=False, help_text=_("vuoto: finché serve"))

    def __init__(self, *args, candidates: list[queries.Candidate], **kwargs):
        super().__init__(*args, **kwargs)
        self.by_id = {str(one.volunteer.pk): one.volunteer for one in candidates}
        self.fields["volunteer"] = forms.TypedChoiceField(
            label=_("chi"),
            choices=[(str(one.volunteer.pk), str(one)) for one in candidates],
            coerce=self.by_id.get,
            widget=forms.RadioSelect,
        )
        self.order_fields(["volunteer", "since", "until", "why", "sees_diary_since"])


class HandOverForm(AssignForm):
    """Another volunteer takes over."""

    until = None


class VisitWishForm(SlotsForm):
    """What a household asks of whoever comes."""

    only_women = forms.BooleanField(label=_("deve essere una donna"), required=False)


class KeepApartForm(Form):
    """A volunteer who is not to be put beside a household."""

    volunteer = forms.ModelChoiceField(label=_("chi"), queryset=models.Volunteer.objects.none())
    why = forms.CharField(label=_("perché"), max_length=200, help_text=_("per esempio: vicini di casa, parenti"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["volunteer"].queryset = models.Volunteer.objects.visible_to(user).select_related("person")


class ChosenForm(Form):
    """The suggestions that a person confirms."""

    def __init__(self, *args, proposals: list[queries.Proposal], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"] = forms.MultipleChoiceField(
            label=_("abbinamenti"),
            required=False,
            choices=[(one.code, str(one.household)) for one in proposals],
            widget=forms.CheckboxSelectMultiple,
        )
