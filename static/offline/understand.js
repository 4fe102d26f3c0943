// Turns what was typed into a query: what it is about, for whom, where.

import { spans, tokens } from "./words.js";
import { TopicIndex, TopicProfile, cutTopics, stemmer } from "./topics.js";
import { afterRefusal, blend, helpFirst, isNoneOfOurs } from "./leading.js";
import { Speller } from "./spelling.js";
import { Alarm } from "./harm.js";
import { Gazetteer } from "./places.js";

// Reads a child's age from words.
class AgeReader {
  constructor({ rules, stages, numbers, oldest }) {
    this.rules = rules.flatMap(([source, offset, divide]) =>
      compiled(source).map((pattern) => ({ pattern, offset, divide })),
    );
    this.stages = stages.flatMap(([source, age]) =>
      compiled(source).map((pattern) => ({ pattern, age })),
    );
    this.numbers = numbers;
    this.oldest = oldest;
  }

  // Returns {age, said} or null.
  read(text) {
    for (const { pattern, offset, divide } of this.rules) {
      const match = pattern.exec(text);
      if (!match) continue;
      const number = match.groups.n.toLowerCase();
      const years = Math.floor(((this.numbers[number] ?? +number) + offset) / divide);
      if (years >= 0 && years <= this.oldest) return { age: years, said: match[0] };
    }
    for (const { pattern, age } of this.stages) {
      const match = pattern.exec(text);
      if (match) return { age, said: match[0] };
    }
    return null;
  }
}

// An old browser may not know a kind of pattern: one rule less is better than none.
const compiled = (source) => {
  try {
    return [new RegExp(source, "i")];
  } catch {
    return [];
  }
};

const unique = (list) => [...new Set(list)];

// What the site knows of words, made of a pack.
export class Lexicon {
  constructor(pack) {
    const { words, numbers } = pack;
    this.numbers = numbers;
    this.harm = pack.harm;
    this.words = words;
    this.stem = stemmer();
    this.stopwords = new Set(words.stopwords);
    this.names = new Set(words.names);
    this.negatives = new Set(words.negatives);
    this.refusals = new Set(words.refusals);
    this.readings = new Map(words.readings.map(([phrase, ...stated]) => [phrase, stated]));
    this.prefers = new Map(words.prefers.map(([kind, value, ...facet]) => [`${kind}:${value}`, facet]));
    const topics = cutTopics(words.said, this.stem);
    const empty = new Set(words.stopwords.map(this.stem));
    this.topics = new TopicIndex(topics, empty, numbers.topics);
    this.profile = new TopicProfile(topics, empty, numbers.profile);
    this.ages = new AgeReader(pack.ages);
    this.places = new Gazetteer(pack.places, words.near, numbers);
    const [said, pairs] = this.#spoken();
    this.speller = new Speller(pack.spelling, this.#known(said), pairs, numbers.spelling);
    this.alarm = new Alarm(pack.alarm, this.stem, numbers);
  }

  // Returns every word, and every two words that follow each other, in phrases.
  #spoken() {
    const said = new Set();
    const pairs = new Set();
    for (const [, lines] of this.words.said) {
      for (const line of lines.split("\n")) {
        const words = line.split(" ");
        words.forEach((word, at) => {
          said.add(word);
          if (at) pairs.add(`${words[at - 1]} ${word}`);
        });
      }
    }
    return [said, pairs];
  }

  // Returns every word that must never be taken for a slip.
  #known(said) {
    const phrases = [
      ...this.readings.keys(),
      ...this.refusals,
      ...this.negatives,
      ...this.places.names.keys(),
    ];
    const known = new Set([...said, ...this.stopwords]);
    for (const phrase of phrases) for (const word of phrase.split(" ")) known.add(word);
    return known;
  }
}

// Returns the words with slips mended, and [typed, meant] for each slip.
const spelt = (words, text, lexicon) => {
  const meant = lexicon.speller.mended(words.map((token) => token.word));
  const slips = [];
  const mended = words.map((token, at) => {
    if (!meant[at]) return token;
    slips.push([text.slice(token.start, token.end), meant[at]]);
    return { ...token, word: meant[at] };
  });
  return [mended, slips];
};

