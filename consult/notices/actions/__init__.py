from consult.notices.actions.tell import tell_step

__all__ = ["tell_step"]
