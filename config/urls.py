"""Every address of the product. Each app owns its own; what comes from elsewhere is named one by one."""

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path, register_converter
from django.views.i18n import set_language

from accanto.accounts.views import begin
from accanto.base.converters import IdConverter

register_converter(IdConverter, "id")

account_urls = [
    path("entra/", account.login, name="account_login"),
    path("esci/", account.logout, name="account_logout"),
    path("chiuso/", account.account_inactive, name="account_inactive"),
    path("conferma/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("sicurezza/", include("allauth.mfa.urls")),
]

# Where each app is found.
PLACES = [
    ("", "accanto.desk.urls"),
    ("", "accanto.diary.urls"),
    ("", "accanto.support.urls"),
    ("", "accanto.partners.urls"),
    ("", "accanto.plans.urls"),
    ("", "accanto.procedures.urls"),
    ("", "accanto.housing.urls"),
    ("", "accanto.documents.urls"),
    ("accessi/", "accanto.accounts.urls"),
    ("enti/", "accanto.directory.urls"),
    ("nuclei/", "accanto.residents.urls"),
    ("agenda/", "accanto.agenda.urls"),
    ("volontari/", "accanto.volunteers.urls"),
    ("", "accanto.coexistence.urls"),
    ("registro/", "accanto.audit.urls"),
    ("", "accanto.portal.urls"),
    ("", "accanto.reports.urls"),
    ("", "accanto.exchange.urls"),
]

urlpatterns = [path(place, include(urls)) for place, urls in PLACES]
urlpatterns += [
    path("inizio/", begin, name="begin"),
    path("accesso/", include(account_urls)),
    path("lingua/", set_language, name="set_language"),
]

if settings.DEMO or settings.DEBUG:
    urlpatterns += [path("ui/", include("accanto.ui.urls"))]

handler400 = "accanto.ui.views.bad_request"
handler429 = "accanto.ui.views.too_many_requests"  # asked for by django-allauth
