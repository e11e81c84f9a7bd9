"""EDTF (ISO 8601-2) dates: reading them as intervals of days, writing intervals, saying them as people write dates."""

from pipeline.edtf.notation import OPEN, about, add_months, month_end, of, one_of, parse
from pipeline.edtf.saying import say
from pipeline.edtf.wording import WordingError, languages

__all__ = ["OPEN", "WordingError", "about", "add_months", "languages", "month_end", "of", "one_of", "parse", "say"]
