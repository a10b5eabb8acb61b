"""The client's goals beside what was reached, as rows and as a printed table. Measuring is not done here."""

from dataclasses import asdict, dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Goal:
    """`at_most` the goal, or at least it."""

    what: str
    measured: float
    goal: float
    unit: str
    at_most: bool = True

    @property
    def is_kept(self) -> bool:
        return self.measured <= self.goal if self.at_most else self.measured >= self.goal

    @property
    def row(self) -> Json:
        return {**asdict(self), "kept": self.is_kept}

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        return f"| {self.what} | {sign} {self.goal:g} {self.unit} | {self.measured:g} {self.unit} | {'kept' if self.is_kept else '**missed**'} |"


def walk_goals(thousand: Json, five_thousand: Json, low: Json) -> list[Goal]:
    """Of three walks: among 1,000 and 5,000 in high quality, among 1,000 in low."""
    return [
        Goal("1,000 people, 120 booths: draw calls", thousand["draw_calls"], 45, ""),
        Goal("script a frame, middle", thousand["profiled_script"]["p50_ms"], 2, "ms"),
        Goal("heap", thousand["heap_mb"], 80, "MB"),
        Goal("5,000 people: script a frame, middle", five_thousand["profiled_script"]["p50_ms"], 4, "ms"),
        Goal("garbage of our code in a frame", thousand["bytes_per_frame"]["ours"], 0, "B"),
        Goal("triangles with shadows, high", thousand["triangles"] / 1e6, 1.1, "M"),
        Goal("triangles, low", low["triangles"] / 1e6, 0.3, "M"),
        Goal("textures, high", thousand["texture_mb"], 128, "MB"),
        Goal("textures, low, four screens on", low["texture_mb_with_screens"], 64, "MB"),
        Goal("snapshot of 1,000: decode, middle", thousand["snapshot_decode"]["p50_ms"], 0.3, "ms"),
    ]


def streaming_goals(tour: Json) -> list[Goal]:
    return [
        Goal("150 booths: streamed on a tour past all", tour["streamed_mb"], 12, "MB"),
        Goal("script of the slowest frame meanwhile", tour["script"]["max_ms"], 50, "ms"),
    ]


def looks_goals(slide_metres: float, switches: list[Json], boards: Json) -> list[Goal]:
    return [
        Goal("a planted foot slides in a step", round(slide_metres * 100, 2), 3, "cm"),
        *(
            Goal(f"similarity across the switch {one['switch']}", one["from_frame_to_frame"]["mean"], 0.97, "", False)
            for one in switches
        ),
        Goal("name boards read within 15 m", round(boards["read"] * 100, 1), 95, "%", False),
        Goal(
            "of those whose name is read in print",
            round(boards["where_print_is_read"]["read"] * 100, 1),
            95,
            "%",
            False,
        ),
    ]


def ratios(thousand: Json, booths: Json) -> list[str]:
    """Lines for people: the peers' figures over ours, from the same run."""
    peer, ours = thousand["peer"], thousand["script"]["p50_ms"]
    return [
        f"a mixer and a skeleton per person: {peer['script']['p50_ms'] / ours:.1f} times our whole script a frame "
        f"({peer['script']['p50_ms']} against {ours} ms), {peer['bytes_per_frame']:,.0f} B of garbage a frame",
        f"a glTF a booth: {booths['draw_calls'] / thousand['draw_calls']:.1f} times our draw calls "
        f"({booths['draw_calls']} for the booths alone against {thousand['draw_calls']} for everything), "
        f"{booths['script']['p50_ms'] / ours:.1f} times our script, {booths['file_mb']} MB of files",
    ]
