// Mends slips of the finger against the site's own words, and only those.

import { isAlpha, isAscii } from "./words.js";

// Returns how many slips turn one word into another, or more than `most`: letters
// added, lost or changed, and neighbours that changed places.
export const slipsBetween = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    let least = row;
    for (let at = 1; at <= other.length; at++) {
      const isSame = one[row - 1] === other[at - 1];
      let cost = Math.min(last[at] + 1, next[at - 1] + 1, last[at - 1] + !isSame);
      const isSwapped =
        row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (isSwapped) cost = Math.min(cost, before[at - 2] + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = next;
  }
  return last[other.length];
};

// Returns [distance, word] of the nearest words, the first of equal ones first.
export const nearest = (word, words, most, limit) =>
  words
    .map((target) => [slipsBetween(word, target, most), target])
    .filter(([distance]) => distance <= most)
    .sort((one, other) => one[0] - other[0])
    .slice(0, limit);

const mixed = (number) => {
  let mix = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
};

// Many words in few bits: now and then it takes another word for one of them.
export class Sieve {
  constructor({ size, looks, bits }) {
    this.size = size;
    this.looks = looks;
    this.bits = Uint8Array.from(atob(bits), (sign) => sign.charCodeAt(0));
  }

  has(word) {
    if (!isAscii(word)) return false;
    let first = 0x811c9dc5;
    for (let at = 0; at < word.length; at++) {
      first = Math.imul(first ^ word.charCodeAt(at), 0x01000193);
    }
    const step = mixed(first >>> 0) | 1;
    for (let look = 0; look < this.looks; look++) {
      const place = ((first + Math.imul(look, step)) >>> 0) % this.size;
      if (!((this.bits[place >> 3] >> (place & 7)) & 1)) return false;
    }
    return true;
  }
}

export class Speller {
  // `known` are words never to be changed; `pairs` are neighbours in phrases.
  constructor({ targets, counts, english }, known, pairs, numbers) {
    this.words = targets.split(" ");
    this.targets = new Map(this.words.map((word, at) => [word, counts[at]]));
    this.english = new Sieve(english);
    this.known = known;
    this.pairs = pairs;
    this.numbers = numbers;
  }

  // Says whether a word is one of the entries' own or plain English.
  speaks(word) {
    return this.targets.has(word) || this.english.has(word);
  }

  // Returns for each word what is meant; null for known ones and riddles.
  mended(words) {
    const meant = words.map((word) => this.#meant(word));
    const said = (at) => (meant[at]?.length ? meant[at] : words.slice(at, at + 1));
    return meant.map((near, at) =>
      this.#beside(near, at ? said(at - 1) : [], said(at + 1)),
    );
  }

  #meant(word) {
    const isShort = word.length < this.numbers.SHORTEST;
    if (isShort || !isAscii(word) || this.known.has(word) || !isAlpha(word)) return [];
    return this.speaks(word) ? [] : this.#near(word);
  }

  #near(word) {
    let most = 1 + this.numbers.ALLOWED.filter((letters) => word.length > letters).length;
    const ranked = nearest(word, this.words, most, this.numbers.MOST_NEAR).map(
      ([distance, target]) => [distance + (target[0] !== word[0]), target],
    );
    const rarer = (one, other) => this.targets.get(other) - this.targets.get(one);
    ranked.sort(
      (one, other) =>
        one[0] - other[0] || rarer(one[1], other[1]) || (one[1] < other[1] ? -1 : 1),
    );
    most += word.length >= this.numbers.LONG;
    return ranked.filter(([cost]) => cost <= most).map(([, target]) => target);
  }

  // Returns the first word that families say beside a neighbour, or the first.
  #beside(near, before, after) {
    const isSaid = (word) =>
      before.some((one) => this.pairs.has(`${one} ${word}`)) ||
      after.some((one) => this.pairs.has(`${word} ${one}`));
    return near.find(isSaid) ?? near[0] ?? null;
  }
}
