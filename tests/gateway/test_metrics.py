"""What a gateway tells about itself over HTTP."""

import urllib.error
import urllib.request

import pytest

from gateway.client import greet
from yunzhan.gateway.metrics import Figure


def read(gateway, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{gateway.port}{path}", timeout=20) as answer:
        return answer.headers["Content-Type"], answer.read().decode()


def samples(text):
    return {
        name: float(number)
        for name, _, number in (line.rpartition(" ") for line in text.splitlines() if line[0] != "#")
    }


def test_live_and_ready_while_it_serves(gateway):
    assert read(gateway, "/healthz")[1] == "ok\n"
    assert read(gateway, "/readyz")[1] == "ready\n"


def test_metrics_tell_people_messages_and_what_was_closed(gateway):
    with greet(gateway, person="a"), greet(gateway, person="s", kind="scripted"):
        kind, text = read(gateway, "/metrics")
    found = samples(text)
    assert kind.startswith("text/plain; version=0.0.4")
    assert found["yunzhan_connections"] == 3
    assert (found['yunzhan_people{fair="f"}'], found['yunzhan_scripted{fair="f"}']) == (1, 1)
    assert found["yunzhan_received_messages_total"] >= 2
    assert found["yunzhan_lost_lines_total"] == 0
    assert found["yunzhan_process_memory_bytes"] > 1e6


def test_unknown_path_is_no_page(gateway):
    with pytest.raises(urllib.error.HTTPError, match="426"):
        read(gateway, "/metrics/")


def test_label_with_quotes_and_line_breaks_stays_one_line():
    text = Figure("x", "gauge", "?", {'a"b\\c\nd': 1}, "key").text()
    assert text.splitlines()[-1] == 'x{key="a\\"b\\\\c\\nd"} 1'
