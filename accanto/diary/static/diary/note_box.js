/* The note box: what is typed survives a lost line, a closed tab, an expired session and a killed server.
   Every change is sealed at once into the phone's pocket, and kept as a draft by the server within two
   seconds; when the server has it, the pocket is emptied. Without this script the form works as any form. */

import { canSeal, seal } from "./seal.js";
import * as pocket from "./pocket.js";

const form = document.querySelector("form[data-note]");
const { user, key, draftUrl, sealedUrl, aroundUrl, findUrl } = form.dataset;
const words = JSON.parse(form.dataset.words);
const status = form.querySelector("[data-status]");
const again = form.querySelector("[data-again]");
const identifier = () => form.elements.form_token.value;

const SAVE_AFTER = 1000; // a save begun after one second is done within two
const TRY_AGAIN_AFTER = 10_000;
const FORGOTTEN = new Set(["written", "draft", "gone"]);

let version = 0; // counts changes
let kept = 0; // the last change that the server has
let queued = false; // Save was pressed without a line
let leaving = false;
let timer = 0;
const sealing = canSeal();

const say = (sentence, { enter = false } = {}) => {
  status.textContent = sentence;
  again.hidden = !enter;
};

/* What was typed, as the server keeps drafts: lists of text by field. Files stay where they are. */
function body() {
  const fields = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string") (fields[name] ??= []).push(value);
  return fields;
}

const TYPED = ["text", "reserved_text", "next_step", "with_whom"];
const hasWords = () => TYPED.some((name) => form.elements[name].value.trim());

/* --- To the server ------------------------------------------------------------------------- */

/* The cookie is fresher than the hidden field when she has logged in again in another tab. */
const csrf = () => document.cookie.match(/csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;

const send = (url, content, options = {}) =>
  fetch(url, {
    method: "POST",
    body: content,
    headers: { "X-Requested-With": "fetch", "X-CSRFToken": csrf() },
    redirect: "error",
    ...options,
  });

async function keepDraft(options) {
  if (version === kept || queued || leaving || (kept === 0 && !hasWords())) return;
  const now = version;
  const content = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  content.set("typed_at", Date.now());
  let response;
  try {
    response = await send(draftUrl, content, options);
  } catch {
    return offline();
  }
  if (response.status === 401 || response.status === 403) return expired();
  if (!response.ok) return say((await response.json().catch(() => ({}))).error ?? words.unsealed);
  kept = now;
  if (version === now && (await sealing)) await pocket.drop(identifier());
  if (response.status === 200 && !leaving) say(words.saved.replace("{time}", (await response.json()).saved_at));
}

async function offline() {
  say((await sealing) ? (queued ? words.queued : words.sealed) : words.unsealed);
}

async function expired() {
  const canWait = await sealing;
  say(canWait ? words.expired : words.expired_open, { enter: canWait });
}

/* --- Into the pocket ----------------------------------------------------------------------- */

let last = Promise.resolve();

/* One sealing at a time, and none of a text that has changed since. */
function intoPocket(wasSent = false) {
  const now = version;
  last = last.then(async () => {
    if (!(await sealing) || (now !== version && !wasSent)) return;
    const note = { user, client_id: identifier(), typed_at: Date.now(), body: body(), was_sent: wasSent };
    await pocket.put(note.client_id, await seal(note, key));
  });
  return last.catch(() => say(words.unsealed));
}

/* Send what waits in the pocket; whatever the server has taken is forgotten here. */
async function emptyPocket() {
  if (!(await sealing)) return;
  const waiting = await pocket.ids();
  let arrived = false;
  for (const id of waiting) {
    const own = id === identifier();
    if (own && !queued) continue; // it is being typed: the draft takes care of it
    const sealed = await pocket.get(id);
    const response = await send(sealedUrl, new Blob([sealed])).catch(() => null);
    if (!response) return own ? offline() : undefined;
    if (response.status === 401 || response.status === 403) return expired();
    if (!response.ok) return;
    const { state, to } = await response.json();
    if (FORGOTTEN.has(state)) await pocket.drop(id);
    if (own && state === "written") return leave(to);
    if (own && FORGOTTEN.has(state)) return leave(`${form.action}?bozza=${id}`);
    if (state === "not_yours") say(words.not_yours);
    arrived ||= state === "written" || state === "draft";
  }
  if (arrived && version === 0) location.reload(); // the server now offers what was waiting
}

function leave(address) {
  leaving = true;
  location.assign(address);
}

/* --- What she does ------------------------------------------------------------------------- */

form.addEventListener("input", () => {
  version += 1;
  queued = false;
  if (hasWords()) intoPocket();
  timer ||= setTimeout(() => {
    timer = 0;
    keepDraft();
  }, SAVE_AFTER);
});

form.addEventListener("submit", async (event) => {
  if (event.submitter?.name === "search") return;
  event.preventDefault();
  if (leaving) return;
  const button = form.querySelector("[data-save] button");
  button.disabled = true;
  say(words.saving);
  try {
    const response = await send(form.action, new FormData(form));
    if (response.status >= 500) throw new Error(response.status);
    if (response.ok) {
      leaving = true;
      if (await sealing) await last.then(() => pocket.drop(identifier()));
      return location.assign((await response.json()).to);
    }
    sendPlainly();
  } catch {
    button.disabled = false;
    await sendLater();
  }
});

/* The server wants to show something (what is wrong, the log-in page): let it, in the ordinary way. */
function sendPlainly() {
  leaving = true;
  form.elements.csrfmiddlewaretoken.value = csrf();
  HTMLFormElement.prototype.submit.call(form);
}

async function sendLater() {
  if (!(await sealing)) return say(words.unsealed);
  queued = true;
  await intoPocket(true);
  const files = form.elements.files?.files.length;
  say(files ? `${words.queued} ${words.no_files}` : words.queued);
}

addEventListener("online", () => (queued ? emptyPocket() : keepDraft().then(emptyPocket)));
setInterval(() => (queued ? emptyPocket() : keepDraft()), TRY_AGAIN_AFTER);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keepDraft({ keepalive: true });
});

