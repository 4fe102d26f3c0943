// Keep buttons, and the note on a kept copy. Nothing is stored before a tap.

const HOUR = 36e5; // milliseconds; a phone that sets its clock right moves it less
const DAY = 24 * HOUR;
const { documentElement: root } = document;
const lang = root.lang === "en" ? "en-GB" : root.lang;

// Returns a registration's worker once it works. (`ready` may still name one that was
// forgotten on this very page.)
const atWork = ({ active, waiting, installing }) => {
  const worker = active ?? waiting ?? installing;
  return new Promise((done, fail) => {
    const look = () => {
      if (worker.state === "activated") done(worker);
      if (worker.state === "redundant") fail(new Error(worker.state));
    };
    worker.addEventListener("statechange", look);
    look();
  });
};

// Sends the worker a deed and returns its answer; `tell` hears how far it is.
export const ask = async (deed, tell) => {
  const worker = await atWork(await navigator.serviceWorker.register("/sw.js"));
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => (data.done ? done(data) : tell?.(data));
    worker.postMessage(deed, [port2]);
  });
};

export const canKeep = "serviceWorker" in navigator && "caches" in self;

// Says when something was kept: by the server's date, and how long ago, or that the
// phone's own date cannot be right.
export const whenKept = (kept, skew, words) => {
  const then = new Date(kept);
  const day = new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(then);
  const age = Date.now() - skew - then;
  const days = Math.max(0, Math.floor(age / DAY));
  const isWrong = age < -HOUR || Math.abs(skew) > DAY;
  const ago = new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(-days, "day");
  if (isWrong) return `${words.kept.replace("#", day)} ${words.clock}`;
  return words.kept.replace("#", `${day} (${ago})`);
};

for (const note of document.querySelectorAll("[data-kept-note]")) {
  if (!root.dataset.kept) break;
  const words = JSON.parse(note.dataset.keptNote);
  note.textContent = whenKept(root.dataset.kept, +root.dataset.skew, words);
  note.hidden = false;
}

// Returns what is on her list; another script keeps it there.
const slugs = () => {
  try {
    const list = JSON.parse(localStorage.getItem("list") ?? "[]");
    return list.filter((slug) => /^[a-z0-9-]+$/.test(slug));
  } catch {
    return [];
  }
};

// A kept copy needs no keeping, and its buttons could send nothing.
if (root.dataset.kept) for (const form of document.querySelectorAll(".found")) form.hidden = true;

for (const part of document.querySelectorAll("[data-keep]")) {
  if (!canKeep || root.dataset.kept) break;
  const { prefix, list, wait, signal } = JSON.parse(part.dataset.keep);
  const button = part.querySelector("button");
  const status = part.querySelector("[role=status]");
  const pathsOf = () => {
    if (!list) return [location.pathname];
    const saved = new URLSearchParams(location.search).get("s")?.split(",") ?? slugs();
    const own = location.pathname + (saved.length ? `?s=${saved}` : "");
    return [own, ...saved.map((slug) => `${prefix}/services/${slug}`)];
  };
  // What is said afterwards comes when it is needed: most who read never keep.
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = wait;
    const words = await fetch(prefix + "/offline/words.json")
      .then((found) => found.json())
      .catch(() => null);
    const answer = words
      ? await ask({ do: "keep", paths: pathsOf(), prefix }).catch(() => ({ trouble: "other" }))
      : {};
    button.disabled = false;
    if (!words) return (status.textContent = signal);
    const said = [answer.trouble ? (words[answer.trouble] ?? words.other) : words.done];
    if (answer.left) said.push(words.left);
    if (answer.lost) said.push(words.lost);
    status.textContent = said.join(" ");
  });
  part.hidden = false;
}
