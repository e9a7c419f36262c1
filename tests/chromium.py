"""A headless Chromium for tests of web pages."""

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

CHROMIUM = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (found := shutil.which(name))
    ),
    None,
)
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
# Chromium listens on 3 and answers on 4, which no argument of Popen can set.
_LAUNCH = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"


class Browser:
    """A headless Chromium with one page, driven through its debugging pipe."""

    def __init__(self, profile: Path) -> None:
        assert CHROMIUM is not None
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        high = [fcntl.fcntl(each, fcntl.F_DUPFD, 10) for each in (to_browser, from_browser)]
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _LAUNCH,
                *map(str, high),
                CHROMIUM,
                *_FLAGS,
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            pass_fds=high,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for each in (*high, to_browser, from_browser):
            os.close(each)
        self._number = 0
        self._held = b""
        self._session: str | None = None
        self.said: list[
            dict[str, Any]
        ] = []  # events: what the page logged, threw, asked the network for
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.do(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session = None
        try:
            self.do("Browser.close")
        finally:
            os.close(self._out)
            os.close(self._in)
            self._process.wait(20)

    def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return dict(answer["result"])
            self.said.append(answer)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._held:
            more = os.read(self._in, 1 << 16)
            assert more, "Chromium has gone"
            self._held += more
        message, _, self._held = self._held.partition(b"\0")
        return dict(json.loads(message))

    def open(self, page: Path, fragment: str = "") -> None:
        self.do("Page.navigate", url=page.as_uri() + fragment)
        self.wait(
            "document.readyState == 'complete' && document.getElementById('count').textContent != ''"
        )

    def value(self, expression: str) -> Any:
        answer = self.do("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        until = time.monotonic() + 20
        while not self.value(condition):
            assert time.monotonic() < until, f"not within 20 s: {condition}"
            time.sleep(0.02)

    def write(self, text: str) -> None:
        self.value(
            "document.getElementById('search').focus(); document.getElementById('search').select()"
        )
        self.do("Input.insertText", text=text)

    def titles(self) -> list[str]:
        return list(
            self.value("[...document.querySelectorAll('#list > li h2')].map(e => e.textContent)")
        )

    def troubles(self) -> list[dict[str, Any]]:
        """Return what the page threw, logged as an error, or asked the network for."""
        return [
            each
            for each in self.said
            if each.get("method") in {"Runtime.exceptionThrown", "Log.entryAdded"}
            or (
                each.get("method") == "Network.requestWillBeSent"
                and not each["params"]["request"]["url"].startswith(("file:", "about:"))
            )
        ]

    def screenshot(self, file: Path, width: int, height: int, *, dark: bool = False) -> None:
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=2,
            mobile=width < 600,
        )
        self.do(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}],
        )
        file.write_bytes(base64.b64decode(self.do("Page.captureScreenshot", format="png")["data"]))
