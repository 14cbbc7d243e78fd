"""What is asked of the secretary who puts a motion."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import name_of, shown
from consult.council.forms.choices import EXTENSIONS, KINDS, PROXIES, QUORUMS, ROLLED_UP
from consult.council.forms.key import with_new_key
from consult.council.forms.languages import languages_asked
from consult.council.forms.live import (
    live_arguments,
    live_fields,
    tie_field,
    with_session,
    with_tie,
)
from consult.council.models import Motion, Sitting
from consult.council.rules.motion import Kind
from consult.council.rules.presets import PRESETS
from consult.council.selectors.rules_to_offer import rules_to_offer
from consult.council.selectors.seats import seats_to_name
from consult.council.selectors.sittings import sittings_to_come
from consult.council.selectors.versions import versions_to_vote_on
from consult.drafts.models import Version
from consult.reviews.models import Review

TITLE_LENGTH = 200
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class VersionChoices(forms.ModelMultipleChoiceField[Version]):
    """The current versions, each named by its chapter, number and languages."""

    def label_from_instance(self, version: Version) -> str:
        """Return the words beside the box."""
        return gettext("%(chapter)s, version %(number)s (%(languages)s)") % {
            "chapter": shown(version.chapter, "title"),
            "number": version.number,
            "languages": ", ".join(name_of(each.language) for each in version.renderings.all()),
        }


class MotionForm(forms.Form):
    """A motion: its texts, which language is authentic, title, kind, rule, quorum and times.

    Where a live session is announced or running, it may be put for that session, and has no times.
    With `draft`, the form shows first what that draft holds. Title and explanation are asked for
    in each language that review and interface share. Times are read in the zone that is active,
    which the view sets to the review's.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    versions = VersionChoices(
        queryset=Version.objects.none(),
        label=_("Texts that the council votes on"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A question of procedure has none."),
        error_messages={"required": _("Choose at least one text.")},
    )
    authentic_language = forms.ChoiceField(
        label=_("Authentic language"),
        help_text=_("The text that counts where translations differ."),
    )
    kind = forms.ChoiceField(
        label=_("What the motion is about"), choices=list(KINDS.items()), widget=forms.RadioSelect
    )
    rehearsal = forms.BooleanField(
        label=_("This is a rehearsal"),
        required=False,
        help_text=_(
            "Everybody on the roll can try the vote. A rehearsal is marked everywhere, and never "
            "enters the ledger or the record."
        ),
    )
    rolled_up = forms.ChoiceField(
        label=_("How the texts are voted on"),
        choices=list(ROLLED_UP.items()),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("A vote chapter by chapter is stated to the council before the first ballot."),
    )
    rule = forms.ChoiceField(
        label=_("Procedure and rule"), widget=forms.RadioSelect, help_text=_("Adopted by:")
    )
    quorum = forms.ChoiceField(
        label=_("Quorum"),
        help_text=_("Of a vote. Silence, and a written vote that every seat accepts, need none."),
        choices=[(code, words) for code, (words, _data) in QUORUMS.items()],
        widget=forms.RadioSelect,
    )
    extensions = forms.ChoiceField(
        label=_("The deadline may be extended"),
        choices=list(EXTENSIONS.items()),
        required=False,
        help_text=_("An outage does not count."),
    )
    proxies = forms.ChoiceField(
        label=_("One person may be the proxy"),
        choices=list(PROXIES.items()),
        required=False,
        help_text=_("Proxies that hold when voting opens are put on the roll."),
    )
    opens_at = forms.DateTimeField(
        label=_("Voting opens"), required=False, widget=MOMENT, help_text=_("Empty: at once.")
    )
    closes_at = forms.DateTimeField(
        label=_("Voting closes"),
        widget=MOMENT,
        help_text=_("In a silence procedure: the deadline for objections."),
    )

    def __init__(
        self, *args: Any, review: Review, draft: Motion | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", _initial(draft))
        super().__init__(*args, **kwargs)
        self.review = review
        self.languages = languages_asked(review)
        for language in self.languages:
            self._ask_in(language)
        versions = cast("VersionChoices", self.fields["versions"])
        authentic = cast("forms.ChoiceField", self.fields["authentic_language"])
        rule = cast("forms.ChoiceField", self.fields["rule"])
        versions.queryset = versions_to_vote_on(review)
        versions.required = self["kind"].value() != Kind.PROCEDURE
        authentic.choices = [(code, name_of(code)) for code in review.languages]
        self.sittings = sittings_to_come(review)
        rule.choices = rule_choices(review, live=bool(self.sittings))
        self.fields["tie"] = tie_field(seats_to_name(review))
        self.fields |= live_fields(self.sittings)
        if self.sittings and self.data.get("sitting"):
            # The chair opens and ends it, so there is no time to ask for.
            self.fields["closes_at"].required = False
        if draft is not None:
            del self.fields["rolled_up"]
        self.order_fields(
            [
                *("key", "kind", "versions", "rolled_up", "authentic_language", *self._asked()),
                *("rule", "quorum", "tie", "extensions", "proxies", "sitting", "voting_minutes"),
                *("opens_at", "closes_at", "rehearsal"),
            ]
        )

    def _asked(self) -> list[str]:
        return [f"{name}_{code}" for code in self.languages for name in ("title", "explanation")]

    def _ask_in(self, language: str) -> None:
        named = {"language": name_of(language)}
        typed = {"lang": language, "dir": "auto"}
        self.fields[f"title_{language}"] = forms.CharField(
            label=gettext("Title (%(language)s)") % named,
            max_length=TITLE_LENGTH,
            required=language == self.languages[0],
            widget=forms.TextInput(attrs=typed),
        )
        self.fields[f"explanation_{language}"] = forms.CharField(
            label=gettext("Explanation (%(language)s)") % named,
            required=False,
            widget=forms.Textarea(attrs={**typed, "rows": 3}),
        )

    def clean_rolled_up(self) -> str:
        """Return how the texts are voted on; a draft is always one motion."""
        chosen = str(self.cleaned_data["rolled_up"])
        if chosen and self.data.get("then") == "draft":
            raise forms.ValidationError(
                gettext(
                    "A vote chapter by chapter is not kept as a draft. Put it to the council, or "
                    "choose to vote as one."
                )
            )
        return chosen

    def arguments(self) -> dict[str, Any]:
        """Return what was asked for as the keyword arguments of `put_motion` and `save_draft`."""
        data = self.cleaned_data
        kept = ("rule", "quorum", "tie", "extensions", "proxies", "sitting", "voting_minutes")
        return {
            "title": self._by_language("title"),
            "explanation": self._by_language("explanation"),
            "versions": list(data["versions"]),
            "authentic_language": data["authentic_language"],
            "rules": self._rules(),
            "asked": {name: data[name] for name in kept if name in data},
            "kind": data["kind"],
            "rehearsal": data["rehearsal"],
            "opens_at": data["opens_at"],
            "closes_at": data["closes_at"],
            "key": data["key"],
            **live_arguments(data, self._sitting()),
        }

    def _sitting(self) -> Sitting | None:
        chosen = self.cleaned_data.get("sitting")
        return next((each for each in self.sittings if str(each.pk) == chosen), None)

    def _rules(self) -> dict[str, Any]:
        """Return the chosen rules, with the quorum and the limit of extensions where they fit."""
        rules = dict(PRESETS[self.cleaned_data["rule"]].data)
        if rules.get("quorum") is not None:
            rules["quorum"] = QUORUMS[self.cleaned_data["quorum"]][1]
        if self.cleaned_data["extensions"]:
            limit = int(self.cleaned_data["extensions"])
            rules["conduct"] = {**rules.get("conduct", {}), "extensions": limit}
        if self.cleaned_data["proxies"]:
            rules["proxies"] = int(self.cleaned_data["proxies"])
        return with_session(with_tie(rules, self.cleaned_data["tie"]), self._sitting())

    def field_of(self, error: DomainError) -> str | None:
        """Return the field that a refusal belongs to: for titles, the one in the first language."""
        name = f"{error.field}_{self.languages[0]}"
        return name if name in self.fields else error.field

    def renew_key(self) -> None:
        """Give a refused form a new key, since the old one may stand for what was sent before."""
        self.data = with_new_key(self.data)

    def _by_language(self, name: str) -> dict[str, str]:
        return {code: self.cleaned_data[f"{name}_{code}"] for code in self.languages}


def rule_choices(review: Review, *, live: bool) -> list[tuple[str, str]]:
    """Return the rules that fit the council, each with its name."""
    return [(code, gettext(PRESETS[code].title)) for code in rules_to_offer(review, live=live)]


def _initial(draft: Motion | None) -> dict[str, Any]:
    """Return what the form shows at first: the usual choices, or what the draft holds."""
    if draft is None:
        usual = {"kind": Kind.TEXT, "rolled_up": "", "rule": "simple_majority"}
        return {"key": uuid.uuid4(), **usual, "quorum": "majority", "proxies": "1"}
    kept = draft.proposal or {}
    texts = {
        f"{name}_{code}": getattr(draft, f"{name}_{code.replace('-', '_')}")
        for name in ("title", "explanation")
        for code in languages_asked(draft.review)
    }
    return {
        "key": uuid.uuid4(),
        "kind": draft.kind,
        "rehearsal": draft.rehearsal,
        "versions": kept["versions"],
        "authentic_language": kept["authentic_language"],
        "opens_at": None if kept["at_once"] else draft.opens_at,
        "closes_at": draft.closes_at,
        **kept["asked"],
        **texts,
    }
