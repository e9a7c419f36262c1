"""A server on this machine that answers as arXiv and Crossref do, from a few works of its own."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from papercli.text import fold_title

_ENTRY = """  <entry>
    <id>http://arxiv.org/abs/{arxiv}v2</id>
    <title>{title}</title>
    <updated>{year}-05-02T10:00:00Z</updated>
    <link href="https://arxiv.org/abs/{arxiv}v2" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/{arxiv}v2" rel="related" type="application/pdf" title="pdf"/>
    <summary>{abstract}</summary>
    <category term="q-bio.PE" scheme="http://arxiv.org/schemas/atom"/>
    <published>{year}-05-01T10:00:00Z</published>
    <arxiv:primary_category term="q-bio.PE"/>
{authors}
  </entry>
"""
_FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/0123</id>
  <title>arXiv Query: {query}</title>
  <updated>2026-11-01T00:00:00Z</updated>
  <link href="https://arxiv.org/api/query" type="application/atom+xml"/>
  <opensearch:itemsPerPage>{count}</opensearch:itemsPerPage>
  <opensearch:totalResults>{count}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
{entries}</feed>
"""


@dataclass
class Services:
    """The works that are known, and how the server behaves."""

    works: list[dict[str, Any]]
    url: str = ""
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)  # path, parameters
    agents: set[str] = field(default_factory=set)
    busy: list[tuple[int, dict[str, str]]] = field(default_factory=list)  # what comes first
    refused: set[str] = field(default_factory=set)  # ids that make a request a bad one
    page: str | None = None  # what is answered in place of an answer

    def asked(self, path: str) -> list[dict[str, str]]:
        return [parameters for each, parameters in self.requests if each == path]


def arxiv_answer(works: list[dict[str, Any]], query: dict[str, str]) -> str:
    if "id_list" in query:
        found = [each for each in works if each.get("arxiv") in query["id_list"].split(",")]
    else:
        titles = [each.strip('ti:"') for each in query["search_query"].split(" OR ")]
        found = [
            each
            for each in works
            if each.get("arxiv") and any(t in fold_title(each["title"]) for t in titles)
        ]
    entries = "".join(
        _ENTRY.format(
            arxiv=each["arxiv"],
            title=escape(each["title"]),
            year=each["year"],
            abstract=escape(each["abstract"]),
            authors="\n".join(
                f"    <author>\n      <name>{name}</name>\n    </author>"
                for name in each["authors"]
            ),
        )
        for each in found[: int(query["max_results"])]
    )
    return _FEED.format(query=escape(str(query)), count=len(found), entries=entries)


def crossref_answer(works: list[dict[str, Any]], query: dict[str, str]) -> str:
    known = [each for each in works if each.get("doi")]
    if "filter" in query:
        wanted = {each.removeprefix("doi:") for each in query["filter"].split(",")}
        found = [each for each in known if each["doi"] in wanted]
    else:  # it always finds something, the likest first
        words = set(query["query.bibliographic"].split())
        found = sorted(known, key=lambda each: -len(words & set(fold_title(each["title"]).split())))
    items = [
        {
            "publisher": "Moth Press",
            "issue": "2",
            "DOI": each["doi"],
            "type": "journal-article",
            "page": "1-9",
            "title": [each["title"]],
            "prefix": "10.1000",
            "volume": "7",
            "author": [
                {"given": given, "family": family, "sequence": "first", "affiliation": []}
                for given, family in (name.split(" ", 1) for name in each["authors"])
            ],
            "member": "1",
            "container-title": ["Moth Letters"],
            "issued": {"date-parts": [[each["year"], 5, 1]]},
            "ISSN": ["1234-5678"],
            "URL": f"https://doi.org/{each['doi']}",
        }
        for each in found[: int(query["rows"])]
    ]
    message = {"facets": {}, "total-results": len(items), "items": items, "items-per-page": 5}
    return json.dumps(
        {
            "status": "ok",
            "message-type": "work-list",
            "message-version": "1.0.0",
            "message": message,
        },
        separators=(",", ":"),
    )


@contextmanager
def serve(services: Services) -> Iterator[Services]:
    """Serve the services on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            at = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(at.query).items()}
            services.requests.append((at.path, query))
            services.agents.add(self.headers["User-Agent"])
            if services.busy:
                status, headers = services.busy.pop(0)
                self.answer(status, "", headers)
            elif any(each in at.query for each in services.refused):
                self.answer(400, "bad request", {})
            else:
                answers = {"/api/query": arxiv_answer, "/works": crossref_answer}
                self.answer(200, services.page or answers[at.path](services.works, query), {})

        def answer(self, status: int, text: str, headers: dict[str, str]) -> None:
            body = text.encode()
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    services.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
