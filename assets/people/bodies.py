"""Who the bodies are: build, age, face, hair, clothes. How any of it is made is in the files beside."""

from __future__ import annotations

from dataclasses import dataclass, field

from assets.people.face import Makeup

MACRO = "macrodetails/"
ROSE, PLUM, BARE, DEEP = (0.80, 0.52, 0.50), (0.72, 0.42, 0.44), (0.84, 0.66, 0.62), (0.78, 0.58, 0.56)


@dataclass(frozen=True)
class Person:
    """`origin`: shares of asian, caucasian, african; `old`: share of old age; `weight`: (name, share); `traits`: more targets."""

    name: str
    is_man: bool
    outfit: str
    hair: str
    makeup: Makeup
    origin: tuple[float, float, float] = (0.9, 0.1, 0.0)
    old: float = 0.0
    weight: tuple[str, float] = ("average", 1.0)
    tall: float = 0.15
    tie: tuple[int, int, int] = (0, 0, 0)
    traits: dict[str, float] = field(default_factory=dict)


def _eyes(name: str, much: float) -> dict[str, float]:
    return {f"eyes/{side}-eye-{name}": much for side in "lr"}


PEOPLE = (
    Person(
        "businessman", True, "suit", "parted", Makeup(BARE, 0.9), old=0.12, tie=(44, 58, 98),
        traits={"head/head-rectangular": 0.35, "nose/nose-scale-horiz-decr": 0.25},
    ),
    Person(
        "engineer", True, "polo", "short", Makeup(BARE, 0.7, stubble=0.15), weight=("min", 0.35), tall=0.24,
        traits={"head/head-oval": 0.5, "nose/nose-width2-decr": 0.5} | _eyes("scale-incr", 0.2),
    ),
    Person(
        "director", True, "casual", "thin", Makeup(BARE, 0.6, brow_grey=0.7, stubble=0.3), old=0.7, weight=("max", 0.3), tall=0.08,
        traits={"head/head-square": 0.3, "nose/nose-volume-incr": 0.3},
    ),
    Person(
        "manager", False, "suit", "long", Makeup(ROSE, 0.35, lashes=0.8, stubble=0), old=0.1, tall=0.22,
        traits={"head/head-oval": 0.6, "nose/nose-scale-horiz-decr": 0.5} | _eyes("scale-incr", 0.3),
    ),
    Person(
        "hostess", False, "skirt", "bun", Makeup(PLUM, 0.3, lashes=1.0, stubble=0), weight=("min", 0.3), tall=0.28,
        traits={"head/head-invertedtriangular": 0.35, "nose/nose-width2-decr": 0.5, "nose/nose-point-up": 0.2} | _eyes("scale-incr", 0.45),
    ),
    Person(
        "buyer", False, "casual", "bob", Makeup(BARE, 0.25, brow_grey=0.35, lashes=0.4, stubble=0), old=0.5, weight=("max", 0.2),
        traits={"head/head-round": 0.5, "nose/nose-scale-horiz-decr": 0.2},
    ),
    Person(
        "trader", True, "shirt", "crop", Makeup(DEEP, 0.75, stubble=0.5, beard=0.55, iris=(0.12, 0.07, 0.045)), origin=(0.0, 0.1, 0.9), old=0.2, tall=-0.38,
        traits={"head/head-oval": 0.4},
    ),
    Person(
        "researcher", False, "dress", "tail", Makeup(DEEP, 0.55, lashes=0.9, stubble=0, iris=(0.14, 0.085, 0.05)), origin=(0.15, 0.5, 0.35), old=0.15,
        tall=-0.1, traits={"head/head-oval": 0.4} | _eyes("scale-incr", 0.35),
    ),
)  # fmt: skip


def shape_of(person: Person) -> dict[str, float]:
    """The targets of the data that make this body, with their shares."""
    sex = "male" if person.is_man else "female"
    muscle = "averagemuscle" if person.is_man else "minmuscle"
    shape: dict[str, float] = {}
    for age, part in (("young", 1 - person.old), ("old", person.old)):
        for origin, share in zip(("asian", "caucasian", "african"), person.origin, strict=True):
            if part * share:
                shape[f"{MACRO}{origin}-{sex}-{age}"] = share * part
        much, amount = person.weight
        for weight, value in ((much, amount), ("average", 1 - amount)):
            name = f"{MACRO}universal-{sex}-{age}-{muscle}-{weight}weight"
            if value * part:
                shape[name] = shape.get(name, 0) + value * part
    height = "max" if person.tall > 0 else "min"
    shape[f"{MACRO}height/{sex}-young-averagemuscle-averageweight-{height}height"] = abs(person.tall)
    shape[f"{MACRO}proportions/{sex}-young-averagemuscle-averageweight-idealproportions"] = 0.5
    shape |= {f"hands/{side}-hand-fingers-distance-decr": 1.0 for side in "lr"}
    # A friendly face: corners of the mouth a little up.
    shape |= {"expression/units/asian/mouth-corner-puller": 0.28}
    shape |= {f"expression/units/asian/eye-{side}-opened-up": 0.35 for side in ("left", "right")}
    if not person.is_man:
        shape["torso/measure-shoulder-dist-decr"] = 0.35
    return shape | person.traits
