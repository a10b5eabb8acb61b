"""Entering as a guest. Sign-in and sign-up with a password are allauth's pages in our templates."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from yunzhan.website.accounts.actions import admit_guest
from yunzhan.website.accounts.forms import NameForm

GUEST_BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_http_methods(["GET", "HEAD", "POST"])
def enter_as_guest(request: HttpRequest) -> HttpResponse:
    """Asks for a display name, then goes where the reader wanted to go."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    after = asked if safe else reverse("home")
    if request.method == "POST":
        form = NameForm(request.POST)
        if form.is_valid():
            person = admit_guest(form.cleaned_data["name"], language=get_language() or "zh-hans")
            login(request, person, backend=GUEST_BACKEND)
            return HttpResponseRedirect(after)
        return render(request, "accounts/enter.html", {"form": form, "next": after}, status=422)
    return render(request, "accounts/enter.html", {"form": NameForm(), "next": after})
