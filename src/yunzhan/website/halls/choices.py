"""The fixed word lists of the halls app. What a hall holds is in models."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Facing(models.TextChoices):
    """Where a booth's front looks on the plan; north is up."""

    NORTH = "n", _("North")
    EAST = "e", _("East")
    SOUTH = "s", _("South")
    WEST = "w", _("West")


class Character(models.TextChoices):
    """How the hall is lit and furnished in 3D."""

    DAYLIGHT = "daylight", _("Daylight")
    EVENING = "evening", _("Evening")
    STUDIO = "studio", _("Studio")


BOOTH_TEMPLATES = ("shell", "frame", "tower", "pavilion", "island", "portal", "market", "garden")
