"""The sample fair: whole, repeatable, resumable, plainly a sample."""

import pytest

from yunzhan.demo import FAIR_SLUG, load, loading
from yunzhan.demo.texts import table
from yunzhan.website.accounts.models import Organisation, Person
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.queries import exhibitor_counts_by_hall
from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.halls.models import Hall
from yunzhan.website.products.models import Product
from yunzhan.website.products.queries import find_exhibitors

pytestmark = pytest.mark.django_db


@pytest.fixture
def short(monkeypatch, settings, tmp_path):
    """Two halls of the twelve, one palette: the same code in a tenth of the time."""
    settings.MEDIA_ROOT = tmp_path
    shares = loading.hall_shares()[:2]
    monkeypatch.setattr(loading, "hall_shares", lambda: shares)
    monkeypatch.setattr(loading, "PALETTES", loading.PALETTES[:1])


@pytest.mark.slow
def test_load_makes_a_whole_fair_and_a_second_call_writes_nothing(short, django_assert_max_num_queries):
    told = []
    load(lambda what, done, total: told.append((what, done, total)))
    fair = fair_of(FAIR_SLUG)
    assert sorted(exhibitor_counts_by_hall(fair).values()) == [145, 146]
    assert told[-1] == ("halls", 2, 2)
    found = [find_exhibitors(fair, q, size=500).total for q in ("半导体", "半導體", "semiconductor")]
    assert found == [145, 145, 145]
    with django_assert_max_num_queries(2):
        load()


@pytest.mark.slow
def test_interrupted_load_goes_on_where_it_stopped(short, monkeypatch):
    def break_in_second_hall(exhibitors):
        if exhibitors and exhibitors[0].exhibitor.industry_id == "electronic-parts":
            raise KeyboardInterrupt
        return stored(exhibitors)

    stored = loading.add_products
    monkeypatch.setattr(loading, "add_products", break_in_second_hall)
    with pytest.raises(KeyboardInterrupt):
        load()
    assert list(Hall.objects.values_list("slug", flat=True)) == ["h1"]
    monkeypatch.setattr(loading, "add_products", stored)
    load()
    assert Exhibitor.objects.count() == 291


@pytest.mark.slow
def test_every_sample_says_so(short):
    load()
    assert not Product.objects.filter(is_sample=False).exists()
    assert not Exhibitor.objects.filter(source_note_en="").exists()
    samples = Exhibitor.objects.filter(is_sample=True)
    assert samples.count() == samples.filter(name_zh_hans__startswith="样例·", name_en__startswith="Sample").count()


def test_shares_add_up_to_the_fair_of_2020():
    shares = loading.hall_shares()
    assert len(shares) == len(table("halls")) == 12
    assert sum(share.total for share in shares) == 1_750
    assert sum(share.taiwan for share in shares) == 1_000


@pytest.mark.slow
def test_listed_company_says_that_it_does_not_take_part_in_three_languages(short, client):
    load()
    listed = Exhibitor.objects.filter(is_sample=False)
    notes = set(listed.values_list("source_note_zh_hans", "source_note_zh_hant", "source_note_en"))
    ((simplified, traditional, english),) = notes
    assert all(part in simplified for part in ("交易所公开名录", "并非参展企业", "虚构"))
    assert all(part in traditional for part in ("交易所", "並非參展", "虛構"))
    assert all(part in english for part in ("exchange's public list", "not a participant", "invented"))
    slug = listed.order_by("pk").first().slug
    assert "not a participant" in client.get(f"/en/fairs/{FAIR_SLUG}/exhibitors/{slug}/").content.decode()


def everything_loaded():
    """All texts of the fair, without primary keys."""
    exhibitors = Exhibitor.objects.order_by("slug").values_list(
        "slug", "name_zh_hans", "name_en", "profile_en", "accent"
    )
    products = Product.objects.order_by("exhibitor__slug", "position").values_list(
        "exhibitor__slug", "name_zh_hans", "name_zh_hant", "name_en", "summary_en", "picture"
    )
    return list(exhibitors), list(products)


@pytest.mark.slow
def test_load_is_the_same_every_time_and_holds_no_address_of_anybody(short):
    load()
    first = everything_loaded()
    Fair.objects.all().delete()
    Organisation.objects.all().delete()
    load()
    assert everything_loaded() == first
    assert "@" not in repr(first)
    assert not Person.objects.exists()
    assert not Organisation.objects.exclude(website="").exists()
