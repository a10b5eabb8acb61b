"""What the first 3D picture really costs over the wire: counted in Chromium, from a real server, with nothing kept before."""

import json
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from e2e.visitor import enter_as_guest, enter_hall

FIRST_PICTURE_BYTES = 1_550_000
SCRIPT_BYTES = 245_000
REQUESTS = 25


def test_first_picture_stays_within_its_budget(chromium: Browser, fair_address: str, pictures: Path) -> None:
    context = chromium.new_context(locale="zh-CN", viewport={"width": 640, "height": 400})
    page = context.new_page()
    enter_as_guest(page, fair_address, "过秤的人")
    page.goto("about:blank")  # what the page before still asks for is not the hall's
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds: dict[str, str] = {}
    addresses: list[str] = []
    weight: Counter[str] = Counter()

    def began(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]
        addresses.append(urlsplit(event["response"]["url"]).path)

    def ended(event: dict[str, Any]) -> None:
        weight[kinds.get(event["requestId"], "Other")] += int(event["encodedDataLength"])

    cdp.on("Network.responseReceived", began)
    cdp.on("Network.loadingFinished", ended)
    enter_hall(page, fair_address)
    (pictures / "weight.json").write_text(json.dumps({"requests": addresses, "bytes": dict(weight)}, indent=1))
    context.close()
    assert weight["Script"] > 0
    assert weight["Script"] <= SCRIPT_BYTES
    assert sum(weight.values()) <= FIRST_PICTURE_BYTES
    assert len(kinds) <= REQUESTS
