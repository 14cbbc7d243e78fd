// What was there when the page came is not read out by screen readers; put in again, it is.

const messages = document.querySelector(".messages[role=status]");
if (messages?.children.length) {
  const told = [...messages.childNodes];
  messages.replaceChildren();
  setTimeout(() => messages.replaceChildren(...told), 150);
}
