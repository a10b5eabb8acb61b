"""Every endpoint of the API × every role. The rows come from the API itself: a new endpoint without a row fails."""

import json

import pytest
from django.test import Client

from factories.stand_fair import make_person, make_stand
from yunzhan.website.config.api import api
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.products.models import Hotspot, Product
from yunzhan.website.uploads.models import Upload

pytestmark = pytest.mark.django_db

ROLES = (
    "nobody",
    "guest",
    "visitor",
    "host",
    "delegation_officer",
    "other_staff",
    "booth_staff",
    "exhibitor_manager",
    "organiser",
    "superuser",
)
ALL = frozenset(ROLES)
SIGNED_IN = ALL - {"nobody"}
OWN = frozenset({"booth_staff", "exhibitor_manager", "organiser", "superuser"})
MANAGERS = frozenset({"exhibitor_manager", "organiser", "superuser"})
MODERATORS = frozenset({"host", "organiser", "superuser"})
ORGANISERS = frozenset({"organiser", "superuser"})
FAIR = "/fairs/{fair}"
DESIGNS = f"{FAIR}/exhibitors/{{slug}}/booth-designs"
REVIEWS = f"{FAIR}/booth-designs"
# (method, path) → who is let through; everybody else gets 401 or 403.
MATRIX = {
    ("GET", FAIR): ALL,
    ("GET", f"{FAIR}/halls"): ALL,
    ("GET", f"{FAIR}/halls/{{hall}}/scene"): ALL,
    ("GET", f"{FAIR}/industries"): ALL,
    ("GET", f"{FAIR}/exhibitors"): ALL,
    ("GET", f"{FAIR}/exhibitors/{{slug}}"): ALL,
    ("PUT", f"{FAIR}/exhibitors/{{slug}}"): OWN,
    ("GET", f"{FAIR}/exhibitors/{{slug}}/staff"): MANAGERS,
    ("POST", f"{FAIR}/exhibitors/{{slug}}/staff"): MANAGERS,
    ("DELETE", f"{FAIR}/exhibitors/{{slug}}/staff/{{person}}"): MANAGERS,
    ("GET", f"{FAIR}/uploads"): OWN,
    ("POST", f"{FAIR}/uploads"): OWN,
    ("GET", f"{FAIR}/uploads/{{upload}}"): OWN,
    ("DELETE", f"{FAIR}/uploads/{{upload}}"): OWN,
    ("GET", f"{FAIR}/products"): ALL,
    ("POST", f"{FAIR}/exhibitors/{{slug}}/products"): OWN,
    ("PUT", f"{FAIR}/products/{{pk}}"): OWN,
    ("POST", f"{FAIR}/products/{{pk}}/picture"): OWN,
    ("DELETE", f"{FAIR}/products/{{pk}}"): OWN,
    ("GET", f"{FAIR}/exhibitors/{{slug}}/slides"): OWN,
    ("GET", f"{FAIR}/exhibitors/{{slug}}/brochures"): ALL,
    ("GET", f"{FAIR}/products/{{pk}}/model"): ALL,
    ("PUT", f"{FAIR}/products/{{pk}}/model"): OWN,
    ("POST", f"{FAIR}/products/{{pk}}/hotspots"): OWN,
    ("PUT", f"{FAIR}/hotspots/{{spot}}"): OWN,
    ("DELETE", f"{FAIR}/hotspots/{{spot}}"): OWN,
    ("GET", f"{FAIR}/saved"): SIGNED_IN,
    ("PUT", f"{FAIR}/saved/{{kind}}/{{key}}"): SIGNED_IN,
    ("DELETE", f"{FAIR}/saved/{{kind}}/{{key}}"): SIGNED_IN,
    ("PUT", f"{FAIR}/saved/{{kind}}/{{key}}/note"): SIGNED_IN,
    ("GET", DESIGNS): OWN,
    ("PUT", DESIGNS): OWN,
    ("GET", f"{DESIGNS}/{{version}}"): OWN,
    ("POST", f"{DESIGNS}/submit"): OWN,
    ("POST", f"{DESIGNS}/withdraw"): OWN,
    ("POST", f"{DESIGNS}/{{version}}/restore"): OWN,
    ("GET", f"{FAIR}/exhibitors/{{slug}}/booth-editor"): OWN,
    ("GET", REVIEWS): ORGANISERS,
    ("GET", f"{REVIEWS}/{{pk}}"): ORGANISERS,
    ("POST", f"{REVIEWS}/{{pk}}/publish"): ORGANISERS,
    ("POST", f"{REVIEWS}/{{pk}}/return"): ORGANISERS,
    ("POST", f"{FAIR}/moderation/remove"): MODERATORS,
    ("POST", f"{FAIR}/moderation/mute"): MODERATORS,
    ("POST", f"{FAIR}/moderation/ban"): MODERATORS,
    ("POST", f"{FAIR}/moderation/lift"): MODERATORS,
    ("PUT", f"{FAIR}/moderation/rules"): MODERATORS,
    ("POST", f"{FAIR}/announcements"): ORGANISERS,
    ("GET", f"{FAIR}/announcements"): SIGNED_IN,
    ("POST", "/live/guest"): ALL,
    ("POST", "/live/pass"): SIGNED_IN,
    ("PUT", "/live/look"): SIGNED_IN,
    ("GET", "/live/presence"): ALL,
    ("GET", "/live/groups"): SIGNED_IN,
    ("GET", "/live/groups/{path:key}/messages"): SIGNED_IN,
    ("GET", "/live/groups/{path:key}/search"): SIGNED_IN,
    ("POST", "/live/groups/{path:key}/read"): SIGNED_IN,
    ("GET", "/live/groups/{path:key}/members"): SIGNED_IN,
}
BODIES = {
    f"{FAIR}/exhibitors/{{slug}}": {"accent": "#2f6f8f"},
    f"{FAIR}/exhibitors/{{slug}}/staff": {"contact": "a@example.org", "role": "booth_staff"},
    f"{FAIR}/exhibitors/{{slug}}/products": {"name": {"en": "Pipe"}},
    f"{FAIR}/products/{{pk}}": {"name": {"en": "Pipe"}},
    f"{FAIR}/products/{{pk}}/hotspots": {"position": [0, 0, 0], "title": {"en": "Lid"}},
    f"{FAIR}/hotspots/{{spot}}": {"position": [0, 0, 0], "title": {"en": "Lid"}},
    DESIGNS: {"template": "frame", "accent": "#224466"},
    f"{REVIEWS}/{{pk}}/return": {"remark": "Darker."},
    f"{FAIR}/moderation/remove": {"group": "fair:stand-fair", "seqs": [1]},
    f"{FAIR}/moderation/mute": {"person": "nobody-here", "minutes": 5},
    f"{FAIR}/moderation/ban": {"person": "nobody-here"},
    f"{FAIR}/moderation/lift": {"person": "nobody-here", "kind": "ban"},
    f"{FAIR}/moderation/rules": {"group": "fair:stand-fair", "read_only": True, "slow_seconds": 5},
    f"{FAIR}/announcements": {"text": "hello"},
    "/live/groups/{path:key}/read": {"seq": 1},
    f"{FAIR}/saved/{{kind}}/{{key}}/note": {"note": "Ask for the price."},
    "/live/guest": {"name": "海风"},
    "/live/look": {"look": 5},
    "/live/pass": {"fair": "stand-fair", "hall": "h1"},
}

