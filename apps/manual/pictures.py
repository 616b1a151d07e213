"""The pictures of the manual: figures by their commands, and the screenshots that are in the repository."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, redirect_stdout
from multiprocessing import get_context
from pathlib import Path

from apps.__main__ import main
from apps.figures.plots import PLOTS
from apps.manual.elsewhere import ASSETS
from apps.manual.gallery import FOLDER, command

EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
LONGEST = "scaling"  # half of the time of all figures


def screenshots() -> dict[str, bytes]:
    """Return the screenshots of the app by the name of their file."""
    return {path.name: path.read_bytes() for path in sorted((ASSETS / "screenshots").glob("*.png"))}


def empty() -> dict[str, bytes]:
    """Return an empty picture for every plot, by the name of its file."""
    return {f"{name}.svg": EMPTY for name in PLOTS}


def figure(plot: str) -> bytes:
    """Return the figure of a plot of the gallery as SVG; the examples are looked for in the present folder.

    Raises
    ------
    RuntimeError
        If its command fails.
    """
    out = f"{plot}.svg"
    with redirect_stdout(io.StringIO()):  # it says what it wrote
        code = main(command(plot, out))
    if code:
        raise RuntimeError(f"the command of the plot {plot} ended with {code}")
    return Path(out).read_bytes()


@contextmanager
def drawing() -> Iterator[Callable[[], dict[str, bytes]]]:
    """Draw the figure of every plot on two cores; what is given waits for them, by file name."""
    with tempfile.TemporaryDirectory() as name:
        folder = examples_in(Path(name))
        with ProcessPoolExecutor(2, get_context("spawn"), initializer=os.chdir, initargs=(folder,)) as pool:
            ordered = sorted(PLOTS, key=lambda plot: plot != LONGEST)
            asked = {plot: pool.submit(figure, plot) for plot in ordered}
            yield lambda: {f"{plot}.svg": asked[plot].result() for plot in PLOTS}


def examples_in(folder: Path) -> Path:
    """Let the examples be found in a folder by the paths of the commands, and return it."""
    place = folder / FOLDER
    place.parent.mkdir(parents=True)
    place.symlink_to(ASSETS / "networks", target_is_directory=True)
    return folder
