"""The short texts of a review that exist in every language of the interface."""

from modeltranslation.translator import TranslationOptions, register

from consult.reviews.models import Review


@register(Review)
class ReviewTranslation(TranslationOptions):
    fields = ("title", "country", "summary")
