"""Messages of banks and wallets."""

from services.ai.understanding.model import Context, Understanding
from services.ai.understanding.vocabulary import Vocabulary


def read_message(source: str, context: Context, vocabulary: Vocabulary) -> Understanding | None:
    """None for now."""
    return None
