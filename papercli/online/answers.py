"""Answers of services, kept for a while: what was asked is not asked again, and work that was stopped goes on."""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from papercli.errors import OutputError, reason
from papercli.online.services import Question, Service

_KEPT = 30 * 86_400  # seconds


class Answer(NamedTuple):
    """What a service answered."""

    service: Service
    asked: frozenset[Question]
    body: str


class Answers:
    """The answers in a folder, a file each. It may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, service: Service) -> Iterator[Answer]:
        """Yield the answers of a service; those that are too old are deleted."""
        for path in sorted(self._folder.glob(f"{service.host}-*.json")):
            try:
                if time.time() - path.stat().st_mtime > _KEPT:
                    path.unlink()
                    continue
                kept = json.loads(path.read_bytes())
                asked = frozenset(Question(*each) for each in kept["asked"])
                yield Answer(service, asked, str(kept["body"]))
            except (OSError, ValueError, KeyError, TypeError):
                continue  # it is asked for again

    def keep(self, answer: Answer) -> None:
        """Keep an answer. Raises OutputError."""
        asked = sorted(answer.asked)
        data = json.dumps({"asked": asked, "body": answer.body}).encode()
        name = hashlib.sha256(repr(asked).encode()).hexdigest()[:16]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(data)
            os.replace(file.name, self._folder / f"{answer.service.host}-{name}.json")
        except OSError as error:
            raise OutputError(f"{self._folder}: cannot be written ({reason(error)})") from None


def split(questions: Sequence[Question], service: Service) -> list[Sequence[Question]]:
    """Return questions in the numbers that go into one request."""
    return [
        same[start : start + most]
        for kind, most in service.most.items()
        for same in ([each for each in questions if each.kind == kind],)
        for start in range(0, len(same), most)
    ]
