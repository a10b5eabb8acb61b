"""Who exhibits at the sample fair: listed companies by name, and companies plainly called sample. Pure; nothing is stored."""

import csv
import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import cycle, islice

from yunzhan.demo.texts import simplified, table, traditional, words
from yunzhan.website.shared.words import Words

EXHIBITOR_COUNT = 1_750
MARKETS_EN = {"上市": "TWSE", "上市臺灣創新板": "TWSE", "上櫃": "TPEx"}
LISTED_NOTE = words(
    "名称取自交易所公开名录，并非参展企业；展位、产品与文字均为虚构样例。",
    "The name is from the exchange's public list; the company is not a participant. Booth, products and texts are invented.",
)
SAMPLE_NOTE = words("样例企业：名称、产品与文字均为虚构。", "A sample company: name, products and texts are invented.")
PALETTE = (
    "#1f6f8b", "#2a7f62", "#b4552d", "#3d5a98", "#8a5a9e", "#c08a2e", "#2f7f86", "#a83f4c", "#4f7a3a", "#5b6b7b",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Company:
    """A company of the sample fair; `city` is empty for listed companies."""

    number: str
    slug: str
    name: Words
    short_name: Words
    industry: str
    region: str
    city: str
    profile: Words
    tagline: Words
    source_note: Words
    accent: str
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Listed:
    code: str
    name: str
    market: str
    industry: str


def listed_companies(groups: Mapping[str, str]) -> list[Listed]:
    """The exchange's list in its order, main board first; `groups` maps its industry groups to our codes."""
    packed = files("yunzhan.demo").joinpath("data/tw_listed_2026.tsv.gz").read_bytes()
    lines = csv.DictReader(gzip.decompress(packed).decode("utf-8").splitlines(), delimiter="\t")
    rows = [
        Listed(line["code"], line["name_zh_TW"], line["market"], groups.get(line["industry"], "other"))
        for line in lines
    ]
    return sorted(rows, key=lambda row: (row.market == "上櫃", row.code))


def companies_of(
    industries: Sequence[str],
    *,
    taiwan: int,
    total: int,
    listed: Sequence[Listed],
    names: Mapping[str, Words],
    first: int,
) -> list[Company]:
    """A hall's companies: `taiwan` listed ones of its industries, then samples numbered from `first` up to `total`."""
    own = [row for row in listed if row.industry in industries][:taiwan]
    companies = [_listed(row, names[row.industry]) for row in own]
    return companies + list(islice(_samples(industries, names, first), total - len(companies)))


def _accent(text: str) -> str:
    return PALETTE[sum(ord(letter) * (i + 3) for i, letter in enumerate(text)) % len(PALETTE)]


def _listed(row: Listed, industry: Words) -> Company:
    market = MARKETS_EN.get(row.market, "TWSE")
    hans = simplified(row.name)
    short = Words(hans, row.name, f"{market} {row.code}")
    return Company(
        number=f"{market}-{row.code}",
        slug=f"tw-{row.code}",
        name=Words(hans, row.name, f"{market} {row.code} · {row.name}"),
        short_name=short,
        industry=row.industry,
        region="台湾",
        city="",
        profile=Words(
            f"{hans}（证券代码 {row.code}）：名称与产业“{industry.zh_hans}”取自交易所公开名录。以下产品与文字为演示用样例。",
            f"{row.name}（證券代碼 {row.code}）：名稱與產業「{industry.zh_hant}」取自交易所公開名錄。"
            "以下產品與文字為示範用樣例。",
            f"{row.name} ({market} {row.code}): name and industry “{industry.en}” are from the exchange's public list."
            " Products and texts below are samples.",
        ),
        tagline=industry,
        source_note=LISTED_NOTE,
        accent=_accent(row.code),
        is_listed=True,
    )


def _samples(industries: Sequence[str], names: Mapping[str, Words], first: int) -> Iterator[Company]:
    """Endless sample companies, city by city and industry by industry."""
    cities = table("cities")
    for number, industry in enumerate(cycle(industries), first):
        city = cities[(number * 7) % len(cities)]
        kind = names[industry]
        hans = f"样例·{city['zh_hans']}{kind.zh_hans} {number:03d}"
        hant = f"樣例·{traditional(city['zh_hans'])}{kind.zh_hant} {number:03d}"
        yield Company(
            number=f"SAMPLE-{number:04d}",
            slug=f"sample-{number:03d}",
            name=Words(hans, hant, f"Sample · {city['en']} {kind.en} {number:03d}"),
            short_name=Words(
                f"样例 {city['zh_hans']} {number:03d}",
                f"樣例 {traditional(city['zh_hans'])} {number:03d}",
                f"Sample {city['en']} {number:03d}",
            ),
            industry=industry,
            region="山东",
            city=city["zh_hans"],
            profile=Words(
                f"这是一家样例企业，用来展示{kind.zh_hans}展位的样子。名称、产品与文字均为虚构。",
                f"這是一家樣例企業，用來展示{kind.zh_hant}攤位的樣子。名稱、產品與文字均為虛構。",
                f"A sample company that shows what a booth for {kind.en.lower()} looks like. All of it is invented.",
            ),
            tagline=kind,
            source_note=SAMPLE_NOTE,
            accent=_accent(f"{number}{industry}"),
            is_listed=False,
        )
