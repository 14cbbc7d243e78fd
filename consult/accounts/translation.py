"""The name of an organisation in every language of the interface."""

from modeltranslation.translator import TranslationOptions, register

from consult.accounts.models import Organisation


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name",)
