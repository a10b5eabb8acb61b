"""The facts of the exhibitors app. Who hears them is said in the apps above."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExhibitorsChanged:
    """What is shown or found of these exhibitors (primary keys) is another now."""

    exhibitors: tuple[int, ...]
