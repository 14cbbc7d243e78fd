"""Short texts of the council in every language of the interface."""

from modeltranslation.translator import TranslationOptions, register

from consult.council.models import Institution, Motion


@register(Institution)
class InstitutionTranslation(TranslationOptions):
    fields = ("name",)


@register(Motion)
class MotionTranslation(TranslationOptions):
    fields = ("title", "explanation")
