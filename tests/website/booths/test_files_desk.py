"""The desk's files page: bringing several at once, what became of each, what uses it, deleting."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factories.stand_fair import make_person, make_stand
from website.uploads.gltf_files import good_model
from website.uploads.hostile import PICTURES, good_picture
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.products.models import Product
from yunzhan.website.uploads.actions import receive_upload
from yunzhan.website.uploads.checks import optimiser
from yunzhan.website.uploads.models import Upload
from yunzhan.website.uploads.tasks import work_off

pytestmark = pytest.mark.django_db

PAGE = "fairs/stand-fair/exhibitors/e1/desk/files/"
PREFIXES = {"en": "/en/", "zh-hans": "/", "zh-hant": "/zh-hant/"}


@pytest.fixture
def fair():
    return make_stand(2)


@pytest.fixture
def staff(client, fair):
    person = make_person(fair=fair, role="booth_staff", works_for=exhibitor_of(fair, "e1").organisation)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(client, language="en"):
    return client.get(f"{PREFIXES[language]}{PAGE}").content.decode()


def bring(client, *files):
    return client.post(f"/en/{PAGE}", {"brought": [SimpleUploadedFile(name, content) for name, content in files]})


def test_empty_page_says_what_files_are_for_and_what_they_may_be(staff):
    for language, words in (
        ("en", ("No files yet", "100 m long and 1,000,000 triangles")),
        ("zh-hans", ("还没有文件", "最长 100 米")),
        ("zh-hant", ("還沒有檔案", "最長 100 公尺")),
    ):
        text = text_of(staff, language)
        assert all(word in text for word in words)


def test_of_several_files_the_good_ones_are_taken_and_each_other_is_named(staff):
    answer = bring(staff, ("good.png", good_picture()), ("bad.exe", b"MZ" * 40), ("lies.pdf", good_picture()))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "bad.exe: PNG, JPEG" in text
    assert "lies.pdf: The name ends with .pdf" in text
    assert "1 file is being checked." in text
    assert [row.name for row in Upload.objects.all()] == ["good.png"]


def test_nothing_chosen_is_said_at_the_field(staff):
    answer = staff.post(f"/en/{PAGE}")
    assert (answer.status_code, "This field is required" in answer.content.decode()) == (422, True)


def test_refused_file_shows_its_reason_with_the_limit_in_each_language(staff):
    name, content, _ = PICTURES[0]
    assert bring(staff, (name, content)).status_code == 302
    assert 'data-unfinished="yes"' in text_of(staff)
    work_off()
    for language, word in (("en", "at most"), ("zh-hans", "最多"), ("zh-hant", "最多")):
        text = text_of(staff, language)
        assert "40,000,000" in text
        assert word in text
        assert 'data-unfinished="no"' in text


def test_used_file_names_its_use_and_cannot_be_deleted_until_it_is_free(staff):
    bring(staff, ("arm.glb", good_model()))
    work_off()
    row, product = Upload.objects.get(), Product.objects.filter(exhibitor__slug="e1").first()
    Product.objects.filter(pk=product.pk).update(model=row)
    assert product.name in text_of(staff)
    assert f"{PAGE}{row.key}/delete/" not in text_of(staff)
    answer = staff.post(f"/en/{PAGE}{row.key}/delete/", follow=True)
    assert "Take it out there first." in answer.content.decode()
    Product.objects.update(model=None)
    assert "arm.glb is deleted." in staff.post(f"/en/{PAGE}{row.key}/delete/", follow=True).content.decode()
    assert Upload.objects.count() == 0


def test_model_that_was_only_checked_says_so(staff, monkeypatch):
    monkeypatch.setattr(optimiser, "is_here", lambda: False)
    assert "models are checked, but not made lighter" in text_of(staff)
    bring(staff, ("arm.glb", good_model()))
    Upload.objects.update(state="ready", result={"levels": [], "optimised": False})
    assert "Checked, but not made lighter" in text_of(staff)


def test_file_of_another_exhibitor_is_not_there(staff, fair):
    row = receive_upload(exhibitor_of(fair, "e2"), None, SimpleUploadedFile("other.png", good_picture()))
    assert "other.png" not in text_of(staff)
    assert staff.post(f"/en/{PAGE}{row.key}/delete/").status_code == 404
    assert Upload.objects.filter(pk=row.pk).exists()
