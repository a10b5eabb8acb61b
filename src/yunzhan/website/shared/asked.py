"""What a reader asked for in an address, made safe: words, page numbers, one of a list. Form fields are the forms'."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import TypeVar

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponseBase

from yunzhan.website.shared.refusals import Refusal

Answer = TypeVar("Answer", bound=HttpResponseBase)
LONGEST_WORDS = 100
LAST_PAGE = 100_000


def words_asked(request: HttpRequest, name: str = "q") -> str:
    """The text in ?name=, without control characters, at most 100 letters."""
    text = "".join(letter if letter.isprintable() else " " for letter in request.GET.get(name, "")[: 4 * LONGEST_WORDS])
    return " ".join(text.split())[:LONGEST_WORDS]


def page_asked(request: HttpRequest) -> int:
    """The number in ?page=, 1 when it is none."""
    text = request.GET.get("page", "1")
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def choice_asked(request: HttpRequest, name: str, choices: Collection[str], default: str = "") -> str:
    """The value in ?name= when it is one of `choices`, else `default`."""
    chosen = request.GET.get(name, default)
    return chosen if chosen in choices else default


def refusing_as_page(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """A view whose refusals become the pages 400, 403 and 404."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> Answer:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            if refusal.status == 404:
                raise Http404(refusal.message) from refusal
            if refusal.status in (401, 403):
                raise PermissionDenied(refusal.message) from refusal
            raise SuspiciousOperation(refusal.message) from refusal

    return answer
