"""What was said in groups, copied from the gateway's log for search, export and erasure. The log orders; this follows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupMessage(models.Model):
    """One message of a group; `seq` is the log's number, `person` the public id of who said it."""

    group = models.CharField(_("group"), max_length=120)
    seq = models.PositiveBigIntegerField()
    said_at = models.DateTimeField(_("said at"))
    person = models.CharField(_("person"), max_length=40, db_index=True)
    name = models.CharField(_("name"), max_length=40)
    flags = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("group message")
        verbose_name_plural = _("group messages")
        ordering = ["group", "seq"]
        constraints = [models.UniqueConstraint(fields=["group", "seq"], name="one_message_per_number")]

    def __str__(self) -> str:
        return f"{self.group} {self.seq}"
