// Finds the place a parent names: a postcode, a district, a neighbourhood.

import { tokens } from "./words.js";

// Returns a name for comparing: small letters, no accents, no punctuation.
export const plainName = (text) => {
  const letters = text.normalize("NFKD").toLowerCase();
  const bare = letters.replace(/['’\u0300-\u036f]/g, "").replaceAll("&", " and ");
  const words = bare.match(/[\p{L}\p{N}]+/gu) ?? [];
  return (words[0] === "the" && words.length > 1 ? words.slice(1) : words).join(" ");
};

// Returns how alike two texts are, to 100: twice what both hold in order, by all.
export const alike = (one, other) => {
  let last = new Array(other.length + 1).fill(0);
  for (const sign of one) {
    const next = [0];
    for (let at = 1; at <= other.length; at++) {
      const same = sign === other[at - 1] ? last[at - 1] + 1 : 0;
      next.push(Math.max(same, last[at], next[at - 1]));
    }
    last = next;
  }
  return (200 * last[other.length]) / (one.length + other.length);
};

export class Gazetteer {
  constructor(row, near, numbers) {
    this.row = row;
    this.letters = new Set(row.letters);
    this.own = new Set(row.own);
    this.near = new Set(near);
    this.names = new Map(Object.entries(row.names));
    this.landmarks = new Map(Object.entries(row.landmarks));
    this.numbers = numbers;
    this.said = new RegExp(row.said, "g");
    this.outcode = new RegExp(`^(?:${row.outcode})$`);
    this.incode = new RegExp(`^(?:${row.incode})$`);
  }

  // Returns {name, said, spot} of the place a text names, or null. A spot is
  // {kind, east, north}, metres on the national grid.
  read(text) {
    return this.#postcode(text) ?? this.#landmark(text) ?? this.#neighbourhood(text);
  }

  #postcode(text) {
    this.said.lastIndex = 0;
    let match;
    while ((match = this.said.exec(text))) {
      const found = this.#code(match);
      this.said.lastIndex = found ? match.index + found.said.length : match.index + 1;
      const spot = found && this.#at(found);
      if (spot) return { name: found.outcode, said: found.said, spot };
    }
    return null;
  }

  #code([whole, area, gap, number, end]) {
    if (end && !this.row.not_ends.includes(end.slice(1))) {
      const compact = whole.toUpperCase().replace(/[^A-Z0-9]/g, "");
      const outcode = this.#district(compact.slice(0, -3));
      const incode = this.#mended(compact.slice(-3), "9LL");
      if (outcode && this.incode.test(incode)) return { outcode, incode, said: whole };
    }
    if (!/[0-9]/.test(number)) return null;
    const isSure = area === area.toUpperCase() || this.own.has(area.toUpperCase());
    if (!isSure && (gap || area.length === 1)) return null;
    const outcode = this.#district((area + number).toUpperCase());
    return outcode ? { outcode, incode: "", said: area + gap + number } : null;
  }

  #district(compact) {
    const shapes = this.row.shapes.filter((shape) => shape.length === compact.length);
    const tries = [compact, ...shapes.map((shape) => this.#mended(compact, shape))];
    return tries.find((one) => this.letters.has((this.outcode.exec(one) ?? [])[1])) ?? null;
  }

  #mended(text, shape) {
    if (text.length !== shape.length) return text;
    const { slips } = this.row;
    return [...text].map((sign, at) => slips[shape[at]][sign] ?? sign).join("");
  }

  // Returns a postcode's sector, or else its district: nearer than that is not kept.
  #at({ outcode, incode }) {
    const { sectors, outcodes } = this.row;
    const row = (incode && sectors[`${outcode} ${incode[0]}`]) || outcodes[outcode];
    return row ? { kind: "district", east: row[0], north: row[1] } : null;
  }

  // Returns the building a parent wants to be near to.
  #landmark(text) {
    const words = tokens(text);
    const said = words.map((token) => token.word);
    const longest = this.numbers.placenames.LONGEST_NAME;
    for (let first = 1; first < words.length; first++) {
      const starts = Array.from({ length: Math.min(first, longest) }, (_, at) => first - 1 - at);
      if (!starts.some((at) => this.near.has(said.slice(at, first).join(" ")))) continue;
      for (let length = longest; length > 0; length--) {
        const run = words.slice(first, first + length);
        const name = text.slice(run[0].start, run.at(-1).end);
        const row = this.landmarks.get(plainName(name));
        if (row) return place(row, name);
      }
    }
    return null;
  }

  #neighbourhood(text) {
    const words = tokens(text);
    const longest = Math.min(this.numbers.placenames.LONGEST_NAME, words.length);
    for (let length = longest; length > 0; length--) {
      for (let first = 0; first + length <= words.length; first++) {
        const said = text.slice(words[first].start, words[first + length - 1].end);
        const row = this.#named(said);
        if (row) return place(row, said);
      }
    }
    return null;
  }

  // Returns the neighbourhood of this name, or the area, slips forgiven.
  #named(text) {
    const name = plainName(text);
    const known = this.names.get(name);
    const { SHORTEST_GUESS, LIKE_ENOUGH } = this.numbers.gazetteer;
    if (known || name.length < SHORTEST_GUESS) return known ?? null;
    let best = null;
    let most = LIKE_ENOUGH;
    for (const [other, row] of this.names) {
      if (other[0] !== name[0] || spaces(other) !== spaces(name)) continue;
      const likeness = alike(name, other);
      if (best ? likeness > most : likeness >= most) [best, most] = [{ other, row }, likeness];
    }
    return best && Math.abs(best.other.length - name.length) <= 2 ? best.row : null;
  }
}

const spaces = (text) => text.split(" ").length;

const place = ([label, east, north, kind], said) => ({
  name: label,
  said,
  spot: { kind, east, north },
});
