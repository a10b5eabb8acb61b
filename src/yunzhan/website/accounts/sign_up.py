"""The forms of accounts with a password: three fields to open one, and an e-mail address or a phone number in one of them.

Everything behind the fields is allauth's; entering without an account is in forms.
"""

from contextlib import suppress
from copy import deepcopy
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, SignupForm
from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.forms import NameForm
from yunzhan.website.accounts.models import Person
from yunzhan.website.accounts.phones import LONGEST_PHONE, PhoneUnknown, read_phone

LONGEST_CONTACT = 254
TAKEN = _("There is an account with this already: sign in with it.")


def contact_field() -> forms.CharField:
    return forms.CharField(
        label=_("E-mail or phone number"),
        max_length=LONGEST_CONTACT,
        error_messages={"required": _("Give an e-mail address or a phone number: you sign in with it.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}),
    )


class ContactUnreadable(forms.ValidationError):
    """Neither an e-mail address nor a phone number."""


def read_contact(text: str) -> tuple[str, str]:
    """("email", address) or ("phone", number in E.164). Raises ContactUnreadable with the sentence for the field."""
    if "@" in text or not any(letter.isdigit() for letter in text):
        try:
            return "email", forms.EmailField().clean(text).lower()
        except forms.ValidationError as wrong:
            raise ContactUnreadable(_("This is neither an e-mail address nor a phone number.")) from wrong
    try:
        return "phone", read_phone(text[:LONGEST_PHONE], get_adapter().phone_regions())
    except PhoneUnknown as refusal:
        raise ContactUnreadable(refusal.message) from refusal


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth has no types
    """E-mail or phone number, the name others see, a password."""

    field_order = ("contact", "name", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields
        for name in ("email", "phone"):
            del fields[name]
        fields |= {"contact": contact_field(), "name": deepcopy(NameForm.base_fields["name"])}
        self.order_fields(self.field_order)

    clean_name = NameForm.clean_name

    def clean_contact(self) -> str:
        """What was typed; what it means goes where allauth looks for it. Refuses one that has an account already."""
        typed: str = self.cleaned_data["contact"]
        kind, value = read_contact(typed)
        if Person.objects.filter(**{kind: value}).exists():
            raise forms.ValidationError(TAKEN, code="taken")
        self.cleaned_data[kind] = value
        return typed

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        """The new person. When the same account was opened since it was looked for (a button pressed twice), to sign-in."""
        if not self.account_already_exists:
            with suppress(IntegrityError), transaction.atomic():
                saved: tuple[Person | None, HttpResponse | None] = super().try_save(request)
                return saved
        messages.info(request, TAKEN)
        return None, redirect("account_login")

    def custom_signup(self, request: HttpRequest, user: Person) -> None:
        user.display_name = self.cleaned_data["name"]
        user.save(update_fields=["display_name"])


class SignInForm(LoginForm):  # type: ignore[misc]
    """The same field as at sign-up, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = contact_field()
        self.order_fields(["login", "password", "remember"])

    def clean_login(self) -> str:
        try:
            return read_contact(self.cleaned_data["login"])[1]
        except ContactUnreadable:
            # Not said here: whoever guesses learns no more than that the two do not fit.
            return str(self.cleaned_data["login"]).strip()
