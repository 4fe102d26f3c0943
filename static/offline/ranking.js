// A query to entries: words, topics, ages, distances and what was asked for, blended.

import { fround } from "./words.js";
import { porter } from "./stems.js";
import { understand } from "./understand.js";

// Returns the stems of a word, as entries are indexed.
const cut = (word) => (word.match(/[\p{L}\p{N}]+/gu) ?? []).map((part) => porter(part));

// The postings of the entries' words.
class Engine {
  constructor({ terms, counts, steps, impacts, fineness }, entries) {
    this.entries = entries;
    this.terms = new Map(terms.split("\n").map((term, at) => [term, at]));
    this.starts = new Int32Array(counts.length + 1);
    counts.forEach((count, at) => (this.starts[at + 1] = this.starts[at] + count));
    this.steps = steps;
    this.impacts = impacts;
    this.fineness = fineness;
  }

  // Calls `tell` with the number and impact of each entry that holds a stem.
  #each(stem, tell) {
    const at = this.terms.get(stem);
    if (at === undefined) return;
    let number = 0;
    for (let one = this.starts[at]; one < this.starts[at + 1]; one++) {
      number += this.steps[one];
      tell(number, this.impacts[one] / this.fineness);
    }
  }

  // Returns the score of every entry by number, 0 where no word matched.
  scores(words) {
    const total = new Float32Array(this.entries);
    for (const stem of new Set(words.flatMap(cut))) {
      this.#each(stem, (number, impact) => (total[number] += impact));
    }
    return total;
  }

  // Says whether an entry holds every part of a word.
  holds(word, number) {
    const stems = cut(word);
    return stems.length > 0 && stems.every((stem) => this.#isIn(stem, number));
  }

  #isIn(stem, number) {
    let found = false;
    this.#each(stem, (one) => (found ||= one === number));
    return found;
  }
}

// Returns a number to four places, the even one of two as near.
const rounded = (number) => {
  const scaled = fround(number * 10000);
  const whole = Math.round(scaled);
  return Math.abs(scaled % 1) === 0.5 && whole % 2 ? whole - 1 : whole;
};

export class Search {
  constructor(pack, lexicon) {
    this.lexicon = lexicon;
    this.numbers = pack.numbers;
    this.entries = pack.entries;
    this.facets = pack.facets;
    this.count = pack.entries.slugs.length;
    this.engine = new Engine(pack.postings, this.count);
    this.places = new Map();
    pack.entries.topics.forEach((topics, number) =>
      topics.forEach((slug, at) => {
        if (!this.places.has(slug)) this.places.set(slug, new Float32Array(this.count));
        this.places.get(slug)[number] = this.numbers.ranking.LATER_TOPIC ** at;
      }),
    );
  }

  // Returns {query, results, total, isConfident}: slugs, the best first.
  answer(text) {
    const query = understand(text, this.lexicon);
    const words = this.engine.scores(query.words);
    const [scores, matched] = this.#rank(query, words);
    const keys = scores.map(rounded);
    const numbers = matched.map((is, at) => (is ? at : -1)).filter((at) => at >= 0);
    numbers.sort((one, other) => keys[other] - keys[one] || one - other);
    const ordered = this.#lead(query.topics, numbers);
    return {
      query,
      results: ordered.map((number) => this.entries.slugs[number]),
      isConfident: numbers.length > 0 && this.#isSure(query, words),
    };
  }

