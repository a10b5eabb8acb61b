"""Drawings, brochures and videos made byte by byte: good ones, and what makes them bad ones."""

import base64
import io
import struct

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from website.uploads.hostile import PICTURES as BAD_PICTURES
from website.uploads.hostile import good_picture

# drawings


def svg(inside="<rect width='80' height='40' fill='#2f6f8f'/>", *, before="", size="viewBox='0 0 80 40'", more=""):
    links = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
    return f"{before}<svg {links} {size} {more}>{inside}</svg>".encode()


def picture_in(content):
    return svg(f"<image width='9' height='9' href='data:image/png;base64,{base64.b64encode(content).decode()}'/>")


def laughs():
    entities = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    return svg("<text>&a9;</text>", before=f"<!DOCTYPE svg [<!ENTITY a0 'ha'>{entities}]>")


def used_often():
    rows = "".join(f"<g id='g{n}'>" + f"<use href='#g{n - 1}'/>" * 10 + "</g>" for n in range(1, 8))
    return svg(f"<g id='g0'><rect width='1' height='1'/></g>{rows}")


BOMB = next(content for name, content, _ in BAD_PICTURES if name == "zip-bomb.png")
FILE_ENTITY = "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
DRAWINGS = [
    ("script.svg", svg("<script>alert(1)</script>"), "DrawingHasScript"),
    ("onload.svg", svg(more="onload='alert(1)'"), "DrawingHasScript"),
    ("javascript.svg", svg("<use href='javascript:alert(1)'/>"), "DrawingHasScript"),
    ("file-entity.svg", svg("<text>&x;</text>", before=FILE_ENTITY), "DrawingHasEntities"),
    ("laughs.svg", laughs(), "DrawingHasEntities"),
    ("stylesheet.svg", svg(before="<?xml-stylesheet href='https://example.org/a.css'?>"), "DrawingExternal"),
    ("import.svg", svg("<style>@import 'https://example.org/a.css';</style>"), "DrawingExternal"),
    ("fetches.svg", svg("<rect width='9' height='9' fill='url(https://example.org/a)'/>"), "DrawingExternal"),
    ("picture-elsewhere.svg", svg("<image xlink:href='http://169.254.169.254/'/>"), "DrawingExternal"),
    ("picture-on-disk.svg", svg("<image href='/etc/passwd'/>"), "DrawingExternal"),
    ("page-inside.svg", svg("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject>"), "DrawingForeign"),
    ("many.svg", svg("<g/>" * 5_001), "DrawingTooManyParts"),
    ("used-often.svg", used_often(), "DrawingTooManyParts"),
    ("uses-itself.svg", svg("<g id='a'><use href='#a'/></g>"), "DrawingUsesItself"),
    ("deep.svg", svg("<g>" * 60 + "</g>" * 60), "DrawingTooDeep"),
    ("nothing.svg", svg(""), "DrawingEmpty"),
    ("cut-off.svg", svg()[:-9], "DrawingBroken"),
    ("thin.svg", svg(size="viewBox='0 0 1 100000'"), "DrawingShape"),
    ("bomb-inside.svg", picture_in(BOMB), "PictureTooManyPixels"),
]  # fmt: skip

# brochures


def pdf(pages=2, change=lambda writer: None, *, side=600):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(side, 400)
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def action(kind, **more):
    rows = {NameObject("/S"): NameObject(kind)} | {NameObject(f"/{k}"): TextStringObject(v) for k, v in more.items()}
    return DictionaryObject(rows)


def opening(kind, **more):
    return lambda writer: writer.root_object.update({NameObject("/OpenAction"): action(kind, **more)})


def leap_and(kind, **more):
    """The document opens with a leap inside of it, which another action follows."""

    def change(writer):
        leap = action("/GoTo", D="first") | {NameObject("/Next"): ArrayObject([action(kind, **more)])}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(leap)

    return change


def on_closing(writer):
    writer.root_object[NameObject("/AA")] = DictionaryObject({NameObject("/WC"): action("/URI", URI=WEB)})


