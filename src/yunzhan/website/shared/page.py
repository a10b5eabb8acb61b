"""Facts about the page being answered that every view shares: its theme, and the data its script reads.

Knows no fair or hall model: it reads `slug`, `name` and `number` of whatever it is given.
"""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import get_language

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


def theme_of(request: HttpRequest) -> str:
    """ "light" or "dark" as the reader chose, "" to follow the device."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def person_data_of(request: HttpRequest) -> dict[str, str] | None:
    """Who reads, as the client shows it; None when nobody has entered."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return None
    return {
        "id": str(getattr(person, "public_id", "")),
        "name": str(getattr(person, "display_name", "")),
        "kind": "guest" if getattr(person, "is_guest", False) else "person",
    }


def page_data_of(
    request: HttpRequest, *, view: str, fair: Any = None, hall: Any = None, booth: str | None = None
) -> dict[str, Any]:
    """The `page-data` JSON: `view` is "home", "list", "walk" or "other"; `booth` a booth number."""
    here = {"fair": fair.slug, "hall": hall.slug} if fair and hall else None
    return {
        "lang": get_language(),
        "fair": {"slug": fair.slug, "name": fair.name} if fair else None,
        "hall": {"slug": hall.slug, "number": str(hall.number), "name": hall.name} if hall else None,
        "booth": booth or None,
        "view": view,
        "person": person_data_of(request),
        "csrf": get_token(request),
        "api": "/api/",
        "urls": {
            "list": reverse("hall", kwargs=here) if here else None,
            "walk": reverse("walk", kwargs=here) if here else None,
            "enter": reverse("enter"),
            "signIn": reverse("account_login"),
            "home": reverse("fair", kwargs={"fair": fair.slug}) if fair else reverse("home"),
            "saved": reverse("saved", kwargs={"fair": fair.slug}) if fair else None,
            "theme": reverse("theme"),
        },
    }
