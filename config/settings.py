"""The one settings module. The environment drives it; docs/operator.md lists every variable."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import home

ROOT = home.ROOT


def flag(name: str, default: bool = False) -> bool:
    """True when the environment variable says yes."""
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated environment variable as a list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


DEBUG = flag("ACCANTO_DEBUG")
DEMO = flag("ACCANTO_DEMO")
HTTPS = flag("ACCANTO_HTTPS")
SECRET_KEY = home.key("secret")
ALLOWED_HOSTS = words("ACCANTO_HOSTS", "localhost,127.0.0.1,[::1]")
# The address that people type: it stands in mails and in calendars.
PUBLIC_URL = os.environ.get("ACCANTO_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = words("ACCANTO_ORIGINS")

# Upper imports lower, never the reverse: pyproject.toml holds the layers, tests hold the foreign keys.
ACCANTO_APPS = [
    "accanto.base",
    "accanto.ui",
    "accanto.archive",
    "accanto.audit",
    "accanto.accounts",
    "accanto.directory",
    "accanto.residents",
    "accanto.housing",
    "accanto.documents",
    "accanto.diary",
    "accanto.support",
    "accanto.partners",
    "accanto.plans",
    "accanto.volunteers",
    "accanto.coexistence",
    "accanto.procedures",
    "accanto.agenda",
    "accanto.desk",
    "accanto.exchange",
    "accanto.reports",
    "accanto.portal",
    "accanto.demo",
]

INSTALLED_APPS = [
    *ACCANTO_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "phonenumber_field",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "accanto.base.sealed.SealedAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "accanto.ui.middleware.OnlyForButtonsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accanto.accounts.middleware.BeginningMiddleware",
    "accanto.accounts.middleware.GateMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "accanto.ui.controls.Renderer"
FORMS_URLFIELD_ASSUME_HTTPS = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "config.navigation.navigation",
            ],
            "builtins": ["django.templatetags.i18n", "accanto.ui.templatetags.ui"],
        },
    }
]


if DEMO:
    TEMPLATES[0]["OPTIONS"]["context_processors"].append("accanto.demo.logins.demo_logins")
    # Invented people log in again and again: no code is remembered as used, nobody is asked to slow down.
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def database(url: str) -> dict:
    """SQLite in ACCANTO_HOME, or the PostgreSQL that DATABASE_URL names.

    The folder of a Unix socket goes where libpq expects it: postgresql://user@/name?host=/run/postgresql
    """
    if not url:
        return {
            "ENGINE": "accanto.archive.sqlite",
            "NAME": home.DATABASE,
            "CONN_MAX_AGE": None,
            # A file as in production: threads in memory lock each other out in ways that no file does.
            "TEST": {"NAME": str(home.HOME / "test.sqlite3")},
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parse_qs(parts.query).get("host", [unquote(parts.hostname or "")])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}

# --- People who log in -------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accanto.accounts.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:today"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "accanto.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "accanto.accounts.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody proves an address here: accounts are given by hand
MFA_TOTP_ISSUER = "Accanto"
MFA_TOTP_TOLERANCE = 1  # a code typed in its last second is still good when it arrives (RFC 6238, 5.2)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_ENABLE_ADMIN = False

SESSION_ENGINE = "accanto.accounts.sessions"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_IDLE_SECONDS = 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "accanto_session"

# --- The browser -------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- Language, time, place ---------------------------------------------------------------------
# Texts are written in Italian, so that Italian can never be incomplete; English is a catalogue.
LANGUAGE_CODE = "it"
LANGUAGES = [("it", _("Italiano")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
LANGUAGE_COOKIE_NAME = "accanto_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Rome"
PHONENUMBER_DEFAULT_REGION = "IT"

# --- Files -------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = ROOT / "build" / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": home.DOCUMENTS, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": os.environ.get("ACCANTO_STATIC", "whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}

# --- Mail, tasks, log --------------------------------------------------------------------------
MAIL_URL = urlsplit(os.environ.get("ACCANTO_MAIL_URL", ""))
if MAIL_URL.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = MAIL_URL.hostname, MAIL_URL.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL_URL.username or ""), unquote(MAIL_URL.password or "")
    EMAIL_USE_TLS = MAIL_URL.scheme == "smtp+tls"
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = home.OUTBOX
DEFAULT_FROM_EMAIL = os.environ.get("ACCANTO_MAIL_FROM", "accanto@localhost")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Commands that the worker runs once a day, with the hour from which they are due.
DAILY_COMMANDS = {
    "audit_head": 0,
    "remind": 7,
    "clearsessions": 3,
    "refresh_statistics": 3,
    "prune_db_task_results": 3,
    "remove_import_files": 3,
    "forget_matters": 3,
    "forget_referrals": 3,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ACCANTO_LOG", "WARNING")},
    # Addresses asked for in vain are nobody's business; errors are.
    "loggers": {"django.request": {"level": "ERROR"}},
}

os.umask(0o077)  # whatever this process writes is for nobody else on the machine to read
Path(home.HOME).mkdir(parents=True, exist_ok=True, mode=0o700)
