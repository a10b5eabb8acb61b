"""Who is let in by a Hello: its version, its pass, and nobody who is banned. What people do when they are in is the hub's."""

from yunzhan.gateway.rules import Rules
from yunzhan.wire import VERSION, closing, passes
from yunzhan.wire import messages as m

CLOSE_OF_PASS: dict[type[passes.PassError], closing.CloseCode] = {
    passes.PassMalformed: closing.PASS_MALFORMED,
    passes.PassForged: closing.PASS_FORGED,
    passes.PassExpired: closing.PASS_EXPIRED,
    passes.PassNotYetValid: closing.PASS_EARLY,
}


class NotAdmitted(Exception):
    """The connection is closed; `close` says why."""

    def __init__(self, close: closing.CloseCode) -> None:
        super().__init__(close.name)
        self.close = close


def admit(command: m.CommandMessage, key: bytes, rules: Rules, now: float) -> passes.Pass:
    """The pass of somebody who may come in; `now` in seconds since 1970. Raises NotAdmitted."""
    if not isinstance(command, m.Hello):
        raise NotAdmitted(closing.NO_HELLO)
    if command.version != VERSION:
        raise NotAdmitted(closing.OTHER_VERSION)
    try:
        pass_ = passes.read_pass(command.pass_, key, now)
    except passes.PassError as problem:
        raise NotAdmitted(CLOSE_OF_PASS[type(problem)]) from problem
    if rules.is_banned(pass_.fair, pass_.person):
        raise NotAdmitted(closing.BANNED)
    return pass_
