"""Measure every page of the journey on the real stack: ``make bench``.

    python scripts/bench_pages.py               a table
    python scripts/bench_pages.py --times 10    fewer requests a page (50 by default)

gunicorn as the trial runs it, an embedded PostgreSQL, one client on loopback that keeps its connection. For each page:
``sql``   statements of one request, without BEGIN, COMMIT and savepoints (Django's test client on the same data);
``ms``    median from sending the request to its last byte;
``cpu``   milliseconds of processor time, web and database together, a request (Linux only);
``sent``  bytes of the answer's body as Kaitsu sends it; ``gzip`` as a compressing proxy passes it on.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import http.client
import os
import re
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from screenshots import free_ports

ROOT = Path(__file__).resolve().parent.parent
BRACKETS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Ask:
    """One page to be asked for. ``who`` is whose session goes along; with ``save`` its form is sent as it stands."""

    name: str
    path: str
    who: str = ""
    save: bool = False


@dataclass
class Figures:
    """What was measured for one page."""

    status: int
    sql: int = 0
    sent: int = 0
    gzipped: int = 0
    cpu: float | None = None
    milliseconds: list[float] = field(default_factory=list)


def always_open(folder: Path) -> Path:
    """The default profile without its maintenance windows: pages are measured on fourth Sundays, too."""
    profile = folder / "default"
    shutil.copytree(ROOT / "operators" / "default", profile)
    path = profile / "profile.toml"
    path.write_text(re.sub(r"(?m)^maintenance = .*$", "maintenance = []", path.read_text()))
    return profile


@contextmanager
def stack() -> Iterator[tuple[int, int]]:
    """Database and web on a free port, with data that nobody keeps: the port, and the process of the web server."""
    port, _ = free_ports()
    with tempfile.TemporaryDirectory(prefix="kaitsu-bench-") as folder:
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        os.environ |= {
            "KAITSU_HOME": folder,
            "KAITSU_TRIAL": "1",
            "KAITSU_PUBLIC_URL": f"http://localhost:{port}",
            "KAITSU_SECRET_KEY": secrets.token_urlsafe(60),
            "KAITSU_CODE_KEY": key,
            "KAITSU_VAULT_KEYS": f"bench:{key}",
            "KAITSU_PROFILE": str(always_open(Path(folder))),
            "KAITSU_CARD_PROVIDER": "memory",
            "KAITSU_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "kaitsu.config.settings",
        }
        from kaitsu.config.embedded import database
        from kaitsu.config.serve import prepare

        with database(Path(folder) / "pg") as url:
            os.environ["DATABASE_URL"] = url
            prepare([])
            command = [sys.executable, "-m", "kaitsu.config", "web", f"--bind=127.0.0.1:{port}"]
            web = subprocess.Popen([*command, "--workers=2", "--threads=4"])
            try:
                _wait(port)
                yield port, web.pid
            finally:
                from django.db import connections

                connections.close_all()
                web.terminate()
                web.wait(30)


def _wait(port: int) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/health/ready", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit("the web server did not get ready")


def furnish() -> tuple[dict[str, Any], list[Ask]]:
    """People with their drafts and applications, made by the builders of the tests; and the pages to ask for."""
    sys.path.insert(0, str(ROOT / "tests"))
    from django.test import Client

    from factories import applications, members, reviews
    from kaitsu.kernel import clock
    from kaitsu.members.roles import Role

    wish = applications.family(
        applications.LineWish(), applications.LineWish(start="mnp"), applications.LineWish("data", "")
    )
    draft = applications.complete(wish)
    sent = applications.submitted(replace(applications.Wish(), birth_date=date(1985, 4, 12)))
    waiting = reviews.waiting()
    staff = members.staff(Role.MANAGER)
    clients = {"": Client(), "draft": Client(), "sent": Client(), "holder": Client(), "staff": Client()}
    clients["draft"].force_login(draft.member)
    clients["sent"].force_login(sent.member)
    clients["staff"].force_login(staff)
    session = clients["holder"].session
    session["identity_case"], session["identity_seen"] = str(sent.case_id), int(clock.now().timestamp())
    session.save()

    keys = [step.key for step in applications.journey(draft).steps]
    asks = [
        Ask("home", "/"),
        Ask("plans", "/plans/"),
        Ask("prepare", "/prepare/?function=voice&start=mnp"),
        Ask("mnp", "/mnp/"),
        Ask("help", "/help/"),
        Ask("register", "/account/register/"),
        Ask("sign in", "/account/sign-in/"),
        Ask("begin", "/apply/", "draft"),
    ]
    for key in keys:
        asks.append(Ask(key, f"/apply/{draft.pk}/{key}/", "draft"))
        if key not in ("code", "card", "check"):
            asks.append(Ask(f"{key}, save", f"/apply/{draft.pk}/{key}/", "draft", save=True))
    asks += [
        Ask("check, send code", f"/apply/{draft.pk}/check/", "draft", save=True),
        Ask("confirm", f"/apply/{draft.pk}/confirm/", "draft"),
        Ask("applications", "/applications/", "sent"),
        Ask("application", f"/applications/{sent.pk}/", "sent"),
        Ask("identity: kind", "/identity/kind/", "holder"),
        Ask("console: home", "/console/", "staff"),
        Ask("console: applications", "/console/applications/", "staff"),
        Ask("console: one", f"/console/applications/{waiting.pk}/", "staff"),
        Ask("console: queue", "/console/review/", "staff"),
        Ask("console: case", f"/console/review/{waiting.case_id}/", "staff"),
    ]
    return clients, asks


def form_of(html: str) -> dict[str, str | list[str]]:
    """What a browser would send for the page's main form as it stands."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(html, "html5lib")
    forms = page.select("main form[method=post]") or page.select("form[method=post]")
    form = next((each for each in forms if each.select_one(".actions button[type=submit]")), forms[0])
    values: dict[str, Any] = {}
    for control in form.select("input[name], select[name], textarea[name]"):
        kind, name = control.get("type", ""), str(control["name"])
        if kind in ("submit", "button", "file") or (
            kind in ("radio", "checkbox") and not control.has_attr("checked")
        ):
            continue
        if control.name == "select":
            chosen = control.select_one("option[selected]")
            values[name] = str(chosen.get("value", "")) if chosen else ""
        else:
            values[name] = str(control.get("value", ""))
    for box in form.select("input[type=checkbox][name]"):
        values[str(box["name"])] = str(box.get("value", "on"))
    for name in {str(each["name"]) for each in form.select("input[type=radio][value=yes]")} - values.keys():
        values[name] = "yes"
    return values


