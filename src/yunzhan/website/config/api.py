"""The JSON API put together from the apps' routers, and how a refusal becomes an answer."""

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yunzhan.website.booths.api import router as booths
from yunzhan.website.booths.brochures_api import router as brochures
from yunzhan.website.booths.editor_api import router as booth_editor
from yunzhan.website.booths.slides_api import router as slides
from yunzhan.website.config.nul import PlainParser
from yunzhan.website.exhibitors.api import router as exhibitors
from yunzhan.website.fairs.api import router as fairs
from yunzhan.website.halls.api import router as halls
from yunzhan.website.live.api import fair_router
from yunzhan.website.live.api import router as live
from yunzhan.website.live.groups_api import router as groups
from yunzhan.website.live.moderation_api import router as moderation
from yunzhan.website.products.api import router as products
from yunzhan.website.products.models_api import router as product_models
from yunzhan.website.products.saved_api import router as saved
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.uploads.api import router as uploads

api = NinjaAPI(title="Yunzhan", version="1", urls_namespace="api", parser=PlainParser())
ROUTERS = (
    fairs, halls, exhibitors, uploads, products, product_models, saved, booths, booth_editor,
    slides, brochures, fair_router, moderation,
)  # fmt: skip
for router in ROUTERS:
    api.add_router("/fairs/", router)
api.add_router("/live/", live)
api.add_router("/live/", groups)


@api.exception_handler(Refusal)
def answer_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    answer = {"error": refusal.name, "message": refusal.message}
    if refusal.field:
        answer["field"] = refusal.field
    return api.create_response(request, answer, status=refusal.status)


@api.exception_handler(Http404)
def answer_nothing(request: HttpRequest, refusal: Http404) -> HttpResponse:
    return api.create_response(request, {"error": "NotFound", "message": _("There is no such page")}, status=404)


@api.exception_handler(ValidationError)
def answer_malformed(request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    first = refusal.errors[0] if refusal.errors else {}
    field = str((first.get("loc") or [""])[-1])
    answer = {"error": "Malformed", "message": _("The request could not be read."), "field": field}
    return api.create_response(request, answer, status=422)


@api.exception_handler(HttpError)
def answer_unreadable(request: HttpRequest, refusal: HttpError) -> HttpResponse:
    """A body that is no JSON, mostly."""
    answer = {"error": "Malformed", "message": _("The request could not be read.")}
    return api.create_response(request, answer, status=refusal.status_code)


@api.exception_handler(AuthenticationError)
def answer_unknown(request: HttpRequest, refusal: AuthenticationError) -> HttpResponse:
    """An endpoint for people who signed in, asked without a session."""
    answer = {"error": "NotSignedIn", "message": _("Sign in first.")}
    return api.create_response(request, answer, status=401)


@api.exception_handler(RequestDataTooBig)
def answer_too_big(request: HttpRequest, refusal: RequestDataTooBig) -> HttpResponse:
    """More than DATA_UPLOAD_MAX_MEMORY_SIZE."""
    answer = {"error": "TooBig", "message": _("That is too much at once.")}
    return api.create_response(request, answer, status=413)
