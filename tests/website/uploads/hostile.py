"""Files that mean harm or are broken, made here byte by byte: (name, kind, bytes, the code each is refused with)."""

import io
import struct
import zlib

from PIL import Image


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width=64, height=64, *, pixels=None, extra=b""):
    """A PNG whose head says width × height, whatever its pixels are."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data = zlib.compress(pixels if pixels is not None else b"\0" + b"\x20\x40\x80" * width, 9)
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def good_picture(width=640, height=400, kind="PNG", **saved):
    target = io.BytesIO()
    Image.new("RGB", (width, height), "#2f6f8f").save(target, kind, **saved)
    return target.getvalue()


def moving_picture():
    target = io.BytesIO()
    first = Image.new("RGB", (64, 64), "red")
    first.save(target, "WEBP", save_all=True, append_images=[Image.new("RGB", (64, 64), "blue")], duration=100)
    return target.getvalue()


PICTURES = [
    # 12,000 × 12,000 pixels, of them ten million bytes of zeros in 10 kB
    ("zip-bomb.png", png(12_000, 12_000, pixels=bytes(10**7)), "PictureTooManyPixels"),
    ("too-long.png", png(60_000, 16, pixels=b""), "PictureTooLong"),
    ("says-4-billion.png", png(2**31 - 1, 2**31 - 1, pixels=b""), "PictureTooManyPixels"),
    ("text-bomb.png", png(extra=chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(10**8), 9))), "PictureBroken"),
    ("cut-off.jpg", good_picture(kind="JPEG")[:900], "PictureBroken"),
    ("no-pixels.png", png(64, 64, pixels=b""), "PictureBroken"),
    ("moves.webp", moving_picture(), "PictureMoves"),
    ("tiny.png", good_picture(8, 8), "PictureTooSmall"),
]
# (name, bytes, code): refused before anything is stored
AT_THE_DOOR = [
    ("empty.png", b"", "FileEmpty"),
    ("page.png", b"<html><script>alert(1)</script></html>", "FormatUnknown"),
    ("program.png", b"\x7fELF\x02\x01\x01" + bytes(64), "FormatUnknown"),
    ("archive.glb", b"PK\x03\x04" + bytes(64), "FormatUnknown"),
    ("picture.exe", good_picture(), "FormatUnknown"),
    ("no-ending", good_picture(), "FormatUnknown"),
    ("picture.pdf", good_picture(), "NameDisagrees"),
    ("poster.glb", good_picture(), "NameDisagrees"),
    ("moving.gif", b"GIF89a" + bytes(64), "FormatUnknown"),
    ("../../etc/cron.d/a.png", good_picture(), "NameMalformed"),
    ("a\u202egnp.exe.png", good_picture(), "NameMalformed"),
    ("a\nb.png", good_picture(), "NameMalformed"),
    ("n" * 200 + ".png", good_picture(), "NameMalformed"),
    ("large.png", b"\x89PNG\r\n\x1a\n" + bytes(20_000_001), "FileTooLarge"),
]
