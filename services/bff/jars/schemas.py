"""Jars and their rule on the wire."""

from typing import Annotated

from pydantic import Field

from services.bff.wire.enums import JarPreset, ShareKind
from services.bff.wire.scalars import Icon, Id, Name, Position, RequestId, RuleVersion, Version, text
from services.bff.wire.schema import Answer, Body, Moment, Money

Hue = Annotated[str, text(16)]


class Jar(Answer):
    """A jar with what is in it and what moved this budget month."""

    jar_id: Id
    name: str
    key: str
    icon: str
    hue: str
    currency: str
    position: int
    closed: bool
    successor_id: Id | None
    balance: Money
    month_in: Money
    month_out: Money
    version: int


class JarList(Answer):
    """All jars, in order."""

    jars: list[Jar]


class NewJar(Body):
    """A jar to be made; `request_id` becomes the jar_id."""

    request_id: RequestId
    name: Name
    icon: Icon = ""
    hue: Hue = ""


class JarChange(Body):
    """What changes; absent fields stay."""

    request_id: RequestId
    version: Version
    name: Name | None = None
    icon: Icon | None = None
    hue: Hue | None = None
    position: Position | None = None


class JarShare(Body):
    """One jar's part of an income; `basis_points` is the percentage × 100."""

    jar_id: Id
    kind: ShareKind
    basis_points: Annotated[int, Field(strict=True, ge=0, le=10_000)] = 0


class JarRule(Answer):
    """The rule in force."""

    version: int
    shares: list[JarShare]
    create_time: Moment
    preset: JarPreset | None


class NewJarRule(Body):
    """The next rule, by shares or by a preset; `version` is the one that was seen."""

    request_id: RequestId
    version: RuleVersion
    shares: Annotated[list[JarShare], Field(max_length=100)] = Field(default=[])
    preset: JarPreset | None = None
