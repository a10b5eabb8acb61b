"""Adding, changing and withdrawing products. The sample feature's tests: later features copy their shape."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from factories.stand_fair import make_exhibitor, make_fair
from yunzhan.website.products import actions, rules
from yunzhan.website.products.models import Category, Product
from yunzhan.website.products.queries import find_exhibitors, hall_picture_of, products_of
from yunzhan.website.shared.words import Words

pytestmark = pytest.mark.django_db


def picture(kind="PNG", size=(8, 6)):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


def test_added_products_stand_behind_the_others():
    exhibitor = make_exhibitor(make_fair(), products=1)
    actions.add_products([actions.ProductDraft(exhibitor, Words.same(name)) for name in ("B", "C")])
    assert [(row.name, row.position) for row in products_of(exhibitor)] == [("展品0", 1), ("B", 2), ("C", 3)]


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        (Words.same("  "), actions.ProductNameMissing),
        (Words.same("长" * 121), actions.ProductTextTooLong),
        (Words("好", "好", "bad\x00name"), actions.ProductTextMalformed),
        (Words("好", "好", "bad\ud800name"), actions.ProductTextMalformed),
    ],
)
def test_product_with_a_wrong_name_is_refused_with_its_field(name, refusal):
    exhibitor = make_exhibitor(make_fair(), products=0)
    with pytest.raises(refusal) as caught:
        actions.add_products([actions.ProductDraft(exhibitor, Words.same("ok")), actions.ProductDraft(exhibitor, name)])
    assert (caught.value.field, bool(caught.value.message)) == ("name", True)
    assert Product.objects.count() == 0


def test_exhibitor_shows_at_most_so_many_products():
    exhibitor = make_exhibitor(make_fair(), products=0)
    draft = actions.ProductDraft(exhibitor, Words.same("x"))
    actions.add_products([draft] * rules.MOST_PRODUCTS)
    with pytest.raises(actions.TooManyProducts):
        actions.add_product(draft)


def test_changed_product_is_found_under_its_new_name_only():
    fair = make_fair()
    exhibitor = make_exhibitor(fair, products=0)
    product = actions.add_product(actions.ProductDraft(exhibitor, Words("铜管", "銅管", "Copper pipe")))
    changed = Words("铝管", "鋁管", "Aluminium pipe")
    actions.change_product(product, name=changed, summary=Words.same(""), category=None)
    assert find_exhibitors(fair, "copper").total == 0
    assert find_exhibitors(fair, "鋁管").total == 1


def test_picture_is_kept_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    first, second = actions.store_picture(picture()), actions.store_picture(picture())
    assert first == second
    assert default_storage.exists(first)


@pytest.mark.parametrize(("kind", "size"), [("JPEG", (2400, 1600)), ("PNG", (900, 1200)), ("WEBP", (321, 10))])
def test_large_picture_has_a_small_twin_that_the_hall_shows(settings, tmp_path, kind, size):
    settings.MEDIA_ROOT = tmp_path
    exhibitor = make_exhibitor(make_fair(), products=0)
    name = actions.store_picture(picture(kind, size))
    [product] = actions.add_products([actions.ProductDraft(exhibitor, Words.same("A"), picture=name)])
    shown = hall_picture_of(product)
    assert shown != product.picture.url
    with default_storage.open(rules.hall_picture_name(name)) as file, Image.open(file) as small:
        assert (small.format, max(small.size)) == ("WEBP", rules.SMALL_PICTURE_PIXELS)
        assert small.size[0] / small.size[1] == pytest.approx(size[0] / size[1], rel=0.02) or min(small.size) >= 9
    assert default_storage.exists(name), "pages still show the large one"


def test_small_picture_and_one_of_before_are_shown_as_they_are(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name = actions.store_picture(picture(size=(320, 240)))
    assert rules.hall_picture_name(name) == name
    assert rules.hall_picture_name("products/552ecc630f57572bdba05c45.jpg") == "products/552ecc630f57572bdba05c45.jpg"


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"GIF89a" + b"0" * 30, picture()[:40]])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(actions.PictureUnreadable):
        actions.store_picture(content)


def test_large_picture_is_refused():
    with pytest.raises(actions.PictureTooLarge):
        actions.store_picture(b"x" * (rules.LARGEST_PICTURE_BYTES + 1))


def test_unknown_category_is_refused():
    with pytest.raises(actions.CategoryUnknown):
        actions.category_named("no-such")
    assert actions.category_named("") is None


def test_laying_categories_twice_changes_nothing():
    make_fair()
    actions.lay_categories()
    assert Category.objects.count() == 105
