"""The forms of those who keep order at a fair: a group's rules, an announcement. What may be is the actions' to refuse."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yunzhan.website.live.actions import LONGEST_ANNOUNCEMENT, SLOWEST_SECONDS


class GroupRulesForm(forms.Form):
    """Who may speak in a group, and how often."""

    read_only = forms.BooleanField(
        label=_("Only hosts speak"), required=False, help_text=_("Everybody reads; nobody else can write.")
    )
    slow_seconds = forms.IntegerField(
        label=_("Seconds between two messages of one person"),
        min_value=0,
        max_value=SLOWEST_SECONDS,
        initial=0,
        help_text=_("0 lets everybody write as they like."),
    )


class AnnouncementForm(forms.Form):
    """One text for everybody who is at the fair now."""

    text = forms.CharField(
        label=_("Announcement"),
        max_length=LONGEST_ANNOUNCEMENT,
        help_text=_("Everybody at the fair reads it at once, in the language you write. It cannot be taken back."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
