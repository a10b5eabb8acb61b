"""Brochures of many pages: what visitors may read of them at a booth, from when on, and what of it goes on the booth's screen."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from factories.stand_fair import make_person, make_stand
from website.booths.test_slots_booths import bring, published
from website.uploads.hostile import good_picture
from website.uploads.other_files import pdf
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.uploads import files
from yunzhan.website.uploads.actions import receive_upload, tidy_uploads
from yunzhan.website.uploads.checks.brochures import CHECKED
from yunzhan.website.uploads.models import Upload
from yunzhan.website.uploads.queries import file_names
from yunzhan.website.uploads.tasks import Worker, work_off
from yunzhan.wire.limits import SHOW_PAGES
from yunzhan.world.shows import clean_pages

pytestmark = pytest.mark.django_db
API = "/api/fairs/stand-fair"
BROCHURES = f"{API}/exhibitors/e1/brochures"
PAGE = "/en/fairs/stand-fair/exhibitors/e1/"


@pytest.fixture
def exhibitor():
    caches["near"].clear()
    return exhibitor_of(make_stand(2), "e1")


def read(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    return b"".join(answer.streaming_content)


def only_cover(upload):
    """As it was kept when only the first page was drawn."""
    del upload.result["drawn"]
    upload.save()
    for path in files.kept_folder(upload.sha256).glob("page-*"):
        path.unlink()


def test_every_page_is_read_by_everybody_once_the_design_is_published(client, exhibitor):
    brochure = bring(exhibitor, "all.pdf", content=pdf(4))
    assert client.get(BROCHURES).json() == {"items": []}
    inside = f"/files/{brochure.key}/page-3.webp"
    assert client.get(inside).status_code == 403
    published(exhibitor, brochure=[brochure])
    [found] = client.get(BROCHURES).json()["items"]
    assert (found["name"], found["pages"], found["bytes"]) == ("all.pdf", 4, len(pdf(4)))
    assert found["url"].endswith("/brochure.pdf")
    assert [(page["width"], page["height"]) for page in found["pictures"]] == [(1600, 1067)] * 4
    assert found["pictures"][2]["url"] == inside
    for page in found["pictures"]:
        for address in (page["url"], page["small"]):
            assert read(client, address)[8:12] == b"WEBP"
    plan = client.get(f"{API}/halls/h1/scene").json()
    [booth] = [booth for booth in plan["booths"] if booth["exhibitor"] == "e1"]
    assert booth["brochures"] == 1
    assert booth["cover"] == found["pictures"][0]["small"]


def test_a_brochure_of_which_only_the_cover_was_drawn_shows_its_cover_and_how_long_it_is(client, exhibitor):
    brochure = bring(exhibitor, "old.pdf", content=pdf(4))
    only_cover(brochure)
    published(exhibitor, brochure=[brochure])
    [found] = client.get(BROCHURES).json()["items"]
    assert (found["pages"], len(found["pictures"])) == (4, 1)
    cover = read(client, found["pictures"][0]["url"])
    again = bring(exhibitor, "new.pdf", content=pdf(4))
    assert len(again.result["drawn"]) == 4
    assert read(client, found["pictures"][0]["url"]) == cover


def test_without_script_a_brochure_is_its_cover_and_a_download(client, exhibitor):
    published(exhibitor, brochure=[bring(exhibitor, "all.pdf", content=pdf(4))])
    [found] = client.get(BROCHURES).json()["items"]
    page = client.get(PAGE).content.decode()
    assert page.count(f'href="{found["url"]}" download') == 1
    assert found["pictures"][0]["small"] in page
    assert "4 pages" in page
    offers = client.get("/en/fairs/stand-fair/halls/h1/").content.decode()
    assert offers.count(f'data-brochures="{BROCHURES}"') == offers.count("data-brochures") == 1


def test_a_booths_screen_shows_every_page_as_long_as_there_is_room_for_the_others(client, exhibitor):
    client.force_login(make_person(fair=exhibitor.fair, role="booth_staff", works_for=exhibitor.organisation))
    poster = bring(exhibitor, "poster.png", content=good_picture())
    long, short = (bring(exhibitor, f"{pages}.pdf", content=pdf(pages)) for pages in (70, 3))
    published(exhibitor, poster=[poster], brochure=[long, short])
    items = client.get(f"{API}/exhibitors/e1/slides?lang=en").json()["items"]
    names = [one["name"] for one in items]
    assert (len(items), names[0], names[1], names[-1]) == (SHOW_PAGES, "poster.png", "70.pdf · 1/70", "3.pdf · 1/3")
    assert clean_pages(tuple(one["url"] for one in items))
    published(exhibitor, brochure=[short])
    items = client.get(f"{API}/exhibitors/e1/slides?lang=en").json()["items"]
    assert [one["name"] for one in items] == ["3.pdf · 1/3", "3.pdf · 2/3", "3.pdf · 3/3"]


def test_a_worker_killed_between_pages_leaves_nothing_half_and_the_next_draws_all(exhibitor):
    upload = receive_upload(exhibitor, None, SimpleUploadedFile("all.pdf", pdf(40)))
    worker = Worker(1)
    worker.turn(0.1)
    [job] = worker.jobs.values()
    while job.progress <= CHECKED + 5:  # a few pages are there
        assert worker.turn(0.1)
    job.end()
    worker._selector.close()
    assert list(job.folder.glob("page-*"))
    assert not files.kept_folder(upload.sha256).exists()
    Upload.objects.update(busy_until=timezone.now() - timedelta(seconds=1))  # the claim has lapsed
    work_off()
    upload.refresh_from_db()
    assert (upload.state, upload.attempts, len(upload.result["drawn"])) == ("ready", 2, 40)
    kept = list(files.kept_folder(upload.sha256).iterdir())
    assert {path.name for path in kept} == set(file_names(upload))
    assert upload.stored == sum(path.stat().st_size for path in kept)
    tidy_uploads(now=timezone.now())
    assert files.names_in("making") == []
