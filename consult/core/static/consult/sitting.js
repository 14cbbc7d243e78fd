// Follows a live session and the motion that it is at: over websockets, and by polling where they
// fail. What comes over a socket says that something changed; the server alone writes sentences.

const POLL_EVERY = 15_000;
const RECONNECT_SOON = 250;
const RECONNECT_LATEST = 5_000;
const SPEAK_AFTER = 1_500;

const page = document.querySelector("[data-sitting]");
const polite = page.querySelector("[data-polite]");
const assertive = page.querySelector("[data-assertive]");
let sequence = Number(page.dataset.sequence);
let stood = page.dataset.stood;
let place = Number(page.dataset.place);
let motion = null;
let phase = null;
let closesAt = null;
let voted = null;
let present = page.dataset.present;
let speaking = null;
let polling = null;

async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const newest = fresh.querySelector("[data-sitting]").dataset;
    if (Number(newest.sequence) < sequence) return;
    let replanned = false;
    for (const part of page.querySelectorAll("[data-live]")) {
      // What somebody types stays as it is; what they have the focus in comes back under it.
      if (typedIn(part)) continue;
      const focused = part.contains(document.activeElement) ? document.activeElement : null;
      const newer = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
      if (!newer || (newer.innerHTML === part.innerHTML && !focused)) continue;
      const forms = [...part.querySelectorAll("button")];
      const index = forms.indexOf(focused);
      replanned ||= part.dataset.live === "agenda" && newer.textContent !== part.textContent;
      part.replaceWith(newer);
      if (index >= 0) newer.querySelectorAll("button")[index]?.focus();
    }
    speak({
      sequence: Number(newest.sequence),
      state: newest.stood,
      place: Number(newest.place),
      present: newest.present,
      replanned,
    });
    followMotion();
  } catch {
    // The network is away for a moment; the next look tries again.
  }
  page.querySelector("[data-reload]").hidden = true;
}

function typedIn(part) {
  return [...part.querySelectorAll("input:not([type=hidden]), textarea")].some(
    (field) => field === document.activeElement || field.value !== field.defaultValue,
  );
}

// Many come at the start of a session; a screen reader gets the last word only.
function saySoon(sentence) {
  clearTimeout(speaking);
  speaking = setTimeout(() => (polite.textContent = sentence), SPEAK_AFTER);
}

function speak(now) {
  if (now.state !== stood) {
    assertive.textContent = page.dataset[now.state] ?? "";
  } else if (now.place !== place) {
    assertive.textContent = page.dataset.onward;
  } else if (now.present !== present) {
    saySoon(page.dataset.changed);
  } else if (now.replanned) {
    saySoon(page.dataset.replanned);
  }
  present = now.present;
  sequence = Math.max(sequence, now.sequence);
  stood = now.state;
  place = now.place;
}

function seen(snapshot) {
  if (snapshot.sequence !== sequence) refresh();
}

function counted(snapshot) {
  for (const counter of page.querySelectorAll("[data-voted]")) {
    counter.textContent = snapshot.voted.length;
  }
  if (phase !== null && snapshot.phase !== phase) {
    assertive.textContent = snapshot.phase === "open" ? page.dataset.opened : page.dataset.closed;
    refresh();
  } else if (closesAt !== null && snapshot.closes_at !== closesAt) {
    saySoon(page.dataset.moved);
    refresh();
  } else if (voted !== null && snapshot.voted.length !== voted) {
    saySoon(
      page.dataset.counted
        .replace("%(voted)s", snapshot.voted.length)
        .replace("%(seats)s", snapshot.seats),
    );
    // The chair is offered to end a vote otherwise once nobody is missing.
    if (snapshot.voted.length === snapshot.seats) refresh();
  }
  phase = snapshot.phase;
  closesAt = snapshot.closes_at;
  voted = snapshot.voted.length;
}

function line(address, heard, wanted) {
  let within = RECONNECT_SOON;
  let socket = null;
  function connect() {
    if (!wanted()) return;
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    socket = new WebSocket(`${scheme}//${location.host}${address}`);
    socket.addEventListener("open", () => (within = RECONNECT_SOON));
    socket.addEventListener("message", (message) => heard(JSON.parse(message.data)));
    socket.addEventListener("close", () => {
      setTimeout(connect, Math.random() * within);
      within = Math.min(within * 2, RECONNECT_LATEST);
    });
  }
  connect();
  return () => socket?.close();
}

function followMotion() {
  const address = page.querySelector("[data-motion-socket]")?.dataset.motionSocket ?? null;
  if (address === motion?.address) return;
  motion?.end();
  phase = closesAt = voted = null;
  motion = address && { address };
  if (motion) motion.end = line(address, counted, () => motion?.address === address);
}

line(
  page.dataset.socket,
  (snapshot) => {
    page.dataset.following = "socket";
    clearInterval(polling);
    polling = null;
    seen(snapshot);
  },
  () => {
    // Until a first word comes over the socket, the page looks by itself.
    page.dataset.following = "polling";
    polling ??= setInterval(refresh, POLL_EVERY);
    return true;
  },
);
followMotion();
page.querySelector("[data-reload]").hidden = true;
