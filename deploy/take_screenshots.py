"""Take the three pictures of the README from a demonstration that is being served.

    make run
    python -m deploy.take_screenshots PASSWORD [ADDRESS]

PASSWORD is the one that `make run` prints for the demonstration's accounts, ADDRESS where it says
that it serves (http://127.0.0.1:8000 unless told otherwise). The pictures are written into
docs/images: 1280 by 800 pixels, in English, each from the top of the part that it is about. The
council's motion must still be open for the account that votes. Nothing is changed on the server.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from deploy.find_chromium import MISSING, find_chromium

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
HERE = "http://127.0.0.1:8000"
REVIEW = "vnr-2026"
# A README is loaded by people on slow lines too.
LARGEST = 250_000
ARGUMENTS = (2, 3)


@dataclass(frozen=True)
class Picture:
    """A file, the page on it, what stands at its top, and who must have signed in to see it.

    `link` is clicked on the page first, for pages whose address holds a random identifier.
    """

    name: str
    address: str
    top: str
    account: str = ""
    link: str = ""


PICTURES = (
    Picture("chapter", f"/en/reviews/{REVIEW}/policy-and-enabling-environment/", ".review-links"),
    Picture(
        "queue",
        f"/en/moderation/{REVIEW}/",
        ".review-links",
        account="nino.tavelani@secretariat.example.org",
    ),
    Picture(
        "vote",
        f"/en/council/{REVIEW}/",
        "[aria-labelledby=texts]",
        account="leonor.abashi@council.example.org",
        link=".card:has(.state-open) a",
    ),
)


def take(browser: Browser, picture: Picture, address: str, password: str) -> Path:
    """Take one picture and return its file. Raises `SystemExit` where it came out too large."""
    page = browser.new_page(
        base_url=address, locale="en", viewport={"width": 1280, "height": 800}, color_scheme="light"
    )
    if picture.account:
        page.goto("/en/account/login/")
        page.fill("[name=login]", picture.account)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda url: "/login/" not in url)
    page.goto(picture.address)
    if picture.link:
        page.locator(picture.link).first.click()
        page.wait_for_load_state()
    page.locator(picture.top).evaluate(
        "top => scrollTo(0, top.getBoundingClientRect().top + scrollY)"
    )
    file = IMAGES / f"{picture.name}.png"
    file.write_bytes(page.screenshot())
    page.close()
    if file.stat().st_size > LARGEST:
        sys.exit(f"{file.name} has {file.stat().st_size} bytes: more than {LARGEST}.")
    return file


def main() -> None:
    """Take all pictures."""
    if len(sys.argv) not in ARGUMENTS:
        sys.exit("Usage: python -m deploy.take_screenshots PASSWORD [ADDRESS]")
    password, address = sys.argv[1], (sys.argv[2:] or [HERE])[0]
    path = find_chromium()
    if path is None:
        sys.exit(MISSING)
    IMAGES.mkdir(parents=True, exist_ok=True)
    # A sandbox of its own is refused to root.
    flags = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        for picture in PICTURES:
            print(take(chromium, picture, address, password))


if __name__ == "__main__":
    main()
