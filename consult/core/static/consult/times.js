// Adds the reader's own time to moments that stand in the review's zone and in UTC.

const sentence = document.body.dataset.ownTime;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const language = document.documentElement.lang;
// The order of the day, the 24 hours and the digits are those of the rest of the page.
const own = new Intl.DateTimeFormat(`${language === "en" ? "en-GB" : language}-u-nu-latn-hc-h23`, {
  dateStyle: "long",
  timeStyle: "short",
});

// What a clock in a zone shows at a moment: two zones that agree need saying only once.
function clock(place, moment) {
  try {
    return new Date(moment).toLocaleString("en-GB", { timeZone: place });
  } catch {
    // An old browser may not know a zone that is named anew.
    return place;
  }
}

for (const moment of document.querySelectorAll("time[data-moment]")) {
  if (!sentence || clock(moment.dataset.zone, moment.dateTime) === clock(zone, moment.dateTime)) {
    continue;
  }
  const note = document.createElement("span");
  note.className = "own-time";
  note.textContent = sentence.replace("%(moment)s", own.format(new Date(moment.dateTime)));
  const utc = moment.nextElementSibling;
  (utc?.classList.contains("utc") ? utc : moment).after(" ", note);
}
