"""Dated prose in, a table of events out. Nothing in here knows a screen."""

__version__ = "0.1.0"
