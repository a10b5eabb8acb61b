"""Who exhibits at the sample fair; the shipped list against the one it was copied from, where that is present."""

from pathlib import Path

import pytest

from yunzhan import demo
from yunzhan.demo.companies import companies_of, listed_companies
from yunzhan.website.shared.words import Words

NAMES = {"semiconductor": Words("半导体", "半導體", "Semiconductors")}
GROUPS = {"半導體業": "semiconductor"}


def companies():
    listed = listed_companies(GROUPS)
    return companies_of(["semiconductor"], taiwan=110, total=146, listed=listed, names=NAMES, first=1)


def test_listed_company_is_named_as_the_exchange_names_it():
    tsmc = next(company for company in companies() if company.number == "TWSE-2330")
    assert (tsmc.name.zh_hans, tsmc.name.zh_hant, tsmc.name.en) == ("台积电", "台積電", "TWSE 2330 · 台積電")
    assert "not a participant" in tsmc.source_note.en


def test_companies_are_the_same_every_time_and_differ_from_each_other():
    first = companies()
    assert first == companies()
    assert len({company.slug for company in first}) == len({company.number for company in first}) == 146
    assert sum(company.is_listed for company in first) == 110


def test_shipped_list_is_the_shared_one():
    shared = Path(__file__).parents[3] / "shared/data/companies/tw_listed_2026.tsv.gz"
    if not shared.exists():
        pytest.skip("../shared/data is absent: the shipped list cannot be compared with its source")
    shipped = Path(demo.__file__).parent / "data/tw_listed_2026.tsv.gz"
    assert shipped.read_bytes() == shared.read_bytes()
