"""In a real browser: every component, with all its states, is legible and operable for everybody."""

import pytest
from django.test import override_settings
from django.urls import include, path
from playwright.sync_api import expect

from config.urls import handler400, urlpatterns

pytestmark = [pytest.mark.journey, pytest.mark.django_db]
urlpatterns = [*urlpatterns, path("ui/", include("accanto.ui.urls"))]
handler400 = handler400


@pytest.fixture
def gallery(page, live_server):
    with override_settings(ROOT_URLCONF=__name__):
        page.goto(live_server.url + "/ui/")
        yield page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_breaks_no_rule_of_wcag_and_no_border_of_the_screen(gallery, axe, scheme):
    gallery.emulate_media(color_scheme=scheme)
    for width in (320, 768, 1440, 1600):
        gallery.set_viewport_size({"width": width, "height": 900})
        assert gallery.evaluate("document.documentElement.scrollWidth") <= width
        axe(gallery)


def test_it_breaks_none_right_to_left(gallery, axe):
    gallery.evaluate("document.documentElement.dir = 'rtl'")
    for width in (320, 1440):
        gallery.set_viewport_size({"width": width, "height": 900})
        assert gallery.evaluate("document.documentElement.scrollWidth") <= width
        axe(gallery)


def test_a_menu_opens_by_keyboard_and_escape_gives_the_focus_back(gallery):
    button = gallery.locator("section#menu summary").first
    button.focus()
    gallery.keyboard.press("Enter")
    expect(gallery.locator("section#menu details.menu[open]")).to_have_count(1)
    gallery.keyboard.press("Escape")
    expect(gallery.locator("section#menu details.menu[open]")).to_have_count(0)
    expect(button).to_be_focused()


def test_the_menu_of_a_phone_opens_without_a_script(browser, live_server):
    with override_settings(ROOT_URLCONF=__name__):
        context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 700}, locale="it-IT")
        page = context.new_page()
        page.goto(live_server.url + "/ui/")
        page.get_by_role("button", name="Menu").click()
        expect(page.locator(".sidebar")).to_be_visible()


def test_the_appearance_of_the_device_is_followed_without_a_script(browser, live_server):
    with override_settings(ROOT_URLCONF=__name__):
        grounds = set()
        for scheme in ("light", "dark"):
            page = browser.new_context(color_scheme=scheme, java_script_enabled=False).new_page()
            page.goto(live_server.url + "/ui/")
            grounds.add(page.screenshot(clip={"x": 2, "y": 2, "width": 1, "height": 1}))
        assert len(grounds) == 2
