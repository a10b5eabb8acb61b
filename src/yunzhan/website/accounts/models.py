"""People, organisations (the one company record) and who belongs to which. What they may do at a fair is the fairs app's."""

import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.choices import DISPLAY_NAME_LONGEST, MemberRole

PUBLIC_ID_BYTES = 9


def new_public_id() -> str:
    """A short random name for a person, safe to show: 12 letters, 72 random bits."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


class PersonManager(BaseUserManager["Person"]):
    """Makes people for Django's own commands; everybody else calls accounts.actions."""

    def create_user(self, public_id: str | None = None, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(public_id=public_id or new_public_id(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, public_id: str | None = None, password: str | None = None, **fields: Any) -> "Person":
        return self.create_user(public_id, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who entered: with an account (e-mail or phone), or as a guest with only a display name."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    display_name = models.CharField(_("display name"), max_length=DISPLAY_NAME_LONGEST)
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    phone = models.CharField(_("phone"), max_length=20, null=True, blank=True, unique=True)
    phone_verified = models.BooleanField(default=False)
    is_guest = models.BooleanField(_("guest"), default=False)
    is_staff = models.BooleanField(_("may open the administration"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    look = models.PositiveIntegerField(_("look"), null=True, blank=True)
    joined_at = models.DateTimeField(_("joined at"), default=timezone.now)
    seen_at = models.DateTimeField(_("last seen"), default=timezone.now, db_index=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "public_id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.display_name


class Organisation(models.Model):
    """A company or office, once, whatever it takes part in. `registration_number` is the key of imports."""

    registration_number = models.CharField(_("registration number"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=160)
    region = models.CharField(_("region"), max_length=80, blank=True)
    website = models.URLField(_("website"), blank=True)
    is_sample = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["registration_number"]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["organisation", "pk"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person belongs to an organisation, once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=MemberRole, default=MemberRole.STAFF)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="one_membership_per_person")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.organisation_id}"
