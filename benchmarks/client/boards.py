"""How well name boards are read in rendered frames: by tesseract, from 5, 10 and 15 m. Run `python -m benchmarks.client.boards`.

A hall with every booth design and the narrow sizes, drawn at 1920 x 1080 in high quality, names short and long, once in either
Chinese script. Each board is cut from the frame where it stands there, a round one unrolled, and counts as read when every character
is right.

Tesseract does not know every character, nor each at every size: a cut is read at five sizes, and of its readings the one counts whose
sureness, as tesseract itself tells it, sums up to the most. It is told the language and that there is one line, nothing else. The same
names in black on white, in the boards' own typeface and read in the same way, stand beside: a board cannot be better than print.
"""

import base64
import io
import json
import math
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import opencc
from PIL import Image, ImageDraw, ImageFont, ImageOps
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from stand import CHROMIUM_FLAGS, serve_stand
from views import DRAW

SIZE = (1920, 1080)
#: Metres from the board; how many places to stand at then, along a row.
SPOTS = {5: 4, 10: 2, 15: 1}
LENS_DEGREES = 58
EYE_METRES = 1.62
LANGUAGES = {"zh-hans": "chi_sim", "zh-hant": "chi_tra"}
DESIGNS = (
    ("shell", "frame", "tower", "pavilion"),
    ("island", "portal", "market", "garden"),
    ("shell", "shell", "frame", "market"),
)
WIDTHS = ((6.0,) * 4, (6.0,) * 4, (3.0, 4.5, 9.0, 4.5))
NAMES = (
    "东岸盛瑞", "云谷启明生物科技", "海门金沃精密机械有限公司", "松岭",
    "南湾联华", "石桥宏远文化创意", "白沙嘉禾", "青田鼎新新材料科技集团",
    "北港海诺", "长滩华晟医疗", "金屿博睿半导体股份有限公司", "西岸凌云食品",
)  # fmt: skip
ROW_METRES, ASIDE_METRES, HALL = 24, 9.6, (48.0, 84.0)
#: Pixels of a letter's height: around what tesseract was trained for.
LETTER_PIXELS = (22, 27, 33, 40, 48)
#: How large a name is printed.
PRINT_PIXELS = 100
TYPEFACE = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
FACES = {"zh-hans": 2, "zh-hant": 3}  # in it
#: A cut has so many times as many pixels as the frame has there.
FINER = 3
#: Part of a board's height that is left out at every edge, and of a letter's that stays around the ink.
EDGE, ROOM = 0.06, 0.15
#: Darker than this is ink.
INK = 128
#: In tesseract's tables.
WORD = "5"


@dataclass(frozen=True)
class Read:
    metres: int
    template: str
    width: float
    wished: str
    read: str
    printed: str  # what is read of the same name in print

    @property
    def is_right(self) -> bool:
        return self.wished == self.read

    @property
    def wrong_letters(self) -> int:
        return distance(self.wished, self.read)


