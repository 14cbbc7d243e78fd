from consult.reporting.actions.ask_for_certificate import ask_for_certificate
from consult.reporting.actions.ask_for_copy import TooManyCopies, ask_for_copy

__all__ = ["TooManyCopies", "ask_for_certificate", "ask_for_copy"]
