"""The sample fair, made through website actions: companies, halls, booths, products, pictures. No table is written here."""

from yunzhan.demo.loading import FAIR_SLUG, Progress, load

__all__ = ["FAIR_SLUG", "Progress", "load"]
