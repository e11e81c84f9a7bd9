"""A briefing: views and events in an order, each with a title, a note and a map frame. Model, files, links, exports."""

from views.briefing.model import Briefing, BriefingInvalid, Slide
from views.briefing.storage import dumps, from_link, loads, to_link

__all__ = ["Briefing", "BriefingInvalid", "Slide", "dumps", "from_link", "loads", "to_link"]
