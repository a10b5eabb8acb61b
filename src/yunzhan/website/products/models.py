"""What exhibitors show, by category, and the rows the search reads. How the search works is in search.py."""

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
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    is_sample = models.BooleanField(_("sample"), default=False)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["exhibitor", "position", "pk"]

    def __str__(self) -> str:
        return self.name


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
