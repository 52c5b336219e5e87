"""Shops, goods and places of the test bills, out of stock.yaml."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Goods = tuple[tuple[str, int], ...]
_ALL: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("stock.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Shop:
    """Where one buys."""

    name: str
    address: str
    telephone: str


def _shops(kind: str) -> tuple[Shop, ...]:
    return tuple(Shop(**found) for found in _ALL[kind])


def _goods(kind: str) -> Goods:
    return tuple(_ALL[kind].items())


PHO, CAFE, MARKET, GROCER = _shops("pho"), _shops("cafe"), _shops("market"), _shops("grocer")
RESTAURANT, FUEL, PHARMACY = _shops("restaurant"), _shops("fuel"), _shops("pharmacy")
PHO_DISHES, CAFE_DRINKS, DISHES = _goods("pho_dishes"), _goods("cafe_drinks"), _goods("dishes")
MARKET_GOODS, WEIGHED, GROCER_GOODS = _goods("market_goods"), _goods("weighed"), _goods("grocer_goods")
FUELS, MEDICINES, NOTES = _goods("fuels"), _goods("medicines"), _goods("notes")
CASHIERS, RECEIVERS, REASONS = _ALL["cashiers"], _ALL["receivers"], _ALL["reasons"]
SHOPS = (*PHO, *CAFE, *MARKET, *GROCER, *RESTAURANT, *FUEL, *PHARMACY)
GOODS = (*PHO_DISHES, *CAFE_DRINKS, *DISHES, *MARKET_GOODS, *WEIGHED, *GROCER_GOODS, *FUELS, *MEDICINES, *NOTES)
