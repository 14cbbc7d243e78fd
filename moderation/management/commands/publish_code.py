"""Publish a version of a review's code of conduct from a file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from consult.reviews.management.acting import ActingCommand, review_named
from moderation.actions import publish_code
from moderation.rules.code_file import read_code


class Command(ActingCommand):
    help = (
        "Publish the next version of a review's code of conduct, which is in force at once. The "
        "form of the file is described in docs/operators.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("slug", help="The review's short name.")
        parser.add_argument("file", type=Path, metavar="FILE.json", help="The code of conduct.")

    def act(self, actor: Any, options: dict[str, Any]) -> None:
        review = review_named(options["slug"])
        given = read_code(_content(options["file"]), settings.MODELTRANSLATION_LANGUAGES)
        code = publish_code(
            actor=actor,
            review=review,
            sentence=given.sentence,
            promise=given.promise,
            rules=given.rules,
        )
        self.stdout.write(
            f"Version {code.version} of the code of conduct of “{review.slug}” is in force: "
            f"rules {', '.join(rule.code for rule in given.rules)}; SHA-256 {code.sha256}."
        )
        if given.left_out:
            self.stdout.write(f"Left out of the file: {', '.join(given.left_out)}.")


def _content(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{path} is not written in UTF-8.") from None
    except json.JSONDecodeError as error:
        raise CommandError(
            f"{path} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}."
        ) from None
