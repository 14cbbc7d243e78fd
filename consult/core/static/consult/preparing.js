/* Asks now and then whether a file is ready, and fetches it then. Without this module the page's
   link does the same when it is followed. */

const EVERY = 3000;
const status = document.querySelector("[data-preparing]");

function show(what) {
  for (const name of ["waiting", "ready", "failed"]) {
    status.querySelector(`[data-${name}]`).hidden = name !== what;
  }
}

async function ask() {
  let answer;
  try {
    answer = await fetch(status.dataset.preparing, { method: "HEAD", cache: "no-store" });
  } catch {
    // The network is away for a moment.
    setTimeout(ask, EVERY);
    return;
  }
  if (answer.status === 202) {
    setTimeout(ask, EVERY);
  } else if (answer.ok) {
    show("ready");
    location.assign(status.dataset.preparing);
  } else {
    show("failed");
  }
}

setTimeout(ask, EVERY);
