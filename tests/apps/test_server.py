"""The server of all pages (`apps.server`): a port it cannot have is a sentence of the command."""

import os
import socket
import subprocess
import sys


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
