/** Numbers in [0, 1) that are the same on every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** CSV for training: a label that four features tell in part, every seventh row with an empty cell. */
export function channelText(rows: number, seed: number): string {
  const random = seeded(seed);
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    const features = [random(), random(), random(), random()].map((x) => x * 4 - 2);
    const [a = 0, b = 0, c = 0] = features;
    const label = a + b * c + (random() * 4 - 2) > 0 ? 1 : 0;
    const cells = features.map((x) => x.toFixed(6));
    if (row % 7 === 0) cells[2] = '';
    lines.push([label, ...cells].join(','));
  }
  return `${lines.join('\n')}\n`;
}