def distance(one: str, other: str) -> int:
    """Letters to change, add or take away (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def plan(language: str) -> dict[str, Any]:
    turn = opencc.OpenCC("s2tw") if language == "zh-hant" else None
    booths = []
    for row, (designs, widths) in enumerate(zip(DESIGNS, WIDTHS, strict=True)):
        for place, (design, width) in enumerate(zip(designs, widths, strict=True)):
            name = NAMES[row * 4 + place]
            name = turn.convert(name) if turn else name
            booths.append({
                "number": f"1{'ABC'[row]}{place + 1:02}", "x": HALL[0] / 2 + (place - 1.5) * ASIDE_METRES, "z": 12.0 + row * ROW_METRES,
                "width": width, "depth": 3.0 if width < 6 else 4.0, "facing": "s", "template": design,
                "accent": ("#1d4f91", "#a5232f", "#0f6f5c", "#c76a1b", "#4d3b86")[(row + place) % 5],
                "name": name, "short_name": name[:4], "fascia": name, "exhibitor": f"sample-{row}-{place}", "industry": "",
                "sample": True, "tagline": "", "products": [], "logo": None, "posters": [], "video": None, "places": [],
            })  # fmt: skip
    return {
        "version": 1, "fair": {"slug": "stand", "name": ""}, "signs": [], "booths": booths,
        "hall": {"slug": "h1", "number": "1", "name": "", "summary": "", "width": HALL[0], "depth": HALL[1], "height": 12, "character": ""},
        "entrance": {"x": HALL[0] / 2, "z": HALL[1] - 2, "yaw": 0},
        "aisles": [{"x": HALL[0] / 2, "z": HALL[1] / 2, "width": 4.6, "depth": HALL[1] - 8, "kind": "main", "label": ""}],
    }  # fmt: skip


def only_letters(text: str) -> str:
    return re.sub(r"[^\w]|_", "", text)


def only_the_ink(line: Image.Image) -> tuple[Image.Image, int]:
    """Dark letters on a light ground without the empty ground around, and how high they are, pixels."""
    inked = np.asarray(line) < INK
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if not len(rows):
        return line, line.height
    high = int(rows[-1] - rows[0]) + 1
    room = round(high * ROOM)
    left, top = max(0, int(columns[0]) - room), max(0, int(rows[0]) - room)
    right, low = min(line.width, int(columns[-1]) + 1 + room), min(line.height, int(rows[-1]) + 1 + room)
    return line.crop((left, top, right, low)), high


def read_by_tesseract(line: Image.Image, language: str) -> str:
    """What is read of one line of dark letters on a light ground at several sizes: of several readings the surest in sum."""
    inked, high = only_the_ink(line)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{pixels}.png" for pixels in LETTER_PIXELS]
        for pixels, path in zip(LETTER_PIXELS, paths, strict=True):
            size = (max(1, round(inked.width * pixels / high)), max(1, round(inked.height * pixels / high)))
            sized = inked.resize(size, Image.Resampling.LANCZOS)
            ImageOps.expand(sized, 24, fill=sized.getpixel((1, 1))).save(path)
        listed = Path(folder) / "list"
        listed.write_text("".join(f"{path}\n" for path in paths))
        command = ["tesseract", str(listed), "-", "-l", LANGUAGES[language], "--psm", "7", "tsv"]
        answer = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return surest(answer.stdout.decode())


def surest(table: str) -> str:
    """Tesseract's table of words, a page for each size: the reading whose sureness sums up to the most."""
    words: dict[str, list[tuple[str, float]]] = {}
    for row in table.splitlines()[1:]:
        level, page, *_, sureness, text = row.split("\t")
        if level == WORD and (letters := only_letters(text)):
            words.setdefault(page, []).append((letters, float(sureness)))
    sums: Counter[str] = Counter()
    for read in words.values():
        count = sum(len(letters) for letters, _ in read)
        sums["".join(letters for letters, _ in read)] += sum(len(letters) * sure for letters, sure in read) / count
    return sums.most_common(1)[0][0] if sums else ""


def printed(name: str, language: str) -> Image.Image:
    """The name in black on white."""
    typeface = ImageFont.truetype(TYPEFACE, PRINT_PIXELS, index=FACES[language])
    sheet = Image.new("L", (round(typeface.getlength(name)) + 60, PRINT_PIXELS + 60), 255)
    ImageDraw.Draw(sheet).text((30, 20), name, font=typeface, fill=0)
    return sheet


