// Moves the focus to the summary of what was refused, so that it is read first.

document.querySelector("[data-error-summary]")?.focus();
