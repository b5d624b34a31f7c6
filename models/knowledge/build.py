"""Build the shipped knowledge base anew: `python models/knowledge/build.py ../shared/data/kb`.

`newsnlp kb build` runs the same code (`newsnlp/entities/knowledge/build`); this also writes `manifest.json` and
`ATTRIBUTION.md`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from newsnlp.entities.knowledge.build.base import build_knowledge
from newsnlp.store.artefacts import write_manifest

HERE = Path(__file__).parent
FILE = "knowledge.sqlite"
VERSION = "3"


def main() -> None:
    """Build from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of source files")
    built = build_knowledge(parser.parse_args().folder, HERE / FILE)
    write_manifest(HERE, "knowledge", VERSION, (FILE,))
    (HERE / "ATTRIBUTION.md").write_text(built.attribution, encoding="utf-8")
    print(built.counts, (HERE / FILE).stat().st_size / 1e6, "MB")


if __name__ == "__main__":
    main()
