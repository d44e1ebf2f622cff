import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is used here of a `.cpuprofile`. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

const shown = 25;

/** The functions in which a process spent its time, of the profile it left in a folder: by themselves, then with what they call. */
export function summarizeProfile(folder: string): string {
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) throw new Error(`no profile in ${folder}`);
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
  const labels = new Map(profile.nodes.map((node) => [node.id, label(node.callFrame)]));
  const callers = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((id) => [id, node.id])));
  const own = new Map<string, number>();
  const whole = new Map<string, number>();
  let busy = 0;
  profile.samples.forEach((id, index) => {
    const took = profile.timeDeltas[index] ?? 0;
    const name = labels.get(id) ?? '';
    if (name.startsWith('(idle)')) return;
    busy += took;
    own.set(name, (own.get(name) ?? 0) + took);
    const within = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = callers.get(at))
      within.add(labels.get(at) ?? '');
    for (const caller of within) whole.set(caller, (whole.get(caller) ?? 0) + took);
  });
  const table = (times: ReadonlyMap<string, number>): string =>
    [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, shown)
      .map(([name, took]) => `${((100 * took) / busy).toFixed(1).padStart(6)} %  ${name}`)
      .join('\n');
  return `By itself\n${table(own)}\n\nWith what it calls\n${table(whole)}\n`;
}

/** `read storage/sqlite/driver.js:45`, whatever machine it was. */
function label({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const file = url.replace(/^.*\/(?:dist|node_modules)\//, '');
  return `${functionName === '' ? 'anonymous' : functionName}${file === '' ? '' : ` ${file}:${lineNumber + 1}`}`;
}
