"""The JSON API's uploads: an exhibitor's files with their progress, bringing one, deleting one.

Refusals become {"error", "message", "field"} in the API's own handler. A file that its check has refused is listed with
`refusal`; one that is refused at the door is no row.
"""

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import File, Router, Schema, Status, UploadedFile
from ninja.security import django_auth
from pydantic import StringConstraints
from rules.permissions import has_perm

from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.exhibitors.queries import exhibitor_of
from yunzhan.website.fairs.queries import fair_of
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.uploads.actions import delete_upload, receive_upload
from yunzhan.website.uploads.choices import UploadKind, UploadState
from yunzhan.website.uploads.models import Upload
from yunzhan.website.uploads.queries import levels_of, plain_of, room_of, thumbnail_of, upload_of, uploads_of
from yunzhan.website.uploads.sentences import sentence_of

router = Router(tags=["uploads"])
MOST_LISTED = 500
UploadId = Annotated[str, StringConstraints(max_length=24)]


class NotYourUploads(Refusal):
    status = 403
    sentence = _("Only the exhibitor's own staff and the fair's organiser see its files.")


class LevelOut(Schema):
    """A level of detail, the finest first: triangles of models, width and height of pictures."""

    url: str
    bytes: int
    triangles: int | None
    width: int | None
    height: int | None


class RefusalOut(Schema):
    code: str
    text: str
    limit: str
    found: str


class UploadOut(Schema):
    """`progress`: 0 to 100. `url`: the finest level, None until the file is ready. `optimised`: False for a model that this
    server could only check. `plain`: a model as other programs read it; `size`: its sides in metres."""

    id: str
    kind: str
    name: str
    bytes: int
    state: str
    state_text: str
    progress: int
    refusal: RefusalOut | None
    url: str | None
    thumbnail: str | None
    levels: list[LevelOut]
    width: int | None
    height: int | None
    optimised: bool
    plain: str | None
    size: list[float] | None
    public: bool


class RoomOut(Schema):
    bytes: int
    files: int
    most_bytes: int
    most_files: int


class UploadsOut(Schema):
    items: list[UploadOut]
    room: RoomOut


def upload_out(upload: Upload) -> UploadOut:
    levels = [LevelOut.from_orm(level) for level in levels_of(upload)]
    refusal = None
    if upload.state == UploadState.REFUSED:
        text = sentence_of(upload.refusal, upload.limit, upload.found)
        refusal = RefusalOut(code=upload.refusal, text=text, limit=upload.limit, found=upload.found)
    return UploadOut(
        id=upload.key,
        kind=upload.kind,
        name=upload.name,
        bytes=upload.size,
        state=upload.state,
        state_text=str(UploadState(upload.state).label),
        progress=upload.progress,
        refusal=refusal,
        url=levels[0].url if levels else None,
        thumbnail=thumbnail_of(upload),
        levels=levels,
        width=upload.result.get("width"),
        height=upload.result.get("height"),
        optimised=upload.result.get("optimised", True),
        plain=plain_of(upload),
        size=upload.result.get("size"),
        public=upload.is_public,
    )


def exhibitor_asked(request: HttpRequest, fair: str, slug: str) -> Exhibitor:
    """Refuses ExhibitorUnknown and NotYourUploads."""
    exhibitor = exhibitor_of(fair_of(fair), slug)
    if not has_perm("exhibitors.change_exhibitor", request.user, exhibitor):
        raise NotYourUploads
    return exhibitor


def upload_asked(request: HttpRequest, fair: str, upload: str) -> Upload:
    """Refuses UploadUnknown and NotYourUploads."""
    row = upload_of(fair_of(fair), upload)
    if not has_perm("exhibitors.change_exhibitor", request.user, row.exhibitor):
        raise NotYourUploads
    return row


@router.get("/{fair}/uploads", response=UploadsOut, auth=django_auth, url_name="api-uploads")
def list_uploads(request: HttpRequest, fair: str, exhibitor: str, kind: UploadKind | None = None) -> object:
    """The files of an exhibitor, the newest first, and how much room it has."""
    here = exhibitor_asked(request, fair, exhibitor)
    room = RoomOut.from_orm(room_of(here))
    return UploadsOut(items=[upload_out(row) for row in uploads_of(here, kind=kind or "")[:MOST_LISTED]], room=room)


@router.post("/{fair}/uploads", response={201: UploadOut}, auth=django_auth, url_name="api-upload-add")
def bring_upload(
    request: HttpRequest, fair: str, exhibitor: str, file: File[UploadedFile], kind: UploadKind | None = None
) -> object:
    """Takes a file in; its check goes on in the background. `kind`: refuse any other."""
    here = exhibitor_asked(request, fair, exhibitor)
    person = request.user if isinstance(request.user, Person) else None
    return Status(201, upload_out(receive_upload(here, person, file, wanted=kind or "")))


@router.get("/{fair}/uploads/{upload}", response=UploadOut, auth=django_auth, url_name="api-upload")
def show_upload(request: HttpRequest, fair: str, upload: UploadId) -> object:
    return upload_out(upload_asked(request, fair, upload))


@router.delete("/{fair}/uploads/{upload}", response={204: None}, auth=django_auth, url_name="api-upload-delete")
def remove_upload(request: HttpRequest, fair: str, upload: UploadId) -> object:
    """Deletes a file that nothing uses."""
    delete_upload(upload_asked(request, fair, upload))
    return Status(204, None)
