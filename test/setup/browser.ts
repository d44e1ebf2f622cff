import { execFileSync, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** The Chromium of this machine, if it has one. */
export const browser = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

/** What a browser of a test is started with, beside a profile of its own. */
export const browserFlags: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  // Containers give little of it, and the browser crashes where it is full; it uses files instead.
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Page {
  /** URLs the page asked for. */
  readonly requests: readonly string[];
  /** What the browser complained about: blocked by a policy, failed to load, thrown. */
  readonly complaints: readonly string[];
  /** The value of an expression within the page, awaited; it must be JSON. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Opens a page, driven over the browser's debugging pipe. */
export async function openPage(url: string, profile: string): Promise<Page> {
  const flags = [...browserFlags, `--user-data-dir=${profile}`, '--remote-debugging-pipe'];
  const child = spawn(browser ?? '', flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  // What is written to a browser that has gone is told by its end.
  input.on('error', () => {});
  const waiting = new Map<number, (message: Message) => void>();
  let end: string | undefined;
  const fail = (message: string): void => {
    end ??= message;
    for (const answer of waiting.values()) answer({ error: { message: end } });
  };
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      fail(`the browser ended with ${signal ?? code}`);
      resolve();
    });
  });
  const requests: string[] = [];
  const complaints: string[] = [];
  let rest = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) receive(JSON.parse(part) as Message);
  });

  function receive(message: Message): void {
    if (message.id !== undefined) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
    const { method, params = {} } = message;
    if (method === 'Inspector.targetCrashed') fail('the page crashed');
    if (method === 'Network.requestWillBeSent') requests.push((params.request as { url: string }).url);
    if (method === 'Log.entryAdded') complaints.push((params.entry as { text: string }).text);
    if (method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(params));
  }

  let sent = 0;
  function call(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    if (end !== undefined) return Promise.reject(new Error(`${method}: ${end}`));
    sent += 1;
    const id = sent;
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ result = {}, error }) => {
        if (error === undefined) resolve(result);
        else reject(new Error(`${method}: ${error.message}`));
      });
    });
  }

  async function open(): Promise<string> {
    const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
    const session = String(sessionId);
    for (const domain of ['Inspector', 'Page', 'Network', 'Log', 'Runtime'])
      await call(`${domain}.enable`, {}, session);
    await call('Page.navigate', { url }, session);
    return session;
  }

  const session = await open().catch((error: unknown) => {
    child.kill();
    throw error;
  });
  return {
    requests,
    complaints,
    async evaluate(expression) {
      const options = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await call('Runtime.evaluate', options, session);
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { value: unknown }).value;
    },
    async close() {
      await call('Browser.close').catch(() => child.kill());
      await exited;
    },
  };
}
