"""The root of every refusal: an exception named after what happened, with the sentence a person reads.

Each app keeps its own tree of refusals beside its actions; how they become an HTTP answer is the API's business.
"""

from typing import ClassVar

from django.utils.functional import Promise


class Refusal(Exception):
    """Something a person asked for and may not have. `values` fill the %(name)s places of the sentence."""

    status: ClassVar[int] = 400
    sentence: ClassVar[str | Promise] = ""

    def __init__(self, *, field: str = "", **values: object) -> None:
        super().__init__(type(self).__name__)
        self.field = field
        self.values = values

    @property
    def name(self) -> str:
        return type(self).__name__

    @property
    def message(self) -> str:
        """The sentence in the language that is active now."""
        return str(self.sentence) % self.values

    def __str__(self) -> str:
        return self.message
