// Says so where the browser refused a passkey; allauth's script only writes it to the console.

const refusal = document.querySelector("[data-passkey-refused]");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelector("main").prepend(refusal);
  refusal.hidden = false;
  refusal.focus();
});
