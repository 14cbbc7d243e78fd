from consult.erasure.models.erasure_request import ErasureRequest
from consult.erasure.models.hold import Hold

__all__ = ["ErasureRequest", "Hold"]