def statements(client: Any, ask: Ask) -> tuple[int, int]:
    """The statements of one warm request, and its status."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def request() -> Any:
        if not ask.save:
            return client.get(ask.path, headers={"host": "localhost"})
        return client.post(ask.path, given, headers={"host": "localhost"})

    given = (
        form_of(client.get(ask.path, headers={"host": "localhost"}).content.decode()) if ask.save else None
    )
    request()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = request()
    real = [each for each in captured.captured_queries if not each["sql"].startswith(BRACKETS)]
    return len(real), answer.status_code


class Browser:
    """One connection to the web server, kept open."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("localhost", port, timeout=30)

    def ask(self, method: str, path: str, headers: dict[str, str], body: str = "") -> tuple[int, bytes, Any]:
        """Status, body and headers of the answer."""
        self.connection.request(method, path, body.encode() or None, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read(), answer.headers

    def measure(self, client: Any, ask: Ask, times: int, pids: tuple[int, ...]) -> Figures:
        """*times* requests for one page, after two that warm it."""
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        headers = {"Cookie": cookies, "Accept-Encoding": "gzip", "Accept-Language": "ja"}
        method, body = "GET", ""
        if ask.save:
            _, page, got = self.ask("GET", ask.path, headers | {"Accept-Encoding": "identity"})
            token = re.search(r"(\w*csrf)=([^;]+)", got.get("Set-Cookie", ""))
            if token:
                headers["Cookie"] = f"{cookies}; {token[1]}={token[2]}"
            method, body = "POST", urlencode(form_of(page.decode()), doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        for _ in range(2):
            status, content, got = self.ask(method, ask.path, headers, body)
        figures = Figures(status, sent=len(content))
        plain = gzip.decompress(content) if got.get("Content-Encoding") == "gzip" else content
        figures.gzipped = len(gzip.compress(plain, 6)) if plain else 0
        before = processor_time(pids)
        for _ in range(times):
            begun = time.perf_counter()
            self.ask(method, ask.path, headers, body)
            figures.milliseconds.append((time.perf_counter() - begun) * 1000)
        after = processor_time(pids)
        if before is not None and after is not None:
            figures.cpu = (after - before) * 1000 / times
        return figures


def family(*roots: int) -> dict[int, list[str]]:
    """The fields of /proc/PID/stat after the name, of these processes and all below them; {} off Linux."""
    stats: dict[int, list[str]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            stats[int(path.parent.name)] = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue

    def belongs(pid: int) -> bool:
        while pid in stats:
            if pid in roots:
                return True
            pid = int(stats[pid][1])
        return False

    return {pid: fields for pid, fields in stats.items() if belongs(pid)}


def processor_time(roots: tuple[int, ...]) -> float | None:
    """Seconds that these processes and those below them have worked, those that ended included; None off Linux."""
    found = family(*roots)
    if not found:
        return None
    return sum(sum(map(int, fields[11:15])) for fields in found.values()) / TICKS


def memory(root: int) -> tuple[int, float]:
    """How many processes *root* and those below it are, and their memory in MB, what they share counted once."""
    pids = family(root)
    shares = 0
    for pid in pids:
        found = re.search(r"(?m)^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())
        shares += int(found[1]) if found else 0
    return len(pids), shares / 1024


def assets(browser: Browser) -> tuple[int, int]:
    """How many style sheets and scripts a first visit loads besides the page, and their bytes as sent."""
    _, page, _ = browser.ask("GET", "/", {"Accept-Language": "ja"})
    found = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page.decode()))
    sizes = [len(browser.ask("GET", path, {"Accept-Encoding": "gzip"})[1]) for path in found]
    return len(sizes), sum(sizes)


def postmaster() -> int:
    """The process of the database server."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        folder = cursor.fetchone()[0]
    return int((Path(folder) / "postmaster.pid").read_text().split()[0])


def main() -> int:
    """1 where a page did not answer as it should."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=50)
    times = parser.parse_args().times
    wrong = 0
    with stack() as (port, web):
        clients, asks = furnish()
        browser, pids = Browser(port), (web, postmaster())
        print(f"{'page':<24}{'status':>7}{'sql':>5}{'ms':>8}{'cpu':>7}{'sent':>9}{'gzip':>8}")
        everything = []
        for ask in asks:
            figures = browser.measure(clients[ask.who], ask, times, pids)
            figures.sql, seen = statements(clients[ask.who], ask)
            good = figures.status == seen == (302 if ask.save else 200)
            wrong += not good
            everything.append(figures)
            cpu = f"{figures.cpu:.1f}" if figures.cpu is not None else "-"
            print(
                f"{ask.name:<24}{figures.status:>7}{figures.sql:>5}{statistics.median(figures.milliseconds):>8.1f}"
                f"{cpu:>7}{figures.sent:>9,}{figures.gzipped:>8,}{'' if good else f'   expected otherwise, {seen}'}",
                flush=True,
            )
        count, size = assets(browser)
        middle = statistics.median(statistics.median(each.milliseconds) for each in everything)
        print(
            f"median of pages: {statistics.median(each.sql for each in everything):g} statements, {middle:.1f} ms"
        )
        processes, megabytes = memory(web)
        if processes:
            print(f"web: {processes} processes, {megabytes:.0f} MB")
        print(f"a first visit loads {count} style sheets and scripts, {size:,} bytes as sent")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
