"""Run the benchmarks and write what they found beside them: ``python -m benchmarks [NAME …]``."""

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.figures import table

HERE = Path(__file__).parent
BENCHMARKS = (
    *("pdf_reading", "dates", "pipeline_speed", "warehouse"),
    *("all_cores", "incremental", "end_to_end", "shards", "dask"),
)


def main(names: list[str]) -> int:
    """Run the benchmarks of these names, or all; return 1 where a goal is missed."""
    met = True
    for name in names or BENCHMARKS:
        module = import_module(f"benchmarks.{name}")
        figures = module.figures()
        met = met and all(figure.is_met for figure in figures)
        page = (
            f"# {module.TITLE}\n\nMade by `python -m benchmarks {name}`, a part of `make bench`.\n"
        )
        page += f"\n{module.METHOD}\n\n{table(figures)}"
        (HERE / f"{name}.md").write_text(page, encoding="utf-8")
        print(page)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
