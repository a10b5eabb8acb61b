"""Reading uploads: an exhibitor's list, one by its id, what it may still bring, and where a file is found."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, F, Q, QuerySet, Sum, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.fairs.models import Fair
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.choices import UploadKind, UploadState
from yunzhan.website.uploads.models import Upload


class UploadUnknown(Refusal):
    status = 404
    sentence = _("There is no such file.")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of detail of a file, the finest first. `triangles` only of models, `width` and `height` only of pictures."""

    url: str
    bytes: int
    triangles: int | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The picture of a brochure's page at the reading size, and its small twin."""

    url: str
    small: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Room:
    """What an exhibitor has stored and may store, in bytes and in files."""

    bytes: int
    files: int
    most_bytes: int = limits.MOST_STORED_BYTES
    most_files: int = limits.MOST_FILES

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.bytes / self.most_bytes))


def uploads_of(exhibitor: Exhibitor, *, kind: str = "") -> QuerySet[Upload]:
    """The newest first."""
    rows = Upload.objects.filter(exhibitor=exhibitor).select_related("exhibitor__fair")
    return rows.filter(kind=kind) if kind else rows


def upload_of(fair: Fair, key: str) -> Upload:
    """Refuses UploadUnknown."""
    row = Upload.objects.filter(exhibitor__fair=fair, key=key[:24]).select_related("exhibitor").first()
    if row is None:
        raise UploadUnknown
    return row


def ready_uploads(exhibitor: Exhibitor, *kinds: UploadKind) -> QuerySet[Upload]:
    """Those that can be shown, of some kinds."""
    return uploads_of(exhibitor).filter(state=UploadState.READY, kind__in=kinds or UploadKind.values)


def room_of(exhibitor: Exhibitor) -> Room:
    """A refused file takes no room; one that is still being checked takes what was brought."""
    takes = Case(When(state=UploadState.READY, then=F("stored")), default=F("size"))
    rows = Upload.objects.filter(exhibitor=exhibitor).exclude(state=UploadState.REFUSED)
    found = rows.aggregate(bytes=Sum(takes), files=Count("pk"))
    return Room(found["bytes"] or 0, found["files"])


def file_url(upload: Upload, name: str) -> str:
    """Where a file of the upload is read. A brochure is always handed out as a download, so never by the proxy itself."""
    if upload.is_public and upload.kind != UploadKind.BROCHURE:
        return f"{settings.MEDIA_URL}uploads/{upload.sha256}/{name}"
    return reverse("upload-file", args=(upload.key, name))


def levels_of(upload: Upload) -> list[Level]:
    """Empty until the file is ready."""
    told: list[dict[str, Any]] = upload.result.get("levels", [])
    return [
        Level(
            file_url(upload, level["file"]),
            level["bytes"],
            level.get("triangles"),
            level.get("width"),
            level.get("height"),
        )
        for level in told
    ]


def thumbnail_of(upload: Upload) -> str | None:
    name = upload.result.get("thumbnail")
    return file_url(upload, name) if name else None


def plain_of(upload: Upload) -> str | None:
    """A model as any program reads it, for augmented reality on a phone; None when it is too heavy for that."""
    name = upload.result.get("plain")
    return file_url(upload, name) if name else None


def pages_of(upload: Upload) -> list[Page]:
    """The drawn pages of a brochure, in their order; of one that was checked when only covers were drawn it is the cover."""
    drawn: list[dict[str, Any]] = upload.result.get("drawn", [])
    if drawn:
        rows = [(page["file"], page["small"], page["width"], page["height"]) for page in drawn]
    else:
        pictures = [level for level in upload.result.get("levels", []) if "width" in level]
        rows = [(row["file"], pictures[-1]["file"], row["width"], row["height"]) for row in pictures[:1]]
    return [Page(file_url(upload, name), file_url(upload, small), *size) for name, small, *size in rows]


def file_names(upload: Upload) -> list[str]:
    """Every file that was made of it."""
    names = [level["file"] for level in upload.result.get("levels", [])]
    names += [upload.result[key] for key in ("thumbnail", "plain") if upload.result.get(key)]
    names += [page[size] for page in upload.result.get("drawn", []) for size in ("file", "small")]
    return list(dict.fromkeys(names))


def others_with(upload: Upload) -> QuerySet[Upload]:
    """Other uploads of the same bytes."""
    return Upload.objects.filter(sha256=upload.sha256).exclude(pk=upload.pk)


def has_unfinished(exhibitor: Exhibitor) -> bool:
    finished = Q(state=UploadState.READY) | Q(state=UploadState.REFUSED)
    return Upload.objects.filter(exhibitor=exhibitor).exclude(finished).exists()
