// Finds what a question is about, from the phrases families use for each topic:
// phrase by phrase, and all of a topic's words as a whole.

import { fround } from "./words.js";
import { english } from "./stems.js";

// Returns a stemmer that remembers what it has cut.
export const stemmer = () => {
  const known = new Map();
  return (word) => {
    if (!known.has(word)) known.set(word, english(word));
    return known.get(word);
  };
};

const byScore = (one, other) =>
  other.score - one.score || (one.slug < other.slug ? -1 : 1);

// Returns [[slug, phrases as stems, the topic's own sentence as stems]].
export const cutTopics = (said, stem) => {
  const cut = (line) => line.split(" ").filter(Boolean).map(stem);
  return said.map(([slug, lines, about]) => [slug, lines.split("\n").map(cut), cut(about)]);
};

// Phrases by topic, as numbers of their stems.
export class TopicIndex {
  constructor(topics, empty, numbers) {
    this.numbers = numbers;
    this.ids = new Map();
    this.slugs = [];
    this.firsts = [];
    this.phrases = [];
    this.holders = [];
    const spread = [];
    const latest = [];
    for (const [slug, lines] of topics) {
      const rows = new Map();
      for (const stems of lines) {
        if (!stems.length) continue;
        const row = stems.map((one) => this.#id(one, spread, latest, slug));
        const once = [...new Set(row)];
        rows.set(once.join(" "), once);
      }
      if (!rows.size) continue;
      this.slugs.push(slug);
      this.firsts.push(this.phrases.length);
      for (const row of rows.values()) this.#add(row);
    }
    this.rarity = [...this.ids.keys()].map((stem, at) =>
      empty.has(stem) ? numbers.FILLER : Math.log(1 + this.slugs.length / spread[at]),
    );
    this.weights = Float32Array.from(this.phrases, (row) =>
      row.reduce((sum, one) => sum + this.rarity[one], 0),
    );
  }

  #id(stem, spread, latest, slug) {
    let id = this.ids.get(stem);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(stem, id);
      this.holders.push([]);
      spread.push(0);
    }
    if (latest[id] !== slug) spread[id] += 1;
    latest[id] = slug;
    return id;
  }

  #add(row) {
    for (const one of row) this.holders[one].push(this.phrases.length);
    this.phrases.push(row);
  }

  // Returns the topics that words (as stems) are about, the surest first.
  match(stems) {
    const ids = stems.map((stem) => this.ids.get(stem) ?? -1);
    const score = this.#scores(new Set(ids));
    const found = this.#best(score).map((best) => this.#found(best, score, ids));
    found.sort(byScore);
    const top = found.length ? found[0].score : 0;
    return found
      .map((match) => ({ ...match, share: match.score / top }))
      .filter((match) => match.score >= this.numbers.LEAST_SHARE * top);
  }

  #scores(ids) {
    const held = new Float32Array(this.phrases.length);
    const touched = new Set();
    for (const id of ids) {
      if (id < 0) continue;
      const gain = fround(this.rarity[id]);
      for (const row of this.holders[id]) {
        held[row] += gain;
        touched.add(row);
      }
    }
    const least = fround(this.numbers.LEAST_PART);
    const score = new Float32Array(held.length);
    for (const row of touched) {
      const part = fround(held[row] / this.weights[row]);
      if (part >= least) score[row] = held[row] * part;
    }
    return score;
  }

  // Returns the topics that phrases speak for best, each with its best phrase.
  #best(score) {
    const tops = this.firsts.map((first, at) => {
      const last = this.firsts[at + 1] ?? score.length;
      let best = first;
      for (let row = first; row < last; row++) if (score[row] > score[best]) best = row;
      return { at, first, last, best, top: score[best] };
    });
    return tops
      .sort((one, other) => other.top - one.top || one.at - other.at)
      .slice(0, this.numbers.MOST_TRIED)
      .filter(({ top }) => top > 0);
  }

  #found({ at, first, last, best }, score, ids) {
    const phrase = this.phrases[best];
    const speaks = new Set();
    for (let row = first; row < last; row++) {
      if (score[row]) for (const one of this.phrases[row]) speaks.add(one);
    }
    let rest = 0;
    for (const one of speaks) {
      if (ids.includes(one) && !phrase.includes(one)) rest += this.rarity[one];
    }
    return {
      slug: this.slugs[at],
      score: score[best] + this.numbers.FURTHER * rest,
      isWhole: isNarrow(phrase, ids, this.numbers.LONGEST_GAP),
    };
  }
}

// Says whether a whole phrase stands in a narrow run of words.
const isNarrow = (phrase, ids, gap) => {
  if (!phrase.every((one) => ids.includes(one))) return false;
  let width = Infinity;
  ids.forEach((one, start) => {
    if (!phrase.includes(one)) return;
    const missing = new Set(phrase);
    let end = start;
    while (end < ids.length && missing.size) missing.delete(ids[end++]);
    if (!missing.size) width = Math.min(width, end - start);
  });
  return width <= phrase.length + gap;
};

// Returns the stems and the pairs of neighbours, each once.
const featuresOf = (stems) => {
  const found = new Set(stems);
  for (let at = 1; at < stems.length; at++) found.add(`${stems[at - 1]} ${stems[at]}`);
  return found;
};

// What families say of each topic as a whole.
export class TopicProfile {
  constructor(topics, empty, numbers) {
    this.slugs = topics.map(([slug]) => slug);
    this.columns = new Map();
    topics.forEach((topic, row) => this.#count(topic, row, numbers));
    const lengths = new Float64Array(this.slugs.length);
    for (const [feature, column] of this.columns) {
      const filler = empty.has(feature) ? numbers.FILLER : 1;
      column.rarity = Math.log(1 + this.slugs.length / column.counts.size) * filler;
      for (const [row, count] of column.counts) {
        const weight = count ** numbers.DAMPING * column.rarity;
        column.counts.set(row, weight);
        lengths[row] += weight * weight;
      }
    }
    this.lengths = lengths.map(Math.sqrt);
  }

  #count([, lines, about], row, numbers) {
    const add = (stems, count) => {
      for (const feature of featuresOf(stems)) {
        let column = this.columns.get(feature);
        if (!column) this.columns.set(feature, (column = { counts: new Map() }));
        column.counts.set(row, (column.counts.get(row) || 0) + count);
      }
    };
    for (const stems of lines) add(stems, 1);
    add(about, numbers.ABOUT);
  }

  // Returns how near each topic is, from 0 to 1; topics that share nothing are out.
  cosines(stems) {
    const near = new Map();
    let length = 0;
    for (const feature of featuresOf(stems)) {
      const column = this.columns.get(feature);
      if (!column) continue;
      length += column.rarity * column.rarity;
      for (const [row, weight] of column.counts) {
        const gain = (weight / this.lengths[row]) * column.rarity;
        near.set(row, (near.get(row) || 0) + gain);
      }
    }
    const whole = Math.sqrt(length);
    return new Map([...near].map(([row, sum]) => [this.slugs[row], sum / whole]));
  }
}
