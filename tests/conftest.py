"""What all tests share: the repository's root, seeded numbers, and a Hypothesis that draws the same."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

import foreign
from apps.serving.visitor import VISITOR, Visitor

# The first call of a kernel compiles it, which no deadline allows for.
settings.register_profile(
    "phiscope",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=False,
    max_examples=50,
)
settings.load_profile("phiscope")


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parents[1]


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20260101)


@pytest.fixture
def every_tool() -> Iterator[None]:
    """Pages that are built show every tool."""
    token = VISITOR.set(Visitor(every_tool=True))
    yield
    VISITOR.reset(token)


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory) -> Path:
    """The compiled catalogue of a language nobody speaks."""
    path = tmp_path_factory.mktemp("locale") / "nowhere.mo"
    foreign.write(path)
    return path
