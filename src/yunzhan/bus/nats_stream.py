"""A stream on JetStream: one stream for an installation, asked through its JSON interface. The connection is `nats`'s.

A batch is one atomic publish (nats-server 2.12 and later), a single payload an ordinary one with the same condition; reads are
direct gets, which any replica answers. No consumer is made: the server keeps no state for who reads.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from yunzhan.bus.nats import NatsBus
from yunzhan.bus.stream import Fresh, Kept, Known, NoRoom, Overtaken, StreamDown

ANSWER_SECONDS = 3.0
ID_SECONDS = 7200  # how long the server remembers ids
PAYLOAD_BYTES = 65_536
BATCHES_AT_ONCE = 12  # the server takes 50 for a stream; other nodes need theirs
READ_AT_ONCE = 250
WRONG_LAST, DUPLICATE, NOT_FOUND = 10071, 10201, 10059
NO_ROOM = {10047, 10077, 10023, 10122}
EXPECTED = "Nats-Expected-Last-Subject-Sequence"


class NatsStream:
    """The stream `name` with everything under `name.`; `open` before anything else."""

    def __init__(self, bus: NatsBus, name: str, replicas: int) -> None:
        self._client, self._name, self._replicas = bus.client, name, replicas
        self._batches = asyncio.Semaphore(BATCHES_AT_ONCE)
        self._numbers = count(1)
        self._inbox = self._client.new_inbox()
        self._reads: dict[str, tuple[list[Kept], asyncio.Future[bool]]] = {}

    async def open(self) -> None:
        """Makes the stream when it is not there. Raises StreamDown."""
        config = {
            "name": self._name, "subjects": [f"{self._name}.>"], "storage": "file", "retention": "limits",
            "discard": "new", "num_replicas": self._replicas, "allow_direct": True, "allow_atomic": True,
            "max_msg_size": PAYLOAD_BYTES, "duplicate_window": ID_SECONDS * 1_000_000_000,
        }  # fmt: skip
        found = await self._ask(f"STREAM.INFO.{self._name}", {})
        if found.get("error", {}).get("err_code") == NOT_FOUND:
            found = await self._ask(f"STREAM.CREATE.{self._name}", config)
        if "error" in found:
            raise StreamDown(str(found["error"].get("description")))
        try:
            await self._client.subscribe(f"{self._inbox}.*", cb=self._heard)
            await self._client.flush()
        except (NatsError, OSError, TimeoutError) as fault:
            raise StreamDown(repr(fault)) from fault

    async def append(self, items: Sequence[Fresh], after: Mapping[str, int]) -> int:
        if len(items) == 1:
            return await self._commit(items[0], self._headers(items[0], dict(after)))
        async with self._batches:
            waiting, batch = dict(after), f"{self._inbox[-12:]}.{next(self._numbers)}"
            for number, item in enumerate(items, 1):
                headers = self._headers(item, waiting) | {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}
                if number < len(items):
                    await self._tell(item, headers)
            return await self._commit(items[-1], headers | {"Nats-Batch-Commit": "1"})

    @staticmethod
    def _headers(item: Fresh, waiting: dict[str, int]) -> dict[str, str]:
        """The condition stands on the first item of its subject."""
        headers = {"Nats-Msg-Id": item.id}
        if item.subject in waiting:
            headers[EXPECTED] = str(waiting.pop(item.subject))
        return headers

    async def _tell(self, item: Fresh, headers: dict[str, str]) -> None:
        try:
            await self._client.publish(item.subject, item.payload, headers=headers)
        except (NatsError, OSError) as fault:
            raise StreamDown(repr(fault)) from fault

    async def _commit(self, item: Fresh, headers: dict[str, str]) -> int:
        try:
            told = await self._client.request(item.subject, item.payload, ANSWER_SECONDS, headers=headers)
        except (NatsError, OSError, TimeoutError) as fault:
            raise StreamDown(repr(fault)) from fault
        answer = json.loads(told.data)
        if "error" in answer:
            code = answer["error"].get("err_code")
            if code == WRONG_LAST:
                raise Overtaken(item.subject)
            if code == DUPLICATE:
                raise Known
            if code in NO_ROOM:
                raise NoRoom(item.subject)
            raise StreamDown(str(answer["error"]))
        if answer.get("duplicate"):
            raise Known(int(answer["seq"]))
        return int(answer["seq"])

    async def last(self, pattern: str) -> Kept | None:
        found, _ = await self._get({"last_by_subj": pattern})
        return found[0] if found else None

    async def read(self, pattern: str, position: int, limit: int) -> list[Kept]:
        kept: list[Kept] = []
        while len(kept) < limit:
            size = min(limit - len(kept), READ_AT_ONCE)
            found, is_more = await self._get({"seq": max(position, 1), "next_by_subj": pattern, "batch": size})
            kept += found
            if not is_more or not found:
                break
            position = found[-1].position + 1
        return kept

    async def subjects(self, pattern: str) -> dict[str, int]:
        found: dict[str, int] = {}
        while True:
            question = {"subjects_filter": pattern, "offset": len(found)}
            answer = await self._ask(f"STREAM.INFO.{self._name}", question)
            if "error" in answer:
                raise StreamDown(str(answer["error"].get("description")))
            page: dict[str, int] = answer["state"].get("subjects") or {}
            found |= page
            if not page or len(found) >= int(answer.get("total", 0)):
                return found

    async def erase(self, position: int) -> None:
        answer = await self._ask(f"STREAM.MSG.DELETE.{self._name}", {"seq": position, "no_erase": False})
        if "error" in answer and (await self._get({"seq": position}))[0]:
            raise StreamDown(str(answer["error"]))

    async def _ask(self, what: str, question: dict[str, Any]) -> dict[str, Any]:
        try:
            told = await self._client.request(f"$JS.API.{what}", json.dumps(question).encode(), ANSWER_SECONDS)
        except (NatsError, OSError, TimeoutError) as fault:
            raise StreamDown(repr(fault)) from fault
        answer: dict[str, Any] = json.loads(told.data)
        return answer

    async def _get(self, question: dict[str, Any]) -> tuple[list[Kept], bool]:
        """What a direct get answers, and whether there is more of it."""
        word = str(next(self._numbers))
        kept: list[Kept] = []
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._reads[word] = kept, done
        try:
            await self._client.publish(
                f"$JS.API.DIRECT.GET.{self._name}", json.dumps(question).encode(), reply=f"{self._inbox}.{word}"
            )
            return kept, await asyncio.wait_for(done, ANSWER_SECONDS)
        except (NatsError, OSError, TimeoutError) as fault:
            raise StreamDown(repr(fault)) from fault
        finally:
            del self._reads[word]

    async def _heard(self, message: Msg) -> None:
        kept, done = self._reads.get(message.subject.rpartition(".")[2], ([], None))
        if done is None or done.done():
            return
        headers = message.headers or {}
        status = headers.get("Status")
        if status is None:
            kept.append(Kept(int(headers["Nats-Sequence"]), headers["Nats-Subject"], message.data))
            if "Nats-Num-Pending" not in headers:  # one was asked for
                done.set_result(False)
        elif status in ("204", "404"):
            done.set_result(status == "204" and int(headers.get("Nats-Num-Pending", "0")) > 0)
        else:  # nobody there, or the question was not understood
            done.set_exception(TimeoutError(f"status {status}"))
