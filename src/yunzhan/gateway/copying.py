"""What the website's recorder may ask of the group log: which groups there are, and what was said in one, page by page."""

from typing import Any

from yunzhan.gateway.log import GroupLog

LARGEST_PAGE = 200  # messages; some 500 kB at the most, half of what the bus carries
MOST_GROUPS = 1000
END = (1 << 63) - 1


def groups_told(log: GroupLog, asked: dict[str, Any]) -> dict[str, Any]:
    """{"after": name, "limit"} → {"groups": [[name, last number]]}, by name."""
    return {"groups": log.groups(str(asked["after"]), min(int(asked["limit"]), MOST_GROUPS))}


def page_told(log: GroupLog, asked: dict[str, Any]) -> dict[str, Any]:
    """{"group", "after": number, "limit"} → {"messages", "through"}: up to that number, this is all there is."""
    group, after, limit = str(asked["group"]), int(asked["after"]), min(int(asked["limit"]), LARGEST_PAGE)
    last = log.last(group)  # before the page is read: what is said in between comes with the next one
    found = log.page(group, after, END, limit, newest=False)
    messages = [
        {"seq": u.seq, "at": u.at, "flags": u.flags, "person": u.person, "name": u.name, "text": u.text} for u in found
    ]
    newest = found[-1].seq if found else after
    return {"messages": messages, "through": newest if len(found) == limit else max(newest, last)}
