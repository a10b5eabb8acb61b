"""Halls, the versions of their floor plans, and the booths on them. Who stands on a booth is the exhibitors app's."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yunzhan.website.halls.choices import Character, Facing


class BoothTemplate(models.Model):
    """A furnished booth design the 3D hall can build."""

    slug = models.SlugField(primary_key=True, max_length=20)
    name = models.CharField(_("name"), max_length=80)
    smallest_side_m = models.FloatField(_("smallest side in metres"))

    class Meta:
        verbose_name = _("booth template")
        verbose_name_plural = _("booth templates")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class Hall(models.Model):
    """A room of a fair; origin of its coordinates is the north-west corner, x east, z south, metres."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.CASCADE, related_name="halls", verbose_name=_("fair"))
    slug = models.SlugField(max_length=20)
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=120)
    summary = models.CharField(_("summary"), max_length=400, blank=True)
    character = models.CharField(max_length=12, choices=Character, default=Character.DAYLIGHT)
    width_m = models.FloatField(_("width in metres"))
    depth_m = models.FloatField(_("depth in metres"))
    height_m = models.FloatField(_("height in metres"), default=12.0)

    class Meta:
        verbose_name = _("hall")
        verbose_name_plural = _("halls")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["fair", "slug"], name="one_hall_per_slug")]

    def __str__(self) -> str:
        return self.name


class FloorPlan(models.Model):
    """One version of where a hall's booths are. The newest published one counts; the older ones stay."""

    hall = models.ForeignKey(Hall, on_delete=models.CASCADE, related_name="floor_plans", verbose_name=_("hall"))
    version = models.PositiveIntegerField(_("version"))
    published = models.BooleanField(_("published"), default=False)
    drawing = models.JSONField(_("drawing"), default=dict)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("floor plan")
        verbose_name_plural = _("floor plans")
        ordering = ["hall", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["hall", "version"], name="one_floor_plan_per_version"),
            models.UniqueConstraint(
                fields=["hall"], condition=models.Q(published=True), name="one_published_floor_plan_per_hall"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall_id}/{self.version}"


class Booth(models.Model):
    """A numbered place; x and z are its centre, width runs along x and depth along z, whatever way it faces."""

    floor_plan = models.ForeignKey(FloorPlan, on_delete=models.CASCADE, related_name="booths")
    number = models.CharField(_("number"), max_length=10)
    x_m = models.FloatField()
    z_m = models.FloatField()
    width_m = models.FloatField(_("width in metres"))
    depth_m = models.FloatField(_("depth in metres"))
    facing = models.CharField(_("facing"), max_length=1, choices=Facing)
    template = models.ForeignKey(BoothTemplate, on_delete=models.PROTECT, related_name="booths")

    class Meta:
        verbose_name = _("booth")
        verbose_name_plural = _("booths")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["floor_plan", "number"], name="one_booth_per_number")]

    def __str__(self) -> str:
        return self.number
