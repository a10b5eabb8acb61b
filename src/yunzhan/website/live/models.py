"""What was said in groups, copied from the gateway's log, and the rules moderators made. The log orders; this follows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from yunzhan.website.live.choices import RestrictionKind


class GroupMessage(models.Model):
    """One message of a group; `seq` is the log's number, `person` the public id of who said it.

    `reply` is the number it answers or 0; `marks` is what the search finds it by (products.marks), mirrored as there.
    """

    group = models.CharField(_("group"), max_length=120)
    seq = models.PositiveBigIntegerField()
    said_at = models.DateTimeField(_("said at"))
    person = models.CharField(_("person"), max_length=40, db_index=True)
    name = models.CharField(_("name"), max_length=40)
    flags = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("text"))
    reply = models.PositiveBigIntegerField(default=0)
    attachment = models.CharField(max_length=255, blank=True, default="")
    edited = models.BooleanField(default=False)
    marks = models.TextField(default="", editable=False)

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


class GroupRules(models.Model):
    """What hosts set for a group: who may speak, and how often. A group without a row is open and not slowed."""

    group = models.CharField(_("group"), max_length=120, primary_key=True)
    fair = models.ForeignKey("fairs.Fair", on_delete=models.CASCADE, related_name="group_rules")
    read_only = models.BooleanField(_("only hosts speak"), default=False)
    slow_seconds = models.PositiveSmallIntegerField(_("seconds between two messages"), default=0)

    class Meta:
        verbose_name = _("rules of a group")
        verbose_name_plural = _("rules of groups")
        ordering = ["group"]

    def __str__(self) -> str:
        return self.group


class Announcement(models.Model):
    """What an organiser told everybody of a fair at once."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.CASCADE, related_name="announcements")
    text = models.CharField(_("text"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="announcements")
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.text


class ReadMark(models.Model):
    """Up to which number somebody has read a group. One row for a person and a group; nothing is kept for a message."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks")
    group = models.CharField(_("group"), max_length=120)
    seq = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("read mark")
        verbose_name_plural = _("read marks")
        ordering = ["person", "group"]
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="one_mark_per_group")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.group} {self.seq}"
