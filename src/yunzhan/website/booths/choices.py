"""The fixed word lists of the booths app. The designs one can choose from are the halls app's booth templates."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DesignState(models.TextChoices):
    """From typed to seen. Returned and replaced ones stay as they were: one goes on from them with a new version."""

    DRAFT = "draft", _("Not handed in yet")
    SUBMITTED = "submitted", _("Waiting for review")
    RETURNED = "returned", _("Returned")
    PUBLISHED = "published", _("In the hall")
    REPLACED = "replaced", _("Replaced")


OPEN_STATES = (DesignState.DRAFT, DesignState.SUBMITTED)


class Slot(models.TextChoices):
    """Where a file of the exhibitor shows on its booth and on its page."""

    LOGO = "logo", _("Logo")
    POSTER = "poster", _("Poster")
    VIDEO = "video", _("Video")
    BROCHURE = "brochure", _("Brochure")
