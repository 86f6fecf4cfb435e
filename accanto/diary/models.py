"""The tables of the diary."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accanto.base.addresses import address_of
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.diary.permissions import links_open_to, reserved_parts_open_to
from accanto.diary.states import MOST_MINUTES, STEP_LENGTH, TEXT_LENGTH, Contact, Kind, Part
from accanto.directory.models import Organisation
from accanto.residents.models import Household, Person, TeamMember


class EntryQuerySet(models.QuerySet):
    """Entries, scoped by who asks."""

    def visible_to(self, user):
        """Those on a page of a household's diary that this user may read; see permissions.links_open_to."""
        links = EntryHousehold.objects.visible_to(user)
        return self.filter(Exists(links.filter(entry=OuterRef("pk"))))


class Entry(Record):
    """Something that happened with one household or more: who, when, how many minutes, what, what next.

    Never deleted. `client_id` is made where the note is typed: sent twice, it counts once. `bodies` are those
    whose people were there: reports count meetings with them.
    """

    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="entries", verbose_name=_("scritta da"), db_index=False
    )
    happened_at = models.DateTimeField(_("quando"))
    minutes = models.PositiveSmallIntegerField(_("minuti"), default=20)
    kind = models.CharField(_("che cosa"), max_length=20, choices=Kind.choices, default=Kind.VISIT)
    contact = models.CharField(_("contatto"), max_length=20, choices=Contact.choices, default=Contact.MET)
    with_whom = models.CharField(_("con chi altro"), max_length=200, blank=True)
    text = models.TextField(_("che cosa è successo"), max_length=TEXT_LENGTH, blank=True)
    has_reserved = models.BooleanField(_("ha una parte riservata"), default=False)
    next_step = models.CharField(_("prossimo passo"), max_length=STEP_LENGTH, blank=True)
    next_step_on = DayField(_("entro il"), null=True, blank=True)
    next_step_done_on = DayField(_("fatto il"), null=True, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    struck_at = models.DateTimeField(null=True, blank=True, editable=False)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    struck_why = models.CharField(_("perché"), max_length=200, blank=True)
    households = models.ManyToManyField(Household, through="EntryHousehold", related_name="entries")
    persons = models.ManyToManyField(Person, related_name="entries", verbose_name=_("con chi"), blank=True)
    bodies = models.ManyToManyField(Organisation, related_name="+", verbose_name=_("con quale ente"), blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("nota")
        verbose_name_plural = _("note")
        ordering = ["-happened_at", "-id"]
        indexes = [
            models.Index(fields=["author", "happened_at"], name="entry_by_author"),
            # Meetings counted by month: a stretch of this index and nothing else.
            models.Index(fields=["contact", "happened_at"], condition=Q(struck_at=None), name="entry_by_contact"),
            models.Index(
                fields=["next_step_on", "id"],
                condition=Q(next_step_on__isnull=False, next_step_done_on__isnull=True),
                name="entry_by_open_step",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(0, MOST_MINUTES)), name="entry_within_a_day"),
            models.CheckConstraint(
                condition=Q(kind="note", contact="none") | (~Q(kind="note") & ~Q(contact="none")),
                name="only_a_note_is_without_contact",
            ),
            models.CheckConstraint(
                condition=~Q(next_step="") | Q(next_step_on__isnull=True, next_step_done_on__isnull=True),
                name="a_dated_step_says_what",
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_why="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_why="")),
                name="struck_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return address_of("diary:entry_detail", self.pk)

    @property
    def kind_label(self) -> str:
        """The kind in words; what Django offers for this is ten times slower, and a diary asks it of every entry."""
        return Kind(self.kind).label

    @property
    def is_contact(self) -> bool:
        """Whether it was more than a note to oneself."""
        return self.kind != Kind.NOTE


class EntryHouseholdQuerySet(models.QuerySet):
    """Pages of household diaries, scoped by who asks."""

    def visible_to(self, user):
        """Those that this user may read; see permissions.links_open_to."""
        return links_open_to(user, self, Household.objects, TeamMember.objects)


class EntryHousehold(models.Model):
    """An entry in the diary of a household. `happened_at` repeats the entry's, for the one index
    from which every page of every diary is read; diary.actions keeps the two equal."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="links", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="diary_links", db_index=False)
    happened_at = models.DateTimeField()

    objects = EntryHouseholdQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-id"]
        indexes = [models.Index(fields=["household", "-happened_at", "-id"], name="diary_of_a_household")]
        constraints = [models.UniqueConstraint(fields=["entry", "household"], name="entry_once_in_a_diary")]


class ReservedPartQuerySet(models.QuerySet):
    """Reserved parts, scoped by who asks."""

    def visible_to(self, user):
        """Those of entries open to this user that she wrote, coordinates or is named on."""
        parts = self.filter(Exists(Entry.objects.visible_to(user).filter(pk=OuterRef("entry"))))
        return reserved_parts_open_to(user, parts, ReservedPart.readers.through.objects)


class ReservedPart(models.Model):
    """What of an entry only its author, the coordinators and those named may read.

    A table of its own: whoever reads entries does not even fetch it.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, related_name="reserved_part")
    text = models.TextField(_("parte riservata"), max_length=TEXT_LENGTH)
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("chi altro la legge"))

    objects = ReservedPartQuerySet.as_manager()


class Correction(models.Model):
    """What an entry said before it was corrected. `facts` holds the earlier day, minutes and kind."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="corrections")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    previous_text = models.TextField(blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]


def random_name(attachment, filename: str) -> str:
    """Where an attachment lies on disk: nothing of its name, its household or its kind."""
    name = secrets.token_hex(20)
    return f"diary/{name[:2]}/{name[2:]}"


class AttachmentQuerySet(models.QuerySet):
    """Attachments, scoped by who asks."""

    def visible_to(self, user):
        """Those of entries open to this user."""
        return self.filter(Exists(Entry.objects.visible_to(user).filter(pk=OuterRef("entry"))))


class Attachment(models.Model):
    """A file kept with an entry. `media_type` is what its bytes say, never what its name says."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="attachments")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    name = models.CharField(_("nome"), max_length=150)
    file = models.FileField(upload_to=random_name, max_length=100)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("allegato")
        verbose_name_plural = _("allegati")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("diary:attachment", self.pk)


class DraftQuerySet(models.QuerySet):
    """Drafts are their writer's alone."""

    def visible_to(self, user):
        return self.filter(user=user.pk)


class Draft(models.Model):
    """A note that is being written: the form's fields as typed, nobody's but the writer's."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    client_id = models.UUIDField()
    body = models.JSONField()
    typed_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("bozza")
        verbose_name_plural = _("bozze")
        ordering = ["-typed_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="draft_once")]

    @property
    def words(self) -> str:
        """How the draft begins, for the offer to take it up again."""
        return " ".join((self.body.get("text") or [""])[0].split())[:80]


__all__ = [
    "Attachment",
    "Contact",
    "Correction",
    "Draft",
    "Entry",
    "EntryHousehold",
    "Kind",
    "Part",
    "ReservedPart",
]