def cut_out(frame: Image.Image, board: dict[str, Any], x: float, z: float) -> Image.Image | None:
    """The board as dark letters on a light ground, a round one unrolled; None when it is not all in the frame. The lens looks
    north and level, so a board stands in the picture undistorted, or each upright strip of it does."""

    def metre(at: tuple[float, float]) -> float:
        return frame.height / (2 * (z - at[1]) * math.tan(math.radians(LENS_DEGREES / 2)))

    def seen(at: tuple[float, float], y: float) -> tuple[float, float]:
        return frame.width / 2 + (at[0] - x) * metre(at), frame.height / 2 - (y - EYE_METRES) * metre(at)

    path, finer = board["path"], FINER * max(metre(at) for at in board["path"])
    corners = [seen(at, y) for at in path for y in (board["high"], board["low"])]
    if any(not (0 <= across <= frame.width and 0 <= down <= frame.height) for across, down in corners):
        return None
    high, left = round((board["high"] - board["low"]) * finer), 0
    strips: list[tuple[tuple[int, int, int, int], tuple[float, ...]]] = []
    for one, other in pairwise(path):
        right = left + max(1, round(math.dist(one, other) * finer))
        quad = (
            *seen(one, board["high"]),
            *seen(one, board["low"]),
            *seen(other, board["low"]),
            *seen(other, board["high"]),
        )
        strips.append(((left, 0, right, high), quad))
        left = right
    flat = frame.convert("L").transform((left, high), Image.Transform.MESH, strips, Image.Resampling.BICUBIC)
    edge = round(high * EDGE)
    return ImageOps.autocontrast(ImageOps.invert(flat.crop((edge, edge, left - edge, high - edge))), cutoff=(1, 1))


def open_hall(browser: Browser, stand: str, language: str) -> Page:
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    page.set_default_timeout(170_000)
    page.add_init_script(f"window.standPlan = {json.dumps(plan(language))}")
    page.goto(f"{stand}?quality=high&people=0", wait_until="commit")
    page.wait_for_function("window.stand && (stand.ready || stand.error)")
    if problem := page.evaluate("stand.error"):
        raise RuntimeError(f"The stand says: {problem}")
    return page


def read_boards(browser: Browser, stand: str, keep: Path | None = None) -> Iterator[Read]:
    """Every board of the hall, from every distance, in both scripts. `keep`: a folder for what was cut out."""
    for language in LANGUAGES:
        page = open_hall(browser, stand, language)
        boards = page.evaluate("stand.boards()")
        booths = plan(language)["booths"]
        texts = {only_letters(board["text"]) for board in boards}
        prints = {text: read_by_tesseract(printed(text, language), language) for text in texts}
        for metres, spots in SPOTS.items():
            for row in range(len(DESIGNS)):
                places = range(row * 4, row * 4 + 4)
                share = 4 // spots
                for spot in range(spots):
                    seen = places[spot * share : (spot + 1) * share]
                    x = sum(booths[place]["x"] for place in seen) / share
                    z = max(boards[place]["z"] for place in seen) + metres
                    drawn = page.evaluate(DRAW, [[x, z, 0, 0, 0], 0, False, False])
                    frame = Image.open(io.BytesIO(base64.b64decode(drawn.split(",")[1])))
                    for place in seen:
                        cut = cut_out(frame, boards[place], x, z)
                        if cut is None:
                            continue
                        booth = booths[place]
                        wished = only_letters(boards[place]["text"])
                        read = read_by_tesseract(cut, language)
                        if keep:
                            cut.save(keep / f"{language}-{metres}-{booth['number']}-{booth['template']}.png")
                        yield Read(metres, booth["template"], booth["width"], wished, read, prints[wished])
        page.close()


def summary(reads: list[Read]) -> dict[str, Any]:
    """Shares read right, of boards and of their letters; per distance, and what was misread."""

    def shares(some: list[Read]) -> dict[str, float]:
        letters = sum(len(one.wished) for one in some)
        return {
            "boards": len(some),
            "read": round(sum(one.is_right for one in some) / len(some), 4),
            "letters_read": round(1 - sum(one.wrong_letters for one in some) / letters, 4),
        }

    return {
        "what": "name boards read by tesseract within 15 m",
        **shares(reads),
        "print_read": round(sum(one.wished == one.printed for one in reads) / len(reads), 4),
        "where_print_is_read": shares([one for one in reads if one.wished == one.printed]),
        "by_metres": {metres: shares([one for one in reads if one.metres == metres]) for metres in SPOTS},
        "misread": [
            f"{one.metres} m {one.template} {one.width}: {one.wished} > {one.read}, in print {one.printed}"
            for one in reads
            if not one.is_right
        ],
    }


def main() -> None:
    keep = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with serve_stand() as stand, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
        print(json.dumps(summary(list(read_boards(browser, stand, keep))), ensure_ascii=False, indent=1))
        browser.close()


if __name__ == "__main__":
    main()
