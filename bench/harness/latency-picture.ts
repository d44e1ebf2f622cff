export interface Point {
  readonly name: string;
  readonly size: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const width = 720;
const height = 420;
const frame = { left: 60, right: 170, top: 40, bottom: 45 };
const colours = ['#1b6ca8', '#c0392b', '#27805a', '#8e44ad', '#b9770e', '#444444'];

/** Latency over size as SVG, both axes logarithmic: p50 drawn through, p99 dashed. */
export function latencyPicture(title: string, points: readonly Point[]): string {
  const sizes = [...new Set(points.map(({ size }) => size))];
  const values = points.flatMap(({ p50, p99 }) => [p50, p99]).map((value) => Math.max(0.01, value));
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  const [from, to] = [Math.log10(Math.min(...sizes)), Math.log10(Math.max(...sizes))];
  const inner = { width: width - frame.left - frame.right, height: height - frame.top - frame.bottom };
  const x = (size: number): number =>
    Math.round(frame.left + ((Math.log10(size) - from) / Math.max(0.1, to - from)) * inner.width);
  const y = (value: number): number =>
    Math.round(
      frame.top + ((high - Math.log10(Math.max(0.01, value))) / Math.max(1, high - low)) * inner.height,
    );
  const parts: string[] = [
    `<text x="${frame.left}" y="22" font-size="15">${title}: milliseconds at a fixed rate, by occurrences stored</text>`,
  ];
  for (let power = low; power <= high; power += 1) {
    const at = y(10 ** power);
    parts.push(`<path d="M${frame.left} ${at}H${width - frame.right}" stroke="#ddd"/>`);
    parts.push(`<text x="${frame.left - 8}" y="${at + 4}" text-anchor="end">${10 ** power}</text>`);
  }
  for (const size of sizes)
    parts.push(
      `<text x="${x(size)}" y="${height - 20}" text-anchor="middle">${size.toLocaleString('en')}</text>`,
    );
  [...new Set(points.map(({ name }) => name))].forEach((name, index) => {
    const colour = colours[index % colours.length];
    const line = (of: (point: Point) => number): string =>
      points
        .filter((point) => point.name === name)
        .map((point, n) => `${n === 0 ? 'M' : 'L'}${x(point.size)} ${y(of(point))}`)
        .join('');
    parts.push(`<path d="${line(({ p50 }) => p50)}" stroke="${colour}" stroke-width="2"/>`);
    parts.push(`<path d="${line(({ p99 }) => p99)}" stroke="${colour}" stroke-dasharray="5 4"/>`);
    parts.push(
      `<text x="${width - frame.right + 14}" y="${frame.top + 14 + index * 18}" fill="${colour}">${name}</text>`,
    );
  });
  parts.push(`<text x="${width - frame.right + 14}" y="${height - frame.bottom}">p99 dashed</text>`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="none">\n` +
    `<title>${title}: latency over size</title>\n` +
    `<rect width="${width}" height="${height}" fill="#fff"/>\n` +
    parts
      .map((part) => part.replace('<text ', part.includes('fill=') ? '<text ' : '<text fill="#222" '))
      .join('\n') +
    '\n</svg>\n'
  );
}
