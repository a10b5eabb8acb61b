"""The fixed word lists of the exhibitors app. Industries are data, see data/README.md."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExhibitorStatus(models.TextChoices):
    ACTIVE = "active", _("Active")
    WITHDRAWN = "withdrawn", _("Withdrawn")
