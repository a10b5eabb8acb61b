"""Handing out the files of uploads: public ones to everybody, the others to those who may change the exhibitor."""

from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from rules.permissions import has_perm

from yunzhan.website.uploads import files
from yunzhan.website.uploads.choices import UploadKind, UploadState
from yunzhan.website.uploads.models import Upload
from yunzhan.website.uploads.queries import file_names

# A file is data and no page: nothing in it runs, whatever it is. (A drawing's own styles are colours.)
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def hand_out(request: HttpRequest, upload: str, name: str) -> HttpResponseBase:
    """One file of an upload; a brochure as a download."""
    row = Upload.objects.filter(key=upload, state=UploadState.READY).select_related("exhibitor").first()
    if row is None or name not in file_names(row):
        raise Http404
    if not row.is_public and not has_perm("exhibitors.change_exhibitor", request.user, row.exhibitor):
        raise PermissionDenied
    path = files.kept_folder(row.sha256) / name
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    is_brochure = row.kind == UploadKind.BROCHURE
    answer = FileResponse(
        file,
        as_attachment=is_brochure and name.endswith(".pdf"),
        filename=row.name if is_brochure else name,
        content_type=files.TYPES.get(PurePath(name).suffix, "application/octet-stream"),
    )
    answer["Content-Security-Policy"] = FILE_POLICY
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "public, max-age=3600" if row.is_public else "private, max-age=3600"
    return answer
