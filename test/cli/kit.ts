import { AsyncLocalStorage } from 'node:async_hooks';
import { run } from '../../src/cli/program.js';

export interface Ended {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** What the program that runs here has printed; nothing for whatever else runs in this process. */
const printed = new AsyncLocalStorage<{ out: string; err: string }>();

/** Takes what the program writes to a stream, and lets pass what others do, such as the warnings of Node; undone by the answer. */
function catchWrites(stream: NodeJS.WriteStream, name: 'out' | 'err'): () => void {
  const { write } = stream;
  stream.write = ((...args: Parameters<typeof write>) => {
    const caught = printed.getStore();
    if (caught === undefined) return write.apply(stream, args);
    caught[name] += String(args[0]);
    return true;
  }) as typeof write;
  return () => {
    stream.write = write;
  };
}

/** Runs the program in this process, with what it prints caught; `env` is set meanwhile. */
export async function grafeas(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const { stdout, stderr, exitCode } = process;
  const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
  const caught = { out: '', err: '' };
  const undo = [catchWrites(stdout, 'out'), catchWrites(stderr, 'err')];
  Object.assign(process.env, env);
  process.exitCode = 0;
  try {
    await printed.run(caught, () => run(['node', 'grafeas', ...args]));
    return { ...caught, code: Number(process.exitCode) };
  } finally {
    for (const each of undo) each();
    process.exitCode = exitCode;
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

export const note = (severity = 'HIGH') => ({ shortDescription: 'a finding', vulnerability: { severity } });

export const occurrence = (uri: string, more: object = {}) => ({
  resource: { uri },
  noteName: 'projects/scanner/notes/CVE-1',
  vulnerability: {
    effectiveSeverity: 'HIGH' as const,
    packageIssue: [
      {
        affectedLocation: {
          cpeUri: 'cpe:/o:debian:debian_linux:12',
          package: 'openssl',
          version: { kind: 'NORMAL' as const, name: '3.0.9', revision: '1' },
        },
      },
    ],
  },
  ...more,
});
