"""False alarms of the language test: English texts that are called foreign, and so would lose their entities.

    python benchmarks/languages.py ../shared/data/link/uci_dev.jsonl ../shared/data/articles/wikinews.jsonl ...

Every file holds English texts only. Short texts, and those in Title Case, are not judged (`unknown`) and are read as
English.
"""

from __future__ import annotations

import argparse
from collections import Counter

import newsnlp
from newsnlp.languages import language_of


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", help="files of English articles or headlines")
    print(f"{'file':60}{'texts':>8}{'English':>9}{'unknown':>9}{'foreign':>9}")
    for path in parser.parse_args().files:
        told = Counter(language_of(article.full_text) for article in newsnlp.read(path, lines=True))
        foreign = {code: number for code, number in told.items() if code not in (None, "en")}
        numbers = f"{told.total():8,}{told['en']:9,}{told[None]:9,}{sum(foreign.values()):9,}"
        print(f"{path[-58:]:60}{numbers}  {foreign or ''}")


if __name__ == "__main__":
    main()
