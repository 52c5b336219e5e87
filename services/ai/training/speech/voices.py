"""Who speaks: three regions times the synthesiser's variants; some variants are kept for measuring only."""

import numpy as np

from services.ai.training.speech.espeak import Voice

REGIONS = ("vi", "vi-vn-x-central", "vi-vn-x-south")
# Voices of the measured sets. No trained voice is a sibling of one of them (same speaker, another setting).
HELD_OUT = (
    "f4",
    "m7",
    "Alicia",
    "gustave",
    "marcelo",
    "pablo",
    "grandma",
    "Denis",
    "shelby",
    "victor",
    "linda",
)
# Left out: whispers and robots, which nobody can understand, effects that are no voice, and two ("rob", "Annie") that
# crash espeak-ng 1.51.
TRAINED = (
    "", "m1", "m2", "m3", "m4", "m5", "m6", "m8", "f1", "f2", "f3", "f5", "Alex", "Andrea", "Andy", "Diogo",
    "Gene", "Gene2", "Henrique", "Hugo", "Jacky", "Lee", "Marco", "Mario", "Michael", "Mike", "Nguyen", "RicishayMax",
    "RicishayMax2", "RicishayMax3", "Tweaky", "adam", "anika", "announcer", "antonio", "aunty", "belinda", "benjamin",
    "boris", "caleb", "david", "ed", "edward", "edward2", "grandpa", "iven", "iven2", "iven3", "iven4", "john",
    "kaukovalta", "klatt", "klatt2", "klatt3", "klatt5", "klatt6", "max", "michel", "miguel", "norbert", "paul",
    "pedro", "quincy", "robert", "sandro", "steph", "steph2", "steph3", "travis", "zac",
)  # fmt: skip


def draw_voice(random: np.random.Generator, variants: tuple[str, ...]) -> Voice:
    """Any region and variant, most often at everyday speed."""
    variant = variants[random.integers(len(variants))]
    region = REGIONS[random.integers(len(REGIONS))]
    rate = int(np.clip(random.normal(185, 40), 100, 300))
    return Voice(
        f"{region}+{variant}" if variant else region,
        rate,
        int(random.integers(15, 90)),
        int(random.integers(20, 90)),
    )
