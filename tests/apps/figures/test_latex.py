"""The LaTeX of tables and the BibTeX, compiled by the programs that people use."""

import re
import shutil
import subprocess
from dataclasses import replace
from threading import Event

import pytest

from apps.document.references import entries
from apps.document.snapshot import opened
from apps.figures.exports import Order, make
from apps.figures.result_tables import TABLES
from apps.figures.table_files import TableFile, cell, escaped, latex_of
from apps.results.dynamics import Motion, walk
from apps.results.exhibit import Exhibit, with_needs
from cards import example
from engine import account
from engine.errors import PhiscopeError

SLUGS = ("iit4-fig1", "grain-coarse-macro", "thermostat", "iit4-fig7b-inactive", "ac-fig6-or-and",
         "iit4-fig8-counter1", "pyphi-basic", "findlay-pqrs", "twin-zombie", "rule154-ring5")  # fmt: skip
compiled = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("pdflatex") and shutil.which("bibtex")),
        reason="pdflatex and bibtex are not installed (Debian: texlive-latex-recommended)",
    ),
]
ARTICLE = r"""\documentclass{article}
\usepackage{booktabs,longtable}
\begin{document}
%s
\nocite{*}
\bibliographystyle{plain}
\bibliography{references}
\end{document}
"""


def run(folder, *command):
    done = subprocess.run(
        [*command, "paper"],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=100,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout.decode(errors="replace")


def article(folder, tables):
    (folder / "paper.tex").write_text(ARTICLE % "\n\\clearpage\n".join(tables), encoding="utf-8")
    (folder / "references.bib").write_text("\n\n".join(entries().values()), encoding="utf-8")
    status, said = run(folder, "pdflatex", "-interaction=nonstopmode", "-file-line-error")
    assert not re.findall(r"^(?:\S*paper\.tex:\d+: .*|! .*)$", said, re.MULTILINE)
    assert status == 0
    return said


def complete(slug):
    """All that can be had of an example; beside itself."""
    snapshot = opened(example(slug), origin=slug)
    moved = Motion(walk(snapshot.substrate, snapshot.state, 5, 1))
    found = with_needs(Exhibit(snapshot, motion=moved), {"structure", "complexes", "course"}, print, Event())
    known = snapshot.substrate.transition
    if known and "after" in known:
        found = replace(found, account=account(snapshot.substrate, known["before"], known["after"]))
    try:
        found = with_needs(found, {"sweep"}, print, Event())
    except PhiscopeError:
        assert slug == "grain-coarse-macro"  # nothing to sweep
    return replace(found, other=found)


@pytest.mark.parametrize("slug", [pytest.param(slug, marks=compiled) for slug in SLUGS])
def test_every_table_compiles(slug, tmp_path):
    found = complete(slug)
    there = {"account": found.account, "sweep": found.motion.swept, "versions": found.versions}
    names = [name for name, listing in TABLES.items() if there.get(listing.needs, True) is not None]
    assert len(names) >= 6
    said = article(tmp_path, [make(Order(name, "tex"), found).decode() for name in names])
    assert "Float too large" not in said
    wide = [float(pt) for pt in re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\) in alignment", said)]
    assert max(wide, default=0.0) < 5


@pytest.mark.parametrize("_once", [pytest.param(0, marks=compiled)])
def test_the_references_compile_without_a_warning(_once, tmp_path):
    article(tmp_path, [])
    status, said = run(tmp_path, "bibtex")
    assert status == 0
    assert "Warning" not in said
    assert article(tmp_path, [])


def test_signs_are_set_as_the_papers_set_them():
    assert escaped("φ_s and Σφ_d") == r"$\varphi_s$ and $\Sigma$$\varphi_d$"
    assert escaped("3.5×10⁻⁴ of U₁₂") == r"3.5$\times$10$^{-4}$ of U$_{12}$"
    assert escaped("αΒΛ ο") == r"$\alpha$$\mathrm{B}$$\Lambda$ $o$"
    assert escaped("αβ_a") == r"$\alpha$$\beta$\_a"


def test_long_tables_run_over_pages_and_long_sentences_over_lines():
    short = latex_of(TableFile("few", {"n": [1.5, ""]}, {"n": "n"})).decode()
    assert r"\begin{tabular}{r}" in short
    long = latex_of(TableFile("many", {"n": list(range(60))}, {"n": "n"})).decode()
    assert r"\begin{longtable}{r}" in long
    assert long.count(r"n \\") == 2  # its head, on the first page and the others
    said = "the system is reducible because a partition makes no difference"
    assert (
        r"\begin{tabular}{p{0.42\linewidth}}"
        in latex_of(TableFile("", {"why": [said]}, {"why": "Why"})).decode()
    )


def test_a_printed_comparison_has_the_difference(pair):
    table = TABLES["compare-table"].table(pair)
    tex = latex_of(table).decode()
    assert r"$\varphi_d$ & (right) & Difference & What differs \\" in tex
    for phi in table.columns["difference"]:
        assert f" & {cell(phi)} & " in tex


def test_counts_beyond_measure_are_their_leading_digits():
    found = latex_of(TableFile("", {"n": [10**40, 123_456]}, {"n": "n"})).decode()
    assert r"$\approx$ 1.00$\times$10$^{40}$ \\" in found
    assert r"123456 \\" in found


def test_underscores_of_names_are_no_indices():
    assert escaped("Coup_fti") == r"Coup\_fti"
    assert escaped("α_syn").endswith(r"\_syn")
    assert "_s" in escaped("φ_s")
    assert r"\_" not in escaped("Σφ_d")
