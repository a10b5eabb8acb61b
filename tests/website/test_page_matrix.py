"""Every page × every role, made from the addresses themselves: a new page without a row fails. The API has its own table."""

import pytest
from django.urls import get_resolver

from factories.stand_fair import make_person, make_stand
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.products.models import Product

pytestmark = pytest.mark.django_db

ROLES = (
    "nobody",
    "guest",
    "visitor",
    "other_staff",
    "booth_staff",
    "exhibitor_manager",
    "delegation_officer",
    "host",
    "organiser",
    "superuser",
)
OPEN = frozenset(ROLES)
# A guest is nobody on the pages of accounts.
ACCOUNT = OPEN - {"nobody", "guest"}
STAFF = frozenset({"superuser"})
OWN = frozenset({"booth_staff", "exhibitor_manager", "organiser", "superuser"})
MANAGERS = OWN - {"booth_staff"}
HOSTS = frozenset({"host", "organiser", "superuser"})
ORGANISERS = HOSTS - {"host"}
# Name of the address → who is let through; everybody else gets 403 or the sign-in page.
PAGES = {
    "healthz": OPEN,
    "media": OPEN,
    "upload-file": OPEN,  # a file that is there is its exhibitor's: tests/website/uploads/test_api_uploads.py
    "home": OPEN,
    "fair": OPEN,
    "halls": OPEN,
    "hall": OPEN,
    "walk": OPEN,
    "bench": OPEN,
    "search": OPEN,
    "exhibitors": OPEN,
    "exhibitor": OPEN,
    "product": OPEN,
    "saved": OPEN,
    "save": OPEN,  # nobody is asked for a name first
    "hosting": HOSTS,
    "hosting-rules": HOSTS,
    "hosting-said": HOSTS,
    "hosting-said-act": HOSTS,
    "hosting-restrictions": HOSTS,
    "hosting-lift": HOSTS,
    "hosting-announce": ORGANISERS,
    "desks": ACCOUNT,
    "desk": OWN,
    "desk-staff": MANAGERS,
    "desk-staff-remove": MANAGERS,
    "desk-products": OWN,
    "desk-product-add": OWN,
    "desk-product": OWN,
    "desk-product-withdraw": OWN,
    "desk-model": OWN,
    "desk-point-add": OWN,
    "desk-point": OWN,
    "desk-point-remove": OWN,
    "desk-files": OWN,
    "desk-file-delete": OWN,
    "desk-booth": OWN,
    "desk-booth-preview": OWN,
    "desk-booth-file": OWN,
    "desk-booth-restore": OWN,
    "desk-booth-withdraw": OWN,
    "designs": ORGANISERS,
    "design-review": ORGANISERS,
    "enter": OPEN,
    "design": OPEN,
    "theme": OPEN,
    "account_login": OPEN,
    "account_logout": OPEN,
    "account_signup": OPEN,
    "account_inactive": OPEN,
    "account_reset_password": OPEN,
    "account_reset_password_done": OPEN,
    "account_reset_password_from_key": OPEN,
    "account_reset_password_from_key_done": OPEN,
    "account_email_verification_sent": OPEN,
    "account_confirm_email": OPEN,
    "account_confirm_login_code": OPEN,
    "account_verify_phone": OPEN,
    "account_change_password": ACCOUNT,
    "account_set_password": ACCOUNT,
    "account_email": ACCOUNT,
    "account_reauthenticate": ACCOUNT,
    "account_change_phone": ACCOUNT,
}
SIGN_IN = "/account/login/"