  #rank(query, words) {
    const { WEIGHTS, SURE_ENOUGH, LEAST_SHARE, NEAR_MILES } = this.numbers.ranking;
    const best = words.reduce((most, one) => Math.max(most, one), 0);
    const topic = this.#topic(query.topics);
    const sure = Math.min(1, query.sureness / SURE_ENOUGH);
    const miles = this.#miles(query.spot);
    const gains = this.#gains(query.wants);
    const matched = [];
    const scores = new Float32Array(this.count);
    for (let at = 0; at < this.count; at++) {
      const share = best ? fround(words[at] / best) : 0;
      matched.push(share >= fround(LEAST_SHARE) || topic[at] > 0);
      const near = Number.isNaN(miles[at]) ? 0 : Math.exp(-miles[at] / NEAR_MILES);
      scores[at] = WEIGHTS.words * share + WEIGHTS.topic * sure * topic[at];
      scores[at] += this.entries.standing[at] + this.#age(at, query.age) + gains[at];
      scores[at] += WEIGHTS.near * near;
    }
    this.#holdGuides(query.topics, scores);
    return [scores, matched];
  }

  #topic(topics) {
    const best = new Float32Array(this.count);
    for (const [slug, share] of topics) {
      const place = this.places.get(slug) ?? [];
      place.forEach((one, at) => (best[at] = Math.max(best[at], one * fround(share))));
    }
    return best;
  }

  #age(at, age) {
    const { youngest, oldest, has_ages: hasAges } = this.entries;
    if (age === null || !hasAges[at]) return 0;
    const { WEIGHTS } = this.numbers.ranking;
    const fits = youngest[at] <= age && age <= oldest[at];
    return fits ? WEIGHTS.age_fits : WEIGHTS.age_outside;
  }

  // Returns what each entry gains or loses by the facts that were asked for.
  #gains(wants) {
    const { WEIGHTS } = this.numbers.ranking;
    const gains = new Float32Array(this.count);
    for (const [facet, value] of wants) {
      const { stated, values } = this.facets[facet];
      if (!values[value]) continue;
      const has = new Set(values[value]);
      for (const at of stated) gains[at] += has.has(at) ? WEIGHTS.wanted : WEIGHTS.unwanted;
    }
    return gains;
  }

  // Returns miles by entry; NaN where an entry has no venue or there is no place.
  #miles(spot) {
    const miles = new Float32Array(this.count).fill(NaN);
    if (!spot || spot.kind === "area") return miles;
    for (const [number, east, north] of this.entries.spots) {
      const metres = Math.hypot(east - spot.east, north - spot.north);
      const far = metres / this.numbers.gazetteer.METRES_A_MILE;
      miles[number] = Number.isNaN(miles[number]) ? far : Math.min(miles[number], far);
    }
    return miles;
  }

  // Holds every guide below the best local service that answers the same topic.
  #holdGuides(topics, scores) {
    const before = scores.slice();
    const { is_guide: isGuide, is_local_service: isLocal } = this.entries;
    for (const [slug] of topics) {
      const place = this.places.get(slug);
      if (!place) continue;
      let best = -Infinity;
      place.forEach((one, at) => {
        if (one > 0 && isLocal[at]) best = Math.max(best, before[at]);
      });
      const limit = fround(best - 1e-3);
      place.forEach((one, at) => {
        if (one > 0 && isGuide[at] && best > -Infinity) scores[at] = Math.min(scores[at], limit);
      });
    }
  }

  // Returns entries with the best one of each close topic in the lead.
  #lead(topics, ordered) {
    const { CLOSE, LEADING } = this.numbers.ranking;
    const first = ordered.slice(0, 1);
    for (const [slug, share] of topics) {
      const place = this.places.get(slug);
      if (!place || share < CLOSE || first.length === LEADING) continue;
      if (first.some((number) => place[number])) continue;
      const found = ordered.find((number) => place[number]);
      if (found !== undefined) first.push(found);
    }
    return [...first, ...ordered.filter((number) => !first.includes(number))];
  }

  // Says whether something in the question is what these entries are about.
  #isSure(query, words) {
    if (query.isUrgent) return true;
    if (query.isElsewhere || !(query.words.length || query.topics.length)) return false;
    if (query.sureness >= this.numbers.searching.LEAST_SURENESS) return true;
    const best = words.indexOf(Math.max(...words));
    return query.words.every((word) => this.engine.holds(word, best));
  }
}
