from consult.responses.models.answer import Answer

__all__ = ["Answer"]
