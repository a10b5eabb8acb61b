"""Pages that belong to no fair: the design system, the theme setting and the refusals 400, 403, 404, 500."""

from django.core.exceptions import DisallowedHost
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from yunzhan.website.shared.page import THEME_COOKIE, THEMES
from yunzhan.website.shared.specimens import specimens

THEME_COOKIE_SECONDS = 365 * 24 * 3600


@require_GET
def show_design(request: HttpRequest) -> HttpResponse:
    """Every component once, the signs and controls in both themes."""
    return render(request, "shared/design.html", specimens())


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's theme in a cookie and go back to the page they came from."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(back if safe else reverse("home"))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        answer.set_cookie(THEME_COOKIE, theme, max_age=THEME_COOKIE_SECONDS, samesite="Lax", secure=request.is_secure())
    else:
        answer.delete_cookie(THEME_COOKIE, samesite="Lax")
    return answer


def refuse_400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be understood. A host that is not ours gets no page: pages need to know their host."""
    if isinstance(exception, DisallowedHost):
        return HttpResponse("YUNZHAN_HOSTS does not name this host.\n", content_type="text/plain", status=400)
    return render(request, "400.html", status=400)


def refuse_403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The reader may not see this."""
    return render(request, "403.html", status=403)


def refuse_404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page."""
    return render(request, "404.html", status=404)


def refuse_500(request: HttpRequest) -> HttpResponse:
    """Our own fault; the page asks nothing of the database."""
    return render(request, "500.html", status=500)


def refuse_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came back without its seal, mostly after cookies were cleared."""
    return render(request, "403_csrf.html", status=403)


@require_GET
def answer_health(request: HttpRequest) -> HttpResponse:
    """Up, and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
