"""The code of conduct in every language of the interface."""

from modeltranslation.translator import TranslationOptions, register

from moderation.models import CodeOfConduct, Rule, SafeContact


@register(CodeOfConduct)
class CodeOfConductTranslation(TranslationOptions):
    fields = ("sentence", "promise")


@register(Rule)
class RuleTranslation(TranslationOptions):
    fields = ("title", "text", "consequence")


@register(SafeContact)
class SafeContactTranslation(TranslationOptions):
    fields = ("name", "about")
