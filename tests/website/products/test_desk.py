"""The exhibitor's desk: what is typed is kept, what is wrong is said beside its field, what is saved is seen."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from factories.stand_fair import make_person, make_stand
from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.queries import exhibitor_of, staff_of
from yunzhan.website.products.models import Product

pytestmark = pytest.mark.django_db

DESK = "/en/fairs/stand-fair/exhibitors/e1/desk/"
TEXTS = {"accent": "#112233", "tagline_zh_hans": "软件", "tagline_en": "Software"}


@pytest.fixture
def fair():
    return make_stand(2)


@pytest.fixture
def manager(client, fair):
    person = make_person(fair=fair, role="exhibitor_manager", works_for=exhibitor_of(fair, "e1").organisation)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


def field(page, name):
    """The page's text from a field's label to the next one."""
    return page.partition(f'for="id_{name}"')[2].partition('class="field__label"')[0]


def test_saved_texts_are_seen_by_visitors(client, manager):
    assert client.post(DESK, TEXTS).status_code == 302
    assert "Software" in client.get("/en/fairs/stand-fair/exhibitors/e1/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "where", "said"),
    [
        ({"tagline_en": "x" * 161}, "tagline_en", "at most 160"),
        ({"accent": "red"}, "accent", "written like #2f6f8f"),
        ({"accent": ""}, "accent", "required"),
        ({"profile_zh_hant": "a\x01b"}, "profile_zh_hans", "cannot be shown"),
    ],
)
def test_wrong_text_is_said_beside_its_field_and_kept(client, manager, wrong, where, said):
    answer = client.post(DESK, TEXTS | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in field(page, where)
    assert 'value="软件"' in page


def test_the_other_script_is_proposed_and_not_saved(client, fair, manager):
    page = client.post(DESK, TEXTS | {"propose": "1", "profile_zh_hant": "雲端軟體"}).content.decode()
    assert 'value="軟體"' in field(page, "tagline_zh_hant")
    assert "云端软件" in field(page, "profile_zh_hans")
    assert exhibitor_of(fair, "e1").tagline_en in (None, "")


def picture(colour="red", **save):
    data = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, save.pop("format", "PNG"), **save)
    return SimpleUploadedFile("a.png", data.getvalue(), "image/png")


def test_product_is_added_changed_and_withdrawn(client, manager):
    told = {"name_zh_hans": "阀门", "name_en": "Valve", "category": "", "picture": picture()}
    assert client.post(f"{DESK}products/add/", told).status_code == 302
    product = Product.objects.get(name_en="Valve")
    client.post(f"{DESK}products/{product.pk}/", {"name_en": "Valve 2", "category": ""})
    changed = Product.objects.get(pk=product.pk)
    assert (changed.name_en, changed.picture.name) == ("Valve 2", product.picture.name)
    client.post(f"{DESK}products/{product.pk}/withdraw/")
    assert not Product.objects.filter(pk=product.pk).exists()


@pytest.mark.parametrize(
    ("wrong", "where", "said"),
    [
        ({"name_en": "", "name_zh_hans": ""}, "name_zh_hans", "needs a name"),
        ({"picture": SimpleUploadedFile("a.png", b"<svg onload=alert(1)>", "image/png")}, "picture", "not a PNG"),
        ({"picture": SimpleUploadedFile("a.png", b"\0" * 2_000_002, "image/png")}, "picture", "at most 2 MB"),
        ({"category": "nothing"}, "category", "not one of the available choices"),
    ],
)
def test_wrong_product_is_said_beside_its_field_and_nothing_stored(client, manager, wrong, where, said):
    answer = client.post(f"{DESK}products/add/", {"name_en": "Valve", "category": ""} | wrong)
    assert (answer.status_code, said in field(answer.content.decode(), where)) == (422, True)
    assert not Product.objects.filter(name_en="Valve").exists()


def test_product_of_another_exhibitor_is_out_of_reach(client, manager):
    other = Product.objects.get(exhibitor__slug="e2")
    assert client.post(f"{DESK}products/{other.pk}/", {"name_en": "mine"}).status_code == 403
    assert client.post(f"{DESK}products/{other.pk}/withdraw/").status_code == 403
    assert Product.objects.filter(pk=other.pk).exclude(name_en="mine").exists()


def test_staff_is_added_by_the_number_they_sign_in_with(client, fair, manager):
    Person.objects.create_user(display_name="小王", phone="+8613800138000")
    assert client.post(f"{DESK}staff/", {"contact": "138 0013 8000", "role": "booth_staff"}).status_code == 302
    assert [row.display_name for row in staff_of(exhibitor_of(fair, "e1"))] == ["阿海", "小王"]


@pytest.mark.parametrize("contact", ["nobody@example.org", "13800138001", "x", "' OR 1=1 --"])
def test_staff_without_an_account_is_refused_beside_the_field(client, manager, contact):
    answer = client.post(f"{DESK}staff/", {"contact": contact, "role": "booth_staff"})
    assert (answer.status_code, "Nobody has an account" in field(answer.content.decode(), "contact")) == (422, True)


def test_lists_of_the_desk_filter_sort_and_export(client, manager):
    for n in range(3):
        client.post(f"{DESK}products/add/", {"name_en": f"Valve {n}", "category": ""})
    page = client.get(f"{DESK}products/?q=valve&sort=name").content.decode()
    assert (page.count("Valve"), "Thing 0" in page, 'aria-sort="ascending"' in page) == (3, False, True)
    sheet = b"".join(client.get(f"{DESK}products/?q=valve&sort=name&format=csv").streaming_content).decode()
    assert [line.split(",")[0] for line in sheet.splitlines()[1:]] == ["Valve 0", "Valve 1", "Valve 2"]


@pytest.mark.parametrize("products", [1, 3])
def test_list_of_products_asks_the_database_a_fixed_number_of_times(
    client, manager, products, django_assert_num_queries
):
    for n in range(products - 1):
        client.post(f"{DESK}products/add/", {"name_en": f"Valve {n}", "category": ""})
    client.get(f"{DESK}products/")
    with django_assert_num_queries(13):
        client.get(f"{DESK}products/")


def test_desks_lead_to_the_only_one(client, manager):
    assert client.get("/en/fairs/stand-fair/desk/")["Location"] == DESK


def test_desks_say_what_to_do_when_there_is_none(client, fair):
    client.force_login(make_person(), backend="django.contrib.auth.backends.ModelBackend")
    assert "You work for no exhibitor" in client.get("/en/fairs/stand-fair/desk/").content.decode()


def test_only_those_who_may_see_the_way_to_the_desk(client, fair, manager):
    assert "Change what stands here" in client.get("/en/fairs/stand-fair/exhibitors/e1/").content.decode()
    assert "Change what stands here" not in client.get("/en/fairs/stand-fair/exhibitors/e2/").content.decode()


def test_place_where_a_photograph_was_taken_is_not_published(client, manager):
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (36.0, 4.0, 0.0)}  # GPS
    told = {"name_en": "Valve", "category": "", "picture": picture(format="JPEG", exif=exif)}
    assert client.post(f"{DESK}products/add/", told).status_code == 302
    with Product.objects.get(name_en="Valve").picture.open() as stored:
        assert not Image.open(stored).getexif()
