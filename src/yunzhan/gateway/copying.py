"""What the website's recorder may ask of the group log: which groups there are, and what was said in one, page by page."""

from typing import Any

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


def groups_told(log: GroupLog, asked: dict[str, Any]) -> dict[str, Any]:
    """{"after": name, "limit"} → {"groups": [[name, last number]]}, by name."""
    return {"groups": log.groups(str(asked["after"]), min(int(asked["limit"]), MOST_GROUPS))}


def page_told(log: GroupLog, asked: dict[str, Any]) -> dict[str, Any]:
    """{"group", "after": number, "limit"} → {"messages", "through"}: up to that number, this is all there is."""
    group, after, limit = str(asked["group"]), int(asked["after"]), min(int(asked["limit"]), LARGEST_PAGE)
    last = log.last(group)  # before the page is read: what is said in between comes with the next one
    found = log.page(group, after, END, limit, newest=False)
    messages = [entry_told(utterance) for utterance in found]
    newest = found[-1].seq if found else after
    return {"messages": messages, "through": newest if len(found) == limit else max(newest, last)}
