"""What a sample exhibitor shows: two to six products from its industry's categories. Pure; the slug decides everything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from yunzhan.demo.texts import table, traditional
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.products.actions import ProductDraft
from yunzhan.website.products.models import Category
from yunzhan.website.shared.words import Words, words_of

FEWEST_PRODUCTS, MOST_PRODUCTS = 2, 6


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored sample picture, by its name in the storage."""

    name: str


@lru_cache(maxsize=1)
def _summaries() -> list[Words]:
    return [Words(row["zh_hans"], traditional(row["zh_hans"]), row["en"]) for row in table("summaries")]


def product_drafts_of(
    exhibitor: Exhibitor, categories: Sequence[Category], pictures: Mapping[str, list[Picture]]
) -> Iterator[ProductDraft]:
    """Drafts in the order of the booth's plinths; `pictures` holds the variants of each picture kind."""
    seed = crc32(exhibitor.slug.encode())
    count = FEWEST_PRODUCTS + seed % (MOST_PRODUCTS - FEWEST_PRODUCTS + 1)
    for i in range(count):
        turn = seed // 7 + i
        category = categories[turn % len(categories)]
        series = f"{'ABCDEFGHKLMNPRST'[turn % 16]}{100 + (seed // 11 + 37 * i) % 900}"
        kind = words_of(category, "name")
        name = Words(f"{kind.zh_hans} {series}", f"{kind.zh_hant} {series}", f"{kind.en} {series}")
        summary = _summaries()[(seed // 3 + i) % len(_summaries())]
        variants = pictures[category.picture_kind]
        yield ProductDraft(
            exhibitor=exhibitor,
            name=name,
            summary=Words(
                summary.zh_hans % {"name": kind.zh_hans},
                summary.zh_hant % {"name": kind.zh_hant},
                summary.en % {"name": kind.en},
            ),
            category=category,
            picture=variants[(seed // 13 + i) % len(variants)].name,
            is_sample=True,
        )
