// Follows a publication while its page is open: over a websocket, and by polling where that fails.
// What comes over the socket is a hint; the server alone writes sentences, so the page is fetched.

const POLL_EVERY = 3_000;

const page = document.querySelector("[data-publication]");
let fetching = false;

function live() {
  return page.querySelector("[data-live]");
}

function isOver() {
  return live().dataset.running !== "true";
}

async function refresh() {
  if (fetching || isOver()) return;
  fetching = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const newer = fresh.querySelector("[data-live]");
    // The region itself stays, since a screen reader tells only what changes inside one it knows.
    live().dataset.running = newer.dataset.running;
    live().replaceChildren(...newer.childNodes);
    hideReload();
  } catch {
    // The network is away for a moment; the next look tries again.
  } finally {
    fetching = false;
  }
}

function hideReload() {
  const reload = page.querySelector("[data-reload]");
  if (reload) reload.hidden = true;
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}${page.dataset.socket}`);
  socket.addEventListener("message", refresh);
}

hideReload();
connect();
const polling = setInterval(() => (isOver() ? clearInterval(polling) : refresh()), POLL_EVERY);
