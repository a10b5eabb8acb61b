"""Parts of files: who seeks in a film or goes on with a download asks for bytes, not for the whole (RFC 9110, section 14).

One place for every file the website hands out by itself, /media/ and /files/; static files are WhiteNoise's.
"""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

ONE_RANGE = re.compile(r"(\d{0,18})-(\d{0,18})")
BLOCK_BYTES = 65_536


def part_of(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the part that is asked for; None when the whole is to be sent.

    Another unit than bytes and several parts at once are answered by the whole. Raises ValueError when no such part can be.
    """
    unit, _equals, ranges = asked.partition("=")
    if unit.strip().lower() != "bytes" or "," in ranges:
        return None
    found = ONE_RANGE.fullmatch(ranges.strip())
    if not found or not any(found.groups()):
        raise ValueError(ranges)
    first, last = found.groups()
    start, end = (int(first), int(last or size)) if first else (max(0, size - int(last)), size)
    if start >= size or end < start:
        raise ValueError(ranges)
    return start, min(end, size - 1)


def _read(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length > 0 and (block := file.read(min(length, BLOCK_BYTES))):
        length -= len(block)
        yield block


def _answer_part(answer: FileResponse, asked: str, unless: str | None) -> HttpResponseBase:
    """`unless`: the moment of the file (If-Range) of which the part is wanted; of another file the whole is."""
    file = answer.file_to_stream
    size = int(answer.headers.get("Content-Length", -1))
    if file is None or size < 0 or (unless is not None and unless != answer.headers.get("Last-Modified")):
        return answer
    try:
        part = part_of(asked, size)
    except ValueError:
        answer.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    if part is None:
        return answer
    start, end = part
    file.seek(start)
    answer.streaming_content = _read(file, end - start + 1)
    answer.status_code = 206
    answer.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    answer.headers["Content-Length"] = str(end - start + 1)
    return answer


def answer_ranges(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A middleware; it comes before GZipMiddleware in the list: a part is of the file as it lies there."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        asked = request.META.get("HTTP_RANGE", "") if request.method == "GET" else ""
        if asked:
            request.META["HTTP_ACCEPT_ENCODING"] = "identity"
        response = get_response(request)
        if not isinstance(response, FileResponse) or response.status_code != 200:
            return response
        response.headers["Accept-Ranges"] = "bytes"
        return _answer_part(response, asked, request.META.get("HTTP_IF_RANGE")) if asked else response

    return answer
