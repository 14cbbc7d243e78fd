"""Pages for synchronous workers; websockets are served by `consult.config.asgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consult.config.settings")
application = get_wsgi_application()

from consult.config.soundness import refuse_unsound_start  # noqa: E402

refuse_unsound_start()
