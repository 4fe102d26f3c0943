// Words of a text, folded for comparing, and phrases found among them.

const LETTER = "[\\p{L}\\p{N}\\u064b-\\u065f\\u0670\\u0900-\\u0dff\\u200c\\u200d]";
const WORD = new RegExp(`${LETTER}+(?:['’]${LETTER}+)*`, "gu");

// Returns a word for comparing: small letters, no apostrophes, no plural s.
export const fold = (word) => {
  const plain = word.toLowerCase().replace(/['’]/g, "");
  return plain.length > 3 && /s$/.test(plain) && !/(?:s|u|i)s$/.test(plain)
    ? plain.slice(0, -1)
    : plain;
};

// Returns the words of a text, each as {word, start, end}.
export const tokens = (text) =>
  Array.from(text.matchAll(WORD), (match) => ({
    word: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));

// Returns [first, last + 1] of each phrase that `known` has, the longest first, none
// inside another. Phrases are their words with spaces between.
export const spans = (words, known, longest) => {
  const found = [];
  for (let length = Math.min(longest, words.length); length > 0; length--) {
    for (let first = 0; first + length <= words.length; first++) {
      const last = first + length;
      const said = words.slice(first, last).map((token) => token.word).join(" ");
      if (!known.has(said)) continue;
      if (!found.some(([a, b]) => a <= first && last <= b)) found.push([first, last]);
    }
  }
  return found;
};

// Returns the sum of numbers as a computer with 32 bits has it.
export const fround = Math.fround;

// Says whether a text is letters alone.
export const isAlpha = (text) => /^\p{L}+$/u.test(text);

// Says whether a text is of ASCII signs alone.
export const isAscii = (text) => /^[\x00-\x7f]*$/.test(text);
