"""Files that exhibitors bring, and how far each has come. The row is also the queue: nothing else says what waits."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yunzhan.website.uploads.choices import UNFINISHED, UploadKind, UploadState

KEY_BYTES = 12


def new_key() -> str:
    """A random name that cannot be guessed: 16 letters, 96 bits."""
    return secrets.token_urlsafe(KEY_BYTES)


class Upload(models.Model):
    """A file of an exhibitor. Its bytes lie in the data folder under `sha256`, once for all uploads of the same content.

    `result` is what the check made: width, height, levels (file, bytes, triangles), thumbnail,
    of a brochure pages and drawn; see checks.
    `limit` and `found` fill the sentence of the refusal. `busy_until`: whoever works on it has said so until then.
    """

    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    exhibitor = models.ForeignKey("exhibitors.Exhibitor", on_delete=models.CASCADE, related_name="uploads")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="uploads"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=UploadKind)
    name = models.CharField(_("file name"), max_length=120)
    size = models.PositiveIntegerField(_("size in bytes"))
    stored = models.PositiveIntegerField(_("stored bytes"), default=0)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("status"), max_length=10, choices=UploadState, default=UploadState.WAITING)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    refusal = models.CharField(_("refusal"), max_length=40, blank=True)
    limit = models.CharField(max_length=80, blank=True)
    found = models.CharField(max_length=80, blank=True)
    result = models.JSONField(default=dict, blank=True)
    is_public = models.BooleanField(_("visitors may see it"), default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    busy_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("brought at"), default=timezone.now)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["created_at"], condition=models.Q(state__in=UNFINISHED), name="uploads_in_work"),
            models.Index(fields=["sha256"], name="uploads_by_content"),
        ]

    def __str__(self) -> str:
        return self.name
