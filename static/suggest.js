// Suggests topics, entries and places while a parent types: an ARIA 1.2 combobox.
// The page works without it; where the server does not answer, nothing is shown.
{
  const SHORTEST = 2;
  const LONGEST = 60; // letters; a longer text is a question, and waits to be sent
  const PAUSE = 150; // milliseconds without a key

  const box = document.getElementById("q");
  const words = box.parentElement.dataset;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let found = [];
  let active = -1;
  let timer;
  let asking;

  const set = (element, attributes) => {
    for (const name in attributes) element.setAttribute(name, attributes[name]);
  };

  // Highlights an option, or with -1 none.
  const point = (at) => {
    if (active >= 0) set(list.children[active], { "aria-selected": false });
    active = at;
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    set(list.children[at], { "aria-selected": true });
    set(box, { "aria-activedescendant": list.children[at].id });
    list.children[at].scrollIntoView({ block: "nearest" });
  };

  const option = (row, at) => {
    const item = document.createElement("li");
    const line = document.createElement("span");
    const name = document.createElement("bdi");
    const more = document.createElement("span");
    set(item, { role: "option", id: "q-" + at, "aria-selected": false });
    set(name, { lang: row.lang });
    set(more, { class: "said" });
    name.textContent = row.text;
    more.textContent = [words[row.kind], row.said].filter(Boolean).join(": ");
    line.append(name);
    item.append(line, " ", more);
    return item;
  };

  const show = (rows) => {
    point(-1);
    found = rows;
    list.textContent = "";
    list.append(...rows.map(option));
    list.hidden = !rows.length;
    set(box, { "aria-expanded": !list.hidden });
    status.textContent = list.hidden ? "" : words.count.replace("#", rows.length);
  };

  const close = () => {
    clearTimeout(timer);
    if (asking) asking.abort();
    show([]);
  };

  const ask = async () => {
    const q = box.value.trim();
    if (q.length < SHORTEST || q.length > LONGEST) return close();
    if (asking) asking.abort();
    const { signal } = (asking = new AbortController());
    const query = new URLSearchParams({ q, lang: document.documentElement.lang });
    let rows = [];
    try {
      // What is typed is not to be kept on the device either.
      const answer = await fetch("/api/suggest?" + query, { signal, cache: "no-store" });
      if (answer.ok) rows = (await answer.json()).suggestions;
    } catch {
      // Offline, or no longer wanted: then there is nothing to suggest.
    }
    if (!signal.aborted) show(rows);
  };

  const go = (at) => {
    const { url } = found[at];
    close();
    location.assign(url);
  };

  box.addEventListener("input", () => {
    point(-1);
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });

  box.addEventListener("keydown", (event) => {
    const { key, isComposing, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (isComposing || altKey || ctrlKey || metaKey || shiftKey) return;
    const last = found.length - 1;
    const steps = {
      ArrowDown: active < last ? active + 1 : 0,
      ArrowUp: active > 0 ? active - 1 : last,
      Home: active < 0 ? active : 0,
      End: active < 0 ? active : last,
    };
    const isOpen = !list.hidden;
    if (key === "ArrowLeft" || key === "ArrowRight") point(-1);
    if (key === "Escape") close();
    else if (key === "ArrowDown" && !isOpen) ask();
    else if (key === "Enter" && active >= 0) go(active);
    else if (steps[key] >= 0) point(steps[key]);
    else return;
    if (isOpen) event.preventDefault();
  });

  // A press would take the focus out of the box, and close the list before its click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) go([...list.children].indexOf(item));
  });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);

  // HTML does not let a search field be a combobox.
  set(box, { type: "text", enterkeyhint: "search", role: "combobox" });
  set(box, { "aria-autocomplete": "list", "aria-controls": "q-list" });
  set(box, { "aria-expanded": false });
  set(list, { id: "q-list", class: "suggest", role: "listbox", "aria-label": words.list });
  set(status, { class: "hide", role: "status" });
  list.hidden = true;
  box.after(list, status);
}
