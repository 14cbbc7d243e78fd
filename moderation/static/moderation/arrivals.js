// Says on the queue's page how many cases have come in since it was shown. The link beside it
// shows them, with this script or without.

const RECONNECT_AFTER = 5_000;

const place = document.querySelector("[data-queue-new]");
const link = place.querySelector("a");

function show({ new: count, more }) {
  if (!count) return;
  const sentence = more ? place.dataset.many : place.dataset.some;
  link.textContent = sentence.replace("%(count)s", count);
  place.classList.add("has-new");
}

function warn({ risk }) {
  const told = document.querySelector("[data-queue-risk] [role=alert]");
  told.textContent = risk ? told.dataset.some.replace("%(count)s", risk) : "";
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}${place.dataset.socket}`);
  socket.addEventListener("open", () => { place.dataset.following = "socket"; });
  socket.addEventListener("message", (message) => {
    const seen = JSON.parse(message.data);
    show(seen);
    warn(seen);
  });
  socket.addEventListener("close", () => setTimeout(connect, RECONNECT_AFTER));
}

connect();
