"""What is true of a test picture."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sold:
    """A thing on a bill."""

    name: str
    quantity: str
    unit_price: int
    amount: int


@dataclass(frozen=True)
class Truth:
    """What a reader should say; amounts in đồng."""

    kind: str
    """"bill", "transfer" or "none"."""
    total: int = 0
    merchant: str = ""
    day: str = ""
    """yyyy-mm-dd."""
    lines: tuple[Sold, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A paper before it is photographed."""

    template: str
    """The name of the layout, for figures by layout."""
    html: str
    """The body; every text that stands in one place is a <b class="t">."""
    style: str
    """CSS of the paper."""
    width: int
    """CSS pixels."""
    truth: Truth = field(default_factory=lambda: Truth("none"))
    look: str = ""
    """A class of papers.css, or none."""
    print_kind: str = "thermal"
    """"thermal", "laser", "needles", "hand" or "screen": what the camera may do to it."""


@dataclass(frozen=True)
class Place:
    """A text and its four corners in the picture, x and y in turn, upper left first and clockwise."""

    text: str
    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Shot:
    """A finished picture."""

    name: str
    template: str
    print_kind: str
    truth: Truth
    places: tuple[Place, ...]
    turns: int = 0
    """Quarter turns that the camera was held wrongly; places are those before the turn."""
