"""A fair (one edition), its delegations and the roles people have at it. Halls and exhibitors are apps above."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.models import Person
from yunzhan.website.fairs.choices import FairStatus, Role


class Fair(models.Model):
    """One edition of a fair."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    tagline = models.CharField(_("tagline"), max_length=240, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Shanghai")
    region = models.CharField(
        _("region"),
        max_length=2,
        default="CN",
        help_text=_("Two letters as in ISO 3166: where phone numbers are from."),
    )
    status = models.CharField(_("status"), max_length=10, choices=FairStatus, default=FairStatus.DRAFT)

    class Meta:
        verbose_name = _("fair")
        verbose_name_plural = _("fairs")
        ordering = ["-starts_on", "slug"]

    def __str__(self) -> str:
        return self.name


class Delegation(models.Model):
    """The exhibitors one city or association brings to a fair."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="delegations")
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["fair", "pk"]

    def __str__(self) -> str:
        return self.name


class FairRole(models.Model):
    """A person's role at a fair."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="fair_roles")
    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("role at a fair")
        verbose_name_plural = _("roles at a fair")
        constraints = [models.UniqueConstraint(fields=["person", "fair", "role"], name="one_row_per_role")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.fair_id}"
