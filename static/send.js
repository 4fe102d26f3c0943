// Sends the comment form; with no signal it says so and leaves the words where they are.
{
  const LONGEST = 30000; // milliseconds
  const form = document.querySelector("form[data-unsent]");
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  form.prepend(note);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    const body = new URLSearchParams(new FormData(form));
    const signal = AbortSignal.timeout?.(LONGEST);
    button.disabled = true;
    note.textContent = note.className = "";
    try {
      const answer = await fetch(form.action, { method: "POST", body, signal });
      if (answer.redirected) location.assign(answer.url);
      // A form that was not taken comes back with what is wrong; sent twice, it is
      // kept once.
      else form.submit();
    } catch {
      note.className = "error-summary";
      note.textContent = form.dataset.unsent;
    }
    button.disabled = false;
  });
}
