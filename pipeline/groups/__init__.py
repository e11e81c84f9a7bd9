"""Who is who: the registry of groups, governments, organisations and office-holders, and its names in a text."""

from pipeline.groups.find import find_groups, settle
from pipeline.groups.registry import OWN_FILES, Alias, Group, Leader, Registry, RegistryError, Term, load_registry

__all__ = [
    "OWN_FILES",
    "Alias",
    "Group",
    "Leader",
    "Registry",
    "RegistryError",
    "Term",
    "find_groups",
    "load_registry",
    "settle",
]
