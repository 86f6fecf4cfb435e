"""How a request comes in: a few fields, to be filled on a stairwell."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accanto.base import clock
from accanto.base.fields import DayFormField, SeveralRowsField, TextFormField
from accanto.base.forms import Form
from accanto.residents.models import Household, HouseholdRole, Person
from accanto.residents.permissions import running
from accanto.support.models import SupportArea, SupportRequest
from accanto.support.states import Channel, Origin

WORDS_LENGTH = 4000
# What a member says herself; what comes by the portal is written by the portal.
SPOKEN = [choice for choice in Channel.choices if choice[0] != Channel.PORTAL]


class PersonChoice(forms.ModelChoiceField):
    """Somebody of the household, with her age."""

    def label_from_instance(self, person: Person) -> str:
        name = person.given_name or person.family_name
        if person.age is None:
            return name
        years = ngettext("%(name)s, %(years)s anno", "%(name)s, %(years)s anni", person.age)
        return years % {"name": name, "years": person.age}


class WordByChoice(PersonChoice):
    """Whose word it was: her own, or for a child that of an adult of the household."""

    def __init__(self, queryset=None, **kwargs):
        kwargs.setdefault("label", _("Chi ha dato la parola"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("empty_label", _("la persona stessa"))
        kwargs.setdefault("help_text", _("Per chi è minorenne: il genitore, o l'adulto che ne fa le veci."))
        super().__init__(queryset, **kwargs)


class AreasField(SeveralRowsField):
    """The areas in use, as chips."""

    def __init__(self, **kwargs):
        super().__init__(
            SupportArea.objects.in_use(),
            label=_("Ambito"),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Scegli almeno un ambito.")},
            **kwargs,
        )


def members_of(household: Household) -> QuerySet[Person]:
    """Who belongs to the household today, the head first."""
    return Person.objects.filter(pk__in=household.members.filter(running()).values("person")).order_by(
        "birth_date", "id"
    )


def head_of(household: Household) -> int | None:
    """The head's id: who most often asks."""
    heads = household.members.filter(running(), role=HouseholdRole.HEAD)
    return heads.values_list("person", flat=True).first()


class RequestForm(Form):
    """What a member asks. Who, what, about what, how she said it; the rest only where it differs."""

    asked_by = PersonChoice(None, label=_("Per chi"), widget=forms.RadioSelect, empty_label=None)
    words = TextFormField(
        label=_("Che cosa chiede, con le sue parole"),
        rows=3,
        max_length=WORDS_LENGTH,
        help_text=_("Come lo dice lei. Niente diagnosi e niente giudizi."),
    )
    areas = AreasField()
    word_how = forms.ChoiceField(label=_("Come lo ha detto"), choices=SPOKEN, required=False, widget=forms.RadioSelect)
    word_by = WordByChoice()
    asked_on = DayFormField(label=_("Giorno"), initial=clock.today)
    origin = forms.ChoiceField(
        label=_("Da chi viene"),
        choices=Origin.choices,
        initial=Origin.MEMBER,
        widget=forms.RadioSelect,
        help_text=_("Una proposta nostra resta una proposta finché la persona non dice di sì."),
    )

    def __init__(self, *args, household: Household, user, **kwargs):
        first = {
            "asked_by": head_of(household),
            "word_how": Channel.VOLUNTEER if user.is_volunteer else Channel.OFFICE,
        }
        super().__init__(*args, initial=first, **kwargs)
        self.fields["asked_by"].queryset = members_of(household)
        self.fields["word_by"].queryset = members_of(household)


class RequestChangeForm(Form):
    """Correct what is written of a request."""

    words = TextFormField(label=_("Che cosa chiede, con le sue parole"), rows=4, max_length=WORDS_LENGTH)
    areas = AreasField()

    def __init__(self, *args, record: SupportRequest, **kwargs):
        first = {"words": record.words, "areas": record.areas.all()}
        super().__init__(*args, record=record, initial=first, **kwargs)
        in_use_or_named = SupportArea.objects.in_use() | SupportArea.objects.filter(requests=record)
        self.fields["areas"].queryset = in_use_or_named.distinct()


class WordForm(Form):
    """The member's answer to a proposal."""

    word_by = WordByChoice(label=_("Chi lo ha detto"))
    word_on = DayFormField(label=_("Giorno"), initial=clock.today)
    word_how = forms.ChoiceField(label=_("Come lo ha detto"), choices=SPOKEN, widget=forms.RadioSelect)

    def __init__(self, *args, record: SupportRequest, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        self.fields["word_by"].queryset = members_of(record.household)


class NoForm(WordForm):
    """The member's no to a proposal; she may say why, and need not."""

    reason = TextFormField(label=_("Che cosa ha detto, se vuole"), rows=2, max_length=1000, required=False)
