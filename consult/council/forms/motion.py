"""What is asked of the secretary who puts a motion."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import name_of, shown
from consult.council.forms.key import with_new_key
from consult.council.forms.languages import languages_asked
from consult.council.models import Motion
from consult.council.rules.motion import Kind
from consult.council.rules.presets import PRESETS
from consult.council.rules.rollup import RollUpRule
from consult.council.selectors.rules_to_offer import rules_to_offer
from consult.council.selectors.versions import versions_to_vote_on
from consult.drafts.models import Version
from consult.reviews.models import Review

TITLE_LENGTH = 200
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

# Each says who makes it: a seat that votes or abstains, not one that is recused.
_TAKES_PART = ["approve", "reservations", "reject", "abstain"]
_OF_ALL_SEATS = {"made_by": _TAKES_PART, "unit": "heads", "base": "entitled"}
QUORUMS: dict[str, tuple[object, dict[str, Any] | None]] = {
    "majority": (
        _("More than half of all seats take part"),
        {**_OF_ALL_SEATS, "compare": "more_than", "share": "1/2"},
    ),
    "two_thirds": (
        _("At least two thirds of all seats take part"),
        {**_OF_ALL_SEATS, "compare": "at_least", "share": "2/3"},
    ),
    "none": (_("No quorum"), None),
}


KINDS: dict[str, object] = {
    Kind.TEXT: _("A text: adopting it approves these exact words"),
    Kind.MANDATE: _(
        "An editorial mandate: adopting it lets editors correct typographical errors in the "
        "authentic text of these chapters"
    ),
    Kind.PROCEDURE: _(
        "A question of procedure: the council votes on the title and the explanation, and on no "
        "text"
    ),
}
ROLLED_UP: dict[str, object] = {
    "": _("As one: a single motion on all of them"),
    RollUpRule.ALL: _(
        "Chapter by chapter: a motion for each, and the whole is adopted if each of them is"
    ),
    RollUpRule.ALL_THEN_WHOLE: _(
        "Chapter by chapter, then as a whole: if each is adopted, the council also votes on the "
        "whole, and that vote decides"
    ),
}
EXTENSIONS: dict[str, object] = {
    "": _("As often as needed"),
    "0": _("Never"),
    "1": _("Once"),
    "2": _("Twice"),
}


# Article 239 of the Treaty on the Functioning of the European Union: for one other member at most.
PROXIES: dict[str, object] = {
    "0": _("By nobody"),
    "1": _("For one seat at most"),
    "2": _("For two seats at most"),
    "": _("For any number of seats"),
}


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
        rule.choices = [(code, gettext(PRESETS[code].title)) for code in rules_to_offer(review)]
        if draft is not None:
            del self.fields["rolled_up"]
        self.order_fields(
            [
                *("key", "kind", "versions", "rolled_up", "authentic_language", *self._asked()),
                *("rule", "quorum", "extensions", "proxies", "opens_at", "closes_at", "rehearsal"),
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
        return {
            "title": self._by_language("title"),
            "explanation": self._by_language("explanation"),
            "versions": list(data["versions"]),
            "authentic_language": data["authentic_language"],
            "rules": self._rules(),
            "asked": {name: data[name] for name in ("rule", "quorum", "extensions", "proxies")},
            "kind": data["kind"],
            "rehearsal": data["rehearsal"],
            "opens_at": data["opens_at"],
            "closes_at": data["closes_at"],
            "key": data["key"],
        }

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
        return rules

    def field_of(self, error: DomainError) -> str | None:
        """Return the field that a refusal belongs to: for titles, the one in the first language."""
        name = f"{error.field}_{self.languages[0]}"
        return name if name in self.fields else error.field

    def renew_key(self) -> None:
        """Give a refused form a new key, since the old one may stand for what was sent before."""
        self.data = with_new_key(self.data)

    def _by_language(self, name: str) -> dict[str, str]:
        return {code: self.cleaned_data[f"{name}_{code}"] for code in self.languages}


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
