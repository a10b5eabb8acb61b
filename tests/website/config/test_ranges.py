"""A film is sought in and a download goes on: parts of the files that the website hands out."""

from contextlib import closing

import pytest

from yunzhan.website.config import urls
from yunzhan.website.config.ranges import part_of

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def film(settings, monkeypatch):
    """Its address, in a media folder of the test's own."""
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "film.mp4").write_bytes(CONTENT)
    media = next(one for one in urls.urlpatterns if getattr(one, "name", "") == "media")
    monkeypatch.setitem(media.default_args, "document_root", settings.MEDIA_ROOT)
    return "/media/film.mp4"


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-99", (0, 99)),
        ("bytes=1000-", (1000, 255_999)),
        ("bytes=-500", (255_500, 255_999)),
        ("bytes=255999-999999999", (255_999, 255_999)),
        ("bytes=-999999999", (0, 255_999)),
        ("Bytes= 5-5", (5, 5)),
    ],
)
def test_part_is_sent_with_its_place(client, film, asked, part):
    answer = client.get(film, headers={"range": asked, "accept-encoding": "gzip"})
    first, last = part
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/256000"
    assert answer["Content-Length"] == str(last - first + 1)
    assert "Content-Encoding" not in answer
    assert b"".join(answer.streaming_content) == CONTENT[first : last + 1]


@pytest.mark.parametrize(
    "asked", ["bytes=256000-", "bytes=9-2", "bytes=-0", "bytes=-", "bytes=a-b", "bytes=1", "bytes="]
)
def test_part_that_cannot_be_is_refused_with_the_size(client, film, asked):
    answer = client.get(film, headers={"range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */256000")


@pytest.mark.parametrize("asked", ["bytes=0-1,5-9", "lines=1-2"])
def test_what_is_not_understood_is_answered_by_the_whole(client, film, asked):
    answer = client.get(film, headers={"range": asked})
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == CONTENT


def test_part_of_a_file_that_has_changed_is_the_whole(client, film):
    with closing(client.get(film)) as whole:
        assert (whole.status_code, whole["Accept-Ranges"]) == (200, "bytes")
    moments = {whole["Last-Modified"]: 206, "Thu, 01 Jan 1970 00:00:00 GMT": 200}
    for moment, status in moments.items():
        with closing(client.get(film, headers={"range": "bytes=0-1", "if-range": moment})) as answer:
            assert answer.status_code == status


def test_pages_and_heads_have_no_parts(client, film):
    assert client.get("/healthz", headers={"range": "bytes=0-1"}).status_code == 200
    with closing(client.head(film, headers={"range": "bytes=0-1"})) as answer:
        assert answer.status_code == 200


def test_part_of_an_empty_file_cannot_be():
    with pytest.raises(ValueError, match="0-"):
        part_of("bytes=0-", 0)
