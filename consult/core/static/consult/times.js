// Adds the reader's own time to moments that stand in the review's zone and in UTC.

const sentence = document.body.dataset.ownTime;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
// Western digits, as on the rest of the page, whatever the browser prefers for the language.
const own = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn`, {
  dateStyle: "long",
  timeStyle: "short",
});

for (const moment of document.querySelectorAll("time[data-moment]")) {
  if (!sentence || moment.dataset.zone === zone) continue;
  const note = document.createElement("span");
  note.className = "own-time";
  note.textContent = sentence.replace("%(moment)s", own.format(new Date(moment.dateTime)));
  const utc = moment.nextElementSibling;
  (utc?.classList.contains("utc") ? utc : moment).after(" ", note);
}
