"""Pages of booth designs: the exhibitor's editor and the organiser's review. What a design may be is the actions'."""

from collections.abc import Callable
from functools import wraps

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from rules.permissions import has_perm

from yunzhan.website.accounts.models import Person
from yunzhan.website.accounts.signed_in import with_account
from yunzhan.website.booths.actions import (
    NotYourReview,
    publish_design,
    restore_design,
    return_design,
    save_design,
    submit_design,
    withdraw_design,
)
from yunzhan.website.booths.budget import budget_of
from yunzhan.website.booths.choices import DesignState
from yunzhan.website.booths.forms import BringForm, DesignForm, ReturnForm
from yunzhan.website.booths.models import BoothDesign
from yunzhan.website.booths.queries import design_of, designs_of, designs_to_review, look_of, look_without_design
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.products.desk import for_staff, shown
from yunzhan.website.products.views import show_exhibitor
from yunzhan.website.shared.asked import page_asked
from yunzhan.website.shared.paging import page_of
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.word_fields import propose_scripts, say_beside
from yunzhan.website.uploads.actions import receive_upload

LONGEST_STAMP = 40
VERSIONS_SHOWN = 20


def editor(
    request: HttpRequest,
    exhibitor: Exhibitor,
    form: DesignForm | None = None,
    *,
    bring: BringForm | None = None,
    status: int = 200,
    proposed: bool = False,
) -> HttpResponse:
    """The editor, filled with the newest version when there is no `form`; that version as a picture, and those before it."""
    versions = list(designs_of(exhibitor)[:VERSIONS_SHOWN])
    newest = versions[0] if versions else None
    look = look_of(newest) if newest else look_without_design(exhibitor)
    return shown(
        request,
        "booth",
        exhibitor,
        status=status,
        form=form or DesignForm(initial=DesignForm.initial_of(look), exhibitor=exhibitor),
        tab="booth",
        newest=newest,
        look=look,
        budget=budget_of(look),
        bring=BringForm() if bring is None else bring,
        versions=versions,
        seen=newest.stamp if newest else "",
        in_review=newest is not None and newest.state == DesignState.SUBMITTED,
        proposed=proposed,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def edit_design(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """The draft of the booth's design; `submit` hands it to the organiser in the same step."""
    if request.method != "POST":
        return editor(request, exhibitor)
    if "propose" in request.POST:
        proposed = DesignForm(initial=propose_scripts(request.POST.dict(), "fascia"), exhibitor=exhibitor)
        return editor(request, exhibitor, proposed, proposed=True)
    form = DesignForm(request.POST, exhibitor=exhibitor)
    status = 422
    if form.is_valid():
        try:
            saved = save_design(exhibitor, form.wish(), seen=request.POST.get("seen", "")[:LONGEST_STAMP])
            if "submit" in request.POST:
                submit_design(exhibitor, seen=saved.stamp)
        except Refusal as refusal:
            say_beside(form, refusal)
            status = refusal.status
        else:
            said = _("Handed in. The fair's organiser looks at it now.") if "submit" in request.POST else None
            messages.success(request, said or _("Saved as a draft. Visitors do not see it yet."))
            return redirect("desk-booth", fair=exhibitor.fair.slug, slug=exhibitor.slug)
    return editor(request, exhibitor, form, status=status)


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})
@for_staff
def preview_design(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponseBase:
    """The exhibitor's page as it would be with the newest version; the editor shows it in a frame."""
    newest = designs_of(exhibitor).first()
    look = look_of(newest) if newest else None
    return show_exhibitor(request, exhibitor.fair.slug, exhibitor.slug, look_of=lambda _: look, is_draft=True)


@require_POST
@for_staff
def bring_file(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """Takes a file in; once it is checked the form offers it. For browsers without script: the editor brings files itself."""
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return editor(request, exhibitor, bring=form, status=422)
    try:
        receive_upload(exhibitor, request.user if isinstance(request.user, Person) else None, form.cleaned_data["file"])
    except Refusal as refusal:
        say_beside(form, refusal)
        return editor(request, exhibitor, bring=form, status=refusal.status)
    messages.success(request, _("The file is being checked. In a moment it can be chosen below."))
    return redirect("desk-booth", fair=exhibitor.fair.slug, slug=exhibitor.slug)


@require_POST
@for_staff
def restore(request: HttpRequest, exhibitor: Exhibitor, version: int) -> HttpResponse:
    """Makes an older version the draft."""
    try:
        restore_design(exhibitor, version, seen=request.POST.get("seen", "")[:LONGEST_STAMP])
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Version %(version)s is your draft now.") % {"version": version})
    return redirect("desk-booth", fair=exhibitor.fair.slug, slug=exhibitor.slug)


@require_POST
@for_staff
def withdraw(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """Takes back what waits for review, to change it."""
    try:
        withdraw_design(exhibitor, seen=request.POST.get("seen", "")[:LONGEST_STAMP])
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Taken back. You can change it and hand it in again."))
    return redirect("desk-booth", fair=exhibitor.fair.slug, slug=exhibitor.slug)


def for_reviewers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view for those who review; others are refused, nobody and guests go to the sign-in page."""

    @wraps(view)
    @with_account
    def answer(request: HttpRequest, person: Person, /, fair: str, **others: object) -> HttpResponseBase:
        here = fair_of(fair)
        if not has_perm("booths.review_designs", person, here):
            raise NotYourReview
        return view(request, here, **others)

    return answer


@require_safe
@for_reviewers
def list_designs(request: HttpRequest, fair: Fair) -> HttpResponse:
    """The designs that wait for an answer."""
    page = page_of(designs_to_review(fair), page_asked(request))
    return render(request, "booths/designs.html", {"fair": fair, "page": page, "section": "hosting"})


def review(
    request: HttpRequest, fair: Fair, design: BoothDesign, form: ReturnForm, *, status: int = 200
) -> HttpResponse:
    look = look_of(design)
    told = {
        "fair": fair,
        "design": design,
        "look": look,
        "budget": budget_of(look),
        "waits": design.state == DesignState.SUBMITTED,
        "form": form,
        "section": "hosting",
    }
    return render(request, "booths/design.html", told, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def review_design(request: HttpRequest, fair: Fair, pk: int) -> HttpResponse:
    """One design, to publish or to return with a remark."""
    design = design_of(fair, pk)
    if request.method != "POST":
        return review(request, fair, design, ReturnForm())
    publishes = "publish" in request.POST
    form = ReturnForm(request.POST)
    if not publishes and not form.is_valid():
        return review(request, fair, design, form, status=422)
    try:
        if publishes:
            publish_design(design)
        else:
            return_design(design, remark=form.cleaned_data["remark"])
    except Refusal as refusal:
        if not publishes:
            say_beside(form, refusal)
            return review(request, fair, design, form, status=refusal.status)
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Visitors see it now.") if publishes else _("Returned with your remark."))
    return redirect("designs", fair=fair.slug)
