"""Cutting a list into pages. Every list of the website and of the API goes through here; how a page looks does not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

PAGE_SIZE = 24

Row = TypeVar("Row")
Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list: `page` counts from 1, `pages` is at least 1, `total` counts all rows."""

    items: list[Row]
    total: int
    page: int
    pages: int

    @property
    def has_previous(self) -> bool:
        return self.page > 1

    @property
    def has_next(self) -> bool:
        return self.page < self.pages

    def shown(self, show: Callable[[Row], Shown]) -> "Page[Shown]":
        return Page([show(row) for row in self.items], self.total, self.page, self.pages)


def page_of(rows: "QuerySet[Any, Row]", page: int = 1, size: int = PAGE_SIZE) -> Page[Row]:
    """Two queries: the count and the rows. A page past the end answers with the last one."""
    total = rows.count()
    page, pages = fit_page(page, total, size)
    return Page(list(rows[(page - 1) * size : page * size]), total, page, pages)


def fit_page(page: int, total: int, size: int = PAGE_SIZE) -> tuple[int, int]:
    """The page number inside 1..pages, and the number of pages."""
    pages = max(1, -(-total // size))
    return min(max(1, page), pages), pages
