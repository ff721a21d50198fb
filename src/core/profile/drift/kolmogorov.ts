/** Up to here the distribution is computed exactly. */
const EXACT_BELOW = 140;

/** n·d² beyond which the tail is below 1e-31. */
const NO_TAIL = 36;

/**
 * P(D_n ≥ d) of the two-sided one-sample Kolmogorov statistic: exactly up to n = 140 (Marsaglia, Tsang
 * and Wang, Evaluating Kolmogorov's Distribution, Journal of Statistical Software 8, 2003), in the tail
 * by twice the one-sided distribution (Simard and L'Ecuyer, Computing the Two-Sided Kolmogorov–Smirnov
 * Distribution, Journal of Statistical Software 39, 2011), else by the expansion of Pelz and Good
 * (Approximating the Lower Tail-Areas of the Kolmogorov–Smirnov One-Sample Statistic, 1976).
 */
export function kolmogorovTail(n: number, d: number): number {
  if (n < 1 || d <= 1 / (2 * n)) return 1;
  if (d >= 1) return 0;
  const square = n * d * d;
  if (square > NO_TAIL) return 0;
  if (square >= 2.2 && n <= 10_000) return Math.min(1, 2 * oneSided(n, d));
  const below = n <= EXACT_BELOW ? marsaglia(n, d) : pelzGood(n, d);
  return Math.min(1, Math.max(0, 1 - below));
}

/** Smirnov's P(D⁺_n ≥ d) = d Σ C(n, j) (d + j/n)^(j−1) (1 − d − j/n)^(n−j), in logarithms. */
function oneSided(n: number, d: number): number {
  let [sum, logBinomial] = [0, 0];
  for (let j = 0; j <= Math.floor(n * (1 - d)); j += 1) {
    if (j > 0) logBinomial += Math.log((n - j + 1) / j);
    const rest = 1 - d - j / n;
    const power = rest > 0 ? (n - j) * Math.log(rest) : n === j ? 0 : -Infinity;
    sum += Math.exp(logBinomial + (j - 1) * Math.log(d + j / n) + power);
  }
  return d * sum;
}

/** P(D_n < d) as an entry of the n-th power of a matrix of 2⌈nd⌉ − 1 rows. */
function marsaglia(n: number, d: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const h = k - n * d;
  const matrix = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (_unused, j) => (i - j + 1 < 0 ? 0 : 1)),
  );
  const change = (i: number, j: number, by: number): void => {
    const row = matrix[i];
    if (row) row[j] = (row[j] ?? 0) + by;
  };
  for (let i = 0; i < size; i += 1) {
    change(i, 0, -(h ** (i + 1)));
    change(size - 1, i, -(h ** (size - i)));
  }
  change(size - 1, 0, 2 * h - 1 > 0 ? (2 * h - 1) ** size : 0);
  for (const [i, row] of matrix.entries()) {
    for (let j = 0; j < size; j += 1) {
      for (let g = 1; g <= i - j + 1; g += 1) row[j] = (row[j] ?? 0) / g;
    }
  }
  let value = powerOf(matrix, n)[k - 1]?.[k - 1] ?? 0;
  // n! / nⁿ, a factor at a time, so that nothing vanishes.
  for (let i = 1; i <= n; i += 1) value *= i / n;
  return value;
}

function powerOf(matrix: readonly Float64Array[], n: number): readonly Float64Array[] {
  if (n === 1) return matrix;
  const half = powerOf(matrix, Math.floor(n / 2));
  const square = product(half, half);
  return n % 2 === 0 ? square : product(square, matrix);
}

function product(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  return a.map((row) =>
    Float64Array.from(row, (_, j) =>
      row.reduce((sum, value, i) => sum + value * (b[i]?.[j] ?? 0), 0),
    ),
  );
}

/** P(D_n < d) with four terms in 1/√n. */
function pelzGood(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  const [z2, z4, z6] = [z ** 2, z ** 4, z ** 6];
  const [pi2, pi4, pi6] = [Math.PI ** 2, Math.PI ** 4, Math.PI ** 6];
  let [k0, k1, k2, k3] = [0, 0, 0, 0];
  for (let k = 0; k <= 30; k += 1) {
    const m2 = (k + 0.5) ** 2;
    const e = Math.exp((-m2 * pi2) / (2 * z2));
    k0 += e;
    k1 += (pi2 * m2 - z2) * e;
    k2 += (6 * z6 + 2 * z4 + pi2 * (2 * z4 - 5 * z2) * m2 + pi4 * (1 - 2 * z2) * m2 ** 2) * e;
    k3 +=
      (pi6 * m2 ** 3 * (5 - 30 * z2) +
        pi4 * m2 ** 2 * (-60 * z2 + 212 * z4) +
        pi2 * m2 * (135 * z4 - 96 * z6) -
        30 * z6 -
        90 * z ** 8) *
      e;
  }
  let [more2, more3] = [0, 0];
  for (let k = 1; k <= 30; k += 1) {
    const e = Math.exp((-(k ** 2) * pi2) / (2 * z2));
    more2 += k ** 2 * e;
    more3 += (3 * pi2 * k ** 2 * z2 - pi4 * k ** 4) * e;
  }
  const root = Math.sqrt(2 * Math.PI);
  const half = Math.sqrt(Math.PI / 2);
  return (
    (root / z) * k0 +
    ((half / (3 * z4)) * k1) / Math.sqrt(n) +
    ((half / (36 * z ** 7)) * k2 - ((half * pi2) / (18 * z ** 3)) * more2) / n +
    ((half / (3240 * z ** 10)) * k3 + (half / (108 * z6)) * more3) / n ** 1.5
  );
}
