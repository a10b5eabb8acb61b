"""The desk's files page: what an exhibitor has brought, how far each file is, why one was refused, what uses it.

It is here and not in uploads because a file is used by products and designs, and this app knows both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from yunzhan.website.accounts.models import Person
from yunzhan.website.booths.models import BoothDesign
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.products.desk import for_staff, shown
from yunzhan.website.products.models import Product
from yunzhan.website.shared.asked import page_asked
from yunzhan.website.shared.paging import page_of
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.uploads.actions import delete_upload, receive_upload
from yunzhan.website.uploads.checks import limits, optimiser
from yunzhan.website.uploads.choices import UNFINISHED, UploadKind, UploadState
from yunzhan.website.uploads.models import Upload
from yunzhan.website.uploads.queries import (
    UploadUnknown,
    has_unfinished,
    levels_of,
    plain_of,
    room_of,
    thumbnail_of,
    upload_of,
    uploads_of,
)
from yunzhan.website.uploads.sentences import sentence_of

ROWS = 50
FORMATS = {
    UploadKind.PICTURE: "PNG, JPEG, WebP", UploadKind.DRAWING: "SVG", UploadKind.MODEL: "GLB, glTF",
    UploadKind.BROCHURE: "PDF", UploadKind.VIDEO: "MP4",
}  # fmt: skip
MOST = {
    "pixels": f"{limits.LONGEST_SIDE:,}", "triangles": f"{limits.MOST_TRIANGLES:,}", "metres": limits.LARGEST_BOX_METRES,
    "pages": limits.MOST_PAGES, "seconds": limits.LONGEST_VIDEO_SECONDS, "side": f"{limits.LONGEST_VIDEO_SIDE:,}",
}  # fmt: skip
ENDINGS = ".png,.jpg,.jpeg,.webp,.svg,.glb,.gltf,.pdf,.mp4,.m4v"


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Its value is a list; each of its files is cleaned like a single one."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        return [super(ManyFilesField, self).clean(one, initial) for one in data or [None]]


class BringManyForm(forms.Form):
    """One file or several."""

    brought = ManyFilesField(
        label=gettext_lazy("Files"),
        widget=ManyFiles(attrs={"multiple": True, "accept": ENDINGS}),
        allow_empty_file=True,  # refused by name like everything else
    )


@dataclass(frozen=True)
class FileRow:
    """A file as its row shows it. `reason`: why it was refused; `products`, `designs`: what uses it."""

    upload: Upload
    size: str
    url: str
    thumbnail: str | None
    reason: str
    is_unfinished: bool
    is_only_checked: bool
    products: list[Product]
    designs: list[BoothDesign]


def rows_of(uploads: Iterable[Upload]) -> list[FileRow]:
    rows = []
    for upload in uploads:
        levels = levels_of(upload)
        designs = {row.design_id: row.design for row in upload.design_files.all()}
        refused = upload.state == UploadState.REFUSED
        rows.append(
            FileRow(
                upload,
                size=size_of(upload.size),
                url=plain_of(upload) or (levels[0].url if levels else ""),
                thumbnail=thumbnail_of(upload),
                reason=sentence_of(upload.refusal, upload.limit, upload.found) if refused else "",
                is_unfinished=upload.state in UNFINISHED,
                is_only_checked=upload.result.get("optimised") is False,
                products=list(upload.products.all()),
                designs=sorted(designs.values(), key=lambda design: design.version),
            )
        )
    return rows


def with_uses(exhibitor: Exhibitor) -> QuerySet[Upload]:
    return uploads_of(exhibitor).prefetch_related("design_files__design", "products")


def files_page(request: HttpRequest, exhibitor: Exhibitor, form: BringManyForm, status: int = 200) -> HttpResponse:
    room = room_of(exhibitor)
    page = page_of(with_uses(exhibitor), page_asked(request), ROWS)
    return shown(
        request,
        "files",
        exhibitor,
        status=status,
        form=form,
        page=page,
        rows=rows_of(page.items),
        room=room,
        used=(size_of(room.bytes), size_of(room.most_bytes)),
        most=MOST,
        kinds=[(kind.label, FORMATS[kind], size_of(limits.LARGEST_BYTES[kind])) for kind in UploadKind],
        is_unfinished=has_unfinished(exhibitor),
        can_optimise=optimiser.is_here(),
        tab="files",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def list_files(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """The exhibitor's files, and a form to bring more. Of several those that are good are taken; the others are named."""
    if request.method != "POST":
        return files_page(request, exhibitor, BringManyForm())
    form = BringManyForm(request.POST, request.FILES)
    if not form.is_valid():
        return files_page(request, exhibitor, form, status=422)
    person = request.user if isinstance(request.user, Person) else None
    taken = 0
    for file in form.cleaned_data["brought"]:
        try:
            receive_upload(exhibitor, person, file)
        except Refusal as refusal:
            form.add_error("brought", f"{short_name(file)}: {refusal.message}")
        else:
            taken += 1
    if taken:
        said = ngettext("%(count)s file is being checked.", "%(count)s files are being checked.", taken)
        messages.success(request, said % {"count": taken})
    if form.errors:
        return files_page(request, exhibitor, form, status=422)
    return redirect("desk-files", fair=exhibitor.fair.slug, slug=exhibitor.slug)


@require_POST
@for_staff
def remove_file(request: HttpRequest, exhibitor: Exhibitor, upload: str) -> HttpResponse:
    """Deletes a file that nothing uses; of another exhibitor's there is none."""
    row = upload_of(exhibitor.fair, upload)
    if row.exhibitor_id != exhibitor.pk:
        raise UploadUnknown
    try:
        delete_upload(row)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("%(name)s is deleted.") % {"name": row.name})
    return redirect("desk-files", fair=exhibitor.fair.slug, slug=exhibitor.slug)


def short_name(file: "UploadedFile[Any]") -> str:
    return (file.name or "")[: limits.LONGEST_NAME_CHARACTERS]


def size_of(count: int) -> str:
    """Bytes as people say them, in thousands as the limits are."""
    return f"{count / limits.MB:.3g} MB" if count >= limits.MB else f"{-(-count // 1000)} kB"