def link(address):
    row = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action("/URI", URI=address)})
    return lambda writer: writer.pages[0].update({NameObject("/Annots"): ArrayObject([row])})


def content_elsewhere(writer):
    stream = StreamObject()
    stream[NameObject("/F")] = TextStringObject("//server/share/a")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)


def entry(name):
    return lambda writer: writer.root_object.update({NameObject(name): ArrayObject()})


def form(writer):
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/XFA"): TextStringObject("x")})


WEB = "https://example.org/"


def launching_by_reference(writer):
    """The kind of the action stands in an object of its own, where a reader of dictionaries does not see it."""
    launch = DictionaryObject({NameObject("/S"): writer._add_object(NameObject("/Launch"))})
    writer.root_object[NameObject("/Outlines")] = DictionaryObject({NameObject("/A"): launch})


ZIP_END = b"PK\x05\x06" + bytes(18)
BROCHURES = [
    ("launches-by-reference.pdf", pdf(change=launching_by_reference), "BrochureActs"),
    ("archive-behind.pdf", pdf() + ZIP_END, "FileTwoInOne"),
    ("page-behind.pdf", pdf() + b"<script>alert(1)</script>" * 100, "FileTwoInOne"),
    ("locked.pdf", pdf(change=lambda writer: writer.encrypt("secret", algorithm="RC4-128")), "BrochureLocked"),
    ("script.pdf", pdf(change=opening("/JavaScript", JS="app.alert(1)")), "BrochureHasScript"),
    ("launches.pdf", pdf(change=opening("/Launch", F="calc.exe")), "BrochureActs"),
    ("sends.pdf", pdf(change=opening("/SubmitForm", F="https://example.org")), "BrochureActs"),
    ("opens-another.pdf", pdf(change=opening("/GoToR", F="//server/share")), "BrochureActs"),
    ("opens-a-page.pdf", pdf(change=opening("/URI", URI=WEB)), "BrochureActs"),
    ("leaps-and-opens.pdf", pdf(change=leap_and("/URI", URI=WEB)), "BrochureActs"),
    ("on-closing.pdf", pdf(change=on_closing), "BrochureActs"),
    ("link-to-disk.pdf", pdf(change=link("file:///etc/passwd")), "BrochureActs"),
    ("link-is-script.pdf", pdf(change=link(" javascript:alert(1)")), "BrochureActs"),
    ("link-to-share.pdf", pdf(change=link("\\\\server\\share")), "BrochureActs"),
    ("content-elsewhere.pdf", pdf(change=content_elsewhere), "BrochureActs"),
    ("attachment.pdf", pdf(change=lambda writer: writer.add_attachment("a.exe", b"MZ")), "BrochureHasFiles"),
    ("form.pdf", pdf(change=form), "BrochureMoves"),
    ("film.pdf", pdf(change=entry("/RichMedia")), "BrochureMoves"),
    ("long.pdf", pdf(101), "BrochureTooManyPages"),
    ("poster.pdf", pdf(side=9_000), "BrochurePageTooLarge"),
    ("only-a-head.pdf", b"%PDF-1.7\n", "BrochureBroken"),
    ("cut-off.pdf", pdf()[:200], "BrochureBroken"),
    ("no-pages.pdf", pdf(0), "BrochureBroken"),
]

# videos


def box(kind, *content):
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + kind + body


def entries(kind, *rows):
    return box(kind, struct.pack(">II", 0, len(rows)), *rows)


