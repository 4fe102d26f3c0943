// Recognises words of harm, danger and not coping, by the rules that editors write.

import { fold, isAlpha, isAscii, tokens } from "./words.js";
import { nearest } from "./spelling.js";

const START = "(start)";
const END = "(end)";
const NUMBER = "(number)";
const SHES = "shes"; // she is; folding would make it "she"
const SENTENCE_END = /[!?;\n]|(?<!\.)\.(?!\.)/;
const APART = 10; // words that the end of a sentence counts for

const folded = (word) => {
  const plain = word.toLowerCase().replace(/['’]/g, "");
  return plain === SHES ? plain : fold(word);
};

const letters = (word) => [...word].sort().join("");

// Words as they were meant: run together, or spelt by ear.
class Slips {
  constructor({ words, spelt }, numbers) {
    this.list = words;
    this.words = new Set(words);
    this.spelt = spelt;
    this.numbers = numbers;
  }

  meant(typed, isEnglish) {
    return typed.flatMap((word) => this.#one(word, isEnglish));
  }

  joined(one, other) {
    const both = one + other;
    return both.length >= this.numbers.SHORTEST_JOINED && this.words.has(both) ? both : "";
  }

  #one(word, isEnglish) {
    if (Object.hasOwn(this.spelt, word)) return this.spelt[word];
    const isShort = word.length < this.numbers.SHORTEST_SLIP;
    if (this.words.has(word) || isShort || !isAscii(word)) return [word];
    if (isEnglish(word) || !isAlpha(word)) return [word];
    return this.#apart(word) ?? this.#nearest(word) ?? [word];
  }

  // Returns the fewest words that were run together, or null.
  #apart(word) {
    if (word.length < this.numbers.SHORTEST_RUN) return null;
    const best = [[]];
    for (let end = 1; end <= word.length; end++) {
      for (let start = 0; start < end; start++) {
        const soFar = best[start];
        if (!soFar || soFar.length === this.numbers.MOST_WORDS) continue;
        const piece = fold(word.slice(start, end));
        if (!this.words.has(piece)) continue;
        if (!best[end] || soFar.length + 1 < best[end].length) best[end] = [...soFar, piece];
      }
    }
    const found = best[word.length];
    return found && found.length > 1 ? found : null;
  }

  #nearest(word) {
    const { LONG, SHORTEST_SLIP } = this.numbers;
    const kept = nearest(word, this.list, word.length >= LONG ? 2 : 1, 8)
      .filter(([, to]) => to.length >= SHORTEST_SLIP - 1 && to[0] === word[0])
      .map(([distance, to]) => [distance, letters(to) !== letters(word), to])
      .sort((one, other) => one[0] - other[0] || one[1] - other[1] || (one[2] < other[2] ? -1 : 1));
    return kept.length ? [kept[0][2]] : null;
  }
}

// One rule held against a text.
class Held {
  constructor(spans, harmless, at, numbers) {
    this.spans = spans;
    this.at = at;
    this.numbers = numbers;
    this.masked = new Set();
    for (const [first, last] of spans.get(harmless) ?? []) {
      for (let one = first; one < last; one++) this.masked.add(one);
    }
  }

  // Returns how many words stand between two runs; less than 0 if none can.
  #gap(one, other) {
    return this.at[other[0]] - this.at[one[1] - 1] - 1;
  }

  #isLive([first, last]) {
    for (let one = first; one < last; one++) if (this.masked.has(one)) return false;
    return true;
  }

  stands(rule) {
    const [groups, within] = rule;
    if (!groups.every((number) => this.spans.has(number))) return false;
    const live = groups.map((n) => this.spans.get(n).filter((span) => this.#isLive(span)));
    return live[0].some((first) =>
      this.#lasts(first, live.slice(1), within).some(
        (last) => !this.#isCancelled(rule, first, last),
      ),
    );
  }

  // Returns where the last group stands when all stand after a span, near enough.
  #lasts(first, groups, within) {
    let reached = [first];
    for (const found of groups) {
      reached = found.filter((span) =>
        reached.some(
          (before) =>
            span[0] >= before[1] &&
            span[0] - before[1] <= this.numbers.FARTHEST &&
            this.#gap(before, span) <= within,
        ),
      );
    }
    return reached;
  }

  // Says whether words before, within, after or around a run tell of no harm.
  #isCancelled([, , neverAfter, neverBefore, unless], first, last) {
    const whole = [first[0], last[1]];
    const { AROUND, BEFORE } = this.numbers;
    const isApart = (one, other) => one[1] <= other[0] || other[1] <= one[0];
    const near = (span) => Math.max(this.#gap(span, whole), this.#gap(whole, span)) <= AROUND;
    const isBefore = (span) =>
      isApart(span, first) &&
      isApart(span, last) &&
      span[0] < whole[1] &&
      this.#gap(span, whole) <= BEFORE;
    const follows = (span) => this.#gap(whole, span) === 0 && whole[1] <= span[0];
    return (
      (this.spans.get(unless) ?? []).some(near) ||
      (this.spans.get(neverAfter) ?? []).some(isBefore) ||
      (this.spans.get(neverBefore) ?? []).some(follows)
    );
  }
}

export class Alarm {
  // Takes the rules as an edition keeps them.
  constructor(row, stem, numbers) {
    this.root = row.root;
    this.harmless = row.harmless;
    this.rules = row.rules.map(([groups, ...rest]) => [groups, ...rest]);
    this.slips = new Slips(row, numbers.slips);
    this.stem = stem;
    this.numbers = numbers.rules;
  }

  // Says whether a text holds words of harm.
  holds(text, isEnglish) {
    const [words, at] = this.#read(text, isEnglish);
    const held = new Held(this.#spans(words), this.harmless, at, this.numbers);
    return this.rules.some((rule) => held.stands(rule));
  }

  #read(text, isEnglish) {
    const words = [];
    const at = [];
    let place = 0;
    for (const sentence of sentences(text)) {
      for (const word of [START, ...this.slips.meant(sentence, isEnglish), END]) {
        words.push(word);
        at.push(place++);
      }
      place += APART;
    }
    return [words, at];
  }

  #keys(word) {
    if (word === START || word === END) return [word];
    return [word, /^\p{Nd}+$/u.test(word) ? NUMBER : "*" + this.stem(word)];
  }

  // Returns where each group stands, in order.
  #spans(words) {
    const steps = words.map((word, at) => {
      const both = at + 1 < words.length ? this.slips.joined(word, words[at + 1]) : "";
      const one = this.#keys(word).map((key) => [key, 1]);
      return both ? [...one, ...this.#keys(both).map((key) => [key, 2])] : one;
    });
    const found = new Map();
    for (let first = 0; first < words.length; first++) {
      for (const [number, last] of this.#standing(steps, first)) {
        if (!found.has(number)) found.set(number, []);
        found.get(number).push([first, last]);
      }
    }
    return found;
  }

  #standing(steps, first) {
    const found = [];
    const ways = [[this.root, first]];
    while (ways.length) {
      const [node, last] = ways.pop();
      for (const number of node[""] ?? []) found.push([number, last]);
      for (const [key, far] of steps[last] ?? []) {
        if (Object.hasOwn(node, key)) ways.push([node[key], last + far]);
      }
    }
    return found;
  }
}

const sentences = (text) => {
  const found = [];
  let words = [];
  let before = 0;
  for (const { start, end } of tokens(text)) {
    if (words.length && SENTENCE_END.test(text.slice(before, start))) {
      found.push(words);
      words = [];
    }
    words.push(folded(text.slice(start, end)));
    before = end;
  }
  return words.length ? [...found, words] : found;
};
