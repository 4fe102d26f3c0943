// The page of what is kept on this phone; it stands in for pages that are not.

import { ask, canKeep, whenKept } from "./keep.js";

const holder = document.querySelector("[data-offline]");
const words = JSON.parse(holder.dataset.offline);
const part = (name) => document.querySelector(`[data-part=${name}]`);
const { kept: isCopy } = document.documentElement.dataset;
const status = part("status");
const ROUNDS = 50; // of emptying, before we say that it does not work
const PAUSE = 100; // milliseconds between them
let offer = null; // the pack that a search reads
let search = null;

const sized = (bytes) => {
  const [unit, size] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  const digits = { style: "unit", unit, maximumFractionDigits: unit === "megabyte" ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, digits).format(size);
};

const said = (trouble) => words[trouble] ?? words.other;

// ---- What is kept ------------------------------------------------------------

const item = ({ path, title, kept, skew }) => {
  const row = document.createElement("li");
  const link = document.createElement("a");
  const when = document.createElement("span");
  link.href = path;
  link.textContent = title.replace(/ · [^·]*$/, "");
  when.className = "line";
  when.textContent = whenKept(kept, +skew, words);
  row.append(link, when);
  return row;
};

const decoded = (title) => new DOMParser().parseFromString(title, "text/html").documentElement.textContent;

const isOwn = ({ path }) => !/\/(?:offline|urgent-help)$/.test(path);

// Shows what is kept. Asks the worker only if there is one: asking would bring one.
const show = async () => {
  const there = await navigator.serviceWorker.getRegistration();
  const state = there ? await ask({ do: "state" }) : { note: { offers: {} }, pages: [] };
  if (state.trouble) throw new Error(state.trouble);
  const { offers } = state.note;
  const pages = state.pages.filter(isOwn);
  offer = offers[words.prefix] ?? Object.values(offers)[0] ?? null;
  const own = offers[words.prefix];
  part("offer").textContent = own ? whenKept(own.kept, +own.skew, words) : "";
  part("keep").hidden = Boolean(own);
  part("update").hidden = !own && !pages.length;
  part("search").hidden = !offer;
  part("none").hidden = pages.length > 0;
  part("pages").replaceChildren(...pages.map((one) => item({ ...one, title: decoded(one.title) })));
};

const showSize = async () => {
  const size = part("size");
  const answer = await fetch(words.prefix + "/offline/pack.json", { cache: "no-store" })
    .catch(() => null);
  size.textContent = answer?.ok
    ? words.size.replace("#", sized((await answer.json()).packed))
    : words.size_unknown;
};

// ---- Buttons -----------------------------------------------------------------

const waiting = ({ share }) => {
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  status.textContent = words.wait.replace("#", percent.format(share));
};

const keepOffer = async () => {
  waiting({ share: 0 });
  const answer = await ask({ do: "offer", prefix: words.prefix }, waiting);
  if (!answer.trouble) {
    const pages = await ask({ do: "keep", paths: [], prefix: words.prefix });
    answer.trouble = pages.trouble;
  }
  status.textContent = answer.trouble ? said(answer.trouble) : words.done;
};

const update = async () => {
  waiting({ share: 0 });
  const answer = await ask({ do: "update" }, waiting);
  status.textContent = answer.trouble ? said(answer.trouble) : words.fresh;
};

// Empties every cache, again if need be: what the worker was doing when it was told to
// stop may open one once more. Done when there is none twice in a row.
const emptied = async () => {
  for (let round = 0, clear = 0; round < ROUNDS; round += 1) {
    const names = await caches.keys();
    clear = names.length ? 0 : clear + 1;
    if (clear === 2) return;
    for (const name of names) await caches.delete(name);
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  throw new Error("left");
};

// Forgets all there is, whatever of it is broken: each step is tried by itself.
const forget = async () => {
  const registrations = await navigator.serviceWorker.getRegistrations();
  const steps = [
    ...registrations.map((one) => () => one.active?.postMessage({ do: "stop" })),
    () => localStorage.clear(),
    () => sessionStorage.clear(),
    ...registrations.map((one) => () => one.unregister()),
    emptied,
  ];
  let isWhole = true;
  for (const step of steps) {
    try {
      await step();
    } catch {
      isWhole = false;
    }
  }
  part("forgotten").textContent = isWhole ? words.forgotten : words.forget_failed;
  status.textContent = "";
};

const deeds = { offer: keepOffer, update, forget };

const press = async (button) => {
  button.disabled = true;
  try {
    await deeds[button.dataset.do]();
    search = null;
    await show();
  } catch {
    status.textContent = words.other;
  }
  button.disabled = false;
};

// ---- Search ------------------------------------------------------------------

const kept = async (name) => {
  const cache = await caches.open(offer.cache);
  const found = await cache.match(offer.parts[name]);
  return found.json();
};

// Loads the words and rules only when something is asked.
const opened = async () => {
  const [{ Search }, { Lexicon }, pack, entries] = await Promise.all([
    import("./ranking.js"),
    import("./understand.js"),
    kept("search"),
    kept("entries"),
  ]);
  return { search: new Search(pack, new Lexicon(pack)), ...entries };
};

const cardOf = (slug, { cards, alone }) => {
  if (cards[slug]) {
    return new DOMParser().parseFromString(cards[slug], "text/html").body.firstElementChild;
  }
  const row = document.querySelector("template").content.firstElementChild.cloneNode(true);
  row.querySelector("strong").textContent = alone[slug];
  return row;
};

const MOST = 10;

const sentence = ({ query, results, isConfident }) => {
  if (query.isElsewhere && !query.isUrgent) return words.elsewhere;
  if (!results.length) return words.nothing;
  const count = words.found.replace("#", Math.min(results.length, MOST));
  return isConfident ? count : `${words.unsure} ${count}`;
};

const find = async (text) => {
  const found = part("found");
  found.textContent = words.reading;
  try {
    search ??= await opened();
    const answer = search.search.answer(text.trim().slice(0, 800));
    const { query, results } = answer;
    part("results").replaceChildren(
      ...results.slice(0, MOST).map((slug) => cardOf(slug, search)),
    );
    const isUnread = query.isUnread;
    if (query.isUrgent || isUnread) holder.before(part("urgent"));
    else holder.after(part("urgent"));
    found.textContent = isUnread ? `${words.unread} ${sentence(answer)}` : sentence(answer);
  } catch {
    found.textContent = words.broken;
  }
};

// ---- The page ----------------------------------------------------------------

const start = async () => {
  part("without").hidden = true;
  part("all").hidden = false;
  holder.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-do]");
    if (button) press(button);
  });
  const form = part("search").querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find(form.q.value);
  });
  showSize().catch(() => {});
  await show();
  const asked = new URLSearchParams(location.search).get("q") ?? "";
  const isSearch = /\/search$/.test(location.pathname);
  part("missing").hidden = !isCopy || isSearch || /\/offline$/.test(location.pathname);
  if (isSearch && offer) {
    form.q.value = asked;
    await find(asked);
  }
};

if (canKeep) start().catch(() => (status.textContent = words.broken));
