"""The order in which the sample fair is made, and its progress. Each hall is one transaction, so a broken load goes on.

What the companies, plans, products and pictures are is decided in the files beside this one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yunzhan.demo.companies import EXHIBITOR_COUNT, Company, companies_of, listed_companies
from yunzhan.demo.floor_plan import HALL_DEPTH_METRES, HALL_WIDTH_METRES, draw_plan
from yunzhan.demo.models import show_models
from yunzhan.demo.pictures import PALETTES, draw_picture, silhouettes
from yunzhan.demo.products import Picture, product_drafts_of
from yunzhan.demo.texts import table, words
from yunzhan.website.accounts.actions import OrganisationDraft, register_organisations
from yunzhan.website.exhibitors.actions import ExhibitorDraft, lay_industries, place_exhibitors, register_exhibitors
from yunzhan.website.exhibitors.models import Industry
from yunzhan.website.exhibitors.queries import industries
from yunzhan.website.fairs.actions import add_delegation, open_fair
from yunzhan.website.fairs.models import Delegation, Fair
from yunzhan.website.fairs.queries import FairUnknown, fair_of
from yunzhan.website.halls.actions import lay_booth_templates, open_hall, publish_floor_plan
from yunzhan.website.halls.models import Booth
from yunzhan.website.halls.queries import booths_of, halls_of
from yunzhan.website.products.actions import add_products, lay_categories, store_picture
from yunzhan.website.products.models import Category
from yunzhan.website.products.queries import categories
from yunzhan.website.shared.words import Words, words_of

FAIR_SLUG = "cross-strait-fair"
Progress = Callable[[str, int, int], None]  # what, how many done, how many in all


@dataclass(frozen=True)
class HallShare:
    """Which companies a hall gets: `taiwan` listed ones and samples up to `total`."""

    number: int
    industries: list[str]
    taiwan: int
    total: int
    first_sample: int
    character: str
    style: str
    name: Words


def load(progress: Progress = lambda _what, _done, _total: None) -> None:
    """Makes what is missing of the sample fair. A second call finds it whole and writes nothing.

    Side effects in order: code lists, fair and delegations, pictures, then hall by hall with its exhibitors,
    places and products; each hall in one transaction.
    """
    shares = hall_shares()
    fair = _fair()
    there = set(halls_of(fair).values_list("slug", flat=True)) if fair else set()
    missing = [share for share in shares if f"h{share.number}" not in there]
    if fair and not missing:
        progress("sample fair is there", len(shares), len(shares))
        return
    with transaction.atomic():
        lay_industries()
        lay_categories()
        lay_booth_templates()
        fair = fair or _open()
    pictures = _store_pictures(progress)
    stock = _Stock(fair, pictures)
    for share in missing:
        progress("halls", share.number - 1, len(shares))
        with transaction.atomic():
            stock.fill_hall(share)
    progress("halls", len(shares), len(shares))


def hall_shares(total: int = EXHIBITOR_COUNT) -> list[HallShare]:
    """The halls of data/halls.tsv with `total` exhibitors spread evenly over them."""
    rows = table("halls")
    shares, first = [], 1
    for number, row in enumerate(rows, 1):
        count = total * number // len(rows) - total * (number - 1) // len(rows)
        taiwan = int(row["taiwan"])
        shares.append(
            HallShare(
                number,
                row["industries"].split(","),
                taiwan,
                count,
                first,
                row["character"],
                row["style"],
                words(row["zh_hans"], row["en"]),
            )
        )
        first += count - taiwan
    return shares


def _fair() -> Fair | None:
    try:
        return fair_of(FAIR_SLUG)
    except FairUnknown:
        return None


def _open() -> Fair:
    fair = open_fair(
        slug=FAIR_SLUG,
        name=words("两岸云展示范展", "Cross-Strait Sample Fair"),
        tagline=words(
            "样例展会：在一座三维展馆里，看见同行，也看见正在发生的对话。",
            "A sample fair: one 3D hall, the companies of a trade, and the people talking there now.",
        ),
        city=words("济南", "Jinan"),
        starts_on=date(2026, 9, 1),
        ends_on=date(2026, 12, 31),
        time_zone="Asia/Shanghai",
        status="open",
    )
    for city in table("cities"):
        add_delegation(fair, words(f"{city['zh_hans']}代表团（样例）", f"{city['en']} delegation (sample)"))
    return fair


def _store_pictures(progress: Progress) -> dict[str, list[Picture]]:
    """Draws the pool and stores it; kind of picture to its variants."""
    stored: dict[str, list[Picture]] = {}
    kinds = sorted(silhouettes())
    for done, kind in enumerate(kinds):
        progress("pictures", done, len(kinds))
        stored[kind] = [Picture(store_picture(draw_picture(kind, palette))) for palette in range(len(PALETTES))]
    progress("pictures", len(kinds), len(kinds))
    return stored


class _Stock:
    """What every hall draws from, read once."""

    def __init__(self, fair: Fair, pictures: Mapping[str, list[Picture]]) -> None:
        self.fair = fair
        self.pictures = pictures
        self.industries: dict[str, Industry] = {row.code: row for row in industries()}
        self.names = {code: words_of(row, "name") for code, row in self.industries.items()}
        groups = {
            group: row.code for row in self.industries.values() for group in row.exchange_groups.split(",") if group
        }
        self.listed = listed_companies(groups)
        self.categories: dict[str, list[Category]] = {}
        for category in categories():
            self.categories.setdefault(category.industry_id, []).append(category)
        self.delegations: dict[str, Delegation] = {
            words_of(row, "name").zh_hans.split("代表团")[0]: row for row in fair.delegations.all()
        }

    def fill_hall(self, share: HallShare) -> None:
        companies = companies_of(
            share.industries,
            taiwan=share.taiwan,
            total=share.total,
            listed=self.listed,
            names=self.names,
            first=share.first_sample,
        )
        hall = open_hall(
            self.fair,
            slug=f"h{share.number}",
            number=share.number,
            name=share.name,
            summary=words(
                f"{share.total} 家展商，含交易所名录企业与样例企业。",
                f"{share.total} exhibitors: companies of the exchange's list, and samples.",
            ),
            width_m=HALL_WIDTH_METRES,
            depth_m=HALL_DEPTH_METRES,
            character=share.character,
        )
        slogan = words("两岸云展 · 样例", "Cross-Strait Sample Fair")
        plan = publish_floor_plan(hall, draw_plan(share.number, share.total, share.name, slogan, share.style))
        self._fill_booths(companies, list(booths_of(plan)))

    def _fill_booths(self, companies: Sequence[Company], booths: Sequence[Booth]) -> None:
        organisations = register_organisations(
            [
                OrganisationDraft(
                    registration_number=company.number,
                    name=company.name,
                    region=company.region,
                    is_sample=not company.is_listed,
                )
                for company in companies
            ]
        )
        exhibitors = register_exhibitors(
            self.fair,
            [
                ExhibitorDraft(
                    organisation=organisation,
                    slug=company.slug,
                    industry=self.industries[company.industry],
                    profile=company.profile,
                    tagline=company.tagline,
                    short_name=company.short_name,
                    accent=company.accent,
                    delegation=self.delegations.get(company.city),
                    is_sample=not company.is_listed,
                    source_note=company.source_note,
                )
                for company, organisation in zip(companies, organisations, strict=True)
            ],
        )
        order = _mixed(len(companies), sum(company.is_listed for company in companies))
        places = zip((exhibitors[i] for i in order), _best_first(booths), strict=True)
        place_exhibitors(self.fair, dict(places))
        show_models(
            add_products(
                [
                    draft
                    for exhibitor, company in zip(exhibitors, companies, strict=True)
                    for draft in product_drafts_of(exhibitor, self.categories[company.industry], self.pictures)
                ]
            )
        )


def _best_first(booths: Sequence[Booth]) -> list[Booth]:
    """Largest booths first, among equals those nearest to the entrance in the south."""
    return sorted(booths, key=lambda booth: (-booth.width_m * booth.depth_m, -booth.z_m, booth.number))


def _mixed(total: int, listed: int) -> list[int]:
    """0..total-1 so that listed companies (the first `listed`) and samples alternate evenly."""
    keyed = [((i + 0.5) / listed, i) for i in range(listed)]
    keyed += [((i + 0.75) / (total - listed), listed + i) for i in range(total - listed)]
    return [i for _share, i in sorted(keyed)]