def mp4(
    *,
    seconds=10,
    filmed=10,
    shown=10,
    clocks=(1_000,),
    width=640,
    height=360,
    encoded=(640, 360),
    upright=False,
    codec=b"avc1",
    reference=None,
    extra=b"",
    pictures=bytes(range(256)) * 4,
    offset=None,
    table_first=False,
    kinds=(b"stco",),
):
    """A film of one track whose only chunk is the whole mdat. Its places are right, wherever its table stands."""
    start = box(b"ftyp", b"isom", bytes(4), b"isommp42")

    def moov(place):
        tables = [
            entries(kind, struct.pack(">I" if kind == b"stco" else ">Q", place if offset is None else offset))
            for kind in kinds
        ]
        sample = box(codec, bytes(24), struct.pack(">HH", *encoded), bytes(50))
        times = entries(b"stts", struct.pack(">II", 10, filmed * 100))
        stbl = box(b"stbl", entries(b"stsd", sample), times, *tables)
        dref = entries(b"dref", reference or box(b"url ", b"\0\0\0\1"))
        one = 1 << 16
        matrix = (0, one, 0, -one, 0, 0, height * one, 0, 1 << 30) if upright else (one, 0, 0, 0, one, 0, 0, 0, 1 << 30)
        track = box(b"tkhd", bytes(40), struct.pack(">9i", *matrix), struct.pack(">II", width << 16, height << 16))
        heads = [box(b"mdhd", bytes(12), struct.pack(">II", clock, shown * 1000), bytes(4)) for clock in clocks]
        media = box(b"mdia", *heads, box(b"minf", box(b"dinf", dref), stbl))
        head = box(b"mvhd", bytes(12), struct.pack(">II", 1000, seconds * 1000), bytes(80))
        return box(b"moov", head, box(b"trak", track, media), box(b"udta", b"made at home"), extra)

    if table_first:
        table = moov(len(start) + len(moov(0)) + 8)
        return start + table + box(b"mdat", pictures)
    return start + box(b"mdat", pictures) + moov(len(start) + 8)


GOOD_FILM = mp4()
VIDEOS = [
    ("cut-off.mp4", GOOD_FILM[:-40], "VideoBroken"),
    ("says-longer.mp4", GOOD_FILM.replace(box(b"udta", b"made at home")[:8], b"\x7f\xff\xff\xffudta"), "VideoBroken"),
    ("tiny-box.mp4", GOOD_FILM.replace(box(b"udta", b"made at home")[:8], b"\0\0\0\4udta"), "VideoBroken"),
    ("points-outside.mp4", mp4(offset=99_999), "VideoBroken"),
    ("points-at-the-head.mp4", mp4(offset=0), "VideoBroken"),
    ("no-table.mp4", GOOD_FILM[: 24 + 8 + 1024], "VideoBroken"),
    ("many-boxes.mp4", GOOD_FILM + box(b"free") * 6_000, "VideoTooManyParts"),
    ("fragments.mp4", GOOD_FILM + box(b"moof"), "VideoFragmented"),
    ("to-be-fragmented.mp4", mp4(extra=box(b"mvex")), "VideoFragmented"),
    ("elsewhere.mp4", mp4(reference=box(b"url ", bytes(4), b"https://example.org/a\0")), "VideoExternal"),
    ("alias.mp4", mp4(reference=box(b"alis", bytes(4))), "VideoExternal"),
    ("old-codec.mp4", mp4(codec=b"mp4v"), "VideoCodec"),
    ("only-sound.mp4", mp4(codec=b"mp4a"), "VideoNoPictures"),
    ("long.mp4", mp4(seconds=181), "VideoTooLong"),
    ("says-shorter.mp4", mp4(shown=3_600), "VideoTooLong"),
    ("lasts-longer.mp4", mp4(filmed=3_600), "VideoTooLong"),
    ("two-clocks.mp4", mp4(filmed=3_600, clocks=(1_000, 2**31)), "VideoTooLong"),
    ("encoded-larger.mp4", mp4(encoded=(7_680, 4_320)), "VideoTooLarge"),
    ("no-size.mp4", mp4(width=0), "VideoNoPictures"),
    ("archive-inside.mp4", mp4(pictures=bytes(1002) + ZIP_END), "FileTwoInOne"),
    ("large.mp4", mp4(width=4096), "VideoTooLarge"),
]
GOOD_OTHERS = [
    ("logo.svg", svg()),
    ("picture.svg", picture_in(good_picture(32, 32))),
    ("catalogue.pdf", pdf()),
    ("links.pdf", pdf(change=link(WEB))),
    ("film.mp4", GOOD_FILM),
]
