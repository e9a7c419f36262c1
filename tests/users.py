"""Commands run by another user than the one who runs the tests, in a process of their own."""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from conftest import FIXTURES

ROOT = Path(__file__).parent.parent
# The interpreter may lie where only root can read, so all that a command imports is imported before
# a process becomes another user: one process runs each command once, and forks for every request.
SCRIPT = """
import io, json, os, resource, signal, sys, tempfile, traceback
from papercli.cli import run
out = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

def answer(libraries, commands, user):
    signal.alarm(300)
    if user:
        os.setgroups([])
        os.setgid(user["gid"])
        os.setuid(user["uid"])
        os.umask(user["umask"])
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    for library in libraries:
        os.environ["PAPERS_LIBRARY"] = library
        for arguments in commands:
            sys.stderr = io.StringIO()
            code = run(arguments)
            said = json.dumps([library, arguments[0], code, sys.stderr.getvalue()])
            os.write(out, said.encode() + b"\\n")

with tempfile.TemporaryDirectory() as scratch:
    known = set()
    for line in sys.stdin:
        environment, warm, libraries, commands, user = json.loads(line)
        os.environ.clear()
        os.environ.update(environment)
        for arguments in warm:
            kind = tuple(each for each in arguments if each[0] != "/" or each.startswith(sys.argv[1]))
            if kind not in known:
                known.add(kind)
                run([*arguments, "--library", scratch + "/library"])
        child = os.fork()
        if not child:
            try:
                answer(libraries, commands, user)
            except BaseException:
                os.write(out, json.dumps(traceback.format_exc()).encode() + b"\\n")
            os._exit(0)
        os.waitpid(child, 0)
        os.write(out, b"\\n")
"""


@cache
def _process() -> subprocess.Popen[str]:
    """Start the process that runs commands, which ends with the tests."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(FIXTURES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd="/",
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    atexit.register(process.communicate)
    return process


def run_as(
    libraries: Sequence[Path],
    commands: Sequence[Sequence[str | Path]],
    *,
    uid: int = 0,
    gid: int = 0,
    umask: int = 0o022,
) -> list[tuple[str, str, int, str]]:
    """Run commands on libraries; return library, command, exit code and stderr of each.

    Nothing may take longer than it should.
    """
    if uid and os.geteuid():
        pytest.skip("only root becomes another user")
    user = {"uid": uid, "gid": gid, "umask": umask} if uid else None
    dumps = [FIXTURES / name for name in ("labelled", "json", "bibtex")]
    warm = [
        ["ingest", dumps[0]],
        ["ingest", *dumps],
        *commands,
        ["compact", "--apply", "--keep", "0"],
    ]
    asked = [
        dict(os.environ),
        [[*map(str, arguments)] for arguments in warm] if user else [],
        list(map(str, libraries)),
        [list(map(str, arguments)) for arguments in commands],
        user,
    ]
    process = _process()
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(asked) + "\n")
    process.stdin.flush()
    said = [json.loads(line) for line in iter(process.stdout.readline, "\n")]
    assert len(said) == len(libraries) * len(commands), said
    return [tuple(each) for each in said]


@contextmanager
def public_folder() -> Iterator[Path]:
    """Yield a folder that other users can reach, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
