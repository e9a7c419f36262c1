"""A first change that does not fit on the disk says so, and blames no other program."""

import subprocess
import sys
from pathlib import Path

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
sys.argv = ["papers", "ingest", "--library", sys.argv[1], sys.argv[2]]
from papercli.cli import main
main()
"""


def test_what_does_not_fit_is_said_to_be_too_large(tmp_path: Path) -> None:
    dump = tmp_path / "list.csv"
    rows = (f"A title about moths number {n},Ann Lee,2001,Moth Letters\n" for n in range(1000))
    dump.write_text("title,authors,year,journal\n" + "".join(rows))
    library = tmp_path / "library"
    for _ in range(2):  # once without a library, once with the empty file that was left behind
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(library), str(dump)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 5
        assert "cannot be written (file too large); nothing was changed" in done.stderr
        assert "another program" not in done.stderr
