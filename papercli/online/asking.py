"""Asks services over HTTP: one request at a time, with pauses, and again where one is busy."""

import re
import time
from collections.abc import Iterator, Sequence
from urllib.request import getproxies, proxy_bypass

import urllib3

from papercli import __version__
from papercli.errors import OnlineError
from papercli.online.answers import Answer, Answers, split
from papercli.online.services import Question, Service

AGENT = f"papers/{__version__} (a command-line literature browser; PyPI: papercli)"
_BUSY = (429, 500, 502, 503, 504)
_TRIES = 3  # after the first
_LONGEST_WAIT = 120  # seconds that a service may ask us to wait
_MOST_BYTES = 32 << 20
_MANY_FOUND = re.compile(
    rb"totalResults[^<>]*>\s*[1-9]"
)  # which arXiv says also on pages that it leaves empty
_BAD_REQUEST = frozenset({400, 404, 413, 414})


class Asker:
    """Asks one service."""

    def __init__(self, service: Service, answers: Answers) -> None:
        self._service = service
        self._answers = answers
        self._next = 0.0  # when the next request may be sent
        retries = urllib3.Retry(
            total=_TRIES,
            connect=1,  # where there is no network, a reader wants to know at once
            backoff_factor=service.pause,
            status_forcelist=_BUSY,
            raise_on_status=False,
            retry_after_max=_LONGEST_WAIT,
        )
        timeout = urllib3.Timeout(connect=15, read=60)
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip"}
        proxy = _proxy_for(service.url)
        self._pool = (
            urllib3.ProxyManager(proxy, headers=headers, retries=retries, timeout=timeout)
            if proxy
            else urllib3.PoolManager(headers=headers, retries=retries, timeout=timeout)
        )

    def ask(self, questions: Sequence[Question]) -> Iterator[Answer]:
        """Ask questions, and keep and yield the answers.

        Raises OnlineError where the service cannot be reached or refuses to answer.
        """
        for batch in split(questions, self._service):
            yield from self._ask(batch)

    def _ask(self, batch: Sequence[Question]) -> Iterator[Answer]:
        response = self._request(batch)
        if response is None and len(batch) > 1:  # one of them is not understood
            half = len(batch) // 2
            yield from self._ask(batch[:half])
            yield from self._ask(batch[half:])
            return
        answer = Answer(self._service, frozenset(batch), response or "")
        self._answers.keep(answer)
        yield answer

    def _request(self, batch: Sequence[Question]) -> str | None:
        """Return the answer to a request; None to one that the service does not understand."""
        time.sleep(max(0.0, self._next - time.monotonic()))
        try:
            response = self._pool.request(
                "GET",
                self._service.url,
                fields=self._service.parameters(batch),
                preload_content=False,
            )
            body = response.read(_MOST_BYTES + 1)
            response.release_conn()
        except urllib3.exceptions.HTTPError as error:
            raise self._error(f"cannot be reached ({_cause(error)})") from None
        finally:
            self._next = time.monotonic() + self._service.pause
        if response.status in _BAD_REQUEST:
            return None
        if response.status != 200:
            raise self._error(f"does not answer now (HTTP {response.status})")
        if len(body) > _MOST_BYTES or self._service.sign not in body[:2000]:
            raise self._error("answers with something else; is there a login page in between?")
        if b"<entry" not in body and _MANY_FOUND.search(body):
            raise self._error("found papers and did not send them")
        return body.decode("utf-8", "replace")

    def _error(self, what: str) -> OnlineError:
        return OnlineError(f"{self._service.name} ({_host(self._service.url)}): {what}")


def _proxy_for(url: str) -> str | None:
    proxy = getproxies().get(url.partition(":")[0])
    return None if proxy is None or proxy_bypass(_host(url)) else proxy


def _host(url: str) -> str:
    return urllib3.util.parse_url(url).netloc or url


def _cause(error: BaseException) -> str:
    """Return what is at the bottom of an error, in words."""
    while cause := getattr(error, "reason", None) or error.__cause__:
        if not isinstance(cause, BaseException):
            break
        error = cause
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error).rpartition(": ")[2].lower() or type(error).__name__
