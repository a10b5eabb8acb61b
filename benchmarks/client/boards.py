"""How well name boards are read in rendered frames: by tesseract, from 5, 10 and 15 m. Run `python -m benchmarks.client.boards`.

A hall with every booth design and the narrow sizes, drawn at 1920 x 1080 in high quality, names short and long, once in either
Chinese script. Each board is cut from the frame where it stands there, and counts as read when every character is right.

Tesseract does not know every character, nor each at every size: a cut is read at several sizes, and what most of them say counts. The
same names in black on white, in the boards' own typeface and read in the same way, stand beside: a board cannot be better than print.
"""

import base64
import io
import json
import math
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
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
LETTER_PIXELS = (25, 31, 38, 44, 50)
TYPEFACE = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
FACES = {"zh-hans": 2, "zh-hant": 3}  # in it
#: Parts of a board's height: its frame above and below, and a gap that letters of one name do not have.
FRAME, GAP, LETTER_SHARE = 0.1, 0.6, 0.45


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


def read_once(line: Image.Image, language: str) -> str:
    packed = io.BytesIO()
    line.save(packed, "PNG")
    command = ["tesseract", "-", "-", "-l", LANGUAGES[language], "--psm", "7"]
    answer = subprocess.run(command, input=packed.getvalue(), capture_output=True, check=True, timeout=60)
    return only_letters(answer.stdout.decode())


def read_by_tesseract(line: Image.Image, letter: float, language: str) -> str:
    """What is read of dark letters on a light ground, `letter` pixels high, at most sizes."""
    reads: Counter[str] = Counter()
    for pixels in LETTER_PIXELS:
        size = (round(line.width * pixels / letter), round(line.height * pixels / letter))
        sized = line.resize(size, Image.Resampling.BICUBIC)
        reads[read_once(ImageOps.expand(sized, 24, fill=sized.getpixel((2, 2))), language)] += 1
    return reads.most_common(1)[0][0]


def printed(name: str, language: str) -> tuple[Image.Image, float]:
    """The name in black on white, and the height of its letters."""
    letter = LETTER_PIXELS[-1]
    typeface = ImageFont.truetype(TYPEFACE, letter, index=FACES[language])
    sheet = Image.new("L", (round(typeface.getlength(name)) + 60, letter + 60), 255)
    ImageDraw.Draw(sheet).text((30, 20), name, font=typeface, fill=0)
    return sheet, letter


def cut_out(frame: Image.Image, board: dict[str, Any], x: float, z: float) -> Image.Image | None:
    """The board as dark letters on a light ground; None when it is not all in the frame. The lens looks north and level,
    so the board stands in the picture undistorted."""
    away = z - board["z"]
    metre = frame.height / (2 * away * math.tan(math.radians(LENS_DEGREES / 2)))
    left, right = (frame.width / 2 + (board[side] - x) * metre for side in ("left", "right"))
    top, low = (frame.height / 2 - (board[side] - EYE_METRES) * metre for side in ("high", "low"))
    if left < 0 or right > frame.width or top < 0:
        return None
    return ImageOps.autocontrast(
        ImageOps.invert(frame.crop((round(left), round(top), round(right), round(low))).convert("L"))
    )


def only_the_name(cut: Image.Image) -> Image.Image:
    """Without what else is in the cut: what stands around a round board, its frame, the booth's number beside the name."""
    for axis in (0, 1):
        ground = np.median(np.asarray(cut), axis=axis)
        light = np.flatnonzero(ground > (float(ground.min()) + float(ground.max())) / 2)
        if ground.max() - ground.min() > 80 and len(light):
            first, last = int(light[0]), int(light[-1]) + 1
            cut = cut.crop((first, 0, last, cut.height) if axis == 0 else (0, first, cut.width, last))
    edge = round(cut.height * FRAME)
    cut = ImageOps.autocontrast(cut.crop((edge, edge, cut.width - edge, cut.height - edge)))
    inked = np.flatnonzero(np.asarray(cut).min(axis=0) < 110)
    if not len(inked):
        return cut
    words = np.split(inked, np.flatnonzero(np.diff(inked) > cut.height * GAP) + 1)
    name = max(words, key=len)
    return cut.crop((max(0, int(name[0]) - edge), 0, min(cut.width, int(name[-1]) + edge), cut.height))


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
        prints = {text: read_by_tesseract(*printed(text, language), language) for text in texts}
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
                        wished, name = only_letters(boards[place]["text"]), only_the_name(cut)
                        read = read_by_tesseract(name, cut.height * LETTER_SHARE, language)
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
