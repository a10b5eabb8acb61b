"""The exhibitor's desk: pages on which its people change its texts, its staff and its products. Visitors' pages are views."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from rules.permissions import has_perm

from yunzhan.website.accounts.models import Person
from yunzhan.website.accounts.phones import regions_around
from yunzhan.website.accounts.queries import account_of
from yunzhan.website.accounts.signed_in import with_account
from yunzhan.website.exhibitors.actions import (
    NoSuchAccount,
    NotYourExhibitor,
    NotYourStaff,
    add_staff,
    change_exhibitor,
    remove_staff,
)
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.queries import exhibitor_of, exhibitors_staffed_by, staff_of
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.products.actions import (
    ProductDraft,
    add_product,
    change_product,
    store_picture,
    withdraw_product,
)
from yunzhan.website.products.desk_forms import ExhibitorForm, ProductForm, StaffForm
from yunzhan.website.products.models import Product
from yunzhan.website.products.queries import product_of, products_of
from yunzhan.website.shared.asked import choice_asked, page_asked, words_asked
from yunzhan.website.shared.paging import page_of
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.sheets import is_sheet_asked, sheet
from yunzhan.website.shared.word_fields import propose_scripts, say_beside, words_in

ROWS = 50
PRODUCT_SORTS = {"position": ("position", "pk"), "name": ("name", "pk"), "category": ("category__position", "pk")}
STAFF_SORTS = {"role": ("-is_manager", "display_name", "pk"), "name": ("display_name", "pk")}
LARGEST_PICTURE_READ = 2_000_001  # one byte more than a picture may have, to see that it has more


def at_the_desk(
    permission: str, refusal: type[Refusal]
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view of one exhibitor for those who may; others are refused, nobody and guests go to the sign-in page."""

    def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        @with_account
        def answer(request: HttpRequest, person: Person, /, fair: str, slug: str, **others: object) -> HttpResponseBase:
            exhibitor = exhibitor_of(fair_of(fair), slug)
            if not has_perm(permission, person, exhibitor):
                raise refusal
            return view(request, exhibitor, **others)

        return answer

    return guarded


for_staff = at_the_desk("exhibitors.change_exhibitor", NotYourExhibitor)
for_managers = at_the_desk("exhibitors.choose_staff", NotYourStaff)


def shown(
    request: HttpRequest, template: str, exhibitor: Exhibitor, status: int = 200, **context: object
) -> HttpResponse:
    """A page of the desk; `may_choose_staff` decides whether its tabs show the staff."""
    told = {
        "fair": exhibitor.fair,
        "exhibitor": exhibitor,
        "section": "exhibitors",
        "may_choose_staff": has_perm("exhibitors.choose_staff", request.user, exhibitor),
    }
    return render(request, f"products/desk_{template}.html", told | context, status=status)


