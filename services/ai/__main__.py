"""`python -m services.ai`: the only place where the parts of the ai service meet."""

from heo.ai.v1.memory_service_pb2_grpc import add_MemoryServiceServicer_to_server
from heo.ai.v1.reading_service_pb2_grpc import add_ReadingServiceServicer_to_server
from heo.ai.v1.speech_service_pb2_grpc import add_SpeechServiceServicer_to_server
from heo.ai.v1.understanding_service_pb2_grpc import add_UnderstandingServiceServicer_to_server

from services.ai.engines import engine_of, reading_engine_of, recognizer_of, repository_of
from services.ai.failures import audio_refused, engine_unavailable
from services.ai.inference.engine import Engine
from services.ai.inference.repository import Repository
from services.ai.interpretation.service import Interpreter
from services.ai.interpretation.servicer import UnderstandingServicer
from services.ai.learning.service import CONSUMER, Learner
from services.ai.ledger.client import SERVICES, LedgerClient
from services.ai.memory.service import Memories
from services.ai.memory.servicer import MemoryServicer
from services.ai.readings.ending import Work
from services.ai.readings.service import Readings
from services.ai.readings.servicer import ReadingServicer
from services.ai.readings.worker import Worker
from services.ai.settings import AiSettings
from services.ai.speech.audio.decoder import AudioDecoder
from services.ai.speech.service import Ears
from services.ai.speech.servicer import SpeechServicer
from services.ai.understanding.vocabulary import Vocabulary, load_vocabulary
from services.mesh import logs
from services.mesh.app import Foreign, Registration, ServerApp, descriptors
from services.mesh.channels import open_channel
from services.mesh.clock import Clock, SystemClock
from services.mesh.events import Consumer, GrpcEventSource, Positions
from services.mesh.keys import read_public_keys
from services.mesh.postgres.errors import database_unavailable
from services.mesh.postgres.pools import PoolLimits, open_pool
from services.mesh.postgres.roles import as_role
from services.mesh.server import run, serve
from services.mesh.supervision import Task
from services.mesh.telemetry import Telemetry
from services.mesh.tokens import TokenIssuer, TokenVerifier


async def built(settings: AiSettings, telemetry: Telemetry, clock: Clock) -> ServerApp:
    """The ai service with all its parts, which the server closes."""
    if settings.private_key_file is None:
        raise SystemExit("HEO_AI_PRIVATE_KEY_FILE is required: the ai service signs its calls")
    issuer = TokenIssuer("ai", settings.private_key_file.read_bytes(), clock)
    dsn = as_role(settings.dsn, settings.role, settings.dsn_password)
    limits = PoolLimits(max_size=settings.pool_size)
    pool = await open_pool(dsn, application="heo ai", limits=limits, tracer=telemetry.tracer)
    channel = open_channel(settings.ledger_target, settings, services=descriptors(SERVICES), telemetry=telemetry)
    ledger = LedgerClient(channel, issuer, settings.call_deadline_s)
    memories = Memories(pool, clock)
    learner = Learner(ledger, clock, settings.most_memories)
    source, positions = GrpcEventSource(channel, issuer), Positions("ai", CONSUMER)
    consumer = Consumer(source, learner, positions, pool, dsn, telemetry.tracer, settings.batch_size)
    vocabulary = load_vocabulary()
    interpreter = Interpreter(vocabulary, memories)
    repository = repository_of(settings.home)
    engine = engine_of(settings, repository)
    recognizer = recognizer_of(settings, engine, repository)
    ears = Ears(recognizer, AudioDecoder(), vocabulary, clock)
    riva, foreign = riva_protocol(ears, settings)
    readings = Readings(pool, clock)
    reading_engine = reading_engine_of(settings, repository, engine)

    def open_work() -> Work:
        return work_of(settings, reading_engine, repository, vocabulary, memories)

    tasks: dict[str, Task] = {"learning": consumer.run}
    if settings.objects_url is not None:
        tasks["reading"] = Worker(pool, readings, open_work, ledger).run
    return ServerApp(
        name="ai",
        servicers=[
            (add_UnderstandingServiceServicer_to_server, UnderstandingServicer(interpreter)),
            (add_MemoryServiceServicer_to_server, MemoryServicer(memories)),
            (add_SpeechServiceServicer_to_server, SpeechServicer(ears)),
            (add_ReadingServiceServicer_to_server, ReadingServicer(readings)),
            *riva,
        ],
        tasks=tasks,
        foreign=foreign,
        closers=[recognizer.close, reading_engine.close, engine.close, channel.close, pool.close],
        translators=(database_unavailable, engine_unavailable, audio_refused),
    )


def work_of(
    settings: AiSettings, engine: Engine, repository: Repository, vocabulary: Vocabulary, memories: Memories
) -> Work:
    """What reads pictures, with the libraries that only it needs."""
    from services.ai.bills.reader import open_bill_reader
    from services.ai.pictures.decoder import Decoder
    from services.ai.readings.work import BillWork
    from services.mesh.objects import open_objects

    objects = open_objects(settings.objects_url or "")
    return BillWork(objects, Decoder(), open_bill_reader(engine, repository), vocabulary, memories)


def riva_protocol(ears: Ears, settings: AiSettings) -> tuple[list[Registration], dict[str, Foreign]]:
    """The Riva ASR protocol, when it is served: a foreign one, whose clients send neither deadline nor token."""
    if not settings.serves_riva:
        return [], {}
    from riva.client.proto.riva_asr_pb2_grpc import add_RivaSpeechRecognitionServicer_to_server

    from services.ai.speech.riva.servicer import LIMIT_S, SERVICE, RivaServicer

    servicer = RivaServicer(ears, settings.speech_model)
    return [(add_RivaSpeechRecognitionServicer_to_server, servicer)], {SERVICE: Foreign(LIMIT_S)}


async def main() -> int:
    """Serve until SIGTERM or SIGINT; the process's exit status."""
    settings = AiSettings()  # type: ignore[call-arg]  # read from the environment
    if settings.public_keys_dir is None:
        raise SystemExit("HEO_PUBLIC_KEYS_DIR is required: it names who may call")
    logs.configure("ai", settings.log_level)
    telemetry = Telemetry("ai", otlp_endpoint=settings.otlp_endpoint, trace_ratio=settings.trace_ratio)
    clock = SystemClock()
    verifier = TokenVerifier(read_public_keys(settings.public_keys_dir), "ai", clock)
    app = await built(settings, telemetry, clock)
    return await serve(app, settings, telemetry=telemetry, verifier=verifier)


if __name__ == "__main__":
    run(main())
