"""`phiscope survey`: the table, going on, what it prints, Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from apps.__main__ import main
from engine.atlas.table import AtlasTable

ROOT = Path(__file__).parents[3]
TWO = 'name = "two"\n[[family]]\nkind = "deterministic"\nunits = 2\n'


def run(tmp_path, capsys, monkeypatch, text, *options):
    monkeypatch.chdir(tmp_path)
    Path("two.toml").write_text(text, encoding="utf-8")
    code = main(["survey", "two.toml", *options])
    return code, capsys.readouterr()


def test_a_recipe_becomes_a_table(tmp_path, capsys, monkeypatch):
    code, said = run(tmp_path, capsys, monkeypatch, TWO, "--csv", "two.csv")
    assert code == 0
    assert said.out.startswith("two.sqlite: 172 rows (")
    assert "IIT 4.0 (2023): largest φ_s = " in said.out
    with AtlasTable("two.sqlite") as table:
        assert table.count() == 172
    lines = Path("two.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 173
    assert lines[0].startswith("family,network,parameters,units,state,formalism,phi_s")
    code, said = run(tmp_path, capsys, monkeypatch, TWO, "-o", "two.sqlite")
    assert "(0 systems computed now, 0 the same as others)" in said.out


def test_a_list_of_files_becomes_a_table_and_parquet(tmp_path, capsys, monkeypatch):
    arrow = pytest.importorskip("pyarrow.parquet")
    monkeypatch.chdir(tmp_path)
    np.savetxt("one.csv", [[0.1, 0.8], [0.9, 0.2], [0.3, 0.3], [0.7, 0.6]], delimiter=",")
    Path("mine.csv").write_text("file,state\none.csv,Ab\none.csv,aB\n", encoding="utf-8")
    assert main(["survey", "mine.csv", "--parquet", "mine.parquet"]) == 0
    assert capsys.readouterr().out.startswith("mine.sqlite: 2 rows (")
    found = arrow.read_table("mine.parquet")
    assert found.column("state").to_pylist() == ["Ab", "aB"]
    assert found.column("phi_s").null_count == 0


def test_mistakes_are_one_line(tmp_path, capsys, monkeypatch):
    for text, options, words in (
        ('[[family]]\nkind = "soul"', (), "two.toml: family 1: kind is 'soul'"),
        (TWO, ("-o", "no/such/folder/x.sqlite"), "unable to open"),
    ):
        code, said = run(tmp_path, capsys, monkeypatch, text, *options)
        assert code == 2
        assert words in said.err
        assert said.err.count("\n") == 1


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_cluster_computes_the_same_table(tmp_path, capsys, monkeypatch):
    from distributed import LocalCluster

    text = '[[family]]\nkind = "random"\ncount = 300\nunits = 4\n'
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as local:
        there = ("-o", "there.sqlite", "--scheduler", local.scheduler_address)
        code, said = run(tmp_path, capsys, monkeypatch, text, *there)
    assert code == 0
    assert said.out.startswith("there.sqlite: 300 rows (300 systems computed now")
    assert run(tmp_path, capsys, monkeypatch, text, "-o", "here.sqlite")[0] == 0
    with AtlasTable("here.sqlite") as here, AtlasTable("there.sqlite") as there:
        assert there.to_frame().equals(here.to_frame())


def hear_ctrl_c():
    """A shell's background jobs ignore SIGINT, and so would their children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
def test_ctrl_c_keeps_what_is_done_and_it_goes_on(tmp_path):
    recipe = tmp_path / "rings.toml"
    recipe.write_text(
        '[[family]]\nkind = "elementary"\nunits = 5\nrules = [30, 90, 110, 150]\n', encoding="utf-8"
    )
    table = tmp_path / "rings.sqlite"
    command = [sys.executable, "-m", "apps", "survey", str(recipe), "-o", str(table)]
    ran = subprocess.Popen(
        command, cwd=ROOT, preexec_fn=hear_ctrl_c, env={**os.environ, "PHISCOPE_CACHE": "off"}
    )
    while not table.exists():
        time.sleep(0.05)
        assert ran.poll() is None
    time.sleep(1.0)
    ran.send_signal(signal.SIGINT)
    assert ran.wait(timeout=60) == 130
    with AtlasTable(table) as found:
        begun = found.count()
    assert begun < 128
    assert main(["survey", str(recipe), "-o", str(table)]) == 0
    with AtlasTable(table) as found:
        assert found.count() == 128
