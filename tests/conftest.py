"""What holds for the whole suite: no network, and tests on the shared data only where it is."""

import os
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

SHARED = Path(os.environ.get("NEWSNLP_SHARED") or Path(__file__).resolve().parents[1].parent / "shared")
REQUIRED = bool(os.environ.get("NEWSNLP_REQUIRE_SHARED"))

# `ci`: the same examples everywhere; `nightly`: many, other ones each time. No time limit for one: the first to come
# loads spaCy.
settings.register_profile("ci", max_examples=100, derandomize=True, database=None, deadline=None)
settings.register_profile("nightly", max_examples=10_000, database=None, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("NEWSNLP_HYPOTHESIS", "ci"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `shared` when the folder is absent; with NEWSNLP_REQUIRE_SHARED it fails instead."""
    if REQUIRED or (SHARED / "data").is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason=f"{SHARED} is absent: set NEWSNLP_SHARED to the data folder"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of the shared data."""
    if not (SHARED / "data").is_dir():
        pytest.fail(f"{SHARED} is absent: set NEWSNLP_SHARED to the data folder")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Any:
    """Refuse every connection: nothing that newsnlp does may need one."""

    def refuse(*_: object) -> NoReturn:
        raise RuntimeError("newsnlp opened a connection: nothing may need the network")

    with pytest.MonkeyPatch.context() as patch:
        for method in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, method, refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield
