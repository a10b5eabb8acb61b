"""Every write of the uploads app: taking a file in, moving it through its check, showing it to visitors, deleting it.

Who may ask for it is who may change the exhibitor; that rule is the exhibitors app's. The row is the queue: take_next claims
one, and a claim that is not renewed lapses.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256 as sha256_of
from pathlib import Path
from typing import Any, Protocol

from django.db import transaction
from django.db.models import F, ProtectedError, Q, RestrictedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.uploads import files
from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.checks.kinds import HEAD_BYTES, check_kind
from yunzhan.website.uploads.checks.refused import Refused
from yunzhan.website.uploads.choices import IN_WORK, UNFINISHED, UploadKind, UploadState
from yunzhan.website.uploads.models import Upload
from yunzhan.website.uploads.queries import file_names, others_with, room_of
from yunzhan.website.uploads.sentences import sentence_of

CLAIM = timedelta(seconds=20)  # renewed every few seconds; what a killed worker had is taken up again after it
HOUR = timedelta(hours=1)


class UploadRefused(Refusal):
    """The root of what this file refuses."""

    status = 422


class FileRefused(UploadRefused):
    """A check's own refusal, met at the door: its name is the check's code."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(field="file")
        self.refused = refused

    @property
    def name(self) -> str:
        return self.refused.code

    @property
    def message(self) -> str:
        return sentence_of(self.refused.code, self.refused.limit, self.refused.found)


class NoRoomLeft(UploadRefused):
    sentence = _(
        "An exhibitor may store %(most)s MB; with this file it would be %(found)s MB. Delete some files first."
    )


class TooManyFiles(UploadRefused):
    sentence = _("An exhibitor may have at most %(most)s files. Delete some first.")


class TooManyUploads(UploadRefused):
    status = 429
    sentence = _("At most %(most)s files an hour can be brought. Please go on later.")


class UploadInUse(UploadRefused):
    status = 409
    sentence = _("This file is used by a product or in a booth design. Take it out there first.")


class BroughtFile(Protocol):
    """What is read of Django's uploaded file."""

    @property
    def name(self) -> str | None: ...

    @property
    def size(self) -> int | None: ...

    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]: ...


def receive_upload(exhibitor: Exhibitor, person: Person | None, brought: BroughtFile, *, wanted: str = "") -> Upload:
    """Stores a file and lets it wait for its check. `wanted`: the only kind that will do, empty for any.

    Refuses FileRefused (FileEmpty, FileTooLarge, NameMalformed, FormatUnknown, NameDisagrees, KindNotWanted), NoRoomLeft,
    TooManyFiles and TooManyUploads.
    """
    name, size = brought.name or "", brought.size or 0
    try:
        _check_name(name)
        if not size:
            raise Refused("FileEmpty")
        kind = check_kind(name, next(iter(brought.chunks(HEAD_BYTES)))[:HEAD_BYTES], wanted)
        if size > limits.LARGEST_BYTES[kind]:
            raise Refused("FileTooLarge", limits.LARGEST_BYTES[kind], size)
    except Refused as refused:
        raise FileRefused(refused) from refused
    _check_room(exhibitor, size)
    upload = Upload(exhibitor=exhibitor, person=person, kind=kind, name=name, size=size)
    upload.sha256 = files.store_brought(upload.key, brought.chunks())
    try:
        with transaction.atomic():
            Exhibitor.objects.select_for_update().get(pk=exhibitor.pk)  # two at once may not both take the last room
            _check_room(exhibitor, size)
            upload.save()
    except BaseException:
        files.forget_brought(upload.key)
        raise
    return upload


def keep_own_file(exhibitor: Exhibitor, name: str, kind: UploadKind, content: bytes, told: dict[str, Any]) -> Upload:
    """A file that we ship and need not check, ready as it is: for the sample fair. `told`: more of its only level."""
    sha256 = sha256_of(content).hexdigest()
    level = "0" + Path(name).suffix
    if not files.is_kept(sha256, [level]):
        making = files.making_folder(sha256, 0)
        (making / level).write_bytes(content)
        files.keep(making, sha256)
    return Upload.objects.create(
        exhibitor=exhibitor,
        kind=kind,
        name=name,
        size=len(content),
        stored=len(content),
        sha256=sha256,
        state=UploadState.READY,
        progress=100,
        result={"levels": [{"file": level, "bytes": len(content), **told}], "plain": level},
    )


def _check_name(name: str) -> None:
    good = name.isprintable() and not set(name) & set("/\\") and name.strip(". ")
    if not good or len(name) > limits.LONGEST_NAME_CHARACTERS:
        raise Refused("NameMalformed", limits.LONGEST_NAME_CHARACTERS)


