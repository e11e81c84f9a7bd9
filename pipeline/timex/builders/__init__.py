"""What a rule makes of the words its pattern captured: one function a way of building, by its name in the files."""

from pipeline.timex.builders import dates, lengths, pairs, phrases, times  # noqa: F401 - each enters its builders
from pipeline.timex.builders.base import BUILDERS, NEEDS, Built, Nothing, Pair
from pipeline.timex.builders.lengths import duration_value
from pipeline.timex.builders.pairs import BETWEEN

__all__ = ["BETWEEN", "BUILDERS", "NEEDS", "Built", "Nothing", "Pair", "duration_value"]
