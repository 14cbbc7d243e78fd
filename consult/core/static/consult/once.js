// Keeps a second click from sending a form twice and shows that it is on its way.
// The server refuses doubles by the form's key in any case.

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (event.target.dataset.sent) {
    event.preventDefault();
    return;
  }
  event.target.dataset.sent = "true";
  if (!event.submitter?.classList.contains("plain")) {
    event.submitter?.setAttribute("aria-busy", "true");
  }
});

// A page that comes back from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-busy]")) {
    button.removeAttribute("aria-busy");
  }
});
