"""What the website may ask gateways and tell them, over the bus. One node answers a question, all hear a fact."""

import json
from collections.abc import Callable
from typing import Any

import psutil

from yunzhan.bus.bus import Bus, Later
from yunzhan.gateway.copying import groups_told, page_told
from yunzhan.gateway.counting import Counting
from yunzhan.gateway.hub import Hub
from yunzhan.gateway.member_pages import MemberPages
from yunzhan.gateway.ordering import Ordering
from yunzhan.gateway.scopes import FAIR, HALL
from yunzhan.gateway.speaking import GroupRules, Speaking
from yunzhan.world.nodes import Nodes

Asked = dict[str, Any]


def answer_bus(
    bus: Bus, hub: Hub, speaking: Speaking, ordering: Ordering, counting: Counting, pages: MemberPages
) -> None:
    """Subscribes to every subject."""
    nodes = ordering.cluster.nodes

    def on(
        subject: str, act: Callable[[Asked], Asked | Later | None], leader_of: Callable[[Asked], str] | None = None
    ) -> None:
        """`leader_of` names the thing whose leader answers; without it every node acts."""

        def handle(payload: bytes) -> bytes | Later | None:
            asked = json.loads(payload or b"{}")
            if leader_of is not None and not nodes.leads(leader_of(asked)):
                return None
            answer = act(asked)
            return json.dumps(answer).encode() if isinstance(answer, dict) else answer

        bus.subscribe(subject, handle)

    def exact(asked: Asked) -> Later:
        answer = Later()

        def gathered(text: bytes) -> None:
            people, scripted, missing = map(int, text.split())
            answer.give(json.dumps({"people": people, "scripted": scripted, "missing": missing}).encode())

        counting.gather(f"{FAIR}{asked['fair']}").wait(gathered)
        return answer

    def take_away(told: Asked) -> Later:
        answer, seqs = Later(), [int(seq) for seq in told["seqs"]]
        done = speaking.take_away(str(told["group"]), seqs, hub.now_ms())
        done.wait(lambda _: answer.give(json.dumps({"removed": len(seqs)}).encode()))
        return answer

    def set_rules(told: Asked) -> None:
        speaking.set_rules(str(told["group"]), GroupRules(bool(told["read_only"]), int(told["slow"])))

    def fair_of(asked: Asked) -> str:
        return f"{FAIR}{asked['fair']}"

    def group_of(asked: Asked) -> str:
        return str(asked["group"])

    def log_of(_: Asked) -> str:
        return "log"

    on("presence.count", lambda asked: count_told(counting, str(asked["fair"])), fair_of)
    on("presence.exact", exact, fair_of)
    on("gateway.statistics", lambda _: statistics(hub, nodes))
    on("gateway.addresses", lambda _: {"addresses": nodes.addresses, "full": nodes.full_addresses}, lambda _: "nodes")
    on("group.remove", take_away, group_of)
    on("group.rules", set_rules)
    on("group.members", pages.told, group_of)
    on("log.groups", lambda asked: groups_told(ordering.log, asked), log_of)
    on("log.page", lambda asked: page_told(ordering.log, asked), log_of)
    on("rules.current", hub.hear_rules)
    on("person.mute", hub.rules.mute)
    on("person.ban", hub.ban)
    on("person.lift", hub.rules.lift)
    on("fair.notice", lambda told: hub.announce(str(told["fair"]), str(told["text"])))


def count_told(counting: Counting, fair: str) -> Asked:
    """{"people", "scripted", "halls": {key: {"people", "scripted"}}}, over all nodes."""
    total = counting.count(f"{FAIR}{fair}")
    halls = {
        key: {"people": count.people, "scripted": count.scripted}
        for key, count in sorted(counting.places(HALL).items())
        if key.startswith(f"{fair}/")
    }
    return {"people": total.people, "scripted": total.scripted, "halls": halls}


def statistics(hub: Hub, nodes: Nodes) -> Asked:
    """Of the node that answers first."""
    process, server = psutil.Process(), hub.server
    times = process.cpu_times()
    return {
        "node": nodes.me,
        "nodes": nodes.alive,
        "connections": server.count,
        "people": {key: len(hub.visiting.members(key)) for key in hub.visiting.halls},
        "received": server.received_messages,
        "sent": server.sent_frames,
        "skipped": server.skipped_frames,
        "cpu_seconds": round(times.user + times.system, 2),
        "memory_bytes": process.memory_info().rss,
    }
