// Follows a motion while its page is open: over a websocket, and by polling where that fails.
// A snapshot says how many seats have voted, in which phase and stage the motion is, and when it
// closes; parts of the page that depend on these are fetched from the server, which alone writes sentences.

const POLL_EVERY = 15_000;
// A cut line is taken up again at once, each page after a moment of its own; then ever later.
const RECONNECT_SOON = 250;
const RECONNECT_LATEST = 5_000;
const SPEAK_AFTER = 1_500;
// Timers beyond 2^31 ms fire at once, so a far deadline is looked at again after a day.
const LONGEST_WAIT = 24 * 3600 * 1000;

const page = document.querySelector("[data-motion]");
const polite = page.querySelector("[data-polite]");
const assertive = page.querySelector("[data-assertive]");
let sequence = Number(page.dataset.sequence);
let phase = page.dataset.phase;
let stage = page.dataset.stage;
let closesAt = Date.parse(page.dataset.closes);
let polling = null;
let speaking = null;
let waiting = null;
let reconnectWithin = RECONNECT_SOON;

function sayCount(snapshot) {
  // Sixty seats may vote within a second; a screen reader gets the last count only.
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    polite.textContent = page.dataset.counted
      .replace("%(voted)s", snapshot.voted.length)
      .replace("%(seats)s", snapshot.seats);
  }, SPEAK_AFTER);
}

function sayPhase() {
  const sentences = { open: "opened", ended: "ended", closed: "closed", void: "void" };
  assertive.textContent = page.dataset[sentences[phase]] ?? "";
}

function showCount(snapshot) {
  for (const counter of page.querySelectorAll("[data-voted]")) {
    counter.textContent = snapshot.voted.length;
  }
  // In silence a seat says something or nothing, and the server writes which.
  if (phase !== "open" || stage === "silence") return;
  for (const seat of snapshot.voted) {
    const cell = page.querySelector(`[data-seat="${CSS.escape(seat)}"]`);
    if (cell) cell.textContent = page.dataset.hasVoted;
  }
}

// A form in which somebody is typing stays as it is; after the end it can no longer be sent.
function keepOrEndForms() {
  const typed = [...page.querySelectorAll("[data-vote]")].some(
    (form) => form.reason.value || form.querySelector(":checked"),
  );
  if ((phase === "open" && stage === page.dataset.stage) || !typed) return typed;
  page.querySelector("[data-too-late]").hidden = false;
  for (const button of page.querySelectorAll("[data-vote] button")) button.disabled = true;
  return true;
}

async function refreshParts() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const keep = keepOrEndForms();
  for (const part of page.querySelectorAll("[data-live]")) {
    const name = part.dataset.live;
    const newer = fresh.querySelector(`[data-live="${name}"]`);
    if (newer && !(name === "vote" && keep)) part.replaceWith(newer);
  }
}

// Nobody sends a hint when time passes, so the page looks again at the next opening or closing.
function waitForNextMoment(snapshot) {
  clearTimeout(waiting);
  const now = Date.parse(snapshot.now);
  const next = [snapshot.opens_at, snapshot.closes_at]
    .map((moment) => Date.parse(moment) - now)
    .filter((wait) => wait > 0);
  if (next.length) {
    waiting = setTimeout(poll, Math.min(Math.min(...next) + 500, LONGEST_WAIT));
  }
}

async function show(snapshot) {
  waitForNextMoment(snapshot);
  if (snapshot.sequence < sequence) return;
  const changed = snapshot.phase !== phase;
  const stepped = snapshot.stage !== stage;
  const moved = Date.parse(snapshot.closes_at) > closesAt;
  const counted = snapshot.sequence > sequence;
  sequence = snapshot.sequence;
  phase = snapshot.phase;
  stage = snapshot.stage;
  closesAt = Date.parse(snapshot.closes_at);
  if (changed || stepped || moved || (counted && stage === "silence")) await refreshParts();
  if (stepped) {
    assertive.textContent = page.dataset.stepped;
  } else if (changed) {
    sayPhase();
  } else if (moved) {
    assertive.textContent = page.dataset.moved;
  } else if (counted) {
    sayCount(snapshot);
  }
  showCount(snapshot);
}

async function poll() {
  try {
    const answer = await fetch(page.dataset.state, { headers: { Accept: "application/json" } });
    if (answer.ok && !answer.redirected) await show(await answer.json());
  } catch {
    // The network is away for a moment; the next poll tries again.
  }
}

function startPolling() {
  polling ??= setInterval(poll, POLL_EVERY);
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}${page.dataset.socket}`);
  socket.addEventListener("open", () => {
    clearInterval(polling);
    polling = null;
    reconnectWithin = RECONNECT_SOON;
    page.dataset.following = "socket";
  });
  socket.addEventListener("message", (message) => show(JSON.parse(message.data)));
  socket.addEventListener("close", () => {
    page.dataset.following = "polling";
    startPolling();
    setTimeout(connect, Math.random() * reconnectWithin);
    reconnectWithin = Math.min(reconnectWithin * 2, RECONNECT_LATEST);
  });
}

page.querySelector("[data-reload]").hidden = true;
connect();
