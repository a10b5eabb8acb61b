"""The check's visitor gets through a real gateway and says where it got stuck. The wheel's test has the website too."""

import pytest

from gateway.running import HALL, Running, signed
from yunzhan.cli.visit import Line, VisitFailed, Where, visit
from yunzhan.wire import VERSION
from yunzhan.wire.messages import ANYWHERE, Accepted, Enter, Entered, Hello, Join, Joined, Say, Welcome


@pytest.fixture
def gateway(tmp_path, monkeypatch):
    running = Running(tmp_path)
    monkeypatch.setenv("YUNZHAN_ORIGINS", "http://fair.test")
    yield running
    running.stop()


def test_visitor_is_welcomed_enters_joins_and_is_heard(gateway):
    with Line(gateway.port - 1) as line:
        assert line.ask(Hello(VERSION, signed()), Welcome).version == VERSION
        assert line.ask(Enter(1, HALL.key, ANYWHERE, ANYWHERE, 0), Entered).people == 1
        line.ask(Join(2, "hall:f/h1", 0), Joined)
        assert line.ask(Say(3, "hall:f/h1", 9, "你好"), Accepted).nonce == 9


def test_expired_pass_is_named(gateway):
    with (
        Line(gateway.port - 1) as line,
        pytest.raises(VisitFailed, match="closed the connection at Hello: PassExpired"),
    ):
        line.ask(Hello(VERSION, signed(expires=-60, issued=-120)), Welcome)


def test_refused_command_is_named(gateway):
    with Line(gateway.port - 1) as line:
        line.ask(Hello(VERSION, signed()), Welcome)
        with pytest.raises(VisitFailed, match="refused Enter: HALL_NOT_IN_PASS"):
            line.ask(Enter(1, "f/h2", ANYWHERE, ANYWHERE, 0), Entered)


def test_foreign_origin_is_named(gateway, monkeypatch):
    monkeypatch.setenv("YUNZHAN_ORIGINS", "http://elsewhere.test")
    with pytest.raises(VisitFailed, match=r"refused the connection: .* 403"):
        Line(gateway.port - 1).__enter__()


def test_gateway_that_is_away_is_named():
    with pytest.raises(VisitFailed, match="did not answer"):
        Line(9 - 1).__enter__()


def test_website_that_is_away_is_named():
    with pytest.raises(VisitFailed, match="The website did not answer /"):
        visit(Where(9, "f", "h1"), lambda line: None)
