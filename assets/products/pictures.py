"""`python -m assets.products.pictures ADDRESS`: photographs each sample model in the viewer of a running sample fair.

ADDRESS is where `make demo` runs. The pictures are what the sample fair shows before somebody asks for the model. They
depend on the graphics driver, so they are kept with the models and made deliberately.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

TARGET = Path(__file__).parents[2] / "src/yunzhan/demo/data/models"
SEARCHES = ("高山茶", "日用瓷器", "实木家具", "精密轴承", "护眼台灯", "节能电机", "果汁饮料", "工业机器人")
MOST_PAGES = 10
ARGUMENTS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing",
]
BARE = "document.querySelector('.viewer__layer').hidden = true"


def photograph(address):
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for name, at in pages_of(page, address).items():
            page.goto(at)
            page.locator("#viewer-open").click()
            page.locator(".viewer[data-state=ready]").wait_for(timeout=120_000)
            page.evaluate(BARE)
            page.wait_for_timeout(600)  # the picture fades in
            shot = Image.open(io.BytesIO(page.locator(".viewer").screenshot()))
            picture = shot.convert("RGB").resize((480, 360), Image.Resampling.LANCZOS)
            picture.save(TARGET / f"{name}.webp", "WEBP", quality=82, method=4)
            print(f"  {name}", flush=True)
        browser.close()


def pages_of(page, address):
    """Model name to the address of a product page that shows it; models are told apart by the size of their file."""
    wanted = {path.stat().st_size: path.stem for path in TARGET.glob("*.glb")}
    found = {}
    for words in SEARCHES:
        for number in range(1, MOST_PAGES + 1):
            listed = page.request.get(f"{address}/api/fairs/cross-strait-fair/products?q={words}&page={number}").json()
            answers = (
                page.request.get(f"{address}/api/fairs/cross-strait-fair/products/{product['id']}/model")
                for product in listed["items"]
            )
            models = [answer.json() for answer in answers if answer.ok]
            found |= {wanted[model["levels"][0]["bytes"]]: model["page"] for model in models}
            if models or number >= listed["pages"]:
                break
    missing = set(wanted.values()) - set(found)
    if missing:
        raise LookupError(f"no sample product shows {missing}")
    return found


if __name__ == "__main__":
    photograph(sys.argv[1])
