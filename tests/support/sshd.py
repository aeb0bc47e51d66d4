"""OpenSSH's own server on a loopback port, with keys that are thrown away, for logins as people make them.

It needs Debian's openssh-server and openssh-client, and no rights: an ordinary user can log in as themselves.
"""

import contextlib
import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.support.terminal import PATIENCE, ROOT

_CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/client_key.pub
PidFile {folder}/sshd.pid
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PubkeyAuthentication yes
PermitRootLogin prohibit-password
PermitUserEnvironment no
PrintMotd no
PrintLastLog no
UseDNS no
MaxStartups 100
LogLevel ERROR
"""

_SEPARATED = Path("/run/sshd")
"""Where a server that root runs keeps its unprivileged half; Debian makes it when the system's own one starts."""


def program(name: str) -> str:
    """Return where a program of OpenSSH is.

    Raises:
        AssertionError: it is not there; the message names what to install.
    """
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    assert found is not None, f"{name} is missing: apt-get install openssh-server openssh-client (.ci/run does)"
    return found


def until(condition: Callable[[], bool], complaint: str) -> None:
    """Wait until something is so that nobody tells of."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, complaint
        time.sleep(0.01)


class Server:
    """A server of our own, until it is closed."""

    def __init__(self, folder: Path) -> None:
        """Make keys in a folder and start."""
        self._folder = folder
        folder.mkdir(parents=True)
        for name in ("host_key", "client_key"):
            command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        if os.getuid() == 0:
            _SEPARATED.mkdir(mode=0o755, exist_ok=True)
        self.port = _free_port()
        config = folder / "sshd_config"
        config.write_text(_CONFIG.format(port=self.port, folder=folder), "utf-8")
        self._log = folder / "log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [program("sshd"), "-D", "-e", "-f", str(config)], stdin=subprocess.DEVNULL, stderr=log
            )
        until(self._listens, "sshd does not listen")

    def _listens(self) -> bool:
        assert self._process.poll() is None, f"sshd ended:\n{self._log.read_text('utf-8')}"
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def login(self, command: list[str], env: dict[str, str], port: int = 0) -> list[str]:
        """Return the command that logs in and runs another there with more environment, in a terminal. `port` is
        that of a link to the server, if there is one between."""
        given = [f"{name}={value}" for name, value in {"LANG": "C.UTF-8", "TZ": "UTC", **env}.items()]
        run = shlex.join(["env", *given, *command])
        options = {
            "BatchMode": "yes",
            "IdentitiesOnly": "yes",
            "LogLevel": "ERROR",
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
        }
        told = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
        key = ["-i", str(self._folder / "client_key")]
        there = ["-p", str(port or self.port), f"{getpass.getuser()}@127.0.0.1"]
        return [
            program("ssh"),
            "-F",
            "/dev/null",
            "-tt",
            *told,
            *key,
            *there,
            f"cd {shlex.quote(str(ROOT))} && exec {run}",
        ]

    @property
    def children(self) -> list[int]:
        """The processes of all logins, and what was started in them and not left to itself."""
        return descendants(self._process.pid)

    def close(self) -> None:
        """Stop the server, and whatever a failed test left in it."""
        left = self.children
        self._process.terminate()
        self._process.wait(PATIENCE)
        for process in left:
            _end(process)


def descendants(process: int) -> list[int]:
    """Return the processes that one has started, and they in turn."""
    found: list[int] = []
    waiting = [process]
    while waiting:
        parent = waiting.pop()
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                here = [int(each) for each in task.read_text("ascii").split()]
            except OSError:  # it ended meanwhile
                continue
            found += here
            waiting += here
    return found


def is_there(process: int) -> bool:
    """Tell whether a process runs."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8", errors="replace").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _end(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def remembering(pid_file: Path, command: list[str]) -> list[str]:
    """Return a command that writes down which process it is."""
    keep = "import os, sys; open(sys.argv[1], 'w').write(str(os.getpid())); os.execv(sys.argv[2], sys.argv[2:])"
    return [sys.executable, "-c", keep, str(pid_file), *command]