def pages(patterns=None, before=""):
    """(address pattern, name) of every page outside the API."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(entry.pattern).lstrip("^")
        if route.startswith("api/"):
            continue
        if hasattr(entry, "url_patterns"):
            yield from pages(entry.url_patterns, route)
        else:
            yield route, entry.name


def test_every_page_has_a_row():
    names = {name for route, name in pages() if not route.startswith("admin/")}
    assert names == set(PAGES)


def enter_as(role, client, fair):
    if role == "nobody":
        return
    if role == "guest":
        client.post("/enter/", {"name": "海风"})
        return
    own, other = (exhibitor_of(fair, slug).organisation for slug in ("e1", "e2"))
    made = {
        "visitor": make_person,
        "superuser": lambda: make_person(is_superuser=True),
        "other_staff": lambda: make_person(fair=fair, role="exhibitor_manager", works_for=other),
        "booth_staff": lambda: make_person(fair=fair, role=role, works_for=own),
        "exhibitor_manager": lambda: make_person(fair=fair, role=role, works_for=own),
    }
    person = made.get(role, lambda: make_person(fair=fair, role=role))()
    person.is_staff = role in STAFF
    person.set_password("Xq9-hj2-klm")
    person.save()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def is_let_through(answer):
    sent_to_the_door = answer.status_code == 302 and answer["Location"].partition("?")[0] == SIGN_IN
    return answer.status_code not in (401, 403) and not sent_to_the_door


@pytest.mark.parametrize("role", ROLES)
def test_page_lets_through_exactly_its_roles(role, client):
    fair = make_stand(2)
    pk = Product.objects.get(exhibitor__slug="e1").pk
    hosting = "/fairs/stand-fair/hosting/"
    desk = "/fairs/stand-fair/exhibitors/e1/desk/"
    addresses = {
        "healthz": "/healthz",
        "media": "/media/none.webp",
        "upload-file": "/files/none/none.webp",
        "home": "/",
        "fair": "/fairs/stand-fair/",
        "halls": "/fairs/stand-fair/halls/",
        "hall": "/fairs/stand-fair/halls/h1/",
        "walk": "/fairs/stand-fair/halls/h1/walk/",
        "bench": "/fairs/stand-fair/halls/h1/bench/",
        "search": "/fairs/stand-fair/search/",
        "exhibitors": "/fairs/stand-fair/exhibitors/",
        "exhibitor": "/fairs/stand-fair/exhibitors/e1/",
        "product": f"/fairs/stand-fair/products/{pk}/",
        "saved": "/fairs/stand-fair/saved/",
        "hosting": hosting,
        "hosting-rules": f"{hosting}rules/hall:stand-fair/h1/",
        "hosting-said": f"{hosting}said/",
        "hosting-restrictions": f"{hosting}restrictions/",
        "hosting-announce": f"{hosting}announce/",
        "desks": "/fairs/stand-fair/desk/",
        "desk": desk,
        "desk-staff": f"{desk}staff/",
        "desk-products": f"{desk}products/",
        "desk-product-add": f"{desk}products/add/",
        "desk-product": f"{desk}products/{pk}/",
        "desk-files": f"{desk}files/",
        "desk-booth": f"{desk}booth/",
        "desk-model": f"{desk}products/{pk}/model/",
        "designs": "/fairs/stand-fair/designs/",
        "design-review": "/fairs/stand-fair/designs/1/",
        "enter": "/enter/",
        "design": "/design/",
        "theme": "/theme/",
        "account_signup": "/account/signup/",
        "account_inactive": "/account/inactive/",
        "account_reset_password": "/account/password/reset/",
        "account_email": "/account/email/",
        "account_change_password": "/account/password/change/",
        "account_change_phone": "/account/phone/change/",
        "account_reauthenticate": "/account/reauthenticate/",
    }
    enter_as(role, client, fair)
    posts = {
        "save": "/fairs/stand-fair/saved/exhibitors/e1/",
        "hosting-said-act": f"{hosting}said/1/",
        "hosting-lift": f"{hosting}restrictions/nobody-here/ban/",
        "desk-staff-remove": f"{desk}staff/nobody-here/remove/",
        "desk-point-add": f"{desk}products/{pk}/model/points/",
        "desk-point": f"{desk}products/{pk}/model/points/1/",
        "desk-point-remove": f"{desk}products/{pk}/model/points/1/remove/",
        "desk-product-withdraw": f"{desk}products/{pk}/withdraw/",
        "desk-file-delete": f"{desk}files/none/delete/",
        "desk-booth-restore": f"{desk}booth/restore/1/",
        "desk-booth-withdraw": f"{desk}booth/withdraw/",
    }
    through = {name: is_let_through(client.get(address)) for name, address in addresses.items()}
    through |= {name: is_let_through(client.post(address)) for name, address in posts.items()}
    assert through == {name: role in PAGES[name] for name in (*addresses, *posts)}


@pytest.mark.parametrize("role", ROLES)
def test_administration_lets_through_staff_only(role, client):
    enter_as(role, client, make_stand(2))
    addresses = ["/admin/"] + [
        f"/{route}" for route, name in pages() if route.startswith("admin/") and name and name.endswith("_changelist")
    ]
    through = {address: is_let_through(client.get(address, follow=False)) for address in addresses}
    if role not in STAFF:  # the administration's own door sends on to the sign-in page, or refuses
        through = {a: is_let_through(client.get(a, follow=True)) and not at_the_door(client, a) for a in addresses}
    assert through == dict.fromkeys(addresses, role in STAFF)


def at_the_door(client, address):
    chain = client.get(address, follow=True).redirect_chain
    return bool(chain) and chain[-1][0].partition("?")[0] == SIGN_IN
