"""The server's interceptors, one concern a file, in the order of ORDER."""

from services.mesh.interceptors.auth import AuthInterceptor
from services.mesh.interceptors.base import Interceptor
from services.mesh.interceptors.deadline import DeadlineInterceptor
from services.mesh.interceptors.errors import ErrorsInterceptor
from services.mesh.interceptors.telemetry import TelemetryInterceptor
from services.mesh.interceptors.translation import Translation, Translator
from services.mesh.interceptors.validation import ValidationInterceptor

ORDER: tuple[type[Interceptor], ...] = (
    ErrorsInterceptor,  # outermost: whatever the others raise becomes a status
    TelemetryInterceptor,  # counts refusals too
    DeadlineInterceptor,  # before any work is done for a call that nobody would wait for
    AuthInterceptor,  # before anything about the request's content is told
    ValidationInterceptor,  # last: handlers see only messages that keep their rules
)

__all__ = [
    "ORDER", "AuthInterceptor", "DeadlineInterceptor", "ErrorsInterceptor", "Interceptor", "TelemetryInterceptor",
    "Translation", "Translator", "ValidationInterceptor",
]  # fmt: skip
