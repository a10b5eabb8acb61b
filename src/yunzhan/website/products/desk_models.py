"""The desk's page of a product's 3D model: bringing and choosing it, and the points on it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from yunzhan.website.accounts.models import Person
from yunzhan.website.exhibitors.models import Exhibitor
from yunzhan.website.products.actions import (
    HotspotDraft,
    ModelNotYours,
    add_hotspot,
    change_hotspot,
    remove_hotspot,
    set_model,
)
from yunzhan.website.products.desk import for_staff, product_at_desk, shown
from yunzhan.website.products.models import Hotspot, Product
from yunzhan.website.products.queries import HotspotUnknown, hotspots_of, shown_model_of
from yunzhan.website.products.rules import LONGEST_TEXT_CHARACTERS, LONGEST_TITLE_CHARACTERS, MOST_HOTSPOTS
from yunzhan.website.shared.refusals import Refusal
from yunzhan.website.shared.word_fields import initial_words, say_beside, word_fields, words_in
from yunzhan.website.shared.words import words_of
from yunzhan.website.uploads.actions import receive_upload
from yunzhan.website.uploads.choices import UploadKind, UploadState
from yunzhan.website.uploads.models import Upload
from yunzhan.website.uploads.queries import ready_uploads, uploads_of
from yunzhan.website.uploads.sentences import sentence_of

LATELY = 5  # files whose check has not ended, or was not passed, that the page tells of
PLACES = ("x", "y", "z", "normal_x", "normal_y", "normal_z")


class ModelForm(forms.Form):
    """Which of the exhibitor's models the product shows, or a file to bring."""

    model = forms.ChoiceField(label=gettext_lazy("3D model"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Bring another file"),
        required=False,
        help_text=gettext_lazy("GLB in metres, at most 20 MB. It is checked first; then it can be chosen above."),
        widget=forms.FileInput(attrs={"accept": ".glb,.gltf,model/gltf-binary"}),
    )

    def __init__(self, *args: Any, exhibitor: Exhibitor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = ready_uploads(exhibitor, UploadKind.MODEL)
        choices = [("", _("None")), *((row.key, row.name) for row in rows)]
        self.fields["model"].choices = choices  # type: ignore[attr-defined]


class HotspotForm(forms.Form):
    """A point: its words, and its place, which a press on the model fills in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= word_fields("title", _("Title"), longest=LONGEST_TITLE_CHARACTERS)
        self.fields |= word_fields("text", _("Text"), longest=LONGEST_TEXT_CHARACTERS)
        for name in PLACES:
            is_normal = name.startswith("normal")
            label = _("Direction %(axis)s") if is_normal else _("Place %(axis)s, in metres")
            self.fields[name] = forms.FloatField(
                label=label % {"axis": name[-1]},
                required=not is_normal,
                initial=0 if is_normal else None,
                widget=forms.NumberInput(attrs={"step": "any", "data-place": name}),
            )

    @classmethod
    def shown(cls, spot: Hotspot) -> dict[str, Any]:
        told = {name: getattr(spot, name) for name in PLACES}
        return told | initial_words("title", words_of(spot, "title")) | initial_words("text", words_of(spot, "text"))

    def draft(self) -> HotspotDraft:
        told = self.cleaned_data
        x, y, z, *normal = (told[name] or 0.0 for name in PLACES)
        return HotspotDraft(
            (x, y, z), words_in(told, "title"), words_in(told, "text"), (normal[0], normal[1], normal[2])
        )


def model_page(request: HttpRequest, product: Product, status: int = 200, **forms_shown: Any) -> HttpResponse:
    """The whole page; a form that was refused takes the place of its empty one."""
    exhibitor = product.exhibitor
    spots = list(hotspots_of(product))
    unready = uploads_of(exhibitor, kind=UploadKind.MODEL).exclude(state=UploadState.READY)[:LATELY]
    told: dict[str, Any] = {
        "product": product,
        "tab": "products",
        "model": shown_model_of(product, request.build_absolute_uri(request.path)),
        "unready": [(row, why_refused(row)) for row in unready],
        "form": ModelForm(initial={"model": product.model.key if product.model else ""}, exhibitor=exhibitor),
        "spots": [(spot, HotspotForm(initial=HotspotForm.shown(spot), prefix=f"s{spot.pk}")) for spot in spots],
        "new_spot": HotspotForm() if len(spots) < MOST_HOTSPOTS else None,
        "most": MOST_HOTSPOTS,
    }
    return shown(request, "model", exhibitor, status=status, **(told | forms_shown))


def why_refused(upload: Upload) -> str:
    return sentence_of(upload.refusal, upload.limit, upload.found) if upload.refusal else ""


def to_model(product: Product) -> HttpResponseRedirect:
    exhibitor = product.exhibitor
    return redirect("desk-model", fair=exhibitor.fair.slug, slug=exhibitor.slug, pk=product.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def choose_model(request: HttpRequest, exhibitor: Exhibitor, pk: int) -> HttpResponse:
    """Chooses a model, or takes a file in whose check then begins."""
    product = product_at_desk(exhibitor, pk)
    if request.method != "POST":
        return model_page(request, product)
    form = ModelForm(request.POST, request.FILES, exhibitor=exhibitor)
    if form.is_valid():
        brought, key = form.cleaned_data["file"], form.cleaned_data["model"]
        try:
            if brought:
                person = request.user if isinstance(request.user, Person) else None
                receive_upload(exhibitor, person, brought, wanted=UploadKind.MODEL)
                messages.success(request, _("The file is being checked. In a moment it can be chosen below."))
            else:
                upload = ready_uploads(exhibitor, UploadKind.MODEL).filter(key=key).first() if key else None
                if key and upload is None:
                    raise ModelNotYours(field="model")
                set_model(product, upload)
                messages.success(request, _("Saved. Visitors see it from now on."))
        except Refusal as refusal:
            say_beside(form, refusal)
        else:
            return to_model(product)
    return model_page(request, product, status=422, form=form)


@require_POST
@for_staff
def write_point(request: HttpRequest, exhibitor: Exhibitor, pk: int, spot: int | None = None) -> HttpResponse:
    """Adds a point, or changes one."""
    product = product_at_desk(exhibitor, pk)
    row = point_of(product, spot) if spot is not None else None
    form = HotspotForm(request.POST, prefix=f"s{row.pk}" if row else None)
    if form.is_valid():
        try:
            if row:
                change_hotspot(row, form.draft())
            else:
                add_hotspot(product, form.draft())
        except Refusal as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved. Visitors see it from now on."))
            return to_model(product)
    if row is None:
        return model_page(request, product, status=422, new_spot=form)
    rows = [
        (each, form if each.pk == row.pk else HotspotForm(initial=HotspotForm.shown(each), prefix=f"s{each.pk}"))
        for each in hotspots_of(product)
    ]
    return model_page(request, product, status=422, spots=rows)


@require_POST
@for_staff
def take_point_away(request: HttpRequest, exhibitor: Exhibitor, pk: int, spot: int) -> HttpResponse:
    product = product_at_desk(exhibitor, pk)
    remove_hotspot(point_of(product, spot))
    return to_model(product)


def point_of(product: Product, pk: int) -> Hotspot:
    """Refuses HotspotUnknown, also for another product's."""
    row = hotspots_of(product).filter(pk=min(pk, 2**62)).first()
    if row is None:
        raise HotspotUnknown
    return row
