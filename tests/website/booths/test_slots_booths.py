"""Files in the slots of a design: whose and which may stand there, who sees them when, what they weigh, until the hall."""

import gzip
import json
import struct
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile

from factories.stand_fair import make_person, make_stand
from website.uploads.hostile import good_picture
from website.uploads.other_files import GOOD_FILM, pdf, svg
from yunzhan.website.booths import budget
from yunzhan.website.booths.actions import (
    DesignTooHeavy,
    DesignWish,
    FileDoesNotFit,
    TooManySlotFiles,
    publish_design,
    restore_design,
    save_design,
    submit_design,
)
from yunzhan.website.booths.budget import budget_of
from yunzhan.website.booths.models import BoothDesign, DesignFile
from yunzhan.website.booths.queries import look_of
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.uploads.actions import UploadInUse, delete_upload, receive_upload
from yunzhan.website.uploads.models import Upload
from yunzhan.website.uploads.tasks import work_off

pytestmark = pytest.mark.django_db

API = "/api/fairs/stand-fair"
DESK = f"{API}/exhibitors/e1/booth-designs"
PAGE = "/en/fairs/stand-fair/exhibitors/e1/desk/booth/"
SIDES = (640, 500, 700)
KIT = Path(__file__).resolve().parents[3] / "client/public/assets/booths/booths.bin"


@pytest.fixture
def fair():
    caches["near"].clear()
    return make_stand(2)


@pytest.fixture
def exhibitor(fair):
    return exhibitor_of(fair, "e1")


def sign_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


@pytest.fixture
def manager(client, fair, exhibitor):
    person = make_person(fair=fair, role="exhibitor_manager", works_for=exhibitor.organisation)
    sign_in(client, person)
    return person


def bring(exhibitor, name, side=640, content=None):
    upload = receive_upload(exhibitor, None, SimpleUploadedFile(name, content or good_picture(side, 400)))
    work_off()
    upload.refresh_from_db()
    return upload


def wish(**files):
    return DesignWish("shell", "#884422", files={slot: [row.key for row in rows] for slot, rows in files.items()})


def published(exhibitor, **files):
    newest = BoothDesign.objects.filter(exhibitor=exhibitor).order_by("-version").first()
    saved = save_design(exhibitor, wish(**files), seen=newest.stamp if newest else "")
    return publish_design(submit_design(exhibitor, seen=saved.stamp))


def booth(client):
    caches["near"].clear()
    return next(one for one in client.get(f"{API}/halls/h1/scene").json()["booths"] if one["exhibitor"] == "e1")


def stored(address, settings):
    """Where the reverse proxy finds what is read under a public address."""
    assert address.startswith("/media/")
    return settings.MEDIA_ROOT / address.removeprefix("/media/")


def test_what_may_not_stand_in_a_slot_is_refused_by_name_and_nothing_is_stored(fair, exhibitor):
    logo = bring(exhibitor, "logo.png")
    foreign = bring(exhibitor_of(fair, "e2"), "foreign.png", side=300)
    waiting = receive_upload(exhibitor, None, SimpleUploadedFile("late.png", good_picture(200, 200)))
    wrong = [
        ({"logo": [logo, foreign]}, TooManySlotFiles, "logo"),
        ({"logo": [foreign]}, FileDoesNotFit, "logo"),
        ({"logo": [waiting]}, FileDoesNotFit, "logo"),
        ({"poster": [logo, logo]}, FileDoesNotFit, "poster"),
        ({"video": [logo]}, FileDoesNotFit, "video"),
        ({"brochure": [logo]}, FileDoesNotFit, "brochure"),
    ]
    for files, refusal, field in wrong:
        with pytest.raises(refusal) as told:
            save_design(exhibitor, wish(**files), seen="")
        assert (told.value.field, bool(told.value.message)) == (field, True)
    assert BoothDesign.objects.count() == 0


def test_a_files_way_from_draft_to_hall_and_out_of_it(client, exhibitor, settings):
    logo, old, new = (
        bring(exhibitor, f"{name}.png", side) for name, side in zip(("logo", "old", "new"), SIDES, strict=True)
    )
    published(exhibitor, logo=[logo], poster=[old])
    shown = booth(client)
    assert stored(shown["logo"], settings).is_file()
    assert stored(shown["posters"][0], settings).is_file()
    page = client.get("/en/fairs/stand-fair/exhibitors/e1/").content.decode()
    assert page.count("booth-files__logo") == 1
    assert "Poster 1" in page
    newest = BoothDesign.objects.get()
    save_design(exhibitor, wish(logo=[logo], poster=[new, old]), seen=newest.stamp)
    new.refresh_from_db()
    assert not new.is_public
    assert len(booth(client)["posters"]) == 1
    published(exhibitor, logo=[logo], poster=[new])
    assert {row.name: row.is_public for row in Upload.objects.all()} == {
        "logo.png": True, "old.png": False, "new.png": True,
    }  # fmt: skip
    assert stored(booth(client)["posters"][0], settings).is_file()
    assert not stored(shown["posters"][0], settings).exists()
    with pytest.raises(UploadInUse):
        delete_upload(old)
    draft = restore_design(exhibitor, 1, seen=BoothDesign.objects.get(state="published").stamp)
    assert [row.name for row in look_of(draft).files["poster"]] == ["old.png"]


