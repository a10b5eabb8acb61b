"""Who may open a page at all: people with an account. What each of them may do there is the app's own rule."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from yunzhan.website.accounts.models import Person
from yunzhan.website.shared.asked import refusing_as_page


def with_account(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view that gets the person after the request; nobody and guests go to the sign-in page, refusals become pages."""

    @wraps(view)
    @refusing_as_page
    def answer(request: HttpRequest, /, **others: object) -> HttpResponseBase:
        if not isinstance(request.user, Person) or request.user.is_guest:
            return redirect_to_login(request.get_full_path())
        return view(request, request.user, **others)

    return answer
