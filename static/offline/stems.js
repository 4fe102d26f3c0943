// The two English stemmers of the site: Porter's first, by which entries are indexed,
// and his second (Snowball's "english"), by which families' phrases are compared.

// ---- The first ---------------------------------------------------------------

const NOT_VOWELS = "[^aeiouy]+";
const VOWELS = "[aeiou]+";
const ANY_VOWEL = "[aeiouy]";
const HEAD = `^(?:${NOT_VOWELS})?${VOWELS}${NOT_VOWELS}`;
const ONE_OR_MORE = new RegExp(HEAD);
const EXACTLY_ONE = new RegExp(`${HEAD}(?:${VOWELS})?$`);
const TWO_OR_MORE = new RegExp(`${HEAD}${VOWELS}${NOT_VOWELS}`);
const HAS_VOWEL = new RegExp(`^(?:${NOT_VOWELS})?${ANY_VOWEL}`);
const ENDS_SHORT = new RegExp(`^${NOT_VOWELS}${ANY_VOWEL}[^aeiouwxy]$`);

const pairs = (text) =>
  Object.fromEntries(text.split(" ").map((pair) => pair.split(">")));
const SECOND = pairs(
  "ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent " +
    "eli>e ousli>ous ization>ize ation>ate ator>ate alism>al iveness>ive " +
    "fulness>ful ousness>ous aliti>al iviti>ive biliti>ble logi>log",
);
const THIRD = pairs("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>");
const ends = (table) => new RegExp(`^(.+?)(${Object.keys(table).join("|")})$`);
const SECOND_ENDS = ends(SECOND);
const THIRD_ENDS = ends(THIRD);
const FOURTH_ENDS =
  /^(.+?)(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/;

const singular = (word) => {
  if (/(?:sses|ies)$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
};

const present = (word) => {
  if (word.endsWith("eed")) {
    return ONE_OR_MORE.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  }
  const match = /^(.*)(?:ed|ing)$/.exec(word);
  if (!match || !HAS_VOWEL.test(match[1])) return word;
  const root = match[1];
  // Only a root that is one of these whole words is given its "e" back.
  if (/^(?:at|bl|iz)$/.test(root)) return root + "e";
  if (/^([^aeiouylsz])\1$/.test(root)) return root.slice(0, -1);
  return ENDS_SHORT.test(root) ? root + "e" : root;
};

const replaced = (word, pattern, table) => {
  const match = pattern.exec(word);
  const is = match && ONE_OR_MORE.test(match[1]);
  return is ? match[1] + table[match[2]] : word;
};

const shortened = (word) => {
  const match = FOURTH_ENDS.exec(word) || /^(.+?[st])ion$/.exec(word);
  return match && TWO_OR_MORE.test(match[1]) ? match[1] : word;
};

const bare = (word) => {
  const match = /^(.+?)e$/.exec(word);
  if (!match) return word;
  const [, root] = match;
  const goes =
    TWO_OR_MORE.test(root) || (EXACTLY_ONE.test(root) && !ENDS_SHORT.test(root));
  return goes ? root : word;
};

// Returns the stem by which a word of an entry is indexed.
export const porter = (typed) => {
  if (typed.length < 3) return typed;
  let word = typed[0] === "y" ? "Y" + typed.slice(1) : typed;
  word = present(singular(word));
  if (/y$/.test(word) && HAS_VOWEL.test(word.slice(0, -1))) {
    word = word.slice(0, -1) + "i";
  }
  word = replaced(word, SECOND_ENDS, SECOND);
  word = bare(shortened(replaced(word, THIRD_ENDS, THIRD)));
  if (/ll$/.test(word) && TWO_OR_MORE.test(word)) word = word.slice(0, -1);
  return typed[0] === "y" ? "y" + word.slice(1) : word;
};

// ---- The second --------------------------------------------------------------

const WHOLE = pairs(
  "skis>ski skies>sky idly>idl gently>gentl ugly>ugli early>earli only>onli " +
    "singly>singl andes>andes atlas>atlas bias>bias cosmos>cosmos howe>howe " +
    "news>news sky>sky",
);
const BEGINS = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
const REGION = /[aeiouy][^aeiouy]/;
const SHORT = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/;
const DOUBLE = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
const NEXT = [
  ["ization", "ize"], ["ational", "ate"], ["fulness", "ful"], ["ousness", "ous"],
  ["iveness", "ive"], ["tional", "tion"], ["biliti", "ble"], ["lessli", "less"],
  ["entli", "ent"], ["ation", "ate"], ["alism", "al"], ["aliti", "al"],
  ["ousli", "ous"], ["iviti", "ive"], ["fulli", "ful"], ["ogist", "og"],
  ["enci", "ence"], ["anci", "ance"], ["abli", "able"], ["izer", "ize"],
  ["ator", "ate"], ["alli", "al"], ["bli", "ble"], ["ogi", "og"], ["li", ""],
];
const AFTER = [
  ["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["icate", "ic"],
  ["iciti", "ic"], ["ative", ""], ["ical", "ic"], ["ness", ""], ["ful", ""],
];
const LAST = [
  "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti",
  "ous", "ive", "ize", "ion", "al", "er", "ic",
];

// Returns where the part of a word begins after its first vowel and what closes it.
const regionFrom = (word, start) => {
  const match = REGION.exec(word.slice(start));
  return match ? start + match.index + 2 : word.length;
};

const withoutS = (word) => {
  const plain = word.replace(/'(?:s'?)?$/, "");
  if (plain.endsWith("sses")) return plain.slice(0, -2);
  if (/ie[ds]$/.test(plain)) return plain.slice(0, plain.length > 4 ? -2 : -1);
  if (/[us]s$/.test(plain)) return plain;
  return /[aeiouy].+s$/.test(plain) ? plain.slice(0, -1) : plain;
};

const withoutForm = (word, first) => {
  const match = /(?:eed|eedly|ed|edly|ing|ingly)$/.exec(word);
  if (!match) return word;
  const longest = /(?:eedly|eed)$/.exec(word) || match;
  const root = word.slice(0, longest.index);
  if (longest[0].startsWith("eed")) {
    const keeps = longest.index < first || /^(?:succ|proc|exc)$/.test(root);
    return keeps ? word : root + "ee";
  }
  if (longest[0] === "ing") {
    if (/^[^aeiouy]y$/.test(root)) return root.slice(0, -1) + "ie";
    if (/^(?:even|cann|inn|earr|herr|out)$/.test(root)) return word;
  }
  if (!/[aeiouy]/.test(root)) return word;
  if (/(?:at|bl|iz)$/.test(root)) return root + "e";
  if (DOUBLE.test(root)) {
    return root.length === 3 && /^[aeo]/.test(root) ? root : root.slice(0, -1);
  }
  return root.length === first && SHORT.test(root) ? root + "e" : root;
};

const withNext = (word, first) => {
  const found = NEXT.find(([end]) => word.endsWith(end));
  if (!found) return word;
  const [end, other] = found;
  const root = word.slice(0, -end.length);
  if (root.length < first) return word;
  if (end === "ogi" && !root.endsWith("l")) return word;
  if (end === "li" && !/[cdeghkmnrt]$/.test(root)) return word;
  return root + other;
};

const withAfter = (word, first, second) => {
  const found = AFTER.find(([end]) => word.endsWith(end));
  if (!found) return word;
  const [end, other] = found;
  const root = word.slice(0, -end.length);
  return root.length < (end === "ative" ? second : first) ? word : root + other;
};

const withoutLast = (word, second) => {
  const end = LAST.find((one) => word.endsWith(one));
  if (!end) return word;
  const root = word.slice(0, -end.length);
  if (root.length < second || (end === "ion" && !/[st]$/.test(root))) return word;
  return root;
};

const withoutE = (word, first, second) => {
  const root = word.slice(0, -1);
  const goes =
    (word.endsWith("e") &&
      (root.length >= second || (root.length >= first && !SHORT.test(root)))) ||
    (word.endsWith("ll") && root.length >= second);
  return goes ? root : word;
};

// Returns the stem by which a folded word of a phrase is compared.
export const english = (typed) => {
  if (Object.hasOwn(WHOLE, typed)) return WHOLE[typed];
  if (typed.length < 3) return typed;
  let word = typed.replace(/^'/, "").replace(/^y/, "Y");
  word = word.replace(/([aeiouy])y/g, "$1Y");
  const begun = BEGINS.exec(word);
  const first = begun ? begun[0].length : regionFrom(word, 0);
  const second = regionFrom(word, first);
  word = withoutForm(withoutS(word), first);
  if (/^.+[^aeiouy][yY]$/.test(word)) word = word.slice(0, -1) + "i";
  word = withAfter(withNext(word, first), first, second);
  word = withoutE(withoutLast(word, second), first, second);
  return word.replace(/Y/g, "y");
};
