// Copies a letter, or what to say, at one press; where that is refused it is chosen.
for (const button of document.querySelectorAll("[data-copy]")) {
  const { copy, copied, chosen } = button.dataset;
  const words = document.getElementById(copy);
  const status = button.nextElementSibling;

  const choose = () => {
    getSelection().selectAllChildren(words);
    return document.execCommand("copy");
  };

  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    status.textContent = "";
    let done = true;
    try {
      await navigator.clipboard.writeText(words.textContent);
    } catch {
      done = choose(); // An old browser, or a page that came without encryption.
    }
    status.textContent = done ? copied : chosen;
  });
}