QUERIES = {
    "/live/presence": "?fair=stand-fair",
    "/live/groups": "?fair=stand-fair",
    f"{FAIR}/uploads": "?exhibitor=e1",
}


def endpoints():
    schema = api.get_openapi_schema(path_prefix="")
    return {
        (method.upper(), path.rstrip("/").replace("groups/{key}", "groups/{path:key}"))
        for path, methods in schema["paths"].items()
        for method in methods
    }


def test_every_endpoint_has_a_row():
    assert endpoints() == set(MATRIX)


def enter_as(role, client, fair):
    own, other = (exhibitor_of(fair, slug).organisation for slug in ("e1", "e2"))
    if role == "nobody":
        return
    person = {
        "guest": make_person,
        "visitor": make_person,
        "other_staff": lambda: make_person(fair=fair, role="exhibitor_manager", works_for=other),
        "booth_staff": lambda: make_person(fair=fair, role="booth_staff", works_for=own),
        "exhibitor_manager": lambda: make_person(fair=fair, role="exhibitor_manager", works_for=own),
        "superuser": lambda: make_person(is_superuser=True),
    }.get(role, lambda: make_person(fair=fair, role=role))()
    if role == "guest":
        person.is_guest = True
        person.save()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("method", "path"), sorted(MATRIX))
def test_endpoint_lets_through_exactly_its_roles(method, path, role, client, settings):
    settings.YUNZHAN_BUS = ""
    fair = make_stand(2)
    enter_as(role, client, fair)
    product = Product.objects.get(exhibitor__slug="e1")
    address = "/api" + path.replace("{path:key}", "fair:stand-fair").format(
        fair=fair.slug,
        hall="h1",
        slug="e1",
        pk=product.pk,
        person="nobody-here",
        version=1,
        upload=upload_key(),
        spot=spot_key(product),
        kind="exhibitors",
        key="e1",
    )
    answer = client.generic(method, address + QUERIES.get(path, "?q=x"), *body_of(path))
    refused = answer.status_code in (401, 403)
    fault = answer.status_code >= 500 and answer.status_code != 503  # 503: there is no gateway here
    assert (refused, fault) == (role not in MATRIX[method, path], False), answer.content


def upload_key():
    exhibitor = Product.objects.get(exhibitor__slug="e1").exhibitor
    row = Upload.objects.create(exhibitor=exhibitor, kind="picture", name="a.png", size=1, sha256="0")
    return row.key


def spot_key(product):
    return Hotspot.objects.create(product=product, x=0, y=0, z=0, title="Lid").pk


def body_of(path):
    name = {f"{FAIR}/products/{{pk}}/picture": "picture", f"{FAIR}/uploads": "file"}.get(path)
    if name:
        head = f'--b\r\nContent-Disposition: form-data; name="{name}"; filename="a.png"\r\n\r\nno picture\r\n--b--\r\n'
        return head.encode(), "multipart/form-data; boundary=b"
    return json.dumps(BODIES.get(path, {})).encode(), "application/json"


WRITES = sorted(row for row in MATRIX if row[0] != "GET")


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_write_without_the_pages_seal_is_refused_also_to_those_who_may(method, path):
    fair = make_stand(2)
    client = Client(enforce_csrf_checks=True)
    enter_as("superuser", client, fair)
    product = Product.objects.get(exhibitor__slug="e1")
    address = "/api" + path.replace("{path:key}", "fair:stand-fair").format(
        fair=fair.slug,
        slug="e1",
        pk=product.pk,
        person="nobody-here",
        version=1,
        upload="none",
        spot=1,
        kind="exhibitors",
        key="e1",
    )
    assert client.generic(method, address, *body_of(path)).status_code == 403
    assert Product.objects.count() == 2
