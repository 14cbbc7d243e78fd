"""The server, started as people start it: processes that serve everything together."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.config.fresh import PROJECT, environment, manage, python

SEND_MAIL = (
    "import django; django.setup(); "
    "from consult.core.mail import post; from consult.core.transactions import command; "
    "command(post)(to='ana@example.org', subject='Your receipt', text='Good day.')"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(found: Callable[[], bool], seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while not found() and time.monotonic() < until:
        time.sleep(0.1)
    assert found()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=20) as response:
            return bool(response.status == 200)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    for command in (["migrate"], ["createcachetable"], ["ledger_key"]):
        manage(tmp_path, *command, CONSULT_STATIC_COLLECTED="0")
    return tmp_path


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def server(prepared: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.serve", "--port", str(port), "--processes", "2"],
        cwd=PROJECT,
        env=environment(prepared, CONSULT_STATIC_COLLECTED="0", BASE_URL=address),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(lambda: process.poll() is not None or answers(f"{address}/en/account/login/"))
        yield process
    finally:
        process.terminate()
        process.wait(20)


def test_a_mail_written_by_another_process_is_delivered_and_the_server_ends_in_order(
    server: subprocess.Popen[str], prepared: Path
) -> None:
    assert server.poll() is None
    # The address answers as soon as one of the processes does.
    wait_for(lambda: len(list((prepared / "live").iterdir())) == 2)
    python(["-c", SEND_MAIL], prepared)
    mails = prepared / "mail"
    wait_for(lambda: mails.is_dir() and any(mails.iterdir()))
    (mail,) = mails.iterdir()
    wait_for(lambda: "Good day." in mail.read_text())
    assert "To: ana@example.org" in mail.read_text()
    server.send_signal(signal.SIGTERM)
    assert server.wait(20) in {0, -signal.SIGTERM}
    assert server.stderr is not None
    assert "Traceback" not in server.stderr.read()
    assert list((prepared / "live").iterdir()) == []


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_server_whose_live_pushes_have_no_redis_says_so_and_ends(
    tmp_path: Path, port: int, processes: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deploy.serve", "--port", str(port), "--processes", processes],
        cwd=PROJECT,
        env=environment(
            tmp_path,
            CONSULT_STATIC_COLLECTED="0",
            REDIS_URL=f"redis://127.0.0.1:{free_port()}/0",
        ),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert "The server does not start." in done.stderr
