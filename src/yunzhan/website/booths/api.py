"""The JSON API of booth designs: the exhibitor's versions and draft, and the organiser's review.

Two writers are told apart by `seen`, the stamp of the newest version as it was read; what a design may be is the actions'.
"""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.security import django_auth
from pydantic import Field, StringConstraints
from rules.permissions import has_perm

from yunzhan.website.accounts.models import Person
from yunzhan.website.booths.actions import (
    DesignWish,
    NotYourReview,
    publish_design,
    restore_design,
    return_design,
    save_design,
    submit_design,
    withdraw_design,
)
from yunzhan.website.booths.budget import budget_of
from yunzhan.website.booths.choices import Slot
from yunzhan.website.booths.models import BoothDesign
from yunzhan.website.booths.queries import Look, design_of, designs_of, designs_to_review, look_of, version_of
from yunzhan.website.exhibitors.actions import NotYourExhibitor
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.fairs.models import Fair
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.products.api import WordsIn
from yunzhan.website.shared.paging import page_of
from yunzhan.website.shared.words import Words

router = Router(tags=["booths"])

DESK = "/{fair}/exhibitors/{slug}/booth-designs"
REVIEW = "/{fair}/booth-designs"
LONGEST_STAMP = 40
MOST_NUMBER = 2**62  # of a key; what the database can hold
UploadId = Annotated[str, StringConstraints(max_length=24)]
MOST_ASKED = 50  # products in one wish: more than any booth takes, so that the refusal is the action's


class WordsOut(Schema):
    zh_hans: str
    zh_hant: str
    en: str


class DesignHeadOut(Schema):
    """One version. `id` is for the organiser, `version` for the exhibitor; `stamp` is what the next write has `seen`."""

    id: int
    exhibitor: str
    version: int
    state: str
    stamp: str
    template: str
    accent: str
    remark: str
    changed_at: datetime


class ShareOut(Schema):
    used: int
    limit: int


class BudgetOut(Schema):
    """What the booth asks of a visitor's device: bytes to load, triangles, bytes of textures on the graphics card."""

    bytes: ShareOut
    triangles: ShareOut
    textures: ShareOut


class FilesOut(Schema):
    """The keys of uploads in each slot, in order."""

    logo: list[str]
    poster: list[str]
    video: list[str]
    brochure: list[str]


class DesignOut(DesignHeadOut):
    """With the board's text, the keys of the products in their places, and of the files in each slot."""

    fascia: WordsOut
    products: list[int]
    files: FilesOut
    budget: BudgetOut


class DesignPageOut(Schema):
    items: list[DesignHeadOut]
    total: int
    page: int
    pages: int


class SeenIn(Schema):
    """The stamp of the newest version when it was read; empty for none."""

    seen: str = Field(default="", max_length=LONGEST_STAMP)


class FilesIn(Schema):
    """The keys of uploads for each slot, in order."""

    logo: list[UploadId] = Field(default_factory=list, max_length=MOST_ASKED)
    poster: list[UploadId] = Field(default_factory=list, max_length=MOST_ASKED)
    video: list[UploadId] = Field(default_factory=list, max_length=MOST_ASKED)
    brochure: list[UploadId] = Field(default_factory=list, max_length=MOST_ASKED)


class DesignIn(SeenIn):
    """All is written: a text, place or slot left out becomes empty."""

    template: str = Field(max_length=20)
    accent: str = Field(max_length=7)
    fascia: WordsIn = Field(default_factory=WordsIn)
    products: list[int] = Field(default_factory=list, max_length=MOST_ASKED)

    files: FilesIn = Field(default_factory=FilesIn)

    def wish(self) -> DesignWish:
        products = [min(key, MOST_NUMBER) for key in self.products]
        return DesignWish(self.template, self.accent.lower(), self.fascia.words(), products, self.files.dict())


class RemarkIn(Schema):
    remark: str = ""


def words_out(words: Words) -> WordsOut:
    return WordsOut(zh_hans=words.zh_hans, zh_hant=words.zh_hant, en=words.en)


def head_out(design: BoothDesign) -> DesignHeadOut:
    return DesignHeadOut(
        id=design.pk,
        exhibitor=design.exhibitor.slug,
        version=design.version,
        state=design.state,
        stamp=design.stamp,
        template=design.template_id,
        accent=design.accent,
        remark=design.remark,
        changed_at=design.changed_at,
    )


def design_out(design: BoothDesign) -> DesignOut:
    look = look_of(design)
    return DesignOut(**head_out(design).dict(), **look_fields(look))


