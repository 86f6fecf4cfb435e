"""In a real browser: a passkey is registered and opens the account; the pages of the log-in fit everybody."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from accanto.accounts import actions
from accanto.accounts.tests.log_in import CODE, ENROL, LOG_IN, code_of, with_app, with_recovery_codes
from tests.personas import PASSWORD

pytestmark = pytest.mark.journey
SECURITY = "/accesso/sicurezza/"
SIZES = [{"width": 320, "height": 640}, {"width": 1440, "height": 900}]


@pytest.fixture(autouse=True)
def _no_attempts_remembered():
    cache.clear()


def passkeys(page):
    """Give the browser a passkey of its own, as a phone has one."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def fill_password(page, username):
    page.get_by_label("Nome utente").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Entra", exact=True).click()


def test_a_passkey_is_registered_and_opens_the_account(page, live_server, technician):
    passkeys(page)
    page.goto(live_server.url + "/accessi/")
    fill_password(page, "technician")
    expect(page.get_by_role("heading", name="Attiva l'app dei codici")).to_be_visible()
    page.get_by_role("link", name="Preferisco una passkey").click()
    page.get_by_label("Come la chiami").fill("telefono di Teo")
    page.get_by_label("Entra anche senza password").check()
    page.get_by_role("button", name="Aggiungi").click()
    expect(page.get_by_role("heading", name="Codici di riserva")).to_be_visible()
    page.get_by_role("button", name="Esci").click()
    expect(page.get_by_role("heading", name="Entra")).to_be_visible()
    page.goto(live_server.url + "/accessi/")
    page.get_by_role("button", name="Entra con una passkey").click()
    expect(page.get_by_role("heading", name="Accessi")).to_be_visible()


def test_a_passkey_stands_in_for_the_code(page, live_server, technician):
    passkeys(page)
    page.goto(live_server.url + ENROL)
    fill_password(page, "technician")
    page.get_by_role("link", name="Preferisco una passkey").click()
    page.get_by_role("button", name="Aggiungi").click()
    page.get_by_role("button", name="Esci").click()
    page.goto(live_server.url + "/accessi/")
    fill_password(page, "technician")
    expect(page.get_by_role("heading", name="Ancora un passo")).to_be_visible()
    page.get_by_role("button", name="Usa la passkey").click()
    expect(page.get_by_role("heading", name="Accessi")).to_be_visible()


def test_a_passkey_that_fails_says_so(page, live_server, db):
    page.goto(live_server.url + LOG_IN)
    page.route("**/webauthn/login/", lambda route: route.abort())
    page.get_by_role("button", name="Entra con una passkey").click()
    expect(page.get_by_text("Con la passkey non ha funzionato")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_in_fits_everybody(page, live_server, technician, axe, scheme):
    secret = with_app(technician)
    page.emulate_media(color_scheme=scheme)

    def check():
        for size in SIZES:
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
            axe(page)

    page.goto(live_server.url + LOG_IN)
    check()
    fill_password(page, "sbagliata")
    check()
    fill_password(page, "technician")
    check()
    page.get_by_label("Codice").fill(code_of(secret))
    page.get_by_role("button", name="Entra", exact=True).click()
    expect(page.get_by_role("heading", name="Accessi")).to_be_visible()
    check()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_about_accesses_fit_everybody(page, live_server, signed_in, coordinator, volunteer, axe, scheme):
    with_app(coordinator)
    with_recovery_codes(coordinator)
    actions.reset_password(by=coordinator, account=volunteer)
    signed_in(page, coordinator)
    page.emulate_media(color_scheme=scheme)
    addresses = [
        "/accessi/",
        "/accessi/?role=volunteer",
        "/accessi/nuovo/",
        f"/accessi/{volunteer.pk}/",
        f"/accessi/{volunteer.pk}/chiudi/",
        "/accessi/ruoli/",
        "/accessi/preferenze/",
        SECURITY,
        SECURITY + "webauthn/",
        SECURITY + "recovery-codes/",
        SECURITY + "totp/deactivate/",
        SECURITY + "webauthn/add/",
        "/accesso/conferma/",
        "/accesso/password/",
        "/non-esiste/",
    ]
    for address in addresses:
        page.goto(live_server.url + address)
        for size in SIZES:
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
            axe(page)


def test_without_javascript_one_enters_all_the_same(browser, live_server, technician):
    secret = with_app(technician)
    page = browser.new_context(java_script_enabled=False, locale="it-IT").new_page()
    page.goto(live_server.url + "/accessi/")
    fill_password(page, "technician")
    expect(page).to_have_url(live_server.url + CODE)
    page.get_by_label("Codice").fill(code_of(secret))
    page.get_by_role("button", name="Entra", exact=True).click()
    expect(page.get_by_role("heading", name="Accessi")).to_be_visible()
