"""How a form meets an action: once, with what was typed never lost."""

import uuid
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import chain

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
NUMBERS = (models.IntegerField, models.DecimalField)
ENDS = (MinValueValidator, MaxValueValidator)
# Django draws nine dashes, which are read aloud one by one.
NOTHING_CHOSEN = "—"
# Django's own repeats what came, which is an internal number where a row has gone meanwhile.
NOT_ON_THE_LIST = _("Questa voce non si può scegliere, o non più: prendine una dall'elenco.")


def bounded_fields(model: type[models.Model], names: tuple[str, ...]) -> dict[str, forms.Field]:
    """Form fields for columns, with the limits of the columns: Django itself gives them to ModelForms only."""
    fields = forms.fields_for_model(model, names)
    for name, field in fields.items():
        column = model._meta.get_field(name)
        if isinstance(column, NUMBERS):
            field.validators = [limit for limit in field.validators if not isinstance(limit, ENDS)]
        field.validators += [limit for limit in limits_of(column) if limit not in field.validators]
    return fields


def limits_of(column: models.Field) -> list:
    """The validators of a column. Of those of a number the narrowest: its own, those of the strictest database,
    and those of the checks of its table, which alone would answer without naming the field."""
    if not isinstance(column, NUMBERS):
        return column.validators
    own = [limit for limit in column.validators if isinstance(limit, ENDS)]
    everywhere = own + _of_the_database(column) + _of_the_checks(column)
    lowest = [limit for limit in everywhere if isinstance(limit, MinValueValidator)]
    highest = [limit for limit in everywhere if isinstance(limit, MaxValueValidator)]
    return [
        *([max(lowest, key=_end)] if lowest else []),
        *([min(highest, key=_end)] if highest else []),
        *(limit for limit in column.validators if limit not in own),
    ]


def _end(limit) -> int | Decimal:
    return limit.limit_value


def _of_the_database(column: models.Field) -> list:
    bounds = BaseDatabaseOperations.integer_field_ranges.get(column.get_internal_type())
    return [MinValueValidator(bounds[0]), MaxValueValidator(bounds[1])] if bounds else []


def _of_the_checks(column: models.Field) -> list:
    """What the table's check constraints ask of this column, whatever the others hold."""
    checks = [check for check in column.model._meta.constraints if isinstance(check, models.CheckConstraint)]
    step = Decimal(1).scaleb(-getattr(column, "decimal_places", 0))
    limits = []
    for lookup, value in chain.from_iterable(_asked_of(column.name, check.condition) for check in checks):
        if lookup == "range":
            limits += [MinValueValidator(value[0]), MaxValueValidator(value[1])]
        elif lookup in ("gte", "gt"):
            limits.append(MinValueValidator(value if lookup == "gte" else value + step))
        elif lookup in ("lte", "lt"):
            limits.append(MaxValueValidator(value if lookup == "lte" else value - step))
    return limits


def _asked_of(name: str, condition: models.Q) -> Iterator[tuple[str, object]]:
    """The lookups on one column that a condition asks of every row, or of every one where the column is not empty."""
    or_empty = len(condition.children) == 2 and (f"{name}__isnull", True) in condition.children
    if condition.negated or (condition.connector != models.Q.AND and not or_empty):
        return
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from _asked_of(name, child)
        elif child[0].startswith(f"{name}__") and isinstance(child[1], int | Decimal | tuple):
            yield child[0].removeprefix(f"{name}__"), child[1]


def _to_our_ways(field: forms.Field) -> None:
    """Give a field of Django's own the words and limits that ours have."""
    if getattr(field, "empty_label", None) == BLANK_CHOICE_DASH[0][1]:
        field.empty_label = NOTHING_CHOSEN
    if isinstance(field, forms.TypedChoiceField):
        field.choices = [("", NOTHING_CHOSEN) if choice == BLANK_CHOICE_DASH[0] else choice for choice in field.choices]
    for code in ("invalid_choice", "invalid_pk_value"):
        if code in field.error_messages and field.error_messages[code] == _wording_of_django(field, code):
            field.error_messages[code] = NOT_ON_THE_LIST
    is_moment = isinstance(field, (forms.DateTimeField, forms.SplitDateTimeField))
    if is_moment and moment_within_reach not in field.validators:
        field.validators.append(moment_within_reach)


def _wording_of_django(field: forms.Field, code: str) -> str | None:
    """What the field's kind says where the form said nothing of its own."""
    said = (kind.__dict__.get("default_error_messages", {}) for kind in type(field).mro())
    return next((words[code] for words in said if code in words), None)


class Form(forms.Form):
    """A form that an action carries out exactly once.

    Rendered with `{% form_fields form %}`, which includes the hidden token. A form that edits a
    Record is given `record=`, and then also carries the version the person saw.
    """

    required_css_class = "required"
    # The columns of a model that this form asks for, with their labels, hints and limits.
    model: type[models.Model] | None = None
    model_fields: tuple[str, ...] = ()
    form_token = forms.UUIDField(
        widget=forms.HiddenInput, required=False, error_messages={"invalid": _("Ricarica la pagina e riprova.")}
    )

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
            return
        for field in self.fields.values():
            _to_our_ways(field)  # a form adds some after __init__ of this one
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
    if request.method != "POST" or form.is_searching:
        return None
    if not form.is_valid():
        # Sent twice, the second may offer what the first has made impossible: it was carried out all the same.
        return _carried_out(request, form.cleaned_data.get("form_token"))
    token = form.cleaned_data.get("form_token") or uuid.uuid4()
    try:
        with transaction.atomic():
            if earlier := _carried_out(request, token):
                return earlier
            result = action(**form.values(), **fixed)
            address = to(result) if to else result.get_absolute_url()
            SentForm.objects.create(token=token, user=request.user, result_url=address)
    except ValidationError as error:
        form.refuse(error)
        return None
    except IntegrityError:
        if earlier := _carried_out(request, token):
            return earlier
        form.add_error(None, _("Questi dati si scontrano con qualcosa già scritto. Ricarica la pagina e riprova."))
        return None
    return redirect(address)


def _carried_out(request: HttpRequest, token: uuid.UUID | None) -> HttpResponse | None:
    """To the result of the form that was sent with this token before, if one was."""
    earlier = token and SentForm.objects.filter(token=token, user=request.user).first()
    return redirect(earlier.result_url) if earlier else None
