"""Signing in at the fair that is open now: whose phone numbers need no country code. The rest is accounts' sign_in."""

from collections.abc import Sequence

from yunzhan.website.accounts.phones import regions_around
from yunzhan.website.accounts.sign_in import SignInAdapter
from yunzhan.website.fairs.queries import open_fair_now


class FairSignInAdapter(SignInAdapter):
    def phone_regions(self) -> Sequence[str]:
        fair = open_fair_now()
        return regions_around(fair.region) if fair else super().phone_regions()
