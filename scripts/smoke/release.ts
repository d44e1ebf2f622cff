import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

/** The built server and the release of Node that runs it. */
export interface Release {
  /** Path of its binary. */
  readonly node: string;
  /** Path of dist/main.js. */
  readonly main: string;
  /** A folder for files of this run; it is removed afterwards. */
  readonly folder: string;
}

export interface Running {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** SIGTERM. @throws Error unless it drains, exits with 0 and has printed nothing to standard error */
  stop(): Promise<void>;
}

/** Runs work with a server of the release, and stops it in an orderly way. */
export async function withServer(
  release: Release,
  flags: readonly string[],
  work: (server: Running) => Promise<void>,
): Promise<void> {
  const args = [release.main, 'serve', '--listen', '127.0.0.1:0', '--drain-delay', '50', ...flags];
  const child = spawn(release.node, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const errors = text(child.stderr);
  const messages: string[] = [];
  try {
    const address = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const { msg, address } = JSON.parse(line) as { msg: string; address?: string };
        messages.push(msg);
        if (msg === 'listening' && address !== undefined) resolve(address);
      });
      void exited.then(async ([code]) => reject(new Error(`the server ended with ${code}: ${await errors}`)));
    });
    const stop = async (): Promise<void> => {
      child.kill('SIGTERM');
      const [code] = (await exited) as [number | null];
      const printed = await errors;
      if (code === 0 && printed === '' && messages.at(-1) === 'stopped') return;
      throw new Error(`the server ended with ${code}, last said ${messages.at(-1)}, and printed: ${printed}`);
    };
    await work({ address, stop });
    if (child.exitCode === null) await stop();
  } finally {
    child.kill('SIGKILL');
  }
}

/** Runs a command of the program; what it printed. @throws Error unless it exits with 0 and without a word of error */
export async function grafeas(release: Release, ...args: readonly string[]): Promise<string> {
  return runNode(release, release.main, ...args);
}

/** Runs the release of Node with these arguments. @throws Error as `grafeas` does */
export async function runNode({ node }: Release, ...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(node, args);
  if (stderr !== '') throw new Error(`${args.join(' ')} printed: ${stderr}`);
  return stdout;
}
