"""YAML in which every value stays the word it was written as: `on` is no truth, `2012-11` no sum, `no` a language."""

from __future__ import annotations

import yaml


class PlainLoader(yaml.SafeLoader):
    """SafeLoader that knows lists, keys, text and the empty value."""


PlainLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> object:
    """The content of a YAML document; raises yaml.YAMLError."""
    return yaml.load(text, Loader=PlainLoader)
