// Dividing seats by numbers of teachers (按教师人数分配).

/**
 * Whole seats in proportion to the weights, by the largest remainder; of equal remainders the first in the list wins. The sum is
 * exactly the seats, or nothing where nobody has any weight. In whole numbers throughout.
 */
export function proportionalSeats(seats: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0 || seats <= 0) return weights.map(() => 0);
  // Seats × weight may be larger than a double holds exactly.
  const parts = weights.map((weight, place) => {
    const product = BigInt(seats) * BigInt(weight);
    return { place, floor: Number(product / BigInt(sum)), rest: Number(product % BigInt(sum)) };
  });
  let over = seats - parts.reduce((total, { floor }) => total + floor, 0);
  const shares = parts.map(({ floor }) => floor);
  for (const { place } of parts.toSorted((a, b) => b.rest - a.rest || a.place - b.place)) {
    if (over === 0) break;
    shares[place] = (shares[place] as number) + 1;
    over -= 1;
  }
  return shares;
}
