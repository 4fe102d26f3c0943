// Remembers a parent's list on this phone, once she saves something. Without it, or where
// the phone keeps nothing, each link works by itself: the list goes in the address.
{
  const KEY = "list";
  const MOST = 100;
  const mine = document.getElementById("my-list");
  const home = mine.pathname;
  const status = document.createElement("p");

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      if (!Array.isArray(kept)) return [];
      return kept.filter((one) => typeof one === "string" && /^[a-z0-9-]+$/.test(one));
    } catch {
      return [];
    }
  };

  // Says whether the phone kept it; an empty list leaves nothing behind.
  const keep = (slugs) => {
    try {
      if (slugs.length) localStorage.setItem(KEY, JSON.stringify(slugs.slice(0, MOST)));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  };

  const address = (slugs) => home + (slugs.length ? "?s=" + slugs : "");

  const show = () => {
    const slugs = read();
    if (slugs.length) {
      mine.href = address(slugs);
      mine.textContent = `${mine.dataset.words} (${slugs.length})`;
    } else if (!mine.search) mine.textContent = mine.dataset.words;
    for (const link of document.querySelectorAll("[data-save]")) {
      const words = link.querySelector("[data-saved]");
      const isSaved = slugs.includes(link.dataset.save);
      words.dataset.first ??= words.textContent;
      words.textContent = isSaved ? words.dataset.saved : words.dataset.first;
      link.setAttribute("aria-pressed", isSaved);
    }
  };

  const toggle = (slug) => {
    const slugs = read();
    const others = slugs.filter((one) => one !== slug);
    if (others.length === slugs.length && slugs.length >= MOST) return false;
    return keep(others.length < slugs.length ? others : [...slugs, slug]);
  };

  status.className = "hide";
  status.setAttribute("role", "status");
  document.body.append(status);
  for (const link of document.querySelectorAll("[data-save]")) {
    link.setAttribute("role", "button");
    link.addEventListener("keydown", (press) => {
      if (press.key !== " ") return;
      press.preventDefault();
      link.click();
    });
  }
  document.addEventListener("click", (tap) => {
    const link = tap.target.closest("[data-save], [data-drop]");
    if (!link) return;
    if (link.dataset.drop) {
      keep(read().filter((slug) => slug !== link.dataset.drop));
    } else if (toggle(link.dataset.save)) {
      tap.preventDefault();
      show();
      status.textContent = `${link.textContent.trim()}. ${mine.textContent}`;
    }
  });
  addEventListener("storage", show);
  addEventListener("pageshow", show);

  const offer = document.getElementById("keep-list");
  if (offer) {
    const slugs = offer.dataset.slugs.split(",");
    const button = offer.querySelector("button");
    const held = read();
    offer.hidden = slugs.every((slug) => held.includes(slug));
    button.addEventListener("click", () => {
      const isKept = keep([...new Set([...read(), ...slugs])]);
      offer.lastElementChild.textContent = isKept ? button.dataset.done : button.dataset.failed;
      show();
    });
  }
  const kept = document.getElementById("kept-list");
  if (kept && read().length) {
    kept.hidden = false;
    kept.firstElementChild.href = address(read());
  }
  show();
}
