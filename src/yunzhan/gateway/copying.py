"""What the website's recorder may ask of the group log: which groups there are, and what was said in one, page by page."""

import json
from typing import Any

from yunzhan.bus.bus import Later
from yunzhan.gateway.log import GroupLog
from yunzhan.wire.messages import Utterance

LARGEST_PAGE = 200  # messages; some 500 kB at the most, half of what the bus carries
MOST_GROUPS = 1000
END = (1 << 63) - 1


def entry_told(entry: Utterance) -> dict[str, Any]:
    """One entry as the recorder hears it; mentions are for screens only."""
    return {
        "seq": entry.seq, "at": entry.at, "kind": entry.kind, "target": entry.target, "flags": entry.flags,
        "person": entry.person, "name": entry.name, "text": entry.text, "attachment": entry.attachment,
    }  # fmt: skip


def groups_told(log: GroupLog, asked: dict[str, Any]) -> Later:
    """{"after": name, "limit"} → {"groups": [[name, last number]]}, by name. No answer when the log cannot be read."""
    answer = Later()

    def told(groups: list[tuple[str, int]] | None) -> None:
        if groups is not None:
            answer.give(json.dumps({"groups": groups}).encode())

    log.groups(str(asked["after"]), min(int(asked["limit"]), MOST_GROUPS), told)
    return answer


def page_told(log: GroupLog, asked: dict[str, Any]) -> Later:
    """{"group", "after": number, "limit"} → {"messages", "through"}: up to that number, this is all there is."""
    group, after, limit = str(asked["group"]), int(asked["after"]), min(int(asked["limit"]), LARGEST_PAGE)
    answer = Later()

    def last_told(last: int | None) -> None:  # before the page is read: what is said in between comes with the next one
        def told(found: list[Utterance] | None) -> None:
            if found is None or last is None:
                return
            newest = found[-1].seq if found else after
            # a page that does not reach `last` was read from a copy of the log that is behind
            through = newest if len(found) == limit or newest < last else max(newest, last)
            messages = [entry_told(utterance) for utterance in found]
            answer.give(json.dumps({"messages": messages, "through": through}).encode())

        log.page(group, after, END, limit, newest=False, then=told)

    log.last(group, last_told)
    return answer
