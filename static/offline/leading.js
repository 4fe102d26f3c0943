// Joins what phrases and a topic's words as a whole say, and says which topics lead.

const NOTHING = { share: 0, score: 0, isWhole: false };

// Returns the topics that either speaks for, the surest first.
export const blend = (matches, profile, numbers) => {
  const { WEIGHTS, MOST_TOPICS, LEAST_SHARE } = numbers;
  const spoken = new Map(matches.map((match) => [match.slug, match]));
  const nearest = profile.size ? Math.max(...profile.values()) : 1;
  const sums = [...new Set([...spoken.keys(), ...profile.keys()])].map((slug) => [
    slug,
    WEIGHTS.phrase * (spoken.get(slug)?.share ?? 0) +
      (WEIGHTS.profile * (profile.get(slug) ?? 0)) / nearest,
  ]);
  sums.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  const ordered = sums.slice(0, MOST_TOPICS);
  const best = ordered.length ? ordered[0][1] : 0;
  return ordered
    .filter(([, sum]) => best > 0 && sum >= LEAST_SHARE * best)
    .map(([slug, sum]) => ({ ...NOTHING, ...spoken.get(slug), slug, share: sum / best }));
};

// Returns topics with the ways on from the likeliest first, where it has any.
export const afterRefusal = (matches, ways, numbers) => {
  const ledTo = matches.length ? (ways[matches[0].slug] ?? []) : [];
  if (!ledTo.length) return matches;
  const found = new Map(matches.map((match) => [match.slug, match]));
  const { score } = matches[0];
  const led = ledTo.slice(0, numbers.LED_TO.length).map((slug, at) => {
    const one = found.get(slug) ?? NOTHING;
    return { ...one, slug, share: Math.max(numbers.LED_TO[at], one.share), score };
  });
  const rest = matches.filter((match) => !ledTo.includes(match.slug));
  return [...led, ...rest.map((m) => ({ ...m, share: m.share * numbers.REFUSED }))];
};

// Returns topics with help for now first.
export const helpFirst = (matches, harm, numbers) => {
  const kept = matches
    .filter((match) => harm.all.includes(match.slug))
    .map((match) => ({ ...match, share: 1 }));
  if (!kept.some((match) => match.slug === harm.crisis)) {
    kept.unshift({ ...NOTHING, slug: harm.crisis, share: 1 });
  }
  const rest = matches.filter((match) => !harm.all.includes(match.slug));
  return [...kept, ...rest.map((m) => ({ ...m, share: m.share * numbers.LATER }))];
};

// Says whether a question is elsewhere's: a whole phrase tells more than a part.
export const isNoneOfOurs = (matches, elsewhere, numbers) => {
  const isOurs = (match) =>
    match.slug !== elsewhere && match.isWhole && match.share >= numbers.WHOLE_OURS;
  if (matches.some(isOurs)) return false;
  return matches.some(
    ({ slug, share, isWhole }) =>
      slug === elsewhere &&
      (share === 1 || (isWhole && share >= numbers.WHOLE_ELSEWHERE)),
  );
};
