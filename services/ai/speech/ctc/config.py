"""What a CTC model's config.pbtxt says of itself, and what holds where it says nothing."""

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from services.ai.inference.engine import EngineError
from services.ai.inference.repository import ModelFolder
from services.ai.speech.features import HOP, SAMPLE_RATE


@dataclass(frozen=True)
class CtcConfig:
    """The parameters of a model folder. Each field is a parameter of the same name."""

    front_end: str = "log_mel"
    """"log_mel" (Heo's own features), "fbank" (mel energies as `mel_…`, `window` and so on say) or "wave"."""

    blank: int = 0
    """The token that says nothing."""

    stride: int = 2
    """Frames (of the wave: samples) for one answer."""

    bucket: int = 0
    """Inputs are filled up to a multiple of this many frames (samples), so that engines can run them together. 0 =
    never: each length runs alone.
    """

    left: int = 0
    """Frames before that an answer depends on, as far as it matters. 0 = all there are."""

    right: int = 0
    """Frames after that an answer depends on."""

    longest_s: float = 30.0
    """The most seconds that are run at once; longer clips are heard in pieces that overlap by `left` and `right`."""

    lm_weight: float = 0.5
    """How much the language model counts against the acoustic one."""

    word_bonus: float = 0.5
    """What each word adds, against the language model's liking for few words."""

    boost: float = 2.0
    """What each word of a household's phrase adds."""

    temperature: float = 1.0
    """Scores are divided by this before they become probabilities; calibrated on clips whose words are known."""

    least_confidence: float = 0.2
    """Words that are less sure than this on average are noise, not words."""

    @property
    def frame_samples(self) -> int:
        """Samples of one step of the front end."""
        return 1 if self.front_end == "wave" else HOP

    @property
    def pieces(self) -> tuple[int, int, int]:
        """In frames: the longest piece, and how much is heard before and after what is kept of it."""
        second = SAMPLE_RATE // self.frame_samples
        return round(self.longest_s * second), max(self.left, second), max(self.right, second // 2)

    @property
    def answer_ms(self) -> float:
        """How long one answer is."""
        return self.stride * self.frame_samples * 1000 / SAMPLE_RATE


def config_of(folder: ModelFolder) -> CtcConfig:
    """The parameters of `folder`; EngineError names one that cannot be read."""
    if folder.parameters.get("sample_rate", "16000") != "16000":
        raise EngineError(f"{folder.name}: only models for 16 kHz are heard with")
    values = {name: text for name, text in folder.parameters.items() if name in CtcConfig.__dataclass_fields__}
    try:
        # From texts to what each field is; a number that is none, and a field out of its range, are told by name.
        return TypeAdapter(CtcConfig).validate_python(values)
    except ValidationError as error:
        raise EngineError(
            f"{folder.name}: the parameter {error.errors()[0]['loc'][0]!r} is not as it must be"
        ) from error