/* --- Choosing households ------------------------------------------------------------------- */

const choicesOf = (name) => form.querySelector(`[data-part="${name}"] .choices`);
const ticked = (name) => [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((input) => input.value);

function chip(name, { id, name: label }, checked) {
  const input = Object.assign(document.createElement("input"), {
    type: "checkbox", name, value: id, id: `id_${name}_row${id}`, checked,
  });
  const choice = Object.assign(document.createElement("div"), { className: "choice" });
  choice.append(input, Object.assign(document.createElement("label"), { htmlFor: input.id, textContent: label }));
  return choice;
}

const answer = async (url, query) => (await fetch(`${url}?${query}`, { headers: { "X-Requested-With": "fetch" } })).json();

/* Who belongs to the chosen households; what was ticked stays ticked. */
async function showAround() {
  const query = new URLSearchParams(ticked("households").map((id) => ["households", id]));
  for (const [name, rows] of Object.entries(await answer(aroundUrl, query))) {
    const before = ticked(name);
    choicesOf(name).replaceChildren(...rows.map((row) => chip(name, row, before.includes(String(row.id)))));
    form.querySelector(`[data-part="${name}"]`).hidden = rows.length === 0;
  }
}

/* Found households join the chips; those found before and not chosen go. */
async function showFound(text) {
  const { households } = await answer(findUrl, new URLSearchParams({ q: text }));
  const place = choicesOf("households");
  for (const old of place.querySelectorAll(".choice[data-found]")) if (!old.querySelector("input").checked) old.remove();
  const there = new Set([...place.querySelectorAll("input")].map((input) => input.value));
  for (const row of households.filter(({ id }) => !there.has(String(id)))) {
    const found = chip("households", row, false);
    found.dataset.found = "";
    place.append(found);
  }
}

let search = 0;
form.addEventListener("input", ({ target }) => {
  if (target.name === "households") showAround().catch(() => {});
  if (target.name !== "find") return;
  clearTimeout(search);
  search = setTimeout(() => showFound(target.value).catch(() => {}), 250);
});

if (!(await sealing)) say(words.only_server);
form.dataset.ready = "";
emptyPocket();
