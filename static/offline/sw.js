// Keeps on this phone what a parent asked to keep, and shows it with no signal.
// Registered by a tap on Keep, never before; stores nothing by itself.

const PAGES = "kept-pages"; // one response for each page kept by itself
const FILES = "kept-files"; // styles and scripts that those pages use
const NOTES = "kept-notes"; // one note: which packs are whole, and of which version
const NOTE = "/offline/note";
const PATIENCE = 4000; // milliseconds for the network where a kept copy waits
const MORE_PATIENCE = 10000; // where only the offline page can stand in
// Never kept and never looked at: what people send, ask and read at the desk.
const PRIVATE = /^(?:\/[a-z]{2,3})?\/(?:feedback|found|desk|api)(?:\/|$)/;
const FILE = /(?:src|href)="(\/static\/[^"#]+)/g;
const ALONE = " data-alone"; // how a page says that it is kept only by itself
const ALWAYS = ["/urgent-help", "/offline"]; // kept with whatever is kept first

let isForgotten = false;

// What went wrong, as a word that the page has a sentence for.
class Trouble extends Error {}

const troubleOf = (fault) => {
  if (fault instanceof Trouble) return fault.message;
  return fault.name === "QuotaExceededError" ? "full" : "signal";
};

addEventListener("install", () => skipWaiting());

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (PRIVATE.test(url.pathname)) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});

addEventListener("message", (event) => {
  const [port] = event.ports;
  const tell = (answer) => port?.postMessage(answer);
  const work = DEEDS[event.data.do](event.data, tell).then(
    (answer) => tell({ done: true, ...answer }),
    (fault) => tell({ done: true, trouble: troubleOf(fault) }),
  );
  event.waitUntil(work);
});

const DEEDS = {
  // Keeps some pages, and help for now with them. Of many at once, private ones are
  // left out: they are kept only one by one.
  keep: async ({ paths, prefix }) => {
    isForgotten = false;
    for (const path of ALWAYS) await keepPage(prefix + path);
    const found = { kept: 0, left: 0, lost: 0 };
    for (const path of paths) found[await keepOneOf(paths.length, path)] += 1;
    await saveNote({ version: await version() });
    return found;
  },
  // Keeps the whole offer in one language.
  offer: async ({ prefix }, tell) => {
    isForgotten = false;
    const note = await readNote();
    const offer = await download(prefix, tell);
    await saveNote({ offers: { ...note.offers, [prefix]: offer }, version: offer.version });
    await sweep();
    return { offer };
  },
  update: async (_, tell) => update(tell, { isAsked: true }),
  state: async () => ({ note: await readNote(), pages: await keptPages() }),
  stop: async () => {
    isForgotten = true;
    return {};
  },
};

// ---- Showing what is kept ----------------------------------------------------

