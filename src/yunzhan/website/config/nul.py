"""No request carries a NUL letter to the database: PostgreSQL stores none, and would answer with a fault of ours.

Forms refuse it by themselves; here are addresses, and what the API reads.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from ninja.parser import Parser

NUL = "\0"


def refuse_nul_in_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware: an address with a NUL in its path or its question is answered with 400."""

    def answer(request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("a NUL in the address")
        return get_response(request)

    return answer


class PlainParser(Parser):
    """JSON without NUL; ninja answers what this raises as a body that cannot be read."""

    def parse_body(self, request: HttpRequest) -> Any:
        data = super().parse_body(request)
        if has_nul(data):
            raise ValueError("a NUL in the body")
        return data


def has_nul(data: object) -> bool:
    if isinstance(data, str):
        return NUL in data
    if isinstance(data, dict):
        return any(has_nul(part) for pair in data.items() for part in pair)
    return isinstance(data, list) and any(has_nul(part) for part in data)
