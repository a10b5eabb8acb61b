"""No request is read that brings more than the largest file may have. The exact limit of each kind is the uploads app's.

Django reads a form into a temporary file before it asks who sent it: what is larger than anybody may send is refused unread.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from yunzhan.website.uploads.checks.limits import LARGEST_REQUEST_BYTES


def refuse_large_bodies(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware: 413 by the length a request says it has; a server reads no further than that length."""

    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isascii() or not length.isdigit() or int(length[:20]) > LARGEST_REQUEST_BYTES:
            return JsonResponse({"error": "TooBig", "message": _("That is too much at once.")}, status=413)
        return get_response(request)

    return answer