// Returns [kind, value] of each fact that phrases state, each once.
const factsIn = (words, lexicon) => {
  const found = new Map();
  for (const [first, last] of spans(words, lexicon.readings, lexicon.numbers.words.LONGEST_PHRASE)) {
    const said = words.slice(first, last).map((token) => token.word).join(" ");
    const stated = lexicon.readings.get(said);
    found.set(stated.join(":"), stated);
  }
  return [...found.values()];
};

// Returns the facet values that a stated fact prefers.
const wantsOf = ([kind, value], lexicon) => {
  if (kind === "day") {
    return (value === "weekend" ? ["saturday", "sunday"] : [value]).map((day) => ["day", day]);
  }
  const wanted = lexicon.prefers.get(`${kind}:${value}`);
  if (wanted) return [wanted];
  return kind === "access" ? [["access", value]] : [];
};

// Returns the words that may tell a topic: no age, no place, nothing taken back.
const liveOf = (words, lexicon, said) => {
  const used = new Set(said.flatMap((text) => tokens(text).map((token) => token.word)));
  const { LONGEST_PHRASE } = lexicon.numbers.words;
  const gone = new Set();
  for (const [, end] of spans(words, lexicon.negatives, LONGEST_PHRASE)) {
    const last = Math.min(end + lexicon.numbers.understand.TAKEN_BACK, words.length);
    for (let at = end; at < last; at++) if (!crossesComma(words, end, at)) gone.add(at);
  }
  return words.filter(
    ({ word }, at) => !(gone.has(at) && lexicon.names.has(word)) && !used.has(word),
  );
};

const crossesComma = (words, first, last) => {
  for (let at = first + 1; at <= last; at++) {
    if (words[at].start - words[at - 1].end > 1) return true;
  }
  return false;
};

// Returns the words that search should weigh, each once, without filler.
const meaningful = (live, lexicon) => {
  const all = live.map((token) => token.word);
  const kept = all.filter((word) => !lexicon.stopwords.has(word));
  return unique(kept.length ? kept : all.filter((word) => word.length > 3));
};

// Says whether a text is in no language that can be read here: fewer than half of its
// words are English, a place or a slip of one.
const isUnread = (words, lexicon) => {
  const { speller } = lexicon;
  const isKnown = ({ word }) =>
    speller.speaks(word) || speller.known.has(word) || /^\p{Nd}/u.test(word);
  return words.filter(isKnown).length * 2 < words.length;
};

// Returns the query that a text asks.
export const understand = (text, lexicon) => {
  const { leading, blend: blending, words: counts } = lexicon.numbers;
  const isUrgent = lexicon.alarm.holds(text, (word) => lexicon.speller.speaks(word));
  const [words, slips] = spelt(tokens(text), text, lexicon);
  const age = lexicon.ages.read(text);
  const place = lexicon.places.read(text);
  const facts = factsIn(words, lexicon);
  const live = liveOf(words, lexicon, [age, place].filter(Boolean).map((part) => part.said));
  const stems = live.map((token) => lexicon.stem(token.word));
  let matches = blend(lexicon.topics.match(stems), lexicon.profile.cosines(stems), blending);
  if (spans(words, lexicon.refusals, counts.LONGEST_PHRASE).length) {
    matches = afterRefusal(matches, lexicon.words.after_refusal, leading);
  }
  const isElsewhere = isNoneOfOurs(matches, lexicon.harm.elsewhere, leading);
  matches = matches.filter((match) => match.slug !== lexicon.harm.elsewhere);
  if (isUrgent) matches = helpFirst(matches, lexicon.harm, leading);
  const wants = facts.flatMap((fact) => wantsOf(fact, lexicon));
  return {
    text,
    words: meaningful(live, lexicon),
    topics: matches.map(({ slug, share }) => [slug, share]),
    sureness: Math.max(0, ...matches.map((match) => match.score)),
    age: age ? age.age : null,
    place: place ? place.name : null,
    spot: place ? place.spot : null,
    wants: unique(wants.map((want) => want.join(":"))).map((want) => want.split(":")),
    isUrgent,
    isElsewhere,
    isUnread: isUnread(words, lexicon),
    slips,
  };
};
