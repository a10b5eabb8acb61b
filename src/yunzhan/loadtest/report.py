"""What a crowd measured, and how it is printed."""

from collections import deque
from dataclasses import dataclass, field

SAMPLES = 200_000


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the sorted `values` lie; 0 when there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


@dataclass
class Report:
    """Counts since the start, and delays in milliseconds."""

    people: int = 0
    sent: int = 0
    received: int = 0
    bytes_received: int = 0
    refused: int = 0
    dropped: int = 0
    said: int = 0
    heard: int = 0
    unanswered: int = 0
    told: int = 0
    lost: int = 0
    unknown: int = 0  # walkers shown where nobody is known to have been
    seconds: float = 0.0
    own_cpu_seconds: float = 0.0
    sight_ms: deque[float] = field(default_factory=lambda: deque(maxlen=SAMPLES))
    far_sight_ms: deque[float] = field(default_factory=lambda: deque(maxlen=SAMPLES))
    speech_ms: deque[float] = field(default_factory=lambda: deque(maxlen=SAMPLES))
    server: dict[str, float] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """For people to read."""

        def spread(values: deque[float]) -> str:
            known = list(values)
            return (
                " / ".join(f"{percentile(known, share):.0f}" for share in (0.5, 0.95, 0.99))
                + f" ms ({len(known)} seen)"
            )

        return [
            f"scripted visitors    {self.people} ({self.dropped} lost their connection)",
            f"messages             {self.sent} sent, {self.received} received, {self.refused} refused",
            f"move to sight        p50 / p95 / p99: {spread(self.sight_ms)}",
            f"  shown where nobody was {self.unknown}",
            f"  in far cells       p50 / p95 / p99: {spread(self.far_sight_ms)}",
            f"say to see           p50 / p95 / p99: {spread(self.speech_ms)}",
            f"said                 {self.said}, stored {self.heard}, not answered {self.unanswered}; "
            f"{self.told} read by the sample, {self.lost} lost",
            f"this crowd           {self.own_cpu_seconds / max(self.seconds, 0.001):.2f} of a core",
            f"server               {self._server()}",
        ]

    def _server(self) -> str:
        if not self.server:
            return "gave no figures"
        return (
            f"{self.server['core_share']:.2f} of a core, {self.server['memory_bytes'] / 1e6:.0f} MB, "
            f"{self.server['skipped']:.0f} frames left out for readers that were behind"
        )
