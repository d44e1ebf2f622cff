import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { program } from '../setup/program.js';
import { startServer } from '../setup/server.js';
import { temporaryFolder } from '../setup/temporary.js';

/** Commands of a document, and the output printed beneath them where there is one. */
export interface Step {
  readonly commands: string;
  readonly output: string | undefined;
}

/** The `sh` blocks of a section of Markdown, each with the block that follows it directly. */
export function readSteps(markdown: string, heading: string): Step[] {
  const start = markdown.indexOf(`\n## ${heading}\n`);
  if (start < 0) throw new Error(`no section ${heading}`);
  const section = markdown.slice(start + 1).split(/\n(?=## )/)[0] ?? '';
  const pattern = /^```sh\n(.*?)^```\n(?:```(?:text|json)\n(.*?)^```$)?/gms;
  return [...section.matchAll(pattern)].map(([, commands = '', output]) => ({ commands, output }));
}

/** Makes what differs from run to run look the same. */
export function mask(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, '<id>')
    .replace(/20[2-9]\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<time>')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:8080')
    .replace(/"nextPageToken":"[^"]+"/g, '"nextPageToken":"<token>"')
    .replace(/"requestId":"[^"]+"/g, '"requestId":"<id>"')
    .replace(/\(request \S+\)/g, '(request <id>)')
    .trimEnd();
}

/** One shell in which the steps of a tour run one after the other, as a reader's would. */
export class Shell {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private steps = 0;

  /** `path` is put before the PATH; `cwd` is the folder of the shell. */
  constructor(cwd: string, environment: Readonly<Record<string, string>>) {
    this.child = spawn('bash', ['--noprofile', '--norc'], {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (this.child.stdout === null) throw new Error('the shell has no output');
    this.lines = createInterface(this.child.stdout)[Symbol.asyncIterator]();
  }

  /** Runs commands and returns what they printed, errors included. */
  async run(commands: string): Promise<string> {
    this.steps += 1;
    const end = `-- end of step ${this.steps} --`;
    this.child.stdin?.write(`{\n${commands}\n} 2>&1 </dev/null\nprintf '\\n%s\\n' '${end}'\n`);
    const printed: string[] = [];
    for (;;) {
      const { value, done } = await this.lines.next();
      if (done === true) throw new Error(`the shell ended:\n${printed.join('\n')}`);
      if (value === end) return printed.join('\n').replace(/\n$/, '');
      printed.push(value);
    }
  }

  async close(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.stdin?.end();
    await exited;
  }
}

/** A section of a document whose commands a reader runs one after the other. */
interface Tour {
  /** From the root of the repository. */
  readonly document: string;
  readonly heading: string;
  /** How many steps the section has. */
  readonly steps: number;
  /** Programs that the commands need; without one the test is skipped. */
  readonly tools: readonly string[];
  /** Environment of the shell. */
  readonly environment?: (serverUrl: string) => Readonly<Record<string, string>>;
}

/** A test that runs a tour in one shell; the sources run in place of the build. */
export function itRunsTour({ document, heading, steps, tools, environment = () => ({}) }: Tour): void {
  const missing = tools.filter((tool) => !isInstalled(tool));
  const skipped = missing.length > 0 ? `: skipped, without ${missing}` : '';
  it.skipIf(missing.length > 0)(`the commands of ${document} print what it shows${skipped}`, async () => {
    const markdown = readFileSync(new URL(`../../${document}`, import.meta.url), 'utf8');
    const read = readSteps(markdown, heading);
    const folder = temporaryFolder();
    const server = await startServer();
    const shell = new Shell(folder.path, environment(server.url));
    try {
      expect(read).toHaveLength(steps);
      for (const { commands, output = '' } of read) {
        const adapted = commands
          .replaceAll('127.0.0.1:8080', server.address)
          .replaceAll('node dist/main.js', `${process.execPath} ${program}`);
        const printed = await shell.run(adapted);
        expect(printed.trim(), commands).toBe(output.trim());
      }
    } finally {
      await shell.close();
      await server.close();
      folder.remove();
    }
  });
}

function isInstalled(tool: string): boolean {
  try {
    execFileSync('which', [tool], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
