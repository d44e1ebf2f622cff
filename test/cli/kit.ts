import { run } from '../../src/cli/program.js';

export interface Ended {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** Runs the program in this process, with what it prints caught; `env` is set meanwhile. */
export async function grafeas(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const { stdout, stderr, exitCode } = process;
  const write = { out: stdout.write, err: stderr.write };
  const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
  let out = '';
  let err = '';
  stdout.write = (text: unknown) => {
    out += String(text);
    return true;
  };
  stderr.write = (text: unknown) => {
    err += String(text);
    return true;
  };
  Object.assign(process.env, env);
  process.exitCode = 0;
  try {
    await run(['node', 'grafeas', ...args]);
    return { out, err, code: Number(process.exitCode) };
  } finally {
    stdout.write = write.out;
    stderr.write = write.err;
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
