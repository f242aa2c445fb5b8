"""What staff do: review at the keyboard, take stock in, pack and send, exchange files with courier and carriers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import expect

from browser.person import DESK, Person, World
from factories.findings import given_up
from factories.fulfilment import issued, results, waybill
from factories.jobs import work
from factories.members import staff
from kaitsu.members.roles import Role

#: Kinds of files, as the page of imports calls them.
CARDS, NUMBERS = "SIMカードの入庫", "電話番号の補充"
TRACKING, RESULTS = "伝票番号（発行済データ）", "配達と返送の結果"


def colleague(world: World, role: Role, path: str) -> Person:
    """Somebody of staff in *role*, before the page *path* of the console."""
    person = world.signed_in(staff(role), width=DESK)
    person.page.set_viewport_size({"width": DESK, "height": 800})
    person.go(path)
    return person


def review(world: World) -> Person:
    """A reviewer who has taken the next case, with its pictures before them; the machine found nothing on them."""
    given_up()
    person = colleague(world, Role.REVIEWER, "/console/review/")
    keys(person, "n")
    expect(person.page.locator(".sheet[data-shown] img")).to_be_visible()
    return person


def keys(person: Person, *pressed: str) -> None:
    """Press the keys one after the other, once the page's scripts are there."""
    person.page.wait_for_load_state()
    for key in pressed:
        person.page.keyboard.press(key)


def decide(person: Person, outcome: str) -> None:
    """Confirm that *outcome* follows from the verdicts; the queue is empty after it."""
    expect(person.page.locator(f"[data-event={outcome}]")).to_be_visible()
    keys(person, "Enter")
    person.at("/console/review/")
    work()


def approve(world: World, images: int = 1) -> None:
    """A reviewer looks at all *images* of the next case, and finds everything fine."""
    person = review(world)
    keys(person, *("a" * images))
    decide(person, "approve")


def download(person: Person, link: str) -> bytes:
    """What the link *link* brings."""
    with person.page.expect_download() as begun:
        person.press(link)
    return Path(begun.value.path()).read_bytes()


def bring_in(clerk: Person, kind: str, data: bytes) -> None:
    """Take a file of *kind* in; every line of it is taken."""
    clerk.go("/console/fulfilment/imports/")
    clerk.page.get_by_role("radio", name=kind).check(force=True)
    choose_file(clerk, data)
    clerk.sees("取り込めない行はありませんでした。")
    work()


def choose_file(clerk: Person, data: bytes, name: str = "file.csv") -> None:
    """Choose a CSV file and have it taken in."""
    file = {"name": name, "mimeType": "text/csv", "buffer": data}
    clerk.page.get_by_label("CSVファイル").set_input_files(file)
    clerk.press("取り込む")


def make_labels(clerk: Person) -> list[dict[str, str]]:
    """Pack what is ready; the rows of the file for the courier's program."""
    clerk.go("/console/fulfilment/")
    clerk.press("ラベルの作成")
    clerk.press("ラベルを作る")
    data = download(clerk, "配送会社のファイル（CSV）")
    return list(csv.DictReader(io.StringIO(data.decode("cp932"))))


def hand_over(clerk: Person, rows: Iterable[dict[str, str]]) -> list[str]:
    """The courier's file of issued waybills comes in for the parcels of *rows*; their waybill numbers."""
    waybills = {row["お客様管理番号"]: waybill() for row in rows}
    bring_in(clerk, TRACKING, issued(*waybills.items()))
    return list(waybills.values())


def report(clerk: Person, *waybills: str, status: str = "配達完了") -> None:
    """The courier's file of what became of parcels comes in."""
    bring_in(clerk, RESULTS, results(*((number, status) for number in waybills)))
