from services.mesh.interceptors import ORDER
from services.mesh.server import interceptors_of
from services.mesh.settings import ServiceSettings
from services.mesh.telemetry import Telemetry
from services.mesh.testing.echo_servicer import echo_app
from services.mesh.testing.identity import Identities


def test_the_order_is_errors_telemetry_deadline_auth_validation() -> None:
    concerns = [interceptor.__name__.removesuffix("Interceptor") for interceptor in ORDER]
    assert concerns == ["Errors", "Telemetry", "Deadline", "Auth", "Validation"]


def test_a_server_is_built_in_that_order(identities: Identities) -> None:
    built = interceptors_of(echo_app(), ServiceSettings(), Telemetry("echo"), identities.verifier("echo"))
    assert tuple(type(interceptor) for interceptor in built) == ORDER
