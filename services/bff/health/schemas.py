"""Health on the wire."""

from typing import Literal

from services.bff.wire.schema import Answer


class Health(Answer):
    """Whether this process serves."""

    status: Literal["SERVING", "NOT_SERVING"]
