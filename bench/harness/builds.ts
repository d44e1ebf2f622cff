import { join } from 'node:path';
import { type Dataset, post, projects } from './dataset.js';
import type { BenchRequest } from './load.js';
import { startServer, type Target } from './processes.js';

/**
 * Opens what is measured, by its name on the command line: `DIR[,NODE]`, a clone in which `npm run build` was run and the Node it
 * runs on, or `http://HOST:PORT,PID`, a server of the same API that runs already.
 */
export async function openBuild(name: string, store: string): Promise<Target> {
  const [place = '', detail] = name.split(',');
  if (place.startsWith('http://')) return { url: place, pids: [Number(detail)], stop: async () => {} };
  const build = { main: join(place, 'dist/main.js'), node: detail ?? process.execPath };
  return startServer(['--store', store], [], [], build);
}

/** Stores the projects, the notes and `size` occurrences by batches of 500. Returns their names and the seconds of the batches. */
export async function seed(
  target: Target,
  data: Dataset,
  size: number,
): Promise<{ readonly names: readonly string[]; readonly seconds: number }> {
  for (const name of projects) await send(target, post('/v1beta1/projects', { name: `projects/${name}` }));
  for (const request of data.notes()) await send(target, request);
  const names: string[] = [];
  const batches = [...data.batches(size, 500)];
  const started = performance.now();
  for (const request of batches) {
    const { occurrences = [] } = (await send(target, request)) as { occurrences?: { name: string }[] };
    names.push(...occurrences.map(({ name }) => name));
  }
  return { names, seconds: (performance.now() - started) / 1000 };
}

/** Sends a request and returns the decoded answer. @throws Error of any other status than success */
export async function send(target: Target, request: BenchRequest): Promise<unknown> {
  return JSON.parse(await sendForText(target, request));
}

/** Sends a request and returns the text of the answer. @throws Error of any other status than success */
export async function sendForText(target: Target, { method, path, body }: BenchRequest): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(target.url + path, { method, headers, body: body ?? null });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
  return text;
}
