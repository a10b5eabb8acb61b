"""Requests made from the API's own OpenAPI, whole ones and broken ones: whatever comes in, no answer is a fault of ours.

Each endpoint is asked EXAMPLES times by an organiser, who gets past the permissions, in this process. Hypothesis prints
the request that failed.
"""

import pytest
import requests
import schemathesis
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from factories.stand_fair import make_person, make_stand
from yunzhan.website.booths.models import BoothDesign
from yunzhan.website.config.api import api
from yunzhan.website.halls.models import BoothTemplate
from yunzhan.website.products.models import Product
from yunzhan.website.uploads.models import Upload

EXAMPLES = 25
# What is in the addresses half of the time, so that what lies behind them is reached.
KNOWN = {"fair": "stand-fair", "hall": "h1", "slug": "e1", "exhibitor": "e1", "key": "fair:stand-fair"}

operations = [
    result.ok()
    for result in schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api")).get_all_operations()
]


def test_every_operation_of_the_api_is_read():
    paths = api.get_openapi_schema(path_prefix="/api")["paths"]
    assert len(operations) == sum(len(methods) for methods in paths.values()) > 15


def make_design(exhibitor):
    return BoothDesign.objects.create(
        exhibitor=exhibitor, version=1, template=BoothTemplate.objects.all()[0], accent="#1d4f91"
    )


def cases(operation):
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    return st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in modes))


def asked(case, known):
    """The request as bytes, with addresses that exist when `known` has them."""
    case.path_parameters = {
        **(case.path_parameters or {}),
        **{k: v for k, v in known.items() if k in (case.path_parameters or {})},
    }
    if known:
        case.query = {**(case.query or {}), **{k: v for k, v in known.items() if k in (case.query or {})}}
    told = case.as_transport_kwargs(base_url="http://localhost")
    allowed = ("method", "url", "headers", "params", "json", "data", "files", "cookies")
    return requests.Request(**{name: value for name, value in told.items() if name in allowed}).prepare()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("operation", operations, ids=lambda operation: operation.label)
def test_no_request_is_answered_with_a_fault(operation, client):
    fair = make_stand(1)
    client.force_login(make_person(fair=fair, role="organiser"), backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = False
    statuses = set()
    product = Product.objects.get()
    upload = Upload.objects.create(exhibitor=product.exhibitor, kind="picture", name="a.png", size=1, sha256="0")
    of_designs = "/booth-designs/" in operation.path
    known = KNOWN | {
        "pk": make_design(product.exhibitor).pk if of_designs else product.pk,
        "version": 1,
        "person": "nobody-here",
        "upload": upload.key,
    }
    if "/saved/" in operation.path:
        known |= {"kind": "exhibitors", "key": "e1"}

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=cases(operation), is_known=st.booleans())
    def ask(case, is_known):
        request = asked(case, known if is_known else {})
        kind = request.headers.get("Content-Type", "application/octet-stream")
        body = request.body.encode() if isinstance(request.body, str) else request.body or b""
        with transaction.atomic():
            answer = client.generic(
                request.method, request.path_url, body, kind if isinstance(kind, str) else kind.decode()
            )
            transaction.set_rollback(True)
        statuses.add(answer.status_code)
        # 503: the gateway is not there, which is no fault of the request or ours
        assert answer.status_code < 500 or answer.status_code == 503, (request.method, request.path_url, body)

    ask()
    assert statuses - {404}, "nothing behind the address was ever reached"
