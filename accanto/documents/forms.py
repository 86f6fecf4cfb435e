"""Forms of documents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base.forms import Form
from accanto.documents.models import Document


class DocumentForm(Form):
    """A file to keep with a household."""

    model = Document
    model_fields = ("title", "kind")
    file = forms.FileField(label=_("File"), max_length=1000, help_text=_("PDF, foto o altro, fino a 20 MB"))
