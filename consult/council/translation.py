"""Short texts of the council in every language of the interface."""

from modeltranslation.translator import TranslationOptions, register

from consult.council.models import Institution, Motion, RollUp


@register(Institution)
class InstitutionTranslation(TranslationOptions):
    fields = ("name",)


@register(Motion)
class MotionTranslation(TranslationOptions):
    fields = ("title", "explanation")


@register(RollUp)
class RollUpTranslation(TranslationOptions):
    fields = ("title",)
