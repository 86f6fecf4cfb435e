"""How a form meets an action: once, with what was typed never lost."""

import uuid
from collections.abc import Callable

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import moment_within_reach
from accanto.base.models import CHANGED_MEANWHILE, SentForm
from accanto.base.picking import SEARCH

PARKED = "parked_forms"
# Django draws nine dashes, which are read aloud one by one.
NOTHING_CHOSEN = "—"
# Django's own repeats what came, which is an internal number where a row has gone meanwhile.
NOT_ON_THE_LIST = _("Questa voce non si può scegliere, o non più: prendine una dall'elenco.")


def bounded_fields(model: type[models.Model], names: tuple[str, ...]) -> dict[str, forms.Field]:
    """Form fields for columns, with the limits of the columns: Django itself gives them to ModelForms only."""
    fields = forms.fields_for_model(model, names)
    for name, field in fields.items():
        for limit in limits_of(model._meta.get_field(name)):
            if limit not in field.validators:
                field.validators.append(limit)
    return fields


def limits_of(column: models.Field) -> list:
    """The validators of a column; integers are bounded as the strictest database bounds them."""
    bounds = BaseDatabaseOperations.integer_field_ranges.get(column.get_internal_type())
    if bounds is None:
        return column.validators
    low, high = bounds
    own = [limit for limit in column.validators if low <= getattr(limit, "limit_value", low) <= high]
    return [MinValueValidator(low), MaxValueValidator(high), *own]


def _to_our_ways(field: forms.Field) -> None:
    """Give a field of Django's own the words and limits that ours have."""
    if getattr(field, "empty_label", None) == BLANK_CHOICE_DASH[0][1]:
        field.empty_label = NOTHING_CHOSEN
    if isinstance(field, forms.TypedChoiceField):
        field.choices = [("", NOTHING_CHOSEN) if choice == BLANK_CHOICE_DASH[0] else choice for choice in field.choices]
    if "invalid_choice" in field.error_messages:
        field.error_messages["invalid_choice"] = NOT_ON_THE_LIST
    if isinstance(field, (forms.DateTimeField, forms.SplitDateTimeField)):
        field.validators.append(moment_within_reach)


class Form(forms.Form):
    """A form that an action carries out exactly once.

    Rendered with `{% form_fields form %}`, which includes the hidden token. A form that edits a
    Record is given `record=`, and then also carries the version the person saw.
    """

    required_css_class = "required"
    # The columns of a model that this form asks for, with their labels, hints and limits.
    model: type[models.Model] | None = None
    model_fields: tuple[str, ...] = ()
    form_token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *args, record=None, **kwargs):
        if record is not None:
            known = forms.model_to_dict(record, self.model_fields)
            kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(data, *args, **kwargs)
        if self.model is not None:
            self.fields = {**bounded_fields(self.model, self.model_fields), **self.fields}
        for field in self.fields.values():
            _to_our_ways(field)
        self.fields["form_token"].initial = uuid.uuid4
        if record is not None:
            self.fields["version"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=record.version, required=False, max_value=2**31 - 1
            )

    @property
    def is_searching(self) -> bool:
        """Sent by the button of a PickField: nothing is to be carried out yet, and nothing is wrong."""
        return self.is_bound and self.data.get(SEARCH) in self.fields

    def full_clean(self) -> None:
        if self.is_searching:
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return not self.is_searching and super().is_valid()

    def values(self) -> dict:
        """What the action is called with: every cleaned field but the token."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_token"}

    def refuse(self, error: ValidationError) -> None:
        """Show an action's refusal at the field it names, or above the form.

        Who learns that somebody was faster, and saves again, has decided: the form then carries the newer version.
        """
        if getattr(error, "code", None) == CHANGED_MEANWHILE and "version" in self.fields:
            self.data = self.data.copy()
            self.data["version"] = self.fields["version"].initial
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for field, errors in error.error_dict.items():
            self.add_error(field if field in self.fields or field == NON_FIELD_ERRORS else None, errors)


def posted(request: HttpRequest):
    """What the person typed: this POST, or the one parked while her session had expired, or None."""
    if request.method == "POST":
        return request.POST
    parked = request.session.get(PARKED, {})
    if request.path in parked:
        data = QueryDict(parked.pop(request.path))
        request.session[PARKED] = parked
        return data
    return None


def submitted(
    request: HttpRequest,
    form: Form,
    action: Callable,
    *,
    to: Callable[[object], str] | None = None,
    **fixed,
) -> HttpResponse | None:
    """Carry out `action(**form.values(), **fixed)` once and redirect to its result; None to show the form.

    `to` gives the address from the action's result (default: its get_absolute_url). A ValidationError
    of the action lands in the form. A token already used redirects to the first result.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    token = form.cleaned_data.get("form_token") or uuid.uuid4()
    try:
        with transaction.atomic():
            earlier = SentForm.objects.filter(token=token, user=request.user).first()
            if earlier:
                return redirect(earlier.result_url)
            result = action(**form.values(), **fixed)
            address = to(result) if to else result.get_absolute_url()
            SentForm.objects.create(token=token, user=request.user, result_url=address)
    except ValidationError as error:
        form.refuse(error)
        return None
    except IntegrityError:
        earlier = SentForm.objects.filter(token=token, user=request.user).first()
        if earlier:
            return redirect(earlier.result_url)
        form.add_error(None, _("Questi dati si scontrano con qualcosa già scritto. Ricarica la pagina e riprova."))
        return None
    return redirect(address)
