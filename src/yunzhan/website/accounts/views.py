"""Entering as a guest. Sign-in and sign-up with a password are allauth's pages in our templates."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from yunzhan.website.accounts.actions import TooManyGuests
from yunzhan.website.accounts.actions import enter_as_guest as enter
from yunzhan.website.accounts.forms import NameForm


@require_http_methods(["GET", "HEAD", "POST"])
def enter_as_guest(request: HttpRequest) -> HttpResponse:
    """Asks for a display name, then goes where the reader wanted to go."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    after = asked if safe else reverse("home")
    if request.method == "POST":
        form = NameForm(request.POST)
        if form.is_valid():
            try:
                enter(request, form.cleaned_data["name"])
            except TooManyGuests as refusal:
                form.add_error("name", refusal.message)
                return render(request, "accounts/enter.html", {"form": form, "next": after}, status=refusal.status)
            return HttpResponseRedirect(after)
        return render(request, "accounts/enter.html", {"form": form, "next": after}, status=422)
    return render(request, "accounts/enter.html", {"form": NameForm(), "next": after})
