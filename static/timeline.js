// Shows a family its own dates. The date has no name and no form: it stays in the page.
if (document.getElementById("own-dates")) {
  const DAY = 864e5; // milliseconds; days are counted in UTC, where none is shorter
  const YEAR = 366 * DAY;
  const HALF = Date.UTC(999, 0); // before it, the year has fewer than four digits
  const box = document.getElementById("own-dates");
  const input = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const steps = [...document.querySelectorAll(".weeks > li")];
  const words = box.dataset;
  const { lang } = document.documentElement;
  const style = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, {
    dateStyle: "full",
    timeZone: "UTC",
  });

  const put = (text, ...values) => values.reduce((t, v, at) => t.replace("#@"[at], v), text);
  const said = (day) => style.format(day);

  // Today by the phone; a page cannot be newer than its reader, so that shows a slow clock.
  const today = () => {
    const now = new Date();
    const phone = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    const page = Date.parse(words.today);
    return { day: Math.max(phone, page), isSlow: page - phone > DAY };
  };

  const date = (step, start, now) => {
    const { to, from, usual } = step.dataset;
    const [first, last] = [from, to].map((week) => start + week * 7 * DAY);
    if (usual !== undefined) return put(words.about, said(first), said(last));
    if (last === start) return said(last);
    return put(words.by, said(last)) + (last < now ? ". " + words.late : "");
  };

  const fill = (start, now) => {
    for (const step of steps) {
      const line = step.querySelector(".own");
      line.hidden = start === null;
      line.textContent = line.hidden ? "" : date(step, start, now);
    }
  };

  const summary = (start, { day, isSlow }) => {
    const strict = steps.map((step) => step.dataset).filter((s) => s.usual === undefined);
    const end = ({ to }) => start + to * 7 * DAY;
    const [past] = strict.filter((s) => s.to > 0 && end(s) < day).slice(-1);
    const next = strict.find((s) => end(s) >= day);
    return [
      put(words.now, said(day)),
      isSlow && words.clock,
      start > day && words.future,
      past && next && put(words.past, past.to),
      start <= day && next && put(words.next, next.to, said(end(next))),
      next ? words.shown : words.over,
    ]
      .filter(Boolean)
      .join(" ");
  };

  const show = () => {
    const start = input.valueAsNumber;
    const since = Date.parse(words.since);
    const now = today();
    const isGood = start >= since && start < now.day + YEAR;
    const wrong = start > since ? words.far : put(words.old, said(since));
    fill(isGood ? start : null, now.day);
    status.textContent = isGood ? summary(start, now) : start > HALF ? wrong : "";
  };

  // A year is typed digit by digit: half a date is no fault before the box is left.
  const check = () => {
    const isHalf = input.validity.badInput || input.valueAsNumber <= HALF;
    if (isHalf) status.textContent = words.unknown;
  };

  box.hidden = false;
  input.addEventListener("input", show);
  input.addEventListener("blur", check);
  // A browser may bring back what stood here before.
  addEventListener("pageshow", show);
}
