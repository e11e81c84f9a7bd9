"""Who is who: the registry of groups, governments, organisations and office-holders, and its names in a text."""

from pipeline.on_demand import on_demand

_HOMES = {
    "find": ("find_groups", "settle"),
    "registry": ("OWN_FILES", "Alias", "Group", "Leader", "Registry", "RegistryError", "Term", "load_registry"),
}
__all__ = sorted(name for names in _HOMES.values() for name in names)
__getattr__ = on_demand(__name__, _HOMES)
