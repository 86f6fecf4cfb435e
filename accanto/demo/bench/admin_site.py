"""The admin as its documentation writes it: inlines, search fields, list columns, ids instead of endless lists."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import path

from accanto.diary.models import Entry, EntryHousehold
from accanto.residents.models import Household, HouseholdMember, Person
from accanto.support.models import SupportRequest


class MemberInline(admin.TabularInline):
    """The people of a household."""

    model = HouseholdMember
    raw_id_fields = ["person"]
    extra = 0


class EntryInline(admin.StackedInline):
    """The household's notes, with their text."""

    model = EntryHousehold
    raw_id_fields = ["entry"]
    readonly_fields = ["text"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("entry")

    @admin.display(description="text")
    def text(self, link):
        return link.entry.text


class HouseholdAdmin(admin.ModelAdmin):
    """A household with its people and notes."""

    inlines = [MemberInline, EntryInline]


class PersonAdmin(admin.ModelAdmin):
    """People, found by parts of their names."""

    list_display = ["family_name", "given_name", "birth_date"]
    search_fields = ["family_name", "given_name"]


class LinkInline(admin.TabularInline):
    """The household that an entry is about."""

    model = EntryHousehold
    raw_id_fields = ["household"]
    extra = 1


class EntryAdmin(admin.ModelAdmin):
    """An entry with its household."""

    raw_id_fields = ["author", "persons", "struck_by"]
    inlines = [LinkInline]


class EntryHouseholdAdmin(admin.ModelAdmin):
    """The diary of a household, twenty to a page."""

    list_display = ["happened_at", "entry"]
    list_select_related = ["entry"]
    list_per_page = 20


class SupportRequestAdmin(admin.ModelAdmin):
    """Requests, twenty-five to a page."""

    list_display = ["words", "household", "asked_on", "state", "lead_organisation"]
    list_select_related = ["household", "lead_organisation"]
    list_filter = ["state"]
    list_per_page = 25


for model, model_admin in (
    (Household, HouseholdAdmin),
    (Person, PersonAdmin),
    (Entry, EntryAdmin),
    (EntryHousehold, EntryHouseholdAdmin),
    (SupportRequest, SupportRequestAdmin),
):
    admin.site.register(model, model_admin)

# A browser asks for an icon by itself, where a page names none.
urlpatterns = [path("admin/", admin.site.urls), path("favicon.ico", lambda request: HttpResponse(status=204))]
