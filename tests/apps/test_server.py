"""The server of all pages (`apps.server`): a port it cannot have is a sentence of the command."""

import os
import signal
import socket
import subprocess
import sys

import psutil
import pytest


def test_a_port_that_is_taken_is_said_in_one_line_with_exit_2(root):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "apps", "serve", "--port", port, "--no-browser"]
        environment = os.environ | {"PYTHONPATH": str(root)}
        ran = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert ran.returncode == 2
    assert f"Port {port} on 127.0.0.1 cannot be used" in ran.stderr
    assert "--port" in ran.stderr
    assert "Traceback" not in ran.stderr


BUSY = """
import os, sys, threading, time
from apps.__main__ import main
from apps.document import outside
from apps.jobs import runner
from apps.ui import aside

def say(line):
    os.write(1, (line + "\\n").encode())  # whole: print lets another thread in before the end of the line

def job(_report, cancel):
    say("computing")
    cancel.wait()

def begin():
    while not runner._shared:  # the command sets them up
        time.sleep(0.01)
    runner.shared().long.submit(job)
    outside._reader.read(os.getpid, (), None)
    for _ in range(5):
        aside._threads.submit(outside._reader.read, time.sleep, (1000,), None)
    say("reading")  # last: a server that ends takes nothing more

if __name__ == "__main__":
    {start}
    sys.exit(main(["serve", "--port", "0", "--no-browser"]))
"""


@pytest.fixture
def server(root, tmp_path):
    """Starts a server whose program begins as given; it is killed in the end."""
    started = []

    def start(code):
        program = tmp_path / "program.py"
        program.write_text(BUSY.replace("{start}", code))
        process = subprocess.Popen(
            [sys.executable, str(program)],
            env=os.environ | {"PYTHONPATH": str(root)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def lines_until(process, beginning):
    """What a process prints, up to a line that begins as given."""
    found = []
    for line in process.stdout:
        found.append(line)
        if line.startswith(beginning):
            break
    return found


def test_no_process_reads_before_there_is_something_to_read(server):
    process = server("pass")
    lines_until(process, "phiscope is at")
    assert psutil.Process(process.pid).children(recursive=True) == []


def test_ctrl_c_ends_what_is_computed_and_read(server):
    process = server("threading.Thread(target=begin).start()")
    said = lines_until(process, "phiscope is at")
    while not any(line.startswith("reading") for line in said):
        said += lines_until(process, "reading")
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert "Traceback" not in process.stderr.read()
    _gone, alive = psutil.wait_procs(children, timeout=20)
    assert not alive


EVERY_COMPONENT = """
import re, sys
from pathlib import Path
from apps import server
from apps.gate import AccessGate
from apps.origins import Address

server._made(Address(0), AccessGate(Address(0)))
sources = {".".join(path.with_suffix("").parts): path for path in Path("apps").rglob("*.py")}
made = {name for name, path in sources.items() if re.search(r"\\(JSComponent\\)", path.read_text())}
assert len(made) > 20
print(sorted(made - set(sys.modules)))
"""


@pytest.mark.slow
def test_the_server_knows_every_component_before_the_first_page(root):
    """A page is told of the components that there are when it is built; of others it could show none."""
    ran = subprocess.run(
        [sys.executable, "-c", EVERY_COMPONENT], cwd=root, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