const file = async (request) =>
  (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

const within = (milliseconds, answer) =>
  Promise.race([
    answer,
    new Promise((_, fail) => setTimeout(() => fail(new Trouble("signal")), milliseconds)),
  ]);

// Answers from the network if it is there in time, else with what is kept.
const page = async (event, url) => {
  const answers = fetch(event.request);
  answers.catch(() => {}); // it is waited for below, perhaps too late
  const kept = await keptCopy(url.pathname).catch(() => null);
  try {
    const answer = await within(kept ? PATIENCE : MORE_PATIENCE, answers);
    if (answer.status >= 500 && kept) return kept;
    const copy = answer.ok && (await isSingle(url)) ? answer.clone() : null;
    event.waitUntil(after(url, copy).catch(() => {}));
    return answer;
  } catch {
    return kept ?? (await offlinePage(url.pathname).catch(() => null)) ?? answers;
  }
};

// Returns a kept page ready to show, or null.
const keptCopy = async (path) => {
  const single = await (await opened(PAGES))?.match(path);
  if (single) return marked(await single.text(), single.headers);
  const { offers } = await readNote();
  for (const [prefix, offer] of Object.entries(offers)) {
    const found = await fromPack(prefix, offer, path);
    if (found) return found;
  }
  return null;
};

const fromPack = async (prefix, offer, path, as = path) => {
  if (prefix && !path.startsWith(prefix + "/")) return null;
  const cache = await opened(offer.cache);
  const part = await cache?.match(offer.parts.entries);
  if (!part) return null;
  const { frame, pages } = await part.json();
  const one = pages[path.slice(prefix.length)];
  if (!one) return null;
  const html = frame
    .replaceAll("@path@", as.slice(prefix.length))
    .replace("@title@", () => one.title)
    .replace("@main@", () => one.main);
  return marked(html, part.headers);
};

// Returns the page that stands in for one that is not kept, or null.
const offlinePage = async (path) => {
  const { offers } = await readNote();
  const [, prefix] = /^(\/[a-z]{2,3})\//.exec(path + "/") ?? ["", ""];
  const order = [prefix, "", ...Object.keys(offers)];
  for (const one of order) {
    if (!offers[one]) continue;
    const found = await fromPack(one, offers[one], one + "/offline");
    if (found) return found;
  }
  const cache = await opened(PAGES);
  for (const one of order) {
    const single = await cache?.match(one + "/offline");
    if (single) return marked(await single.text(), single.headers);
  }
  return null;
};

// Returns a page that says when it was kept; its own script puts that into words.
const marked = (html, headers) => {
  const kept = `data-kept="${headers.get("x-kept")}" data-skew="${headers.get("x-skew")}"`;
  return new Response(html.replace("<html ", `<html ${kept} `), { headers });
};

// Opens a cache only if it is there: opening makes one.
const opened = async (name) => ((await caches.has(name)) ? caches.open(name) : null);

// ---- Keeping -----------------------------------------------------------------

const readNote = async () => {
  const found = await (await opened(NOTES))?.match(NOTE);
  return found ? found.json() : { version: "", offers: {} };
};

// Writes the note anew, in one step: what it names is whole.
const saveNote = async (changes) => {
  const note = { ...(await readNote()), ...changes };
  if (!isForgotten) await (await caches.open(NOTES)).put(NOTE, Response.json(note));
};

const asked = async (address) => {
  const answer = await fetch(address, { cache: "no-store" });
  if (!answer.ok) throw new Trouble("gone");
  return answer;
};

const version = async () => (await (await asked("/offline/version.json")).json()).version;

// Returns the headers of a kept answer: the server's date, and how far the phone's
// clock was from it in milliseconds.
const stamped = (answer) => {
  const headers = new Headers(answer.headers);
  if (headers.has("x-kept")) return headers;
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  const now = Date.now();
  const said = Date.parse(answer.headers.get("date") ?? "") || now;
  headers.set("x-kept", new Date(said).toISOString());
  headers.set("x-skew", String(now - said));
  return headers;
};

const put = async (cache, address, body, headers) => {
  if (!isForgotten) await cache.put(address, new Response(body, { headers }));
};

// Keeps a page as it is now, and the files it uses; returns where it lies, or null
// for a private page that was not asked for by itself.
const keepPage = async (path, mayBePrivate = true) => {
  const answer = await asked(path);
  return storePage(new URL(answer.url).pathname, answer, mayBePrivate);
};

// Keeps one of some pages; returns what became of it.
const keepOneOf = async (count, path) => {
  try {
    return (await keepPage(path, count === 1)) ? "kept" : "left";
  } catch (fault) {
    if (count === 1 || troubleOf(fault) !== "gone") throw fault;
    return "lost";
  }
};

const storePage = async (path, answer, mayBePrivate = true) => {
  const html = await answer.text();
  if (!mayBePrivate && html.includes(ALONE)) return null;
  const files = await caches.open(FILES);
  for (const [, address] of html.matchAll(FILE)) {
    if (await files.match(address)) continue;
    // A pack may have it already, but not for ever.
    const found = (await caches.match(address, { ignoreVary: true })) ?? (await asked(address));
    await put(files, address, await found.arrayBuffer(), stamped(found));
  }
  const headers = stamped(answer);
  const { pathname, search } = new URL(answer.url);
  headers.set("x-asked", pathname + search); // a list is in its address
  await put(await caches.open(PAGES), path, html, headers);
  return path;
};

const keptPages = async () => {
  const cache = await opened(PAGES);
  const requests = (await cache?.keys()) ?? [];
  return Promise.all(
    requests.map(async ({ url }) => {
      const answer = await cache.match(url);
      const [, title] = /<title>([^<]*)<\/title>/.exec(await answer.text()) ?? ["", url];
      const kept = answer.headers.get("x-kept");
      const skew = answer.headers.get("x-skew");
      const path = new URL(url).pathname;
      return { path, asked: answer.headers.get("x-asked") ?? path, title, kept, skew };
    }),
  );
};

const hex = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

// Returns a part's bytes once they are known to be whole.
const wholePart = async ({ url, bytes, sha256 }, old) => {
  const same = await old?.match(url);
  const answer = same ?? (await asked(url));
  const data = await answer.arrayBuffer().catch(() => {
    throw new Trouble("half");
  });
  const isWhole =
    data.byteLength === bytes && hex(await crypto.subtle.digest("SHA-256", data)) === sha256;
  if (!isWhole) throw new Trouble("half");
  return [data, answer];
};

// Downloads a pack into a cache of its own; the old one stays until all is there.
const download = async (prefix, tell) => {
  const answer = await asked(prefix + "/offline/pack.json");
  const manifest = await answer.json().catch(() => {
    throw new Trouble("half");
  });
  const old = (await readNote()).offers[prefix];
  const name = `kept-offer-${manifest.digest}`;
  if (old?.cache === name) return { ...old, version: manifest.version, checked: Date.now() };
  await needRoom(manifest.bytes);
  try {
    const cache = await caches.open(name);
    await fill(cache, manifest, answer, await (old && opened(old.cache)), tell);
  } catch (fault) {
    await caches.delete(name);
    throw fault;
  }
  const headers = stamped(answer);
  return {
    cache: name,
    version: manifest.version,
    kept: headers.get("x-kept"),
    skew: headers.get("x-skew"),
    bytes: manifest.packed,
    pages: manifest.entries,
    parts: Object.fromEntries(manifest.parts.map((part) => [part.name, part.url])),
  };
};

const fill = async (cache, manifest, answer, old, tell) => {
  let done = 0;
  const headers = stamped(answer);
  for (const part of manifest.parts) {
    const [data] = await wholePart(part, old);
    headers.set("content-type", "text/html; charset=utf-8");
    await put(cache, part.url, data, headers);
    done += part.packed;
    tell({ done: false, share: done / manifest.packed });
  }
  for (const address of manifest.files) {
    const found = (await old?.match(address)) ?? (await asked(address));
    await put(cache, address, await found.arrayBuffer(), stamped(found));
  }
};

const needRoom = async (bytes) => {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota !== undefined && quota - usage < bytes) throw new Trouble("full");
};

