"""One person is told one thing, in their language."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from consult.core.models import OutgoingMail
from consult.core.transactions import OutsideCommand, command
from consult.notices.actions import tell_step

tell = command(tell_step)

TEMPLATES = {
    "told.subject.txt": "{% translate 'Yes' %},\n {{ name }}",
    "told.txt": "{{ name }} {{ base_url }}/r/1 {{ mail_language }} {% translate 'Yes' %}",
    "told.html": '<p lang="{{ mail_language }}" dir="{{ mail_direction }}">{{ name }}</p>',
}


@pytest.fixture(autouse=True)
def _templates(tmp_path: Path, settings: Any, db: None) -> None:
    for name, text in TEMPLATES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    changed = copy.deepcopy(settings.TEMPLATES)
    changed[0]["DIRS"] = [tmp_path, *changed[0]["DIRS"]]
    settings.TEMPLATES = changed


def told(language: str, name: str = "Ana & Bo’s <b>") -> OutgoingMail:
    return tell(to="ana@example.org", language=language, template="told", context={"name": name})


def test_subject_and_text_are_as_written_and_the_page_is_escaped(settings: Any) -> None:
    mail = told("en")
    mail.refresh_from_db()
    assert (mail.to, mail.state) == ("ana@example.org", "waiting")
    assert mail.subject == "Yes, Ana & Bo’s <b>"
    assert mail.text == f"Ana & Bo’s <b> {settings.BASE_URL}/r/1 en Yes"
    assert mail.html == '<p lang="en" dir="ltr">Ana &amp; Bo’s &lt;b&gt;</p>'


@pytest.mark.parametrize(
    ("language", "written", "direction", "yes"),
    [("fr", "fr", "ltr", "Oui"), ("ar", "ar", "rtl", "نعم"), ("pt", "en", "ltr", "Yes")],
)
def test_it_is_written_in_the_persons_language_or_the_default(
    language: str, written: str, direction: str, yes: str
) -> None:
    mail = told(language, "Ana")
    assert mail.html == f'<p lang="{written}" dir="{direction}">Ana</p>'
    assert mail.subject.startswith(yes)
    assert mail.text.endswith(f"{written} {yes}")


def test_a_subject_is_one_line(settings: Any) -> None:
    assert told("en", "A\r\nBcc: everybody@example.org").subject == (
        "Yes, A Bcc: everybody@example.org"
    )


def test_nobody_is_told_outside_a_command() -> None:
    with pytest.raises(OutsideCommand):
        tell_step(to="ana@example.org", language="en", template="told", context={})
    assert not OutgoingMail.objects.exists()
