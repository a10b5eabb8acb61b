"""A guest on the pages of accounts is nobody yet: they may sign in or sign up there. What a guest is stands in models."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

STILL_A_GUEST = {"account_logout"}


class GuestsMaySignIn:
    """A middleware. Without it allauth sends a guest away from sign-in, and lets them set a password on a guest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        match = request.resolver_match
        name = (match.url_name or "") if match else ""
        if name.startswith("account_") and name not in STILL_A_GUEST and getattr(request.user, "is_guest", False):
            request.user = AnonymousUser()
