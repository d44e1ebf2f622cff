import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

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

  /** `path` is put before the PATH; `cwd` is where the shell stands. */
  constructor(cwd: string, environment: Readonly<Record<string, string>>) {
    this.child = spawn('bash', ['--noprofile', '--norc'], {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (this.child.stdout === null) throw new Error('the shell has no output');
    this.lines = createInterface(this.child.stdout)[Symbol.asyncIterator]();
  }

  /** Runs commands; answers what they printed, errors included. */
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