def look_fields(look: Look) -> dict[str, Any]:
    return {
        "fascia": words_out(look.fascia),
        "products": [product.pk for product in look.products],
        "files": {slot: [upload.key for upload in look.files.get(slot, [])] for slot in Slot.values},
        "budget": BudgetOut.from_orm(budget_of(look)),
    }


def desk_of(request: HttpRequest, fair: str, slug: str) -> Exhibitor:
    """Refuses NotYourExhibitor: who may change an exhibitor's texts may design its booth."""
    exhibitor = exhibitor_of(fair_of(fair), slug)
    if not has_perm("exhibitors.change_exhibitor", request.user, exhibitor):
        raise NotYourExhibitor
    return exhibitor


def reviewed_fair(request: HttpRequest, fair: str) -> Fair:
    """Refuses NotYourReview."""
    here = fair_of(fair)
    if not isinstance(request.user, Person) or not has_perm("booths.review_designs", request.user, here):
        raise NotYourReview
    return here


@router.get(DESK, response=DesignPageOut, auth=django_auth, url_name="api-booth-designs")
def list_versions(request: HttpRequest, fair: str, slug: str, page: int = 1) -> object:
    """The exhibitor's versions, the newest first."""
    return page_of(designs_of(desk_of(request, fair, slug)), page).shown(head_out)


@router.put(DESK, response=DesignOut, auth=django_auth, url_name="api-booth-design-save")
def save_draft(request: HttpRequest, fair: str, slug: str, design: DesignIn) -> object:
    """The draft; after a returned or published version it is a new one."""
    return design_out(save_design(desk_of(request, fair, slug), design.wish(), seen=design.seen))


@router.post(f"{DESK}/submit", response=DesignOut, auth=django_auth, url_name="api-booth-design-submit")
def submit_draft(request: HttpRequest, fair: str, slug: str, asked: SeenIn) -> object:
    return design_out(submit_design(desk_of(request, fair, slug), seen=asked.seen))


@router.post(f"{DESK}/withdraw", response=DesignOut, auth=django_auth, url_name="api-booth-design-withdraw")
def withdraw_draft(request: HttpRequest, fair: str, slug: str, asked: SeenIn) -> object:
    """Takes back what waits for review: it is the draft again."""
    return design_out(withdraw_design(desk_of(request, fair, slug), seen=asked.seen))


@router.get(f"{DESK}/{{version}}", response=DesignOut, auth=django_auth, url_name="api-booth-design")
def show_version(request: HttpRequest, fair: str, slug: str, version: int) -> object:
    """Stands after submit and withdraw, whose addresses it would match too."""
    return design_out(version_of(desk_of(request, fair, slug), version))


@router.post(f"{DESK}/{{version}}/restore", response=DesignOut, auth=django_auth, url_name="api-booth-design-restore")
def restore_version(request: HttpRequest, fair: str, slug: str, version: int, asked: SeenIn) -> object:
    """Makes an older version the draft."""
    exhibitor = desk_of(request, fair, slug)
    return design_out(restore_design(exhibitor, version, seen=asked.seen))


@router.get(REVIEW, response=DesignPageOut, auth=django_auth, url_name="api-booth-reviews")
def list_waiting(request: HttpRequest, fair: str, page: int = 1) -> object:
    """What waits for an answer, the longest waiting first."""
    return page_of(designs_to_review(reviewed_fair(request, fair)), page).shown(head_out)


@router.get(f"{REVIEW}/{{pk}}", response=DesignOut, auth=django_auth, url_name="api-booth-review")
def show_waiting(request: HttpRequest, fair: str, pk: int) -> object:
    return design_out(design_of(reviewed_fair(request, fair), min(pk, MOST_NUMBER)))


@router.post(f"{REVIEW}/{{pk}}/publish", response=DesignOut, auth=django_auth, url_name="api-booth-design-publish")
def publish_waiting(request: HttpRequest, fair: str, pk: int) -> object:
    return design_out(publish_design(design_of(reviewed_fair(request, fair), min(pk, MOST_NUMBER))))


@router.post(f"{REVIEW}/{{pk}}/return", response=DesignOut, auth=django_auth, url_name="api-booth-design-return")
def return_waiting(request: HttpRequest, fair: str, pk: int, answer: RemarkIn) -> object:
    design = design_of(reviewed_fair(request, fair), min(pk, MOST_NUMBER))
    return design_out(return_design(design, remark=answer.remark))
