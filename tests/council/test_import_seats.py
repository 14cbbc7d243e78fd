"""The council comes in from a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html
from openpyxl import Workbook

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.accounts.selectors import granted_roles
from consult.core.errors import NotPermitted
from consult.core.idempotency import fingerprint
from consult.core.models import Entry
from consult.council.actions import import_seats
from consult.council.actions.import_seats import PlanOvertaken, SheetRefused
from consult.council.actions.parse_sheet import parse_sheet
from consult.council.exports.council_sheet import council_workbook
from consult.council.models import Institution, Seat, SeatPerson
from consult.council.rules.council_sheet import read_sheet
from consult.council.rules.spreadsheet import NotASpreadsheet, SheetTooLarge
from consult.council.selectors.import_plan import import_plan
from consult.council.selectors.names import names_of
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.pages import words

HEADER = [
    *("institution", "name_en", "name_fr", "position", "weight", "block", "first_day", "last_day"),
    *("member_email", "member_name", "alternate_1_email", "alternate_1_name"),
]
HEALTH = ["health", "Health", "Santé", "1", "2", "North", "2030-01-01", "", "Ana@x.org", "Ana"]
CULTURE = ["culture", "Culture", "", "2", "", "", "", "", "ben@x.org", "Ben", "cai@x.org", "Cai"]
ROWS = [HEADER, HEALTH, CULTURE]
LANGUAGES = ["en", "fr"]


def values(rows: list[list[str]], delimiter: str = ",") -> bytes:
    kept = io.StringIO()
    csv.writer(kept, delimiter=delimiter).writerows(rows)
    return kept.getvalue().encode("utf-8-sig")


def workbook(rows: list[list[str]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append([int(cell) if cell.isdecimal() else cell for cell in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def seen(actor: Any, review: Review, rows: list[list[str]]) -> str:
    return fingerprint(import_plan(actor, review, read_sheet(rows, LANGUAGES)).as_data())


def bring_in(actor: Any, review: Review, rows: list[list[str]] = ROWS, **changes: Any) -> Any:
    usual = {"rows": rows, "languages": LANGUAGES, "seen": seen(actor, review, rows)}
    return import_seats(actor=actor, review=review, **(usual | changes))


@pytest.mark.parametrize("make", [values, workbook, lambda rows: values(rows, ";")])
def test_a_workbook_and_values_are_read_alike(make: Callable[[list[list[str]]], bytes]) -> None:
    assert parse_sheet(make(ROWS)) == ROWS


def test_what_is_no_spreadsheet_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    for data in (b"", b"%PDF-1.7", b"\xff\xfe\x00", b"no columns", packed.getvalue()):
        with pytest.raises(NotASpreadsheet):
            parse_sheet(data)
    with pytest.raises(SheetTooLarge):
        parse_sheet(values([HEADER, *[HEALTH] * 2_000]))
    with pytest.raises(SheetTooLarge):
        parse_sheet(b"a,b\n" * 2_000_000)


def test_a_workbook_that_unpacks_to_gigabytes_costs_one_refusal() -> None:
    packed = io.BytesIO()
    sound = zipfile.ZipFile(io.BytesIO(workbook(ROWS)))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sound.namelist():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, sound.read(name))
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            member.write(b"<worksheet><sheetData><row><c t='inlineStr'><is><t>")
            for _piece in range(400):
                member.write(b"a" * 1024 * 1024)
    assert len(packed.getvalue()) < 1024 * 1024
    with pytest.raises((NotASpreadsheet, SheetTooLarge)):
        parse_sheet(packed.getvalue())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({0: "no slug!"}, "is no short name"),
        ({3: "first"}, "is no whole number"),
        ({4: "0"}, "is no whole number"),
        ({5: "b" * 41}, "is longer than"),
        ({6: "1 May"}, "is no day"),
        ({7: "2029-12-31"}, "lies before the first"),
        ({8: "ana"}, "is no e-mail address"),
        ({8: ""}, "has a name and no e-mail address"),
        ({8: "", 9: "", 10: "ben@x.org"}, "who ranks before, is not"),
        ({8: "cai@x.org", 10: "cai@x.org"}, "stands twice"),
    ],
)
def test_every_problem_of_a_row_is_named(changes: dict[int, str], sentence: str) -> None:
    row = [changes.get(place, cell) for place, cell in enumerate([*HEALTH, "", ""])]
    sheet = read_sheet([HEADER, CULTURE, row], LANGUAGES)
    assert [seat.institution for seat in sheet.seats] == ["culture"]
    assert [problem.row for problem in sheet.problems] == [3]
    assert sentence in sheet.problems[0].message


def test_problems_of_the_header_and_of_rows_together() -> None:
    assert [p.row for p in read_sheet([], LANGUAGES).problems] == [1, 1]
    unknown = read_sheet([[*HEADER, "colour"], HEALTH], LANGUAGES)
    assert unknown.problems[0].params == {"name": "colour"}
    twice = read_sheet([HEADER, HEALTH, [""] * 12, HEALTH], LANGUAGES)
    assert [(p.row, p.params) for p in twice.problems] == [(4, {"row": 2})]


@pytest.mark.django_db
def test_an_administrator_brings_in_everything_and_again_nothing(
    review: Review, administrator: User
) -> None:
    plan = bring_in(administrator, review)
    assert [each.act for each in plan.seats] == ["new", "new"]
    seat = Seat.objects.get(institution__slug="health")
    assert (seat.weight, seat.block, str(seat.active_from)) == (2, "North", "2030-01-01")
    assert names_of(seat.institution) == {"en": "Health", "fr": "Santé"}
    people = SeatPerson.objects.filter(seat__institution__slug="culture")
    assert [each.user.email for each in people] == ["ben@x.org", "cai@x.org"]
    assert Role.COUNCIL_MEMBER in granted_roles(User.objects.get(email="ana@x.org"), review)
    entry = Entry.objects.get(event="council.seats_imported.v1")
    data = json.loads(bytes(entry.leaf))["data"]
    assert (data["seats"], [each["name"] for each in data["institutions"]]) == (
        2,
        ["Health", "Culture"],
    )

    entries = Entry.objects.count()
    again = bring_in(administrator, review, seen="of long ago")
    assert not again.changes_anything
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_a_secretary_gives_neither_accounts_nor_roles(review: Review, person: Any) -> None:
    secretary = person(Role.COUNCIL_SECRETARY)
    plan = import_plan(secretary, review, read_sheet(ROWS, LANGUAGES))
    assert [problem.row for problem in plan.problems] == [2, 3, 3]
    with pytest.raises(SheetRefused):
        bring_in(secretary, review)
    assert not Institution.objects.exists()
    with pytest.raises(NotPermitted):
        bring_in(person(Role.COUNCIL_MEMBER), review)


@pytest.mark.django_db
def test_a_secretary_changes_seats_and_what_was_not_shown_is_not_written(
    review: Review, council: Council
) -> None:
    rows = parse_sheet(council_workbook(review, LANGUAGES))
    plan = import_plan(council.secretary, review, read_sheet(rows, LANGUAGES))
    assert not plan.problems
    assert not plan.changes_anything

    place = rows[0].index("weight")
    heavier = [rows[0], *([*row[:place], "5", *row[place + 1 :]] for row in rows[1:2]), *rows[2:]]
    with pytest.raises(PlanOvertaken):
        bring_in(council.secretary, review, heavier, seen=seen(council.secretary, review, rows))
    changed = bring_in(council.secretary, review, heavier)
    assert [each.changes for each in changed.written] == [("weight",)]
    assert sorted(Seat.objects.values_list("weight", flat=True)) == [1, 1, 5]


@pytest.mark.django_db
def test_all_or_nothing(review: Review, administrator: User) -> None:
    with pytest.raises(SheetRefused):
        bring_in(administrator, review, [HEADER, HEALTH, ["culture", "", "", "2", *[""] * 8]])
    assert not Institution.objects.exists()
    assert not User.objects.filter(email="ana@x.org").exists()


@pytest.mark.django_db
def test_the_page_shows_what_changes_and_then_imports(
    review: Review, council: Council, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(council.secretary)
    address = reverse("council:import", args=[review.slug])
    download = client.get(reverse("council:download", args=[review.slug]))
    assert "attachment" in download["Content-Disposition"]
    rows = parse_sheet(download.content)
    rows[1][rows[0].index("block")] = "=North"

    bad = [rows[0], [*rows[1][:1], *[""] * (len(rows[0]) - 1)]]
    page = client.post(address, {"file": SimpleUploadedFile("c.csv", values(bad))})
    assert "Row 2:" in words(page)
    assert "Nothing can be imported until these rows are corrected." in words(page)

    page = client.post(address, {"file": SimpleUploadedFile("c.csv", values(rows))})
    assert "ministry-0 2 0 Block" in words(page)
    assert not Seat.objects.exclude(block="").exists()
    tree = html.fromstring(page.content.decode())
    sent = {name: tree.xpath(f"//input[@name='{name}']/@value")[0] for name in ("rows", "seen")}
    done = client.post(address, sent, follow=True)
    assert "1 seat is set." in words(done, "//body")
    again = parse_sheet(client.get(reverse("council:download", args=[review.slug])).content)
    assert again[1][again[0].index("block")] == "=North"

    for broken in ("", "{}", "[[1]]"):
        assert client.post(address, {"rows": broken, "seen": "x"}).status_code == 400
    refused = client.post(address, {"file": SimpleUploadedFile("c.xlsx", b"%PDF-1.7")})
    assert refused.status_code == 400
    assert "cannot be read as a spreadsheet" in words(refused)
