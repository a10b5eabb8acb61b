"""How well name boards are read in rendered frames: by tesseract, from 5, 10 and 15 m. Run `python -m benchmarks.client.boards`.

A hall with every booth design and the narrow sizes, drawn at 1920 x 1080 in high quality, names short and long, once in either
Chinese script. Each board is cut from the frame where it stands there, and counts as read when every character is right.
"""

import base64
import io
import json
import math
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import opencc
from PIL import Image, ImageOps
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
#: Pixels of a letter's height that tesseract was trained for, about.
LETTER_PIXELS = 44


@dataclass(frozen=True)
class Read:
    metres: int
    template: str
    width: float
    wished: str
    read: str

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


def read_by_tesseract(cut: Image.Image, language: str) -> str:
    packed = io.BytesIO()
    cut.save(packed, "PNG")
    command = ["tesseract", "-", "-", "-l", LANGUAGES[language], "--psm", "7"]
    answer = subprocess.run(command, input=packed.getvalue(), capture_output=True, check=True, timeout=60)
    return only_letters(answer.stdout.decode())


def cut_out(frame: Image.Image, board: dict[str, Any], x: float, z: float) -> Image.Image | None:
    """The board as black letters on white, enlarged; None when it is not all in the frame. The lens looks north and level,
    so the board stands in the picture undistorted."""
    away = z - board["z"]
    metre = frame.height / (2 * away * math.tan(math.radians(LENS_DEGREES / 2)))
    left, right = (frame.width / 2 + (board[side] - x) * metre for side in ("left", "right"))
    top, low = (frame.height / 2 - (board[side] - EYE_METRES) * metre for side in ("high", "low"))
    if left < 0 or right > frame.width or top < 0:
        return None
    cut = ImageOps.invert(
        ImageOps.autocontrast(frame.crop((round(left), round(top), round(right), round(low))).convert("L"))
    )
    letter = (low - top) * 0.8
    share = LETTER_PIXELS / letter
    large = cut.resize((round(cut.width * share), round(cut.height * share)), Image.Resampling.BICUBIC)
    return ImageOps.expand(large, 24, fill=large.getpixel((2, 2)))


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
                        read = read_by_tesseract(cut, language)
                        if keep:
                            cut.save(keep / f"{language}-{metres}-{booth['number']}-{booth['template']}.png")
                        yield Read(metres, booth["template"], booth["width"], only_letters(boards[place]["text"]), read)
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
        "by_metres": {metres: shares([one for one in reads if one.metres == metres]) for metres in SPOTS},
        "misread": [
            f"{one.metres} m {one.template} {one.width}: {one.wished} > {one.read}" for one in reads if not one.is_right
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
