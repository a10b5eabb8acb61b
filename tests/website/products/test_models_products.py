"""A product's 3D model and the points on it: who may see it, what is refused, what goes with it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from factories.stand_fair import make_person, make_stand
from yunzhan.demo.models import sample_model, triangles_in
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.products.actions import (
    HotspotDraft,
    HotspotPlaceMalformed,
    HotspotTitleMissing,
    ModelMissing,
    ModelNotReady,
    ModelNotYours,
    ProductTextTooLong,
    TooManyHotspots,
    add_hotspot,
    set_model,
    withdraw_product,
)
from yunzhan.website.products.models import Hotspot, Product
from yunzhan.website.products.queries import scene_of, shown_model_of
from yunzhan.website.products.rules import MOST_HOTSPOTS
from yunzhan.website.shared.words import Words
from yunzhan.website.uploads import files
from yunzhan.website.uploads.actions import UploadInUse, delete_upload, keep_own_file
from yunzhan.website.uploads.choices import UploadKind
from yunzhan.website.uploads.models import Upload

pytestmark = pytest.mark.django_db
GLB = sample_model("teapot").content
API = "/api/fairs/stand-fair"


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.UPLOADS_ROOT, settings.MEDIA_ROOT = tmp_path / "uploads", tmp_path / "media"


@pytest.fixture
def fair():
    return make_stand(2)


@pytest.fixture
def product(fair):
    return Product.objects.select_related("exhibitor").get(exhibitor__slug="e1")


def model_for(product, content=GLB, name="pot.glb"):
    return keep_own_file(product.exhibitor, name, UploadKind.MODEL, content, {"triangles": triangles_in(content)})


def point(title="Lid", position=(0, 0.1, 0), **more):
    return HotspotDraft(position=position, title=Words("壶盖", "壺蓋", title), **more)


def test_a_chosen_model_is_seen_by_visitors_and_hidden_when_it_is_taken_away(product, client):
    upload = model_for(product)
    assert shown_model_of(product, "") is None
    set_model(product, upload)
    shown = client.get(f"{API}/products/{product.pk}/model").json()
    assert shown["levels"] == [{"url": shown["levels"][0]["url"], "bytes": len(GLB), "triangles": triangles_in(GLB)}]
    assert (files.public_folder(upload.sha256) / "0.glb").read_bytes() == GLB
    set_model(product, None)
    assert client.get(f"{API}/products/{product.pk}/model").json()["error"] == "ModelUnknown"
    assert not files.public_folder(upload.sha256).exists()


def test_a_model_that_another_product_shows_stays_public(product):
    other = Product.objects.get(exhibitor__slug="e2")
    set_model(product, model_for(product))
    set_model(other, model_for(other))
    withdraw_product(product)
    assert files.public_folder(other.model.sha256).exists()


def test_the_hall_gets_the_lightest_level_of_a_model(product):
    set_model(product, model_for(product))
    hall = product.exhibitor.fair.halls.get()
    models = [row.model for booth in scene_of(hall).booths for row in booth.products]
    assert [model.bytes for model in models if model] == [len(GLB)]


def test_only_ready_models_of_the_exhibitor_can_be_chosen(product):
    stranger = model_for(Product.objects.get(exhibitor__slug="e2"))
    with pytest.raises(ModelNotYours):
        set_model(product, stranger)
    row = {"exhibitor": product.exhibitor, "size": 1, "sha256": "0"}
    with pytest.raises(ModelNotYours):
        set_model(product, Upload.objects.create(kind="picture", name="a.png", state="ready", **row))
    with pytest.raises(ModelNotReady):
        set_model(product, Upload.objects.create(kind="model", name="a.glb", **row))
    product.refresh_from_db()
    assert product.model is None


def test_a_shown_model_cannot_be_deleted_and_the_sentence_says_why(product):
    upload = model_for(product)
    set_model(product, upload)
    with pytest.raises(UploadInUse) as refused:
        delete_upload(upload)
    with translation.override("en"):
        assert "used by a product" in refused.value.message
    set_model(product, None)
    delete_upload(upload)
    assert not files.kept_folder(upload.sha256).exists()


def test_an_exhibitor_is_deleted_with_its_models(product):
    set_model(product, model_for(product))
    add_hotspot(product, point())
    Exhibitor.objects.get(slug="e1").delete()
    assert (Upload.objects.count(), Hotspot.objects.count()) == (0, 0)


def test_points_are_told_in_the_readers_language_and_go_with_the_model(product, client):
    set_model(product, model_for(product))
    add_hotspot(product, point(normal=(0, 1, 0), text=Words.same("…")))
    shown = client.get(f"{API}/products/{product.pk}/model?lang=zh-hant").json()["hotspots"]
    assert [(row["title"], row["position"], row["normal"]) for row in shown] == [("壺蓋", [0, 0.1, 0], [0, 1, 0])]
    set_model(product, model_for(product, sample_model("vase").content))
    assert Hotspot.objects.count() == 0


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (HotspotDraft((0, 0, 0), Words.same(" ")), HotspotTitleMissing),
        (point(position=(0, float("nan"), 0)), HotspotPlaceMalformed),
        (point(position=(0, 1e9, 0)), HotspotPlaceMalformed),
        (point(normal=(0, 2, 0)), HotspotPlaceMalformed),
        (point("x" * 61), ProductTextTooLong),
    ],
)
def test_a_bad_point_is_refused_and_nothing_is_stored(product, draft, refusal):
    set_model(product, model_for(product))
    with pytest.raises(refusal):
        add_hotspot(product, draft)
    assert Hotspot.objects.count() == 0


def test_a_model_bears_a_dozen_points_and_no_model_none(product):
    with pytest.raises(ModelMissing):
        add_hotspot(product, point())
    set_model(product, model_for(product))
    for _ in range(MOST_HOTSPOTS):
        add_hotspot(product, point())
    with pytest.raises(TooManyHotspots):
        add_hotspot(product, point())


def test_staff_write_model_and_points_through_the_api(product, client):
    person = make_person(fair=product.exhibitor.fair, role="booth_staff", works_for=product.exhibitor.organisation)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    upload = model_for(product)
    put = client.put(f"{API}/products/{product.pk}/model", {"upload": upload.key}, content_type="application/json")
    assert put.json()["levels"][0]["bytes"] == len(GLB)
    body = {"position": [0, 0.1, 0], "title": {"en": "Lid", "zh_hans": "壶盖"}}
    made = client.post(f"{API}/products/{product.pk}/hotspots", body, content_type="application/json")
    assert (made.status_code, made.json()["title"]["zh_hans"]) == (201, "壶盖")
    spot = made.json()["id"]
    body |= {"position": [0, 0.2, 0], "normal": [0, 1, 0]}
    assert client.put(f"{API}/hotspots/{spot}", body, content_type="application/json").json()["position"] == [0, 0.2, 0]
    wrong = client.put(f"{API}/hotspots/{spot}", body | {"title": {}}, content_type="application/json").json()
    assert (wrong["error"], wrong["field"]) == ("HotspotTitleMissing", "title")
    assert client.delete(f"{API}/hotspots/{spot}").status_code == 204
    assert client.delete(f"{API}/hotspots/{spot}").json()["error"] == "HotspotUnknown"
    gone = client.put(f"{API}/products/{product.pk}/model", {"upload": None}, content_type="application/json")
    assert gone.status_code == 204


def test_the_product_page_offers_its_model(product, client):
    page = f"/en/fairs/stand-fair/products/{product.pk}/"
    assert "viewer-open" not in client.get(page).content.decode()
    set_model(product, model_for(product))
    found = client.get(page).content.decode()
    assert "View in 3D" in found
    assert "model-data" in found
    assert 'class="qr__code"' in found  # the QR code for a phone


@pytest.fixture
def desk(product, client):
    person = make_person(fair=product.exhibitor.fair, role="booth_staff", works_for=product.exhibitor.organisation)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return f"/en/fairs/stand-fair/exhibitors/e1/desk/products/{product.pk}/model/"


def test_at_the_desk_a_model_is_chosen_and_points_are_written(product, client, desk):
    upload = model_for(product)
    assert "new-point" not in client.get(desk).content.decode()
    assert client.post(desk, {"model": upload.key}).status_code == 302
    place = {"x": "0.01", "y": "0.1", "z": "0", "normal_y": "1", "title_en": "Lid"}
    assert client.post(f"{desk}points/", place).status_code == 302
    spot = Hotspot.objects.get()
    assert (spot.title_en, spot.x, spot.normal_y) == ("Lid", 0.01, 1)
    changed = {f"s{spot.pk}-{name}": value for name, value in (place | {"title_en": "Cover"}).items()}
    assert client.post(f"{desk}points/{spot.pk}/", changed).status_code == 302
    assert Hotspot.objects.get().title_en == "Cover"
    assert client.post(f"{desk}points/{spot.pk}/remove/").status_code == 302
    assert Hotspot.objects.count() == 0


def test_at_the_desk_errors_stand_beside_the_field_and_keep_what_was_typed(product, client, desk):
    set_model(product, model_for(product))
    answer = client.post(f"{desk}points/", {"x": "0", "y": "far", "z": "0", "text_en": "Kept"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kept" in page
    assert "field__error" in page
    assert client.post(f"{desk}points/", {"x": "0", "y": "0", "z": "0"}).status_code == 422
    assert Hotspot.objects.count() == 0


def test_at_the_desk_a_file_is_brought_and_its_refusal_is_told(product, client, desk):
    brought = SimpleUploadedFile("pot.glb", GLB)
    assert client.post(desk, {"file": brought}).status_code == 302
    row = Upload.objects.get()
    assert (row.kind, row.state) == ("model", "waiting")
    assert "pot.glb" in client.get(desk).content.decode()
    wrong = client.post(desk, {"file": SimpleUploadedFile("pot.glb", b"no model")})
    assert (wrong.status_code, Upload.objects.count()) == (422, 1)


def test_another_exhibitors_point_is_not_found(product, client, desk):
    other = Product.objects.get(exhibitor__slug="e2")
    set_model(other, model_for(other))
    spot = add_hotspot(other, point())
    assert client.post(f"{desk}points/{spot.pk}/remove/").status_code == 404
    assert Hotspot.objects.count() == 1
