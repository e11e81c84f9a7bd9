"""A view of the table as a picture for a report: one page of vectors, then PNG, SVG or PDF, without a browser."""
