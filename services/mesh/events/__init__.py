"""Consuming the stream of events: where it comes from, how far it was consumed, and the loop that lets it take
effect.
"""

from services.mesh.events.consumer import Consumer, MovedByAnotherError
from services.mesh.events.effect import Effect
from services.mesh.events.positions import Position, Positions
from services.mesh.events.source import Batch, EventSource, GrpcEventSource, PositionRefusedError, SourceLostError

__all__ = [
    "Batch",
    "Consumer",
    "Effect",
    "EventSource",
    "GrpcEventSource",
    "MovedByAnotherError",
    "Position",
    "PositionRefusedError",
    "Positions",
    "SourceLostError",
]
