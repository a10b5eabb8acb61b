"""What was said in groups, copied from the gateway's log, and the rules moderators made. The log orders; this follows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from yunzhan.website.live.choices import RestrictionKind


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


class GroupCopy(models.Model):
    """How far a group is copied: every message up to the number `through` is here, or was removed. Also the lock of a copy."""

    group = models.CharField(_("group"), max_length=120, primary_key=True)
    through = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("copied group")
        verbose_name_plural = _("copied groups")
        ordering = ["group"]

    def __str__(self) -> str:
        return f"{self.group} {self.through}"


class Removal(models.Model):
    """A message that was taken away: it is never copied again, and the log is told until it has said that it heard."""

    group = models.CharField(_("group"), max_length=120)
    seq = models.PositiveBigIntegerField()
    removed_at = models.DateTimeField(_("removed at"), auto_now_add=True)
    heard = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("removal")
        verbose_name_plural = _("removals")
        ordering = ["group", "seq"]
        constraints = [models.UniqueConstraint(fields=["group", "seq"], name="one_removal_per_number")]
        indexes = [models.Index(fields=["group", "seq"], name="unheard", condition=models.Q(heard=False))]

    def __str__(self) -> str:
        return f"{self.group} {self.seq}"


class Restriction(models.Model):
    """What a moderator forbade somebody: at one fair, or at all when `fair` is empty; for good when `until` is.

    `person` is a public id and no foreign key: guests are tidied away, scripted visitors are no rows at all.
    """

    fair = models.ForeignKey("fairs.Fair", on_delete=models.CASCADE, null=True, blank=True, related_name="restrictions")
    person = models.CharField(_("person"), max_length=40, db_index=True)
    kind = models.CharField(_("kind"), max_length=8, choices=RestrictionKind)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="restrictions_made"
    )

    class Meta:
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "person", "kind"], name="one_restriction_per_fair"),
            models.UniqueConstraint(
                fields=["person", "kind"], name="one_restriction_everywhere", condition=models.Q(fair=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind}"
