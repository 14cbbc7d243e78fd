"""All settings, one file per concern, every value from the environment with a safe default."""

from consult.config.settings.applications import *  # noqa: F403
from consult.config.settings.background import *  # noqa: F403
from consult.config.settings.database import *  # noqa: F403
from consult.config.settings.environment import *  # noqa: F403
from consult.config.settings.languages import *  # noqa: F403
from consult.config.settings.logs import *  # noqa: F403
from consult.config.settings.mail import *  # noqa: F403
from consult.config.settings.participation import *  # noqa: F403
from consult.config.settings.security import *  # noqa: F403
from consult.config.settings.sign_in import *  # noqa: F403
from consult.config.settings.static_files import *  # noqa: F403
from consult.config.settings.translation import *  # noqa: F403
