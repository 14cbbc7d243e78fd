// Keeps a case for the moderator who has begun to decide it, as long as they type, and gives it
// back on every way out. Without this script the buttons on the case's page do the same.

const RENEW_AFTER = 60_000;
const leases = new Map();

function send(lease, address, keepalive = false) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", lease.place.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("seen_version", lease.place.dataset.version);
  return fetch(address, { method: "POST", body, keepalive, redirect: "manual" });
}

function tell(lease, sentence) {
  const told = lease.place.querySelector("[data-lease-told]");
  if (told && told.textContent !== sentence) told.textContent = sentence;
}

function offerReturn(lease, offered) {
  const form = lease.place.querySelector("[data-giving-back]");
  if (form) form.hidden = !offered;
}

async function renew(lease) {
  if (Date.now() - lease.renewed < RENEW_AFTER) return;
  lease.renewed = Date.now();
  lease.held = true;
  try {
    const answer = await send(lease, lease.place.dataset.renew);
    const said = await answer.json();
    lease.held = answer.ok;
    tell(lease, said.sentence);
    offerReturn(lease, answer.ok);
  } catch {
    // The network is away for a moment; the next key tries again.
    lease.renewed = 0;
    lease.held = false;
  }
}

function release(lease, keepalive = false) {
  if (!lease.held) return;
  lease.held = false;
  lease.renewed = 0;
  send(lease, lease.place.dataset.release, keepalive).catch(() => {});
  tell(lease, "");
  offerReturn(lease, false);
}

for (const place of document.querySelectorAll("[data-lease]")) {
  const lease = { place, held: false, renewed: 0 };
  leases.set(place, lease);
  place.addEventListener("input", (event) => {
    if (event.target.closest("[data-deciding]")) renew(lease);
  });
  place.querySelector("[data-lease-opens]")?.addEventListener("toggle", (event) => {
    if (event.target.open) renew(lease);
    else release(lease);
  });
  // What is sent decides the case or gives it back, and the server ends the lease with it.
  place.addEventListener("submit", () => { lease.held = false; });
}

window.addEventListener("pagehide", () => {
  for (const lease of leases.values()) release(lease, true);
});
