"""What a file is, by its first bytes. The name it came with must agree, so that nobody is handed something else than it says."""

from yunzhan.website.uploads.checks.refused import Refused

HEAD_BYTES = 512
END_OF_ZIP, ZIP_TAIL_BYTES = b"PK\x05\x06", 66_000  # an archive is read from its end, which lies in these
ENDINGS = {
    "png": "picture", "jpg": "picture", "jpeg": "picture", "webp": "picture", "svg": "drawing", "glb": "model",
    "gltf": "model", "pdf": "brochure", "mp4": "video", "m4v": "video",
}  # fmt: skip


def kind_of(head: bytes) -> str:
    """One of the kinds, "" for none. `head` holds the first HEAD_BYTES."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "picture"
    if head.startswith(b"glTF") or text.startswith(b"{"):
        return "model"
    if head.startswith(b"%PDF-"):
        return "brochure"
    if head[4:8] == b"ftyp":
        return "video"
    if text.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<html" not in text.lower():
        return "drawing"
    return ""


def check_kind(name: str, head: bytes, wanted: str = "") -> str:
    """The kind of a file. Refuses FormatUnknown, NameDisagrees and KindNotWanted."""
    ending = name.rpartition(".")[2].lower()
    kind = kind_of(head)
    if not kind or ending not in ENDINGS:
        raise Refused("FormatUnknown", found=f".{ending}" if ending in ENDINGS or "." in name else name)
    if ENDINGS[ending] != kind:
        raise Refused("NameDisagrees", found=f".{ending}")
    if wanted and kind != wanted:
        raise Refused("KindNotWanted", found=f".{ending}")
    return kind


def is_also_zip(content: bytes) -> bool:
    """Whether a program that reads archives would find one in it."""
    return END_OF_ZIP in content[-ZIP_TAIL_BYTES:]
