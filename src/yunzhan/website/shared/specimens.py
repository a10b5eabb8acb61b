"""What the design system shows: invented halls, booths, exhibitors and forms. No row of the database is read for it."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yunzhan.website.shared.paging import Page

COLOURS = (
    "paper",
    "floor",
    "floor-deep",
    "ink",
    "ink-soft",
    "ink-faint",
    "line-strong",
    "shore",
    "shore-tint",
    "signal",
    "good",
    "bad",
)
TYPE_STEPS = range(8, 0, -1)
BOOTHS_IN_ROW = 8


class SpecimenForm(forms.Form):
    """A form as it looks when it is refused."""

    name = forms.CharField(label=_("Display name"), max_length=24, help_text=_("Others in the hall see this name."))
    agrees = forms.BooleanField(label=_("Remember me on this device"), required=False)


def specimen_stands() -> list[SimpleNamespace]:
    """Two rows of booths on a plan of 40 × 20 m; one booth is free."""
    return [
        SimpleNamespace(
            number=f"3{'AB'[row]}{column + 1:02}",
            left=2 + column * 4.5,
            top=3 + row * 9,
            x=4 + column * 4.5,
            z=5 + row * 9,
            width=4,
            depth=4,
            letter=1.2,
            name="" if (row, column) == (1, 4) else _("Sample company"),
            url="#lists",
        )
        for row in range(2)
        for column in range(BOOTHS_IN_ROW)
    ]


def specimens() -> dict[str, Any]:
    """The context of the design page."""
    refused = SpecimenForm({"name": ""})
    refused.is_valid()
    hall = SimpleNamespace(number=3, slug="h3", name=_("Sample hall"), width_m=40, depth_m=20, booth_count=16)
    booth = SimpleNamespace(number="3A02", floor_plan=SimpleNamespace(hall=hall))
    exhibitor = SimpleNamespace(
        slug="sample",
        name=_("Sample company"),
        accent="#2f6f8f",
        industry=SimpleNamespace(name=_("Sample")),
        is_sample=True,
        placement=SimpleNamespace(booth=booth),
    )
    page: Page[int] = Page(items=[], total=240, page=4, pages=12)
    return {
        "colours": COLOURS,
        "type_steps": TYPE_STEPS,
        "themes": ("light", "dark"),
        "refused": refused,
        "specimen_hall": hall,
        "stands": specimen_stands(),
        "ways": [SimpleNamespace(left=0, top=8.5, width=40, depth=2, kind="main")],
        "exhibitor": exhibitor,
        "product": SimpleNamespace(pk=1, name=_("Sample product"), picture=None, is_sample=True, exhibitor=exhibitor),
        "page": page,
        "here": "3A02",
    }
