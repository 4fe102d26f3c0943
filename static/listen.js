// Reads the page aloud with the device's own voice: nothing is sent away.
if (document.getElementById("listen")) {
  const QUIET = "[data-quiet],[hidden],.hide,nav,form,button,details";
  const BLOCK = "h1,h2,h3,h4,p,li,dt,dd,td,div";
  // Engines fall silent in long sentences.
  const PIECE = /.{1,180}?([.!?۔؟](?=\s)|$)|.{1,180}(?=\s|$)|\S+/g;

  const speech = window.speechSynthesis;
  const box = document.getElementById("listen");
  const [play, stop, status] = box.children;
  const { listen, pause, failed } = box.dataset;
  let queue;
  let at = 0;
  let now;

  const voice = (lang) => {
    const fit = speech.getVoices().filter((v) => v.localService && v.lang.startsWith(lang.split("-")[0]));
    return fit.find((v) => v.lang.endsWith("GB")) || fit[0];
  };

  const gather = () => {
    const walk = document.createTreeWalker(box.parentElement, NodeFilter.SHOW_TEXT);
    const parts = [];
    let part = {};
    while (walk.nextNode()) {
      const { data, parentElement: holder } = walk.currentNode;
      if (holder.closest(QUIET)) continue;
      const block = holder.closest(BLOCK);
      const { lang } = holder.closest("[lang]");
      if (block !== part.block || lang !== part.lang) parts.push((part = { block, lang, text: "" }));
      part.text += holder.closest("[href^=tel]") ? data.replace(/\d/g, "$& ") : data;
    }
    queue = parts.flatMap(({ lang, text }) => {
      const own = voice(lang);
      const pieces = text.replace(/\s+/g, " ").trim().match(PIECE);
      return own && pieces ? pieces.map((piece) => [own, piece]) : [];
    });
  };

  // Not every engine can pause.
  const hush = () => {
    now = null;
    speech.cancel();
    play.textContent = listen;
    stop.hidden = !at;
  };

  const say = () => {
    const [own, text] = queue[at];
    const mine = (now = new SpeechSynthesisUtterance(text));
    mine.voice = own;
    mine.lang = own.lang;
    mine.onend = mine.onerror = ({ type }) => {
      if (now !== mine) return;
      if (type === "error") status.textContent = failed;
      else if (queue[++at]) return say();
      else at = 0;
      hush();
    };
    play.textContent = pause;
    stop.hidden = false;
    speech.speak(mine);
  };

  if (speech) {
    play.onclick = () => {
      status.textContent = "";
      if (now) return hush();
      if (!at) gather();
      say();
    };
    stop.onclick = () => {
      at = 0;
      hush();
      play.focus();
    };
    onpagehide = hush;
    (speech.onvoiceschanged = () => {
      box.hidden = !voice(box.previousElementSibling.closest("[lang]").lang);
    })();
  }
}