def test_drawn_logo_video_and_brochure_are_shown_on_the_page_and_the_logo_in_the_hall(client, exhibitor):
    logo = bring(exhibitor, "logo.svg", content=svg())
    video = bring(exhibitor, "film.mp4", content=GOOD_FILM)
    brochure = bring(exhibitor, "catalogue.pdf", content=pdf())
    assert [row.state for row in (logo, video, brochure)] == ["ready"] * 3
    design = published(exhibitor, logo=[logo], video=[video], brochure=[brochure])
    shown = booth(client)
    assert shown["logo"].endswith(".webp")
    assert shown["video"] is None  # no first picture is made of a film
    page = client.get("/en/fairs/stand-fair/exhibitors/e1/").content.decode()
    assert "<video" in page
    assert "catalogue.pdf" in page
    files = look_of(design).shown
    answer = client.get(files["brochure"][0].url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert b"".join(answer.streaming_content) == pdf()
    assert f'href="{files["brochure"][0].url}"' in page


def test_an_exhibitor_is_deleted_with_its_designs_and_files(exhibitor):
    published(exhibitor, logo=[bring(exhibitor, "logo.png")])
    exhibitor.delete()
    assert (DesignFile.objects.count(), Upload.objects.count()) == (0, 0)


def test_what_is_too_heavy_is_not_handed_in(exhibitor, monkeypatch):
    poster = bring(exhibitor, "poster.png")
    draft = save_design(exhibitor, wish(poster=[poster]), seen="")
    used = budget_of(look_of(draft)).bytes.used
    assert used == poster.result["levels"][-1]["bytes"]
    monkeypatch.setattr(budget, "MOST_BYTES", used - 1)
    with pytest.raises(DesignTooHeavy):
        submit_design(exhibitor, seen=draft.stamp)
    monkeypatch.setattr(budget, "MOST_BYTES", used)
    assert submit_design(exhibitor, seen=draft.stamp).state == "submitted"


def test_the_triangles_are_those_of_the_file_that_the_hall_loads():
    content = gzip.decompress(KIT.read_bytes())
    (length,) = struct.unpack("<I", content[:4])
    meshes = json.loads(content[4 : 4 + length])["meshes"]
    assert {mesh["name"]: mesh["indices"] // 3 for mesh in meshes if mesh["level"] == 0} == budget.TRIANGLES


def test_the_api_writes_slots_and_tells_the_budget(client, exhibitor, manager):
    logo = bring(exhibitor, "logo.png")
    start = client.get(f"{API}/exhibitors/e1/booth-editor").json()
    assert (start["newest"], start["site"]["number"], start["site"]["width"]) == (None, "1A01", 3.0)
    assert [row["slug"] for row in start["templates"]] == ["frame", "shell"]
    assert start["look"]["files"] == {"logo": [], "poster": [], "video": [], "brochure": []}
    body = {"template": "shell", "accent": "#884422", "files": {"logo": [logo.key]}}
    saved = client.put(DESK, body, content_type="application/json").json()
    assert saved["files"]["logo"] == [logo.key]
    assert saved["budget"]["bytes"] == {"used": logo.result["levels"][-1]["bytes"], "limit": 400_000}
    again = client.get(f"{API}/exhibitors/e1/booth-editor").json()
    assert (again["look"]["files"], again["newest"]["stamp"]) == (saved["files"], saved["stamp"])
    answer = client.put(
        DESK, body | {"files": {"video": [logo.key]}, "seen": saved["stamp"]}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["error"], answer.json()["field"]) == (422, "FileDoesNotFit", "video")


def test_without_script_a_file_is_brought_chosen_and_kept(client, exhibitor, manager):
    assert "logo_1" not in client.get(PAGE).content.decode()
    refused = client.post(f"{PAGE}files/", {"file": SimpleUploadedFile("logo.png", b"no picture")})
    assert refused.status_code == 422
    assert "field__error" in refused.content.decode()
    assert client.post(f"{PAGE}files/", {}).status_code == 422
    brought = client.post(f"{PAGE}files/", {"file": SimpleUploadedFile("logo.png", good_picture())})
    assert brought.status_code == 302
    work_off()
    key = Upload.objects.get().key
    typed = {"template": "shell", "accent": "#884422", "seen": "", "logo_1": key, "poster_2": key}
    assert client.post(PAGE, typed).status_code == 302
    page = client.get(PAGE).content.decode()
    assert page.count(f'<option value="{key}" selected>') == 2
    assert [(row.slot, row.position) for row in DesignFile.objects.all()] == [("logo", 1), ("poster", 1)]
    stamp = BoothDesign.objects.get().stamp
    twice = client.post(PAGE, typed | {"poster_1": key, "seen": stamp})
    assert twice.status_code == 422
    assert "each once" in twice.content.decode()
