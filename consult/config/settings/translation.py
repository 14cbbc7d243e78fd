"""Translation by machine: off unless the operator names a provider."""

from consult.config.settings.environment import env

# The dotted name of a class or function without arguments that gives a
# `consult.core.machine.Provider`.
TRANSLATION_PROVIDER = env.str("TRANSLATION_PROVIDER", default="consult.core.machine.NoProvider")

# Whether the provider is under the operator's own control. To any other only published text goes.
TRANSLATION_PROVIDER_OWN = env.bool("TRANSLATION_PROVIDER_OWN", default=False)