// Deletes packs that the note no longer names, and files that no page uses.
const sweep = async () => {
  const { offers } = await readNote();
  const named = new Set(Object.values(offers).map((offer) => offer.cache));
  for (const name of await caches.keys()) {
    if (name.startsWith("kept-offer-") && !named.has(name)) await caches.delete(name);
  }
  const used = new Set();
  const pages = await opened(PAGES);
  for (const answer of (await pages?.matchAll()) ?? []) {
    for (const [, address] of (await answer.text()).matchAll(FILE)) used.add(address);
  }
  const files = await opened(FILES);
  for (const request of (await files?.keys()) ?? []) {
    if (!used.has(new URL(request.url).pathname)) await files.delete(request);
  }
};

// ---- Keeping up to date ------------------------------------------------------

// After a page came from the network: her copy of it becomes that one, and the rest
// follows when the site has changed.
const after = async (url, answer) => {
  if (answer) await storePage(url.pathname, answer);
  await update(() => {}, {});
};

const isSingle = async ({ pathname, search }) => {
  const single = await (await opened(PAGES))?.match(pathname);
  return single?.headers.get("x-asked") === pathname + search;
};

let updating = null;

const update = (tell, options) => {
  updating ??= renewed(tell, options).finally(() => (updating = null));
  return updating;
};

const renewed = async (tell, { isAsked = false }) => {
  const note = await readNote();
  const pages = await keptPages();
  if (!pages.length && !Object.keys(note.offers).length) return {};
  const now = await version();
  if (now === note.version && !isAsked) return { note };
  for (const { asked: page } of pages) await keepPage(page).catch(leaveGone);
  const offers = { ...note.offers };
  const isCostly = navigator.connection?.saveData && !isAsked;
  if (isCostly && Object.keys(offers).length) return { note };
  for (const prefix of Object.keys(offers)) offers[prefix] = await download(prefix, tell);
  await saveNote({ offers, version: now });
  await sweep();
  return { note: await readNote() };
};

// A page that is no longer on the site stays as it was kept.
const leaveGone = (fault) => {
  if (troubleOf(fault) !== "gone") throw fault;
};
