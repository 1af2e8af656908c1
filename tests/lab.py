"""JupyterLab on this machine and a browser without a window, where both are there."""

from __future__ import annotations

import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

import newslab

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SHOTS = pathlib.Path(os.environ.get("NEWSLAB_SCREENSHOTS", pathlib.Path(__file__).parents[1] / "screenshots"))
_START = 180  # seconds


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


class Lab:
    """A server of JupyterLab in a folder, without a password, for this machine alone."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder, self.port = folder, free_port()
        kinds = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR")
        own = {kind: str(folder / ".jupyter" / kind) for kind in kinds}
        root = str(pathlib.Path(newslab.__file__).parents[1])
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
        self.log = (folder / "lab.log").open("w", encoding="utf-8")
        self.server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={self.port}",
             "--ServerApp.ip=127.0.0.1", "--IdentityProvider.token=", "--LabApp.news_url=None",
             f"--ServerApp.root_dir={folder}"],
            stdout=self.log, stderr=subprocess.STDOUT, env={**os.environ, **own, "PYTHONPATH": path},
        )  # fmt: skip

    def wait(self) -> None:
        for _ in range(2 * _START):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api").close()
            except OSError:
                time.sleep(0.5)
            else:
                return
        raise AssertionError((self.folder / "lab.log").read_text(encoding="utf-8")[-2000:])

    def stop(self) -> None:
        self.server.terminate()
        self.server.wait(20)
        self.log.close()


@pytest.fixture(scope="session")
def browser():
    """Chromium as the system has it; nothing is downloaded."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def lab(browser, tmp_path):
    """JupyterLab in a folder with the guided notebooks."""
    newslab.notebooks.copy_notebooks(tmp_path)
    server = Lab(tmp_path)
    server.wait()
    yield server
    server.stop()


@pytest.fixture
def page(browser, request):
    """A page; how it looks in the end is kept, for whoever wants to know why a test failed."""
    opened = browser.new_page(viewport={"width": 1500, "height": 1400})
    opened.set_default_timeout(120_000)
    yield opened
    SHOTS.mkdir(exist_ok=True)
    opened.screenshot(path=SHOTS / f"{request.node.name}-end.png")
    opened.close()


@pytest.fixture
def shot(request):
    """Keep a picture of a page under the test's name."""

    def keep(page, name=""):
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{request.node.name}{name}.png")

    return keep
