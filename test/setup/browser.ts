import { execFileSync, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** The name of the installed Chromium; undefined if there is none. */
export const browser = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

/** Flags of the browser in tests, besides its profile. */
export const browserFlags: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  // Containers have little shared memory, and the browser crashes if it is full. It then uses files instead.
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Page {
  /** URLs that the page requested. */
  readonly requests: readonly string[];
  /** Messages of the browser: blocked by a policy, failed to load, thrown errors. */
  readonly complaints: readonly string[];
  /** Evaluates an expression in the page and awaits it. The value must be JSON. */
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

/** Opens a page, controlled over the browser's debugging pipe. */
export async function openPage(url: string, profile: string): Promise<Page> {
  const flags = [...browserFlags, `--user-data-dir=${profile}`, '--remote-debugging-pipe'];
  const child = spawn(browser ?? '', flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  // Errors of writing to an ended browser are ignored: its exit is reported.
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
