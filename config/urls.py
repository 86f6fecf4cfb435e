"""Every address of the product. Each app owns its own; what comes from elsewhere is named one by one."""

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path, register_converter
from django.views.i18n import set_language

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

urlpatterns = [
    path("", include("accanto.desk.urls")),
    path("accesso/", include(account_urls)),
    path("lingua/", set_language, name="set_language"),
    path("accessi/", include("accanto.accounts.urls")),
    path("enti/", include("accanto.directory.urls")),
    path("nuclei/", include("accanto.residents.urls")),
]

if settings.DEMO or settings.DEBUG:
    urlpatterns += [path("ui/", include("accanto.ui.urls"))]
