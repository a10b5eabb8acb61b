"""The fixed word lists of the uploads app: what a file can be, and how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UploadKind(models.TextChoices):
    """What a file is, by its content; the name it came with only has to agree."""

    PICTURE = "picture", _("Picture")
    DRAWING = "drawing", _("Drawing")
    MODEL = "model", _("3D model")
    BROCHURE = "brochure", _("Brochure")
    VIDEO = "video", _("Video")


class UploadState(models.TextChoices):
    """From brought to usable. A refused file is deleted; its row stays to say why."""

    WAITING = "waiting", _("Waiting")
    CHECKING = "checking", _("Being checked")
    OPTIMISING = "optimising", _("Being made lighter")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Refused")


IN_WORK = (UploadState.CHECKING, UploadState.OPTIMISING)
UNFINISHED = (UploadState.WAITING, *IN_WORK)
