"""Tags of the page frame: the built client's files, the other languages of a page, the theme, the page's data.

What a page shows of its own comes from its view, not from a tag.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import segno
from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from yunzhan.website.shared.page import page_data_of, theme_of
from yunzhan.website.shared.paging import Page

register = template.Library()

CLIENT_FOLDER = Path(__file__).resolve().parents[2] / "static" / "client"
# Each language names itself; these words are never translated.
LANGUAGE_NAMES = {"zh-hans": ("简", "简体中文"), "zh-hant": ("繁", "繁體中文"), "en": ("EN", "English")}
HTML_LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


class LanguageLink(NamedTuple):
    """One language a page can be read in."""

    code: str
    html_code: str
    short: str
    name: str
    url: str
    absolute: str
    current: bool


@lru_cache(maxsize=4)
def read_manifest(path: Path, changed_ns: int) -> dict[str, Any]:
    """The bundler's manifest; `changed_ns` is part of the key so that a new build is seen."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def manifest_of(folder: Path) -> dict[str, Any]:
    """The manifest in `folder`, or an empty one when the client is not built."""
    for path in (folder / "manifest.json", folder / ".vite" / "manifest.json"):
        if path.is_file():
            return read_manifest(path, path.stat().st_mtime_ns)
    return {}


def files_of(manifest: dict[str, Any], entry: str) -> tuple[str, list[str], list[str]]:
    """Script, style sheets and scripts to preload of `entry` ("site", "walk"); empty when it is not built."""
    key = next((name for name in manifest if name.endswith((f"/{entry}.ts", f"/{entry}.tsx"))), None)
    if key is None:
        return "", [], []
    styles: list[str] = []
    preload: list[str] = []
    waiting, seen = [key], {key}
    while waiting:
        chunk = manifest[waiting.pop(0)]
        styles += [name for name in chunk.get("css", []) if name not in styles]
        for name in chunk.get("imports", []):
            if name not in seen:
                seen.add(name)
                waiting.append(name)
                preload.append(manifest[name]["file"])
    return manifest[key]["file"], styles, preload


@register.simple_tag
def client_entry(entry: str) -> SafeString:
    """Links to the built files of one client entry; nothing when the client is not built, and pages still work."""
    script, styles, preload = files_of(manifest_of(CLIENT_FOLDER), entry)
    if not script:
        return mark_safe("<!-- The client is not built. -->")
    return (
        format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(f"client/{name}"),) for name in styles))
        + format_html_join("\n", '<link rel="modulepreload" href="{}">', ((static(f"client/{n}"),) for n in preload))
        + format_html('\n<script type="module" src="{}"></script>', static(f"client/{script}"))
    )


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """An address as a QR code, black on white, as an SVG drawing for the page."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(omitsize=True, svgclass="qr__code", lineclass=None, light="#fff", border=2)
    return mark_safe(drawing)  # noqa: S308 - made of the code's own squares; the address is not written in it


@register.simple_tag
def picture_url(path: str) -> str:
    """Address of a static picture, or "" when this installation has not got it."""
    return static(path) if finders.find(path) else ""


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[LanguageLink]:
    """The page in each language, in the languages' own names."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    path, now = request.get_full_path(), get_language() or settings.LANGUAGE_CODE
    links = []
    for code, (short, name) in LANGUAGE_NAMES.items():
        url = translate_url(path, code)
        whole = request.build_absolute_uri(url)
        links.append(LanguageLink(code, HTML_LANGUAGES[code], short, name, url, whole, code == now))
    return links


@register.simple_tag
def html_language() -> str:
    """Value of the lang attribute for the language of this page."""
    return HTML_LANGUAGES.get(get_language() or "", "zh-Hans")


@register.simple_tag(takes_context=True)
def chosen_theme(context: template.Context) -> str:
    """ "light", "dark" or "" (as the device says)."""
    request: HttpRequest | None = context.get("request")
    return theme_of(request) if request else ""


@register.simple_tag(takes_context=True)
def page_data(context: template.Context) -> dict[str, Any]:
    """What the client's script must know of this page."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return {}
    data = page_data_of(
        request,
        view=str(context.get("view_name", "other")),
        fair=context.get("fair"),
        hall=context.get("hall"),
        booth=context.get("booth_number"),
    )
    links = language_links(context)
    return data | {"languages": [{"code": x.code, "lang": x.html_code, "name": x.name, "url": x.url} for x in links]}


@register.filter
def pages_shown(page: Page[Any]) -> list[int | str]:
    """Page numbers for a pager, with "…" where some are left out."""
    return [*Paginator(range(page.pages), 1).get_elided_page_range(page.page, on_each_side=1, on_ends=1)]
