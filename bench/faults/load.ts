import { createHttpClient, type HttpClient } from '../../src/conformance/http-client.js';

/** What a load met. */
export interface LoadResult {
  readonly requests: number;
  /** Creates that were acknowledged, by name. */
  readonly created: readonly string[];
  /** How often a caller found no server ready and waited. */
  readonly waits: number;
  /** What went wrong, with how often: a status above 299, or the code of a broken connection. */
  readonly failures: Readonly<Record<string, number>>;
}

/** A server as the load sees it. */
interface Balanced {
  readonly client: HttpClient;
  isReady: boolean;
  /** Probes that were sent, and the latest of them whose answer was taken. */
  probed: number;
  taken: number;
}

/** Acts as a load balancer does: asks /readyz, and sends requests to who says yes. */
export class Load {
  private readonly clients = new Map<string, Balanced>();
  private readonly created: string[] = [];
  private readonly failures: Record<string, number> = {};
  private requests = 0;
  private waits = 0;
  private isRunning = true;
  private turn = 0;
  private work: Promise<unknown> = Promise.resolve();
  private readonly probing: NodeJS.Timeout;

  constructor(
    private readonly project: string,
    /** Milliseconds between two probes. */
    probes = 50,
  ) {
    this.probing = setInterval(() => {
      for (const url of this.clients.keys()) void this.probe(url);
    }, probes);
  }

  /** Takes a server in; it gets requests once it is ready. */
  async add(url: string): Promise<void> {
    const client = createHttpClient(new URL(url), undefined, 20_000);
    this.clients.set(url, { client, isReady: false, probed: 0, taken: 0 });
    await this.probe(url);
  }

  remove(url: string): void {
    this.clients.get(url)?.client.close();
    this.clients.delete(url);
  }

  /** Writes and reads with so many callers at once, until `stop`. */
  start(callers: number): void {
    this.work = Promise.all(Array.from({ length: callers }, (_, caller) => this.call(caller)));
  }

  async stop(): Promise<LoadResult> {
    this.isRunning = false;
    await this.work;
    clearInterval(this.probing);
    for (const url of [...this.clients.keys()]) this.remove(url);
    const { requests, waits, created, failures } = this;
    return { requests, waits, created, failures };
  }

  /** Resolves once so many were created. */
  async until(created: number): Promise<void> {
    while (this.created.length < created) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  private async probe(url: string): Promise<void> {
    const server = this.clients.get(url);
    if (server === undefined) return;
    server.probed += 1;
    const number = server.probed;
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    // Answers may overtake one another, and an older one tells of what was before.
    if (number < server.taken) return;
    server.taken = number;
    server.isReady = answer?.status === 200;
  }

  private async call(caller: number): Promise<void> {
    for (let n = 0; this.isRunning; n += 1) {
      const body = JSON.stringify({
        noteName: `projects/${this.project}/notes/n`,
        resource: { uri: `https://example.com/${caller}/${n}` },
        attestation: { attestation: { pgpSignedAttestation: { signature: 'x', pgpKeyId: 'k' } } },
      });
      const path = `/v1beta1/projects/${this.project}/occurrences`;
      const text = await this.send({ method: 'POST', path, body });
      if (text === undefined) continue;
      const { name } = JSON.parse(text) as { name: string };
      this.created.push(name);
      await this.send({ method: 'GET', path: `/v1beta1/${name}` });
    }
  }

  private async send(request: Parameters<HttpClient['send']>[0]): Promise<string | undefined> {
    const ready = [...this.clients.values()].filter(({ isReady }) => isReady);
    this.turn += 1;
    const chosen = ready[this.turn % ready.length];
    if (chosen === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      this.waits += 1;
      return undefined;
    }
    this.requests += 1;
    try {
      const { status, text } = await chosen.client.send(request);
      if (status < 300) return text;
      this.fail(`${request.method} ${status}`);
    } catch (error) {
      this.fail(
        `${request.method} ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`,
      );
    }
    // A caller who was refused does not come again at once.
    await new Promise((resolve) => setTimeout(resolve, 20));
    return undefined;
  }

  private fail(what: string): void {
    this.failures[what] = (this.failures[what] ?? 0) + 1;
  }
}

/** Makes the note that the load's occurrences are of. */
export async function prepareLoad(url: string, project: string, token?: string): Promise<void> {
  const body = JSON.stringify({ attestationAuthority: { hint: { humanReadableName: 'qa' } } });
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/v1beta1/projects/${project}/notes?noteId=n`, {
    method: 'POST',
    body,
    headers,
  });
  if (!answer.ok && answer.status !== 409) throw new Error(`note not created: ${await answer.text()}`);
}

/** Names of those that a server does not have. */
export async function missing(url: string, names: readonly string[]): Promise<string[]> {
  const client = createHttpClient(new URL(url), undefined);
  const lost: string[] = [];
  const look = async (name: string): Promise<void> => {
    for (;;) {
      const { status } = await client.send({ method: 'GET', path: `/v1beta1/${name}` });
      if (status === 404) lost.push(name);
      // Any other status is of a server that is too busy to say.
      if (status === 200 || status === 404) return;
    }
  };
  for (let from = 0; from < names.length; from += 20)
    await Promise.all(names.slice(from, from + 20).map(look));
  client.close();
  return lost;
}
