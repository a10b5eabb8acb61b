"""The gateway as a program: what `yunzhan gateway` runs. Where its configuration comes from is cli's, its parts are node's."""

import asyncio
import gc
import signal
from collections.abc import Callable

from yunzhan.gateway.beating import beat_all, every
from yunzhan.gateway.memory import GIVE_BACK_SECONDS, give_back
from yunzhan.gateway.node import GatewayConfig, Node, make_node
from yunzhan.gateway.reporting import report
from yunzhan.gateway.server import SWEEP_SECONDS, Server
from yunzhan.wire import closing

__all__ = ["GatewayConfig", "run_gateway", "serve_until"]

GC_THRESHOLD = 100_000
GOING_DOWN = 1
SLICE_SECONDS = 0.05
GOODBYE_SECONDS = 0.2
RULES_LOOK_SECONDS = 0.1  # between two questions for the rules, while people wait


def run_gateway(config: GatewayConfig) -> None:
    """Runs until SIGTERM or SIGINT, then drains: says that it goes, stores what was said, closes every connection."""
    asyncio.run(serve(config))


async def serve(config: GatewayConfig) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve_until(stop, config, lambda port: report("listening", port=port))


async def serve_until(stop: asyncio.Event, config: GatewayConfig, listening: Callable[[int], None]) -> None:
    """Serves until `stop` is set, then drains. `listening` is told the port."""
    loop = asyncio.get_running_loop()
    node = await make_node(config, report)
    port = node.server.listen(config.host, config.port)
    node.server.held = [] if config.rules_seconds else None
    node.server.attach(loop)
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD, 20, 100)
    listening(port)
    beats = beat_all(
        [*node.beats(), (SWEEP_SECONDS, lambda: sweep(node.server)), (GIVE_BACK_SECONDS, give_back)],
    )
    beats.append(loop.create_task(every(node.turn_seconds, node.turn, phase=loop.time(), needed=node.has_halls)))
    beats.append(loop.create_task(hear_rules(node, config.rules_seconds)))
    await stop.wait()
    await drain(node, config.drain_seconds)
    for beat in beats:
        beat.cancel()
    node.server.detach()
    node.server.end()
    await node.close()
    report("stopped")


async def hear_rules(node: Node, seconds: float) -> None:
    """Nobody is greeted before the website has told who is muted and shut out, unless it is away for so many `seconds`."""
    loop = asyncio.get_running_loop()
    due = loop.time() + seconds
    while node.server.held is not None and not node.hub.rules.heard:
        if loop.time() > due:
            report("rules not heard", waited=seconds)
            break
        node.ask_for_rules()
        await asyncio.sleep(RULES_LOOK_SECONDS)
    node.server.hear_the_held()


async def drain(node: Node, seconds: float) -> None:
    """Leads nothing any more, tells everybody, and lets them go one after the other, so that the other nodes can take them in."""
    server = node.server
    report("draining", connections=server.count)
    server.shut_door()
    node.cluster.leave()
    node.hub.announce("", "", GOING_DOWN)
    slices = max(1, round((seconds - GOODBYE_SECONDS) / SLICE_SECONDS))
    for left in range(slices, 0, -1):
        if left == 1:
            await say_the_last(node)
        connections = server.everybody()
        for connection in connections[: -(-len(connections) // left)]:
            server.close(connection, closing.GOING_AWAY)
        await asyncio.sleep(SLICE_SECONDS if left > 1 else GOODBYE_SECONDS)


async def say_the_last(node: Node) -> None:
    """What was said is stored; its answers come in the next turns of the loop."""
    await node.log.drain()
    await asyncio.sleep(0)
    node.ordering.flush()
    node.conversations.flush_all()


def sweep(server: Server) -> None:
    """What is due every second, and a line for each connection that we closed, with its number and why."""
    server.sweep()
    while server.events:
        what, facts = server.events.popleft()
        report(what, **facts)
