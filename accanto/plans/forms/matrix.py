"""Rating the domains of the matrix, by both views, without losing anybody's rating."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayFormField
from accanto.base.forms import Form
from accanto.plans.models import Assessment, MatrixDomain, Rating
from accanto.plans.models.matrix import LOWEST
from accanto.plans.states import Savings, View

NOT_RELEVANT = "nr"
NOT_RATED = ("", "—")


class BeginForm(Form):
    """The day on which one looks at the domains together."""

    assessed_on = DayFormField(label=_("Giorno"), initial=clock.today)


class RatingsForm(Form):
    """Two choices a domain. What one leaves as it was shown is not written, whoever changed it meanwhile."""

    savings = forms.ChoiceField(
        label=_("Ha da parte i risparmi per uscire?"), choices=Savings.choices, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args, record: Assessment, known: dict[tuple[int, str], Rating], **kwargs):
        super().__init__(*args, record=record, initial={"savings": record.savings}, **kwargs)
        self.domains = list(record.edition.domains.all())
        self.keys = {_name(domain, view): (domain.pk, view.value) for domain in self.domains for view in View}
        for domain in self.domains:
            for view in View:
                self.fields[_name(domain, view)] = _level_field(domain, view, known.get((domain.pk, view.value)))
        self.fields["savings"].show_hidden_initial = True

    def rows(self) -> list[tuple[MatrixDomain, object, object]]:
        """Each domain with its two fields."""
        return [(domain, self[_name(domain, View.WORKER)], self[_name(domain, View.OWN)]) for domain in self.domains]

    def values(self) -> dict:
        """Only what she changed: a level, or None where it is not relevant."""
        values = super().values()
        levels = {
            self.keys[name]: _level(values[name]) for name in self.keys if name in self.changed_data and values[name]
        }
        savings = values["savings"] if "savings" in self.changed_data else None
        return {"levels": levels, "savings": savings, "version": values["version"]}


def _name(domain: MatrixDomain, view: View) -> str:
    return f"{domain.code}_{view.value}"


def _level_field(domain: MatrixDomain, view: View, rating: Rating | None) -> forms.ChoiceField:
    levels = [(str(number), f"{number} · {words}") for number, words in enumerate(domain.levels, start=LOWEST)]
    initial = "" if rating is None else str(rating.level) if rating.level else NOT_RELEVANT
    empty = [NOT_RATED] if rating is None else []
    return forms.ChoiceField(
        label=f"{domain.name}: {view.label}",
        choices=[*empty, *levels, (NOT_RELEVANT, _("non riguarda"))],
        required=False,
        initial=initial,
        show_hidden_initial=True,
        error_messages={"invalid_choice": _("I livelli vanno da 1 a 5.")},
    )


def _level(value: str) -> int | None:
    return None if value == NOT_RELEVANT else int(value)
