"""What the page of a parameter asks for."""

from accanto.base.forms import Form
from accanto.base.models import Parameter


class ParameterForm(Form):
    """Another value, from when, and who says so."""

    model = Parameter
    model_fields = ("value", "valid_from", "source", "checked_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].localize = True
