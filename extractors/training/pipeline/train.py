"""Train the embedded Dutch model: ``python -m extractors.training.pipeline.train DATA OUT``.

DATA holds ``ud/`` and ``ner/``, each with ``train.spacy`` and ``dev.spacy``. The two parts
are trained one after the other (together about an hour on two cores) and put together
in ``OUT/nl_oogst_sm``; measure that, and if it is better, let it replace the embedded one.
"""

import argparse
from importlib import resources
from pathlib import Path

from spacy.cli.train import train

from extractors.training.pipeline.assemble import assemble, load_parts, write

NAME = "nl_oogst_sm"
PARTS = ("ud", "ner")
"""The parts, each with its config and its folder of data."""


def main(data: Path, out: Path, overrides: dict[str, int]) -> None:
    """Train both parts on ``data`` and write the model to ``out``; ``overrides`` are of spaCy."""
    for part in PARTS:
        paths = {f"paths.{half}": str(data / part / f"{half}.spacy") for half in ("train", "dev")}
        config = resources.files(__package__) / f"{part}.cfg"
        train(Path(str(config)), out / part, overrides={**paths, **overrides})
    embedded = resources.files("extractors") / "model" / NAME / "meta.json"
    write(assemble(*load_parts(out)), out / NAME, Path(str(embedded)))
    print(f"python -m extractors.training.pipeline.evaluate {data} --model {out / NAME}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with ud/ and ner/")
    parser.add_argument("out", type=Path, help="folder for the parts and the model")
    parser.add_argument("--steps", type=int, help="fewer steps than the configs say, for a trial")
    return parser.parse_args()


if __name__ == "__main__":
    given = _arguments()
    main(given.data, given.out, {"training.max_steps": given.steps} if given.steps else {})
