"""Finding dates: characters a second, and that noise takes no more than its length."""

from benchmarks.figures import Figure, seconds
from extractors.dates import find

TITLE = "Finding dates"
METHOD = """\
A text full of dates, and texts that are nothing but noise of the sort that slows patterns down:
for each sort, the seconds for 40,000 characters against those for 10,000. Four times is in step
with the length. Beside them, what Python takes to split the same text into words."""

SENTENCE = "Op 22 april 2024 kwamen de 38 kinderen en in juni de ouders, dit najaar weer. "
NOISE = ("1", "l ", "17, ", "a.", "1-", "dat jaar ", "mei en ", "\n", " ")
LONG, SHORT = 40_000, 10_000
TIMES = 3


def figures() -> list[Figure]:
    """Measure speed on text, and growth on noise."""
    text = SENTENCE * 2_000
    find(SENTENCE, 2024)  # the patterns are compiled at first use
    found = seconds(lambda: find(text, 2024))
    split = seconds(lambda: [text.split() for _ in range(100)]) / 100
    worst = max(map(_growth, NOISE))
    return [
        Figure("text full of dates", len(text) / found, "characters/s", at_least=100_000),
        Figure("against splitting it into words", found / split, "times the time"),
        Figure("the worst noise, four times as long", worst, "times the time", at_most=8),
    ]


def _growth(noise: str) -> float:
    short, long = (
        min(_reading(noise * (length // len(noise))) for _ in range(TIMES))
        for length in (SHORT, LONG)
    )
    return long / short


def _reading(text: str) -> float:
    return seconds(lambda: find(text, 2024, "2024-11-14"))
