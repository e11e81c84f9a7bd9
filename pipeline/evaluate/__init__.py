"""How well Dateline reads a corpus that people have annotated: the field's own measures."""
