"""Bringing files over the API: from the multipart body to the levels that a page shows, through the real worker."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories.stand_fair import make_person, make_stand
from website.uploads.gltf_files import good_model
from website.uploads.hostile import AT_THE_DOOR, PICTURES, good_picture
from website.uploads.other_files import GOOD_OTHERS
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.uploads.actions import FileRefused, hide_uploads, receive_upload, show_uploads
from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.models import Upload
from yunzhan.website.uploads.tasks import work_off

pytestmark = pytest.mark.django_db

ADDRESS = "/api/fairs/stand-fair/uploads"


@pytest.fixture
def fair():
    return make_stand(2)


@pytest.fixture
def staff(client, fair):
    person = make_person(fair=fair, role="booth_staff", works_for=exhibitor_of(fair, "e1").organisation)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def bring(client, name="poster.png", content=None, **asked):
    file = SimpleUploadedFile(name, good_picture() if content is None else content)
    query = "&".join(f"{key}={value}" for key, value in ({"exhibitor": "e1"} | asked).items())
    return client.post(f"{ADDRESS}?{query}", {"file": file})


def read(client, url):
    answer = client.get(url)
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_picture_waits_then_is_ready_in_three_levels(staff):
    brought = bring(staff)
    assert brought.status_code == 201
    item = brought.json()
    assert (item["kind"], item["state"], item["progress"], item["url"], item["levels"]) == (
        "picture", "waiting", 0, None, [],
    )  # fmt: skip
    work_off()
    item = staff.get(f"{ADDRESS}/{item['id']}").json()
    assert (item["state"], item["progress"], item["refusal"]) == ("ready", 100, None)
    assert (item["width"], item["height"], item["levels"][0]["triangles"]) == (640, 400, None)
    status, content = read(staff, item["url"])
    assert (status, len(content)) == (200, item["levels"][0]["bytes"])
    assert content[8:12] == b"WEBP"


def test_model_is_made_lighter_in_the_background_and_handed_out_in_levels(staff):
    brought = bring(staff, "chair.glb", good_model()).json()
    work_off()
    item = staff.get(f"{ADDRESS}/{brought['id']}").json()
    assert (item["kind"], item["state"], item["optimised"], item["size"]) == ("model", "ready", True, [1.0, 1.0, 0.0])
    assert [level["triangles"] for level in item["levels"]] == [2, 2, 2]
    for address in (item["plain"], *(level["url"] for level in item["levels"])):
        status, content = read(staff, address)
        assert (status, content[:4]) == (200, b"glTF")


@pytest.mark.parametrize(("name", "content"), GOOD_OTHERS, ids=[name for name, _ in GOOD_OTHERS])
def test_other_kinds_go_through_their_check_in_a_process_with_limits(staff, name, content):
    brought = bring(staff, name, content).json()
    work_off()
    item = staff.get(f"{ADDRESS}/{brought['id']}").json()
    assert (item["state"], item["refusal"]) == ("ready", None)
    for level in item["levels"]:
        status, found = read(staff, level["url"])
        assert (status, len(found)) == (200, level["bytes"])


def test_list_shows_own_files_and_the_room_they_take(staff, fair):
    bring(staff)
    receive_upload(exhibitor_of(fair, "e2"), None, SimpleUploadedFile("other.png", good_picture(100, 100)))
    told = staff.get(f"{ADDRESS}?exhibitor=e1").json()
    assert [item["name"] for item in told["items"]] == ["poster.png"]
    assert told["room"] == {
        "bytes": len(good_picture()), "files": 1, "most_bytes": limits.MOST_STORED_BYTES, "most_files": limits.MOST_FILES,
    }  # fmt: skip
    assert staff.get(f"{ADDRESS}?exhibitor=e1&kind=model").json()["items"] == []
    assert staff.get(f"{ADDRESS}?exhibitor=e2").status_code == 403


@pytest.mark.parametrize(
    ("name", "content", "code"), AT_THE_DOOR, ids=[row[2] + str(n) for n, row in enumerate(AT_THE_DOOR)]
)
def test_hostile_file_is_refused_at_the_door(name, content, code, fair):
    file = SimpleUploadedFile("x", content)
    file._name = name  # Django cuts a path off by itself; what comes another way must be refused too
    with pytest.raises(FileRefused) as refused:
        receive_upload(exhibitor_of(fair, "e1"), None, file)
    assert refused.value.name == code
    assert "%" not in refused.value.message
    assert Upload.objects.count() == 0


def test_refusal_at_the_door_is_told_beside_the_field(staff):
    answer = bring(staff, "a.pdf")
    assert (answer.status_code, answer.json()["error"], answer.json()["field"]) == (422, "NameDisagrees", "file")
    answer = bring(staff, kind="model")
    assert (answer.status_code, answer.json()["error"]) == (422, "KindNotWanted")


def test_refusal_of_the_check_names_limit_and_found_value_in_three_languages(staff, settings):
    name, content, code = PICTURES[0]
    brought = bring(staff, name, content).json()
    work_off()
    said = {
        language: staff.get(f"{ADDRESS}/{brought['id']}?lang={language}").json()["refusal"]
        for language in ("en", "zh-hans", "zh-hant")
    }
    assert {row["code"] for row in said.values()} == {code}
    assert len({row["text"] for row in said.values()}) == 3
    assert all("40,000,000" in row["text"] and "144,000,000" in row["text"] for row in said.values())
    assert list((settings.UPLOADS_ROOT / "brought").iterdir()) == []


def test_file_of_a_draft_is_its_exhibitors_alone_until_it_is_shown(staff, settings):
    brought = bring(staff).json()
    work_off()
    url = staff.get(f"{ADDRESS}/{brought['id']}").json()["url"]
    stranger = Client()
    assert stranger.get(url).status_code == 403
    assert read(staff, url)[0] == 200
    row = Upload.objects.get()
    show_uploads([row])
    public = staff.get(f"{ADDRESS}/{brought['id']}").json()["url"]
    assert public.startswith("/media/uploads/")
    media = settings.MEDIA_ROOT / public.removeprefix("/media/")
    assert media.read_bytes() == read(stranger, url)[1]
    hide_uploads([row])
    assert not media.exists()
    assert stranger.get(url).status_code == 403


def test_file_is_handed_out_as_data_that_runs_nothing(staff):
    brought = bring(staff).json()
    work_off()
    answer = staff.get(staff.get(f"{ADDRESS}/{brought['id']}").json()["url"])
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"
    assert staff.get(f"/files/{brought['id']}/..%2f..%2fbrought").status_code == 404


def test_deleting_takes_the_files_along_unless_another_has_the_same(staff, settings):
    one, two = bring(staff).json(), bring(staff, "same.png").json()
    work_off()
    urls = {item["id"]: item["url"] for item in staff.get(f"{ADDRESS}?exhibitor=e1").json()["items"]}
    assert staff.delete(f"{ADDRESS}/{one['id']}").status_code == 204
    assert staff.get(urls[one["id"]]).status_code == 404
    assert read(staff, urls[two["id"]])[0] == 200
    folder = settings.UPLOADS_ROOT / "kept"
    assert len(list(folder.iterdir())) == 1
    assert staff.delete(f"{ADDRESS}/{two['id']}").status_code == 204
    assert list(folder.iterdir()) == []


def test_no_more_than_fits_is_taken(staff, monkeypatch):
    monkeypatch.setattr(limits, "MOST_AN_HOUR", 1)
    bring(staff)
    assert (bring(staff).status_code, bring(staff).json()["error"]) == (429, "TooManyUploads")
    row = Upload.objects.get()
    row.size = limits.MOST_STORED_BYTES
    row.save()
    answer = bring(staff)
    assert (answer.status_code, answer.json()["error"]) == (422, "NoRoomLeft")
    assert "301" in answer.json()["message"]


def test_body_larger_than_anything_is_refused_unread(staff):
    answer = staff.generic("POST", f"{ADDRESS}?exhibitor=e1", b"", CONTENT_LENGTH=str(limits.LARGEST_REQUEST_BYTES + 1))
    assert (answer.status_code, answer.json()["error"]) == (413, "TooBig")