@require_safe
@with_account
def list_desks(request: HttpRequest, person: Person, fair: str) -> HttpResponse:
    """The exhibitors somebody works for; with one, straight to its desk."""
    here = fair_of(fair)
    page = page_of(exhibitors_staffed_by(person, here), page_asked(request))
    if page.total == 1:
        return redirect("desk", fair=here.slug, slug=page.items[0].slug)
    return render(request, "products/desks.html", {"fair": here, "page": page, "section": "exhibitors"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def change_texts(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """The exhibitor's texts and colour."""
    if request.method != "POST":
        return shown(request, "texts", exhibitor, form=ExhibitorForm(initial=ExhibitorForm.shown(exhibitor)))
    if "propose" in request.POST:
        proposed = propose_scripts(request.POST.dict(), *ExhibitorForm.TEXTS)
        return shown(request, "texts", exhibitor, form=ExhibitorForm(initial=proposed), proposed=True)
    form = ExhibitorForm(request.POST)
    if form.is_valid():
        texts = {name: words_in(form.cleaned_data, name) for name in ExhibitorForm.TEXTS}
        try:
            change_exhibitor(exhibitor, accent=form.cleaned_data["accent"], **texts)
        except Refusal as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved. Visitors see it from now on."))
            return redirect("desk", fair=exhibitor.fair.slug, slug=exhibitor.slug)
    return shown(request, "texts", exhibitor, status=422, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def choose_staff(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponseBase:
    """Who works for the exhibitor at this fair, as a list, and a form to add somebody."""
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = account_of(form.cleaned_data["contact"], regions_around(exhibitor.fair.region))
            if person is None:
                raise NoSuchAccount(field="contact")
            add_staff(exhibitor, person, role=form.cleaned_data["role"])
        except Refusal as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("%(name)s works here now.") % {"name": person.display_name})
            return redirect("desk-staff", fair=exhibitor.fair.slug, slug=exhibitor.slug)
    words, sort = words_asked(request), choice_asked(request, "sort", STAFF_SORTS, "role")
    people = staff_of(exhibitor).filter(display_name__icontains=words).order_by(*STAFF_SORTS[sort])
    if is_sheet_asked(request):
        roles = {True: _("Exhibitor manager"), False: _("Booth staff")}
        rows = ((row.display_name, row.email, row.phone, roles[getattr(row, "is_manager", False)]) for row in people)
        return sheet(f"{exhibitor.slug}-staff", (_("name"), _("e-mail"), _("phone"), _("Role")), rows)
    page = page_of(people, page_asked(request), ROWS)
    status = 422 if form.is_bound else 200
    return shown(request, "staff", exhibitor, status=status, form=form, page=page, q=words, sort=sort, tab="staff")


@require_POST
@for_managers
def take_staff_away(request: HttpRequest, exhibitor: Exhibitor, person: str) -> HttpResponse:
    """Takes the booth from somebody."""
    found = staff_of(exhibitor).filter(public_id=person).first()
    if found is not None:
        try:
            remove_staff(exhibitor, found)
        except Refusal as refusal:
            messages.error(request, refusal.message)
    return redirect("desk-staff", fair=exhibitor.fair.slug, slug=exhibitor.slug)


@require_safe
@for_staff
def list_products(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponseBase:
    """The exhibitor's products."""
    words, sort = words_asked(request), choice_asked(request, "sort", PRODUCT_SORTS, "position")
    rows = products_of(exhibitor).order_by(*PRODUCT_SORTS[sort])
    if words:
        rows = rows.filter(
            Q(name_zh_hans__icontains=words) | Q(name_zh_hant__icontains=words) | Q(name_en__icontains=words)
        )
    if is_sheet_asked(request):
        head = (_("name"), _("Simplified Chinese"), _("Traditional Chinese"), _("English"), _("Category"))
        told = (
            (row.name, *(getattr(row, f"name_{suffix}") for suffix in ("zh_hans", "zh_hant", "en")), row.category or "")
            for row in rows
        )
        return sheet(f"{exhibitor.slug}-products", head, told)
    page = page_of(rows, page_asked(request), ROWS)
    return shown(request, "products", exhibitor, page=page, q=words, sort=sort, tab="products")


def product_at_desk(exhibitor: Exhibitor, pk: int) -> Product:
    """Refuses ProductUnknown, also for another exhibitor's."""
    product = product_of(exhibitor.fair, pk)
    if product.exhibitor_id != exhibitor.pk:
        raise NotYourExhibitor
    return product


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def write_product(request: HttpRequest, exhibitor: Exhibitor, pk: int | None = None) -> HttpResponse:
    """A new product, or one that is there already."""
    product = product_at_desk(exhibitor, pk) if pk is not None else None
    initial = ProductForm.shown(product) if product else {}
    form = ProductForm(initial=initial, exhibitor=exhibitor)
    told: dict[str, Any] = {"product": product, "tab": "products"}
    if request.method != "POST":
        return shown(request, "product", exhibitor, form=form, **told)
    if "propose" in request.POST:
        proposed = propose_scripts(request.POST.dict(), *ProductForm.TEXTS)
        form = ProductForm(initial=proposed, exhibitor=exhibitor)
        return shown(request, "product", exhibitor, form=form, proposed=True, **told)
    form = ProductForm(request.POST, request.FILES, exhibitor=exhibitor)
    if form.is_valid():
        try:
            save_product(exhibitor, product, form)
        except Refusal as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved. Visitors see it from now on."))
            return to_products(exhibitor)
    return shown(request, "product", exhibitor, status=422, form=form, **told)


def save_product(exhibitor: Exhibitor, product: Product | None, form: ProductForm) -> None:
    """Refuses as store_picture, add_product and change_product do."""
    upload = form.cleaned_data["picture"]
    picture = store_picture(upload.read(LARGEST_PICTURE_READ)) if upload else None
    name, summary = (words_in(form.cleaned_data, text) for text in ProductForm.TEXTS)
    category = form.category_chosen()
    if product is None:
        add_product(ProductDraft(exhibitor, name, summary, category, picture or ""))
    else:
        change_product(product, name=name, summary=summary, category=category, picture=picture)


@require_POST
@for_staff
def take_product_away(request: HttpRequest, exhibitor: Exhibitor, pk: int) -> HttpResponse:
    """Deletes a product."""
    withdraw_product(product_at_desk(exhibitor, pk))
    messages.success(request, _("The product is no longer shown."))
    return to_products(exhibitor)


def to_products(exhibitor: Exhibitor) -> HttpResponseRedirect:
    return redirect("desk-products", fair=exhibitor.fair.slug, slug=exhibitor.slug)
