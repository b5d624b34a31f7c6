"""The mean of taggers (model soup, Wortsman et al. 2022): `soup.py --out FILE MODEL=SHARE...`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from corpus import TAGS
from encoder import Tagger, shape_of


def load(paths: Sequence[Path], shares: Sequence[float] = ()) -> Tagger:
    """Read taggers of one depth and give their mean, with these shares or with equal ones."""
    members = [torch.load(path, weights_only=True) for path in paths]
    each = torch.tensor(shares or [1.0] * len(paths))
    each = each / each.sum()
    weights = {
        name: sum(share * member[name] for share, member in zip(each, members, strict=True)) for name in members[0]
    }
    model = Tagger(shape_of(weights), len(TAGS))
    model.load_state_dict(weights)
    return model


def main() -> None:
    """Write a mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    paths, shares = zip(*(given.rsplit("=", 1) for given in options.models), strict=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(load([Path(path) for path in paths], [float(share) for share in shares]).state_dict(), options.out)


if __name__ == "__main__":
    main()
