"""The fixed word lists of the live app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RestrictionKind(models.TextChoices):
    """What a person may not do; `erased` keeps the old pass of somebody who left from opening a door again."""

    MUTE = "mute", _("muted")
    BAN = "ban", _("shut out")
    ERASED = "erased", _("erased")
