"""Forget the families that were sent to us and not taken in; the worker runs it once a day."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accanto.partners.actions import forget_refused


class Command(BaseCommand):
    help = _("Cancella le segnalazioni arrivate e non accolte da tanto, con i loro documenti.")

    def handle(self, **options):
        self.stdout.write(_("%(count)s segnalazioni dimenticate.") % {"count": forget_refused()})
