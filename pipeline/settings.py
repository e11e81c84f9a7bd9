"""Settings of the pipeline, all in one place."""

MAX_TEXT_CHARACTERS = 5_000_000  # of one document; about three thousand printed pages
MAX_FILE_BYTES = 500_000_000  # of one file that holds many documents, or text among markup and pictures
LANGUAGE_SAMPLE = 800  # characters of a document that its language is told from
