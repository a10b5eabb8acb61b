"""Who hears which fact: here the gateways, over the bus. What the facts are is said where they are announced.

Nothing is lost with a gateway that is away: restrictions and removals are in tables, and the recorder tells them again.
"""

from yunzhan.website.accounts.facts import AccountClosed, AccountOpened
from yunzhan.website.live.actions import open_again_everywhere, pass_removals_on, shut_out_everywhere
from yunzhan.website.live.bus import tell
from yunzhan.website.live.choices import RestrictionKind
from yunzhan.website.live.facts import (
    AnnouncementMade,
    GroupRulesChanged,
    MessagesRemoved,
    PersonRestricted,
    RestrictionLifted,
)
from yunzhan.website.shared.facts import on


@on(MessagesRemoved)
def take_off_screens(fact: MessagesRemoved) -> None:
    pass_removals_on(fact.group, fact.seqs)


@on(PersonRestricted)
def restrict_now(fact: PersonRestricted) -> None:
    told = {"fair": fact.fair, "person": fact.person, "since": fact.since_ms}
    if fact.kind == RestrictionKind.MUTE:
        tell("person.mute", told | {"until": fact.until_ms})
    else:
        tell("person.ban", told)


@on(RestrictionLifted)
def lift_now(fact: RestrictionLifted) -> None:
    tell("person.lift", {"fair": fact.fair, "person": fact.person, "kind": fact.kind})


@on(GroupRulesChanged)
def set_rules_now(fact: GroupRulesChanged) -> None:
    tell("group.rules", {"group": fact.group, "read_only": fact.read_only, "slow": fact.slow_seconds})


@on(AnnouncementMade)
def announce_now(fact: AnnouncementMade) -> None:
    tell("fair.notice", {"fair": fact.fair, "text": fact.text})


@on(AccountClosed)
def close_every_door(fact: AccountClosed) -> None:
    shut_out_everywhere(fact.person)


@on(AccountOpened)
def open_every_door(fact: AccountOpened) -> None:
    open_again_everywhere(fact.person)