def _check_room(exhibitor: Exhibitor, size: int) -> None:
    room = room_of(exhibitor)
    if room.files >= room.most_files:
        raise TooManyFiles(most=room.most_files, field="file")
    if room.bytes + size > room.most_bytes:
        found = -(-(room.bytes + size) // limits.MB)
        raise NoRoomLeft(most=room.most_bytes // limits.MB, found=found, field="file")
    lately = Upload.objects.filter(exhibitor=exhibitor, created_at__gt=timezone.now() - HOUR)
    if lately.count() >= limits.MOST_AN_HOUR:
        raise TooManyUploads(most=limits.MOST_AN_HOUR, field="file")


def take_next(now: datetime) -> Upload | None:
    """Claims the oldest file that waits, or whose worker has died. One of the same bytes in work is waited for.

    A file that has been claimed MOST_ATTEMPTS times is refused instead (GaveUp): it may be what kills the workers.
    """
    free = Q(state=UploadState.WAITING) | Q(state__in=IN_WORK, busy_until__lt=now)
    busy = Upload.objects.filter(state__in=IN_WORK, busy_until__gte=now).values("sha256")
    for row in Upload.objects.filter(free).exclude(sha256__in=busy).order_by("created_at", "pk")[:10]:
        if row.attempts >= limits.MOST_ATTEMPTS:
            refuse_upload(row, "GaveUp", str(limits.MOST_ATTEMPTS))
            continue
        claimed = Upload.objects.filter(free, pk=row.pk, attempts=row.attempts).update(
            state=UploadState.CHECKING, progress=0, attempts=F("attempts") + 1, busy_until=now + CLAIM
        )
        if claimed:
            row.refresh_from_db()
            return row
    return None


def renew_claim(upload: Upload, now: datetime, *, progress: int, state: str) -> bool:
    """Says that it is still being worked on, and how far it is; False when it was deleted or taken over meanwhile."""
    mine = Upload.objects.filter(pk=upload.pk, attempts=upload.attempts, state__in=IN_WORK)
    return bool(mine.update(busy_until=now + CLAIM, progress=max(0, min(99, progress)), state=state))


def finish_upload(upload: Upload, result: dict[str, Any], making: Path) -> bool:
    """The check was passed: keeps what it made. False when the row was deleted or taken over meanwhile; then nothing is kept."""
    with transaction.atomic():
        mine = Upload.objects.select_for_update().filter(pk=upload.pk, attempts=upload.attempts, state__in=IN_WORK)
        if not mine.exists():
            files.forget_making(making)
            return False
        stored = files.keep(making, upload.sha256)
        mine.update(state=UploadState.READY, progress=100, result=result, stored=stored, busy_until=None)
    files.forget_brought(upload.key)
    return True


def finish_as_another(upload: Upload) -> bool:
    """The same bytes have been checked already: nothing needs to be made again."""
    twin = others_with(upload).filter(state=UploadState.READY).first()
    if twin is None or not files.is_kept(upload.sha256, file_names(twin)):
        return False
    if upload.kind == UploadKind.BROCHURE and "drawn" not in twin.result:  # checked when only covers were drawn
        return False
    Upload.objects.filter(pk=upload.pk).update(
        state=UploadState.READY, progress=100, result=twin.result, stored=twin.stored, busy_until=None
    )
    files.forget_brought(upload.key)
    return True


def refuse_upload(upload: Upload, code: str, limit: str = "", found: str = "") -> None:
    """The check was not passed: the file is deleted, the row says why."""
    mine = Upload.objects.filter(pk=upload.pk, attempts=upload.attempts, state__in=UNFINISHED)
    mine.update(
        state=UploadState.REFUSED, progress=100, refusal=code, limit=limit[:80], found=found[:80], busy_until=None
    )
    files.forget_brought(upload.key)


def show_uploads(uploads: Iterable[Upload]) -> None:
    """From now on everybody may read these files: what they stand in has been published. Those not ready are passed over."""
    for upload in uploads:
        if upload.state == UploadState.READY and not upload.is_public:
            files.make_public(upload.sha256, file_names(upload))
            upload.is_public = True
            upload.save(update_fields=["is_public"])


def hide_uploads(uploads: Iterable[Upload]) -> None:
    """From now on only the exhibitor's people and the organiser may read these files."""
    for upload in uploads:
        upload.is_public = False
        upload.save(update_fields=["is_public"])
        if not others_with(upload).filter(is_public=True).exists():
            files.make_private(upload.sha256)


def delete_upload(upload: Upload) -> None:
    """Deletes the row and, when no other upload has the same bytes, the files. Refuses UploadInUse."""
    try:
        with transaction.atomic():
            upload.delete()
    except (ProtectedError, RestrictedError) as error:
        raise UploadInUse from error
    files.forget_brought(upload.key)
    _forget_unused(upload.sha256)


def _forget_unused(sha256: str) -> None:
    rows = Upload.objects.filter(sha256=sha256)
    if not rows.exists():
        files.forget_kept(sha256)
    elif not rows.filter(is_public=True).exists():
        files.make_private(sha256)


def tidy_uploads(*, now: datetime) -> int:
    """Removes files that no row knows: of exhibitors that were deleted, of workers that were killed. Answers how many."""
    removed = 0
    rows = Upload.objects.all()
    for key in files.names_in("brought"):
        known = rows.filter(key=key.removesuffix(".part"), state__in=UNFINISHED).exists()
        path = files.brought_path(key)
        with suppress(FileNotFoundError):
            if not known and path.stat().st_mtime < (now - HOUR).timestamp():  # a younger one is just being brought
                path.unlink()
                removed += 1
    for name in files.names_in("making"):
        if not rows.filter(key=name.rpartition(".")[0], state__in=IN_WORK).exists():
            files.forget_making(files.making_path(name))
            removed += 1
    for sha256 in files.names_in("kept"):
        if not rows.filter(sha256=sha256, state__in=(*UNFINISHED, UploadState.READY)).exists():
            files.forget_kept(sha256)
            removed += 1
    return removed
