"""Booth designs, version by version, what stands in their places and which files they show.

Booths and their templates are the halls app's, files the uploads app's.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yunzhan.website.booths.choices import OPEN_STATES, DesignState, Slot


class BoothDesign(models.Model):
    """One version of how an exhibitor's booth looks. Only the published one is ever shown to visitors."""

    exhibitor = models.ForeignKey("exhibitors.Exhibitor", on_delete=models.CASCADE, related_name="booth_designs")
    version = models.PositiveIntegerField(_("version"))
    saves = models.PositiveIntegerField(_("times saved"), default=1)
    state = models.CharField(_("status"), max_length=12, choices=DesignState, default=DesignState.DRAFT)
    template = models.ForeignKey("halls.BoothTemplate", on_delete=models.PROTECT, related_name="designs")
    accent = models.CharField(_("accent colour"), max_length=7)
    fascia = models.CharField(_("fascia text"), max_length=60, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("booth design")
        verbose_name_plural = _("booth designs")
        ordering = ["exhibitor", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["exhibitor", "version"], name="one_design_per_version"),
            models.UniqueConstraint(
                fields=["exhibitor"], condition=models.Q(state__in=OPEN_STATES), name="one_open_design_per_exhibitor"
            ),
            models.UniqueConstraint(
                fields=["exhibitor"],
                condition=models.Q(state=DesignState.PUBLISHED),
                name="one_published_design_per_exhibitor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exhibitor_id}/{self.version}"

    @property
    def stamp(self) -> str:
        """Version, saves and state: what a page has seen, to tell whether somebody changed it since."""
        return f"{self.version}.{self.saves}.{self.state}"


class DesignPlace(models.Model):
    """A place of a design (plinth, screen or poster, in the template's order) with the product that stands there."""

    design = models.ForeignKey(BoothDesign, on_delete=models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField(_("position"))
    product = models.ForeignKey("products.Product", on_delete=models.CASCADE, related_name="design_places")

    class Meta:
        verbose_name = _("place of a design")
        verbose_name_plural = _("places of a design")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["design", "position"], name="one_product_per_place"),
            models.UniqueConstraint(fields=["design", "product"], name="one_place_per_product"),
        ]

    def __str__(self) -> str:
        return f"{self.design_id}/{self.position}"


class DesignFile(models.Model):
    """A file in a slot of a design, by its position there. A file that any version shows cannot be deleted."""

    design = models.ForeignKey(BoothDesign, on_delete=models.CASCADE, related_name="files")
    slot = models.CharField(_("slot"), max_length=10, choices=Slot)
    position = models.PositiveSmallIntegerField(_("position"))
    upload = models.ForeignKey("uploads.Upload", on_delete=models.RESTRICT, related_name="design_files")

    class Meta:
        verbose_name = _("file of a design")
        verbose_name_plural = _("files of a design")
        ordering = ["slot", "position"]
        constraints = [
            models.UniqueConstraint(fields=["design", "slot", "position"], name="one_file_per_slot_position"),
            models.UniqueConstraint(fields=["design", "slot", "upload"], name="one_slot_position_per_file"),
        ]

    def __str__(self) -> str:
        return f"{self.design_id}/{self.slot}/{self.position}"
