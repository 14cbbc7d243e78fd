"""The title of a chapter in every language of the interface."""

from modeltranslation.translator import TranslationOptions, register

from consult.drafts.models import Chapter


@register(Chapter)
class ChapterTranslation(TranslationOptions):
    fields = ("title",)
