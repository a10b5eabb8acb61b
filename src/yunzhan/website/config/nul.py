"""No request carries a NUL letter to the database: PostgreSQL stores none, and would answer with a fault of ours.

Forms refuse it by themselves, and what is asked in an address is cleaned (shared/asked.py); here are paths, and the API's bodies.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from ninja.parser import Parser

NUL = "\0"


def refuse_nul_in_paths(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware: an address with a NUL in its path is answered with 400."""

    def answer(request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info:
            raise SuspiciousOperation("a NUL in the path")
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
