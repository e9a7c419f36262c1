"""Commands run by another user than the one who runs the tests, in a process of their own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import FIXTURES

ROOT = Path(__file__).parent.parent
# The interpreter may lie where only root can read, so all that a command imports is imported before
# it becomes another user.
SCRIPT = """
import io, json, os, resource, sys
from papercli.cli import run
libraries, commands, user, warm = json.loads(sys.argv[1])
nowhere, out = os.open(os.devnull, os.O_WRONLY), os.dup(1)
os.dup2(nowhere, 1)
if user:
    for arguments in warm:
        run(arguments)
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
        os.write(out, json.dumps([library, arguments[0], code, sys.stderr.getvalue()]).encode() + b"\\n")
"""


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
    with tempfile.TemporaryDirectory() as scratch:
        dumps = [FIXTURES / name for name in ("labelled", "json", "bibtex")]
        warm = [
            ["ingest", dumps[0]],
            ["ingest", *dumps],
            *commands,
            ["compact", "--apply", "--keep", "0"],
        ]
        warm = [[*map(str, arguments), "--library", f"{scratch}/library"] for arguments in warm]
        asked = [
            list(map(str, libraries)),
            [list(map(str, arguments)) for arguments in commands],
            user,
            warm if user else [],
        ]
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, json.dumps(asked)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            cwd="/",
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(said) == len(libraries) * len(commands), done
    return [tuple(each) for each in said]


@contextmanager
def public_folder() -> Iterator[Path]:
    """Yield a folder that other users can reach, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
