"""The fixed word lists of the fairs app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FairStatus(models.TextChoices):
    """Where a fair is in its life; visitors see it while it is open."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Role(models.TextChoices):
    """What a person is at a fair."""

    ORGANISER = "organiser", _("Organiser")
    DELEGATION_OFFICER = "delegation_officer", _("Delegation officer")
    HOST = "host", _("Host")
    EXHIBITOR_MANAGER = "exhibitor_manager", _("Exhibitor manager")
    BOOTH_STAFF = "booth_staff", _("Booth staff")
