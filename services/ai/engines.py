"""Who runs models and who hears, as the settings say."""

from pathlib import Path

from services.ai.inference.engine import Engine
from services.ai.inference.guarded import GuardedEngine
from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import MODELS, Repository
from services.ai.settings import AiSettings
from services.ai.speech.activity.detector import SpeechDetector
from services.ai.speech.ctc.recognizer import CtcRecognizer
from services.ai.speech.recognizer import SpeechRecognizer


def repository_of(home: Path | None) -> Repository:
    """Heo's models, and before them those that were added in `home`."""
    return Repository(home / "models", MODELS) if home else Repository()


def engine_of(settings: AiSettings, repository: Repository) -> Engine:
    """What runs models: a Triton server when it hears, else this process."""
    if settings.speech_engine == "triton":
        from services.ai.inference.triton import TritonEngine

        return GuardedEngine(TritonEngine(settings.triton_target, settings.engine_limit_s), settings.engine_limit_s + 1)
    return GuardedEngine(InProcessEngine(repository, settings.engine_threads), settings.engine_limit_s)


def reading_engine_of(settings: AiSettings, repository: Repository, engine: Engine) -> Engine:
    """What runs the models that read pictures: the Triton server when there is one, else an engine of its own here."""
    if settings.speech_engine == "triton":
        return engine
    return GuardedEngine(InProcessEngine(repository, settings.reading_threads), settings.reading_limit_s)


def recognizer_of(settings: AiSettings, engine: Engine, repository: Repository) -> SpeechRecognizer:
    """What hears. Nothing is loaded and nobody is called before the first clip."""
    if settings.speech_engine == "riva":
        from services.ai.speech.riva.recognizer import RivaRecognizer, RivaServer

        certificate = settings.riva_tls_ca_file.read_bytes() if settings.riva_tls_ca_file else None
        server = RivaServer(settings.riva_target, settings.riva_language, settings.riva_model, certificate)
        return RivaRecognizer(server, SpeechDetector(engine, repository), settings.engine_limit_s)
    return CtcRecognizer(engine, repository, settings.speech_model)
