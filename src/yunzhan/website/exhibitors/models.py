"""Exhibitors (an organisation at one fair), their industry and their place on a booth. Products are the app above."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from yunzhan.website.exhibitors.choices import ExhibitorStatus


class Industry(models.Model):
    """A row of the one table onto which GB/T 4754 divisions and the exchange's industry groups are mapped."""

    code = models.SlugField(primary_key=True, max_length=20)
    name = models.CharField(_("name"), max_length=80)
    gbt_codes = models.CharField("GB/T 4754", max_length=80, blank=True)
    exchange_groups = models.CharField(_("exchange groups"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("industry")
        verbose_name_plural = _("industries")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Exhibitor(models.Model):
    """An organisation at a fair. `name` is the one on its board: the organisation's own may change later."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.CASCADE, related_name="exhibitors")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="exhibitors")
    delegation = models.ForeignKey(
        "fairs.Delegation", on_delete=models.SET_NULL, null=True, blank=True, related_name="exhibitors"
    )
    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, related_name="exhibitors")
    slug = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=160)
    short_name = models.CharField(_("name on the board"), max_length=60, blank=True)
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    profile = models.TextField(_("profile"), blank=True)
    accent = models.CharField(
        _("accent colour"), max_length=7, default="#2f6f8f", validators=[RegexValidator(r"^#[0-9a-f]{6}$")]
    )
    status = models.CharField(
        _("status"), max_length=12, choices=ExhibitorStatus, default=ExhibitorStatus.ACTIVE, db_index=True
    )
    is_sample = models.BooleanField(_("sample"), default=False)
    source_note = models.CharField(_("source note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("exhibitor")
        verbose_name_plural = _("exhibitors")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "slug"], name="one_exhibitor_per_slug"),
            models.UniqueConstraint(fields=["fair", "organisation"], name="one_exhibitor_per_organisation"),
        ]

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """An exhibitor stands on a booth: one booth each, one exhibitor each."""

    exhibitor = models.OneToOneField(Exhibitor, on_delete=models.CASCADE, related_name="placement")
    booth = models.OneToOneField("halls.Booth", on_delete=models.CASCADE, related_name="placement")

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")

    def __str__(self) -> str:
        return f"{self.exhibitor_id} → {self.booth_id}"
