"""The language of an API answer: ?lang= when it is one of ours, else what LocaleMiddleware found."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def speak_the_asked_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware; it comes after LocaleMiddleware."""
    known = dict(settings.LANGUAGES)

    def answer(request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("lang", "").lower()
        if request.path.startswith("/api/") and asked in known:
            with translation.override(asked):
                return get_response(request)
        return get_response(request)

    return answer
