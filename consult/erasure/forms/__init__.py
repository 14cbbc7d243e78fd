from consult.erasure.forms.asking import EverythingForm, StaffForm, SureForm

__all__ = ["EverythingForm", "StaffForm", "SureForm"]
