"""People and how it is safe to reach them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.addresses import address_of
from accanto.base.codes import CodesField, country_choices, country_name, language_choices, language_name
from accanto.base.dates import age
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.base.text import fold
from accanto.residents.models.households import Household, HouseholdMember
from accanto.residents.permissions import people_hidden_from, running

# What a search finds people by, and what two records of one human being have in common.
TOLD_APART_BY = frozenset({"family_name", "given_name", "other_script_name", "birth_date", "tax_code", "merged_into"})


class Sex(models.TextChoices):
    """As the person's papers say; empty where nobody asked."""

    FEMALE = "F", _("donna")
    MALE = "M", _("uomo")
    OTHER = "X", _("altro")


class PersonQuerySet(models.QuerySet):
    """People, reached through the households whose file one may open."""

    def current(self):
        """Without those that a merge has folded into another person."""
        return self.filter(merged_into=None)

    def to_compare(self):
        """Those written since they were last compared with everybody, in the order of their coming."""
        return self.filter(compared_at=None).order_by("id")

    def compare_again(self) -> None:
        """Let them be compared with everybody, since something that tells people apart has changed."""
        self.update(compared_at=None)

    def visible_to(self, user):
        """Members, past or present, of households open to this user; a coordinator also sees
        people without any household, such as members of the cooperative who live elsewhere.

        Who left one of them and belongs, or belonged, to a restricted household has gone from sight."""
        people = self.current()
        if not user.is_authenticated or not (user.is_coordinator or user.is_volunteer):
            return people.none()
        if user.is_coordinator:
            return people.exclude(pk__in=people_hidden_from(user))
        within = HouseholdMember.objects.filter(
            running() | ~Q(person__in=people_hidden_from(user)), household__in=Household.objects.visible_to(user)
        )
        return people.filter(pk__in=within.values("person"))


class Person(Record):
    """A human being. The tax code is optional, checked, and the same for no two people."""

    family_name = models.CharField(_("cognome"), max_length=100)
    given_name = models.CharField(_("nome"), max_length=100, blank=True)
    other_script_name = models.CharField(
        _("nome nella propria scrittura"), max_length=150, blank=True, help_text=_("per esempio 陈丽 o نعيمة بناني")
    )
    sex = models.CharField(_("sesso"), max_length=1, choices=Sex.choices, blank=True)
    birth_date = DayField(_("data di nascita"), null=True, blank=True)
    birth_place = models.CharField(_("luogo di nascita"), max_length=100, blank=True)
    birth_country = models.CharField(_("Paese di nascita"), max_length=2, choices=country_choices, blank=True)
    tax_code = models.CharField(_("codice fiscale"), max_length=16, blank=True)
    citizenships = CodesField(_("cittadinanze"), choices=country_choices)
    speaks = CodesField(_("lingue parlate"), choices=language_choices)
    reads = CodesField(_("lingue lette"), choices=language_choices)
    interpreter_wishes = models.CharField(
        _("interprete"),
        max_length=200,
        blank=True,
        help_text=_("per esempio: una donna, non della stessa comunità; mai parenti o bambini"),
    )
    address = models.CharField(_("indirizzo di residenza"), max_length=200, blank=True)
    died_on = DayField(_("data di morte"), null=True, blank=True)
    user = models.OneToOneField("accounts.User", models.SET_NULL, null=True, blank=True, related_name="person")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_people")
    search_text = models.CharField(max_length=400, editable=False)
    # When likely pairs were last looked for; empty where what tells people apart has changed since.
    compared_at = models.DateTimeField(null=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("persone")
        ordering = ["family_name", "given_name", "id"]
        indexes = [
            models.Index(fields=["family_name", "given_name", "id"], name="person_by_name"),
            models.Index(fields=["birth_date"], name="person_by_birth"),
            models.Index(fields=["search_text"], name="person_by_folded_name"),
            models.Index(fields=["id"], condition=Q(compared_at=None), name="person_to_compare"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tax_code"],
                condition=~Q(tax_code="") & Q(merged_into=None),
                name="one_person_per_tax_code",
                violation_error_message=_("C'è già una persona con questo codice fiscale."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.family_name} {self.given_name}".strip()

    def save(self, *args, **kwargs):
        self.search_text = self.searchable()
        super().save(*args, **kwargs)

    def change(self, *, version: int | None = None, **values) -> list[str]:
        """As Record.change; who has another name now is found by it, and whoever has changed is compared anew."""
        changed = super().change(version=version, **values)
        if TOLD_APART_BY.intersection(changed):
            self.search_text, self.compared_at = self.searchable(), None
            type(self)._base_manager.filter(pk=self.pk).update(search_text=self.search_text, compared_at=None)
        return changed

    def get_absolute_url(self) -> str:
        return address_of("residents:person_detail", self.pk)

    def searchable(self) -> str:
        """The folded text in which a search by part of a name finds this person."""
        return fold(f"{self.family_name} {self.given_name} {self.other_script_name}")[:400]

    @property
    def age(self) -> int | None:
        """Completed years today, None where the birth date is unknown."""
        return age(self.birth_date, clock.today()) if self.birth_date else None

    @property
    def citizenship_names(self) -> list[str]:
        return [country_name(code) for code in self.citizenships]

    @property
    def spoken_names(self) -> list[str]:
        return [language_name(code) for code in self.speaks]

    @property
    def read_names(self) -> list[str]:
        return [language_name(code) for code in self.reads]

    @property
    def is_foreign(self) -> bool:
        """Holds citizenships and none of them Italian."""
        return bool(self.citizenships) and "IT" not in self.citizenships


class ContactKind(models.TextChoices):
    """The way in."""

    PHONE = "phone", _("telefono")
    EMAIL = "email", _("e-mail")


class ContactSafety(models.TextChoices):
    """How it is safe to use it: a wrong call can put somebody in danger."""

    SAFE = "safe", _("sicuro")
    ONLY_AS_SAID = "only_as_said", _("solo come indicato")
    NO_MESSAGES = "no_messages", _("chiamare, senza lasciare messaggi")
    NEVER = "never", _("non usare")


class ContactPoint(Record):
    """A phone or mail address of a person, with how it is safe to use it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="contact_points", verbose_name=_("persona"))
    kind = models.CharField(_("tipo"), max_length=10, choices=ContactKind.choices, default=ContactKind.PHONE)
    value = models.CharField(_("numero o indirizzo"), max_length=120)
    safety = models.CharField(_("uso"), max_length=20, choices=ContactSafety.choices, default=ContactSafety.SAFE)
    note = models.CharField(_("come"), max_length=200, blank=True, help_text=_("per esempio: chiamare dopo le 18"))

    class Meta:
        verbose_name = _("recapito")
        verbose_name_plural = _("recapiti")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "kind", "value"], name="contact_point_once")]
        indexes = [models.Index(fields=["value"], name="contact_point_by_value")]

    def __str__(self) -> str:
        return self.value

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        Person.objects.filter(pk=self.person_id).compare_again()

    def change(self, *, version: int | None = None, **values) -> list[str]:
        """As Record.change; whoever has another number now is compared anew."""
        changed = super().change(version=version, **values)
        if "value" in changed:
            Person.objects.filter(pk=self.person_id).compare_again()
        return changed

    @property
    def is_safe(self) -> bool:
        return self.safety == ContactSafety.SAFE
