"""Every write of the booths app: saving, submitting, withdrawing and restoring a design, publishing and returning it.

Visitors see the published version only. A saved draft is overwritten in place; a submitted one stands still until it is
reviewed; what was returned or published stays as it was, and the next save begins a new version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yunzhan.website.booths import rules
from yunzhan.website.booths.budget import budget_of
from yunzhan.website.booths.choices import DesignState, Slot
from yunzhan.website.booths.models import BoothDesign, DesignFile, DesignPlace
from yunzhan.website.booths.queries import designs_of, files_for, look_of, templates_for, version_of
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.rules import has_control_characters, is_accent
from yunzhan.website.products.queries import products_of
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.words import LANGUAGE_SUFFIXES, NO_WORDS, Words, write_words
from yunzhan.website.uploads.actions import hide_uploads, show_uploads
from yunzhan.website.uploads.models import Upload


class DesignRefused(Refusal):
    """The root of what this file refuses."""

    status = 422


class TemplateDoesNotFit(DesignRefused):
    sentence = _("This template does not exist or is too large for your booth.")


class DesignColourMalformed(DesignRefused):
    sentence = _("A colour is written like #2f6f8f.")


class ColourTooLight(DesignRefused):
    sentence = _("White letters cannot be read on this colour. Choose a darker one.")


class FasciaTooLong(DesignRefused):
    sentence = _("The board has room for %(chinese)s Chinese or %(english)s English characters.")


class DesignTextMalformed(DesignRefused):
    sentence = _("This text contains characters that cannot be shown.")


class TooManyPlaces(DesignRefused):
    sentence = _("A booth has places for at most %(most)s products.")


class ProductNotYours(DesignRefused):
    sentence = _("Only your own products can stand on your booth, each once.")


class TooManySlotFiles(DesignRefused):
    sentence = _("Here is room for at most %(most)s files.")


class FileDoesNotFit(DesignRefused):
    sentence = _("Only your own files that have been checked can stand here, each once, and of the right kind.")


class DesignTooHeavy(DesignRefused):
    sentence = _(
        "Visitors would have to load %(found)s kB for this booth; at most %(most)s kB are allowed. "
        "Take a picture out, or bring a smaller one."
    )


class DesignChangedMeanwhile(DesignRefused):
    status = 409
    sentence = _(
        "Somebody saved this design after you opened it. Their version is shown as a picture, yours is in the fields. "
        "Saving again replaces theirs."
    )


class DesignInReview(DesignRefused):
    status = 409
    sentence = _("The design is being reviewed. You can change it after the answer.")


class NothingToSubmit(DesignRefused):
    status = 409
    sentence = _("There is no draft to submit. Save one first.")


class NothingToWithdraw(DesignRefused):
    status = 409
    sentence = _("Nothing of yours waits for review any more.")


class DesignNotSubmitted(DesignRefused):
    status = 409
    sentence = _("This design is not waiting for review any more.")


class NotYourReview(DesignRefused):
    status = 403
    sentence = _("Only the fair's organiser reviews booth designs.")


class RemarkMissing(DesignRefused):
    sentence = _("Say in a sentence what has to change.")


class RemarkTooLong(DesignRefused):
    sentence = _("A remark may have at most %(most)s characters.")


@dataclass(frozen=True, slots=True)
class DesignWish:
    """What a booth should look like: a template's slug, a colour, the board's text, primary keys of products in order.

    `files`: for each slot the keys of uploads, in order.
    """

    template: str
    accent: str
    fascia: Words = NO_WORDS
    products: Sequence[int] = ()
    files: Mapping[str, Sequence[str]] = field(default_factory=dict)


def save_design(exhibitor: Exhibitor, wish: DesignWish, *, seen: str) -> BoothDesign:
    """Stores the draft. `seen` is the stamp of the newest version when the writer read it, empty for none.

    Refuses DesignChangedMeanwhile, DesignInReview and what is wrong with the wish; then nothing is stored.
    """
    _check(exhibitor, wish)
    uploads = {slot: _files_wished(exhibitor, slot, wish.files.get(slot, ())) for slot in Slot.values}
    with transaction.atomic():
        newest = _newest_seen(exhibitor, seen)
        if newest is not None and newest.state == DesignState.SUBMITTED:
            raise DesignInReview
        if newest is not None and newest.state == DesignState.DRAFT:
            design = newest
            design.saves += 1
            design.places.all().delete()
            design.files.all().delete()
        else:
            design = BoothDesign(exhibitor=exhibitor, version=newest.version + 1 if newest else 1)
        design.template_id = wish.template
        design.accent = wish.accent
        write_words(design, "fascia", wish.fascia)
        design.save()
        DesignPlace.objects.bulk_create(
            DesignPlace(design=design, position=position, product_id=product)
            for position, product in enumerate(wish.products, 1)
        )
        DesignFile.objects.bulk_create(
            DesignFile(design=design, slot=slot, position=position, upload=upload)
            for slot, stored in uploads.items()
            for position, upload in enumerate(stored, 1)
        )
    return design


def restore_design(exhibitor: Exhibitor, version: int, *, seen: str) -> BoothDesign:
    """Saves an older version as the draft. Products withdrawn since are left out. Refuses as save_design does."""
    look = look_of(version_of(exhibitor, version))
    products = [product.pk for product in look.products]
    files = {slot: [upload.key for upload in stored] for slot, stored in look.files.items()}
    return save_design(exhibitor, DesignWish(look.template.slug, look.accent, look.fascia, products, files), seen=seen)


def submit_design(exhibitor: Exhibitor, *, seen: str) -> BoothDesign:
    """Hands the draft to the fair's organiser. Refuses DesignChangedMeanwhile and NothingToSubmit."""
    with transaction.atomic():
        newest = _newest_seen(exhibitor, seen)
        if newest is None or newest.state != DesignState.DRAFT:
            raise NothingToSubmit
        weight = budget_of(look_of(newest)).bytes
        if weight.used > weight.limit:
            raise DesignTooHeavy(found=-(-weight.used // 1000), most=weight.limit // 1000)
        newest.state = DesignState.SUBMITTED
        newest.save()
    return newest


def withdraw_design(exhibitor: Exhibitor, *, seen: str) -> BoothDesign:
    """Takes back what waits for review: it is the draft again. Refuses DesignChangedMeanwhile and NothingToWithdraw."""
    with transaction.atomic():
        newest = _newest_seen(exhibitor, seen)
        if newest is None or newest.state != DesignState.SUBMITTED:
            raise NothingToWithdraw
        newest.state = DesignState.DRAFT
        newest.saves += 1
        newest.save()
    return newest


def publish_design(design: BoothDesign) -> BoothDesign:
    """Shows a submitted design to visitors in place of the one before. Refuses DesignNotSubmitted."""
    with transaction.atomic():
        submitted = _submitted(design)
        published = BoothDesign.objects.filter(exhibitor_id=submitted.exhibitor_id, state=DesignState.PUBLISHED)
        before = Upload.objects.filter(design_files__design__in=published).distinct()
        hidden = list(before.exclude(design_files__design=submitted))
        published.update(state=DesignState.REPLACED)
        submitted.state = DesignState.PUBLISHED
        submitted.save()
        hide_uploads(hidden)
        show_uploads(Upload.objects.filter(design_files__design=submitted).distinct())
    return submitted


def return_design(design: BoothDesign, *, remark: str) -> BoothDesign:
    """Gives a submitted design back with what has to change. Refuses DesignNotSubmitted and a remark that says nothing."""
    text = remark.strip()
    if not text:
        raise RemarkMissing(field="remark")
    if len(text) > rules.LONGEST_REMARK_CHARACTERS:
        raise RemarkTooLong(field="remark", most=rules.LONGEST_REMARK_CHARACTERS)
    if has_control_characters(text):
        raise DesignTextMalformed(field="remark")
    with transaction.atomic():
        submitted = _submitted(design)
        submitted.state = DesignState.RETURNED
        submitted.remark = text
        submitted.save()
    return submitted


def _newest_seen(exhibitor: Exhibitor, seen: str) -> BoothDesign | None:
    """The newest version, with its exhibitor locked so that two writers come one after the other."""
    Exhibitor.objects.select_for_update().get(pk=exhibitor.pk)
    newest = designs_of(exhibitor).first()
    if (newest.stamp if newest else "") != seen:
        raise DesignChangedMeanwhile
    return newest


def _submitted(design: BoothDesign) -> BoothDesign:
    Exhibitor.objects.select_for_update().get(pk=design.exhibitor_id)
    row = BoothDesign.objects.filter(pk=design.pk, state=DesignState.SUBMITTED).first()
    if row is None:
        raise DesignNotSubmitted
    return row


def _check(exhibitor: Exhibitor, wish: DesignWish) -> None:
    if wish.template not in {row.slug for row in templates_for(exhibitor)}:
        raise TemplateDoesNotFit(field="template")
    if not is_accent(wish.accent):
        raise DesignColourMalformed(field="accent")
    if rules.contrast_with_white(wish.accent) < rules.LEAST_CONTRAST:
        raise ColourTooLight(field="accent")
    longest = rules.LONGEST_FASCIA_CHARACTERS
    for suffix in LANGUAGE_SUFFIXES:
        text = getattr(wish.fascia, suffix)
        if len(text) > longest[suffix]:
            raise FasciaTooLong(field=f"fascia_{suffix}", chinese=longest["zh_hans"], english=longest["en"])
        if has_control_characters(text) or "\n" in text or "\r" in text:
            raise DesignTextMalformed(field=f"fascia_{suffix}")
    if len(wish.products) > rules.PLACES:
        raise TooManyPlaces(field="products", most=rules.PLACES)
    own = set(products_of(exhibitor).filter(pk__in=wish.products).values_list("pk", flat=True))
    if len(own) != len(wish.products):
        raise ProductNotYours(field="products")


def _files_wished(exhibitor: Exhibitor, slot: str, keys: Sequence[str]) -> list[Upload]:
    """In the order of the keys. Refuses TooManySlotFiles and FileDoesNotFit."""
    most = rules.MOST_FILES[Slot(slot)]
    if len(keys) > most:
        raise TooManySlotFiles(field=slot, most=most)
    found = {upload.key: upload for upload in files_for(exhibitor, slot).filter(key__in=keys)} if keys else {}
    if len(found) != len(keys):
        raise FileDoesNotFit(field=slot)
    return [found[key] for key in keys]
