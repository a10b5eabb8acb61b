"""What exhibitors show, by category, points on a model, what visitors save, and the rows the search reads (search.py)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.Model):
    """A kind of product of one industry; `picture_kind` names the silhouette its sample pictures show."""

    code = models.SlugField(primary_key=True, max_length=40)
    industry = models.ForeignKey("exhibitors.Industry", on_delete=models.PROTECT, related_name="categories")
    name = models.CharField(_("name"), max_length=80)
    picture_kind = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """One thing an exhibitor shows. `position` orders an exhibitor's products from 1."""

    exhibitor = models.ForeignKey("exhibitors.Exhibitor", on_delete=models.CASCADE, related_name="products")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, blank=True, related_name="products")
    name = models.CharField(_("name"), max_length=120)
    summary = models.CharField(_("summary"), max_length=400, blank=True)
    picture = models.ImageField(_("picture"), upload_to="products/", blank=True, max_length=120)
    model = models.ForeignKey(
        "uploads.Upload",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("model"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    is_sample = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["exhibitor", "position", "pk"]

    def __str__(self) -> str:
        return self.name


class Saved(models.Model):
    """What somebody wants to see again, an exhibitor or one product, never both, with a note for themselves."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved")
    exhibitor = models.ForeignKey(
        "exhibitors.Exhibitor", on_delete=models.CASCADE, null=True, blank=True, related_name="saved_by"
    )
    product = models.ForeignKey(Product, on_delete=models.CASCADE, null=True, blank=True, related_name="saved_by")
    note = models.CharField(_("note"), max_length=300, blank=True)
    saved_at = models.DateTimeField(_("saved at"), auto_now_add=True)

    class Meta:
        verbose_name = _("saved")
        verbose_name_plural = _("saved")
        ordering = ["person", "saved_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "exhibitor"], name="one_saved_per_exhibitor"),
            models.UniqueConstraint(fields=["person", "product"], name="one_saved_per_product"),
            models.CheckConstraint(
                condition=models.Q(exhibitor=None, product__isnull=False)
                | models.Q(exhibitor__isnull=False, product=None),
                name="saved_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.product or self.exhibitor)


class Hotspot(models.Model):
    """A place on a product's model with a word about it. x, y, z: metres in the model's own axes (y up).

    The normal (unit length) is the way the surface looks there; all zero when nobody knows.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="hotspots")
    x = models.FloatField(_("x"))
    y = models.FloatField(_("y"))
    z = models.FloatField(_("z"))
    normal_x = models.FloatField(default=0)
    normal_y = models.FloatField(default=0)
    normal_z = models.FloatField(default=0)
    title = models.CharField(_("title"), max_length=60)
    text = models.CharField(_("text"), max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        verbose_name = _("point on a model")
        verbose_name_plural = _("points on a model")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class SearchEntry(models.Model):
    """What the search knows of one exhibitor: its words in three weights, already cut into marks (see marks).

    On SQLite an FTS5 table mirrors these rows, on PostgreSQL a weighted tsvector column with a GIN index.
    """

    exhibitor = models.OneToOneField(
        "exhibitors.Exhibitor", on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    names = models.TextField()
    industries = models.TextField()
    offers = models.TextField()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return str(self.pk)
