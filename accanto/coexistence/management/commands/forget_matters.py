"""Forget the breaches whose time has passed; the worker runs it once a day."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accanto.coexistence.actions import forget_faded


class Command(BaseCommand):
    help = _("Cancella le violazioni finite da tanto, con le loro prove.")

    def handle(self, **options):
        self.stdout.write(_("%(count)s questioni dimenticate.") % {"count": forget_faded()})
