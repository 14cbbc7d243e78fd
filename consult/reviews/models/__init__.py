from consult.reviews.models.review import Review

__all__ = ["Review"]
