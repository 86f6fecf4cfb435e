/* Small comforts. Every page works without them. */
"use strict";

// After a refusal, reading and keyboard start at what is wrong.
document.querySelector(".error-summary")?.focus();

// A menu closes when one looks elsewhere, and with Escape, which gives the focus back to its button.
const openMenus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// The current tab is in sight also where the row of tabs is wider than the phone.
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A passkey that was refused or cancelled says so on the page, not only to developers.
document.addEventListener("allauth.error", (event) => {
  const trouble = document.querySelector(".passkey-trouble");
  if (!trouble) return;
  event.preventDefault();
  trouble.hidden = false;
});

// The log-in page of the demo: its invented people enter with one touch.
for (const button of document.querySelectorAll("button[data-login]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const form = document.querySelector("form.form");
    form.elements.login.value = button.dataset.login;
    form.elements.password.value = button.dataset.password;
    form.requestSubmit();
  });
}
