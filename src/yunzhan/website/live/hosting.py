"""Pages of those who keep order at a fair: its conversations and their rules, what was said, who is shut out, announcements."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunzhan.website.accounts.models import Person
from yunzhan.website.accounts.signed_in import with_account
from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.live.actions import (
    GroupElsewhere,
    ban_person,
    check_announcer,
    check_moderator,
    lift_restriction,
    make_announcement,
    mute_person,
    remove_messages,
    set_group_rules,
)
from yunzhan.website.live.choices import RestrictionKind
from yunzhan.website.live.hosting_forms import AnnouncementForm, GroupRulesForm
from yunzhan.website.live.message_search import found_messages
from yunzhan.website.live.models import Announcement, GroupMessage, GroupRules
from yunzhan.website.live.queries import (
    conversations_of,
    is_announcer,
    names_of,
    presence_of,
    restrictions_at,
    said_at_fair,
)
from yunzhan.website.shared.asked import choice_asked, page_asked, words_asked
from yunzhan.website.shared.paging import Page, fit_page, page_of
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.sheets import is_sheet_asked, sheet
from yunzhan.website.shared.word_fields import say_beside

ROWS = 50
MOST_FOUND = 1_000
MUTE_MINUTES = 10
RESTRICTION_SORTS = {"since": ("-since", "pk"), "person": ("person", "pk"), "kind": ("kind", "-since")}


def keeping_order(
    check: Callable[[Person, Fair], None],
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view for those whom `check` lets through; nobody and guests go to the sign-in page."""

    def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        @with_account
        def answer(request: HttpRequest, person: Person, /, fair: str, **others: object) -> HttpResponseBase:
            here = fair_of(fair)
            check(person, here)
            return view(request, here, person, **others)

        return answer

    return guarded


for_hosts = keeping_order(check_moderator)
for_organisers = keeping_order(check_announcer)


def shown(
    request: HttpRequest, template: str, fair: Fair, by: Person, status: int = 200, **context: Any
) -> HttpResponse:
    told = {"fair": fair, "tab": template, "may_announce": is_announcer(by, fair), "section": "hosting"}
    return render(request, f"live/hosting_{template}.html", told | context, status=status)


@require_safe
@for_hosts
def list_conversations(request: HttpRequest, fair: Fair, by: Person) -> HttpResponse:
    """The fair's conversations with their rules and how much was said in each."""
    return shown(
        request, "groups", fair, by, page=conversations_of(fair, page_asked(request)), presence=presence_of(fair)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_hosts
def change_rules(request: HttpRequest, fair: Fair, by: Person, group: str) -> HttpResponse:
    """The rules of one conversation."""
    names = names_of(fair)
    if group not in names:
        raise GroupElsewhere
    now = GroupRules.objects.filter(group=group).first()
    initial = {"read_only": now.read_only, "slow_seconds": now.slow_seconds} if now else None
    form = GroupRulesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_group_rules(fair, group, **form.cleaned_data, by=by)
        except Refusal as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved. Everybody in the conversation knows at once."))
            return redirect("hosting", fair=fair.slug)
    status = 422 if form.is_bound else 200
    return shown(request, "rules", fair, by, status=status, form=form, name=names[group])


@require_safe
@for_hosts
def list_said(request: HttpRequest, fair: Fair, by: Person) -> HttpResponseBase:
    """What was said at the fair, newest first, by words and conversation."""
    names = names_of(fair)
    group, words = choice_asked(request, "group", names), words_asked(request)
    groups = [group] if group else list(names)
    if words:
        found = found_messages(groups, words, before=None, limit=MOST_FOUND)
        number, pages = fit_page(page_asked(request), len(found), ROWS)
        page = Page(found[(number - 1) * ROWS : number * ROWS], len(found), number, pages)
    else:
        page = page_of(said_at_fair(groups), page_asked(request), ROWS)
    if is_sheet_asked(request):
        return said_sheet(found if words else said_at_fair(groups).iterator(), names)
    rows = [(row, names.get(row.group, row.group)) for row in page.items]
    return shown(request, "said", fair, by, page=page, rows=rows, names=names.items(), group=group, q=words)


def said_sheet(rows: Iterable[GroupMessage], names: dict[str, str]) -> HttpResponseBase:
    head = (_("Time"), _("Conversation"), _("name"), _("text"))
    told = ((row.said_at.isoformat(), names.get(row.group, row.group), row.name, row.text) for row in rows)
    return sheet("said", head, told)


@require_POST
@for_hosts
def act_on_said(request: HttpRequest, fair: Fair, by: Person, pk: int) -> HttpResponse:
    """Takes a message away, or mutes or shuts out who said it: the button pressed says which."""
    row = GroupMessage.objects.filter(pk=pk, group__in=names_of(fair)).first()
    if row is not None:
        try:
            if "remove" in request.POST:
                remove_messages(fair, row.group, [row.seq], by=by)
                messages.success(request, _("The message is gone from every screen."))
            elif "mute" in request.POST:
                mute_person(fair, row.person, timezone.now() + timedelta(minutes=MUTE_MINUTES), by=by)
                messages.success(request, _("%(name)s is muted for ten minutes.") % {"name": row.name})
            elif "ban" in request.POST:
                ban_person(fair, row.person, by=by)
                messages.success(request, _("%(name)s is shut out of this fair.") % {"name": row.name})
        except Refusal as refusal:
            messages.error(request, refusal.message)
    return redirect("hosting-said", fair=fair.slug)


@require_safe
@for_hosts
def list_restrictions(request: HttpRequest, fair: Fair, by: Person) -> HttpResponseBase:
    """Who is muted or shut out at the fair now."""
    kind = choice_asked(request, "kind", (RestrictionKind.MUTE.value, RestrictionKind.BAN.value))
    sort = choice_asked(request, "sort", RESTRICTION_SORTS, "since")
    rows = restrictions_at(fair, kind=kind).order_by(*RESTRICTION_SORTS[sort])
    if is_sheet_asked(request):
        head = (_("name"), _("kind"), _("since"), _("until"))
        told = (
            (getattr(row, "name", "") or row.person, row.get_kind_display(), row.since, row.until or "") for row in rows
        )
        return sheet("restrictions", head, told)
    return shown(request, "restrictions", fair, by, page=page_of(rows, page_asked(request), ROWS), kind=kind, sort=sort)


@require_POST
@for_hosts
def lift(request: HttpRequest, fair: Fair, by: Person, person: str, kind: str) -> HttpResponse:
    """Ends a mute or a ban."""
    lift_restriction(fair, person, kind, by=by)
    return redirect("hosting-restrictions", fair=fair.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@for_organisers
def announce_to_all(request: HttpRequest, fair: Fair, by: Person) -> HttpResponse:
    """Tells everybody who is at the fair something, and lists what was told before."""
    form = AnnouncementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            make_announcement(fair, form.cleaned_data["text"], by=by)
        except Refusal as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Said to everybody."))
            return redirect("hosting-announce", fair=fair.slug)
    before = Announcement.objects.filter(fair=fair).select_related("by")
    page = page_of(before, page_asked(request), ROWS)
    status = 422 if form.is_bound else 200
    return shown(request, "announce", fair, by, status=status, form=form, page=page, presence=presence_of(fair))
