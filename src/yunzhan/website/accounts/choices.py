"""The fixed word lists of the accounts app."""

from django.db import models
from django.utils.translation import gettext_lazy as _

DISPLAY_NAME_LONGEST = 24


class MemberRole(models.TextChoices):
    """What a person is in an organisation."""

    MANAGER = "manager", _("Manager")
    STAFF = "staff", _("Staff")
