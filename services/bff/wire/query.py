"""How lists stand in a query: `types=asset,liability` and `types=asset&types=liability` say the same."""

from pydantic import BeforeValidator


def _split(value: object) -> object:
    if not isinstance(value, list):
        return value
    return [part for item in value for part in (item.split(",") if isinstance(item, str) else [item]) if part != ""]


by_comma = BeforeValidator(_split)
"""Put it beside list[...] in a query parameter's annotation."""
