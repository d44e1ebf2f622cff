import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { program } from '../../test/setup/program.js';

/** A server in a process of its own. */
export interface Replica {
  readonly pid: number;
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Megabytes of memory it has. */
  memory(): number;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGSTOP and SIGCONT: it stands still, and goes on. */
  freeze(): void;
  thaw(): void;
  /** Reads its log no more. */
  stallLog(): void;
}

const running = new Set<ChildProcess>();

/** Kills the servers that are left when something failed on the way: none outlives who has started it. */
export async function killReplicas(): Promise<void> {
  const exits = [...running].map((child) => once(child, 'exit'));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(exits);
}

/** Starts `grafeas serve` with these flags and waits until it listens. Needs `transpileProgram` once before. */
export async function startReplica(...flags: readonly string[]): Promise<Replica> {
  const listen = flags.includes('--listen') ? [] : ['--listen', '127.0.0.1:0'];
  const args = [program, 'serve', ...listen, ...flags];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const exited = once(child, 'exit').finally(() => running.delete(child));
  const address = await firstAddress(child);
  return {
    pid: child.pid ?? 0,
    url: `http://${address}`,
    memory: () => memoryOf(child),
    async stop() {
      child.kill('SIGTERM');
      const [code] = (await exited) as [number | null];
      return code;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    stallLog: () => void child.stdout?.pause(),
  };
}

async function firstAddress(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the server has no output');
  const lines = createInterface({ input: stdout });
  const found = new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const { msg, address } = JSON.parse(line) as { msg?: string; address?: string };
      if (msg === 'listening' && address !== undefined) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it listened`)));
  });
  return found;
}

function memoryOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024);
}
