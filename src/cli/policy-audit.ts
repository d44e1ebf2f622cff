import { eq, type GrafeasClient, GrafeasError } from '../client/client.js';
import { requestV1 } from './api-request.js';
import { type ConnectionOptions, openClient } from './connection.js';
import type { Evaluated } from './policy-evaluate.js';
import { oneLine } from './printable.js';
import { formatTable } from './table.js';

/** Images that are asked about in one request. */
const chunk = 100;

export interface AuditOptions extends ConnectionOptions {
  readonly policy: string;
  readonly in?: string;
  readonly namespace: string;
}

/** An image that runs, and since when, as DEPLOYMENT occurrences say it. */
interface Running {
  readonly image: string;
  since: string;
}

/**
 * Asks a policy about every image that runs, and prints those that it denies now. Whether there are none.
 * What runs is what DEPLOYMENT occurrences of the project and its locations say.
 */
export async function auditPolicy(options: AuditOptions): Promise<boolean> {
  const { policy, namespace } = options;
  const project = options.in ?? policy.split('/').slice(0, 2).join('/');
  const client = openClient(options);
  const running = await listRunning(client, project);
  const rows: string[][] = [];
  const reasons = new Map<string, string>();
  for (let from = 0; from < running.length; from += chunk) {
    const some = running.slice(from, from + chunk);
    const containers = some.map(({ image }, index) => ({ name: `image-${index}`, image }));
    const resource = { kind: 'Pod', metadata: { name: 'audit', namespace }, spec: { containers } };
    const answer = await requestV1<Evaluated>(options, 'POST', `${policy}:evaluate`, { body: { resource } });
    const results = answer.results?.[0]?.imageResults ?? [];
    for (const [index, { image, since }] of some.entries()) {
      const result = results[index];
      if (result?.verdict === 'CONFORMANT') continue;
      rows.push([image, since, await deniedSince(client, result)]);
      reasons.set(image, result?.explanation ?? '');
    }
  }
  if (rows.length > 0)
    process.stdout.write(`${formatTable(['IMAGE', 'RUNS SINCE', 'DENIED SINCE'], rows, 120)}\n`);
  for (const [image, text] of reasons) process.stdout.write(`${oneLine(image)}\n  ${oneLine(text)}\n\n`);
  process.stdout.write(
    `${rows.length} of ${running.length} images that run in ${oneLine(project)} are denied\n`,
  );
  return rows.length === 0;
}

async function listRunning(client: GrafeasClient, project: string): Promise<readonly Running[]> {
  const running = new Map<string, Running>();
  for (const parent of [project, `${project}/locations/-`]) {
    for await (const { resource, deployment } of client.occurrences.list(parent, {
      filter: eq('kind', 'DEPLOYMENT'),
      pageSize: 1000,
    })) {
      const { deployTime = '', undeployTime } = deployment?.deployment ?? {};
      if (undeployTime !== undefined && Date.parse(undeployTime) <= Date.now()) continue;
      const image = (resource?.uri ?? '').replace(/^https?:\/\//, '');
      const known = running.get(image);
      if (known === undefined) running.set(image, { image, since: deployTime });
      else if (deployTime < known.since) known.since = deployTime;
    }
  }
  return [...running.values()];
}

/** When the first of the occurrences was written that the denial rests on; `-` where it rests on what is not there. */
async function deniedSince(client: GrafeasClient, result: ImageResult | undefined): Promise<string> {
  const checks = result?.checkSetResult?.checkResults?.results ?? [];
  const failed = checks.filter(({ evaluationResult }) => evaluationResult?.verdict !== 'CONFORMANT');
  const names = failed.flatMap(({ reasons = [] }) => reasons.flatMap(({ occurrences = [] }) => occurrences));
  const times: string[] = [];
  for (const name of new Set(names)) {
    const time = await client.occurrences.get(name).then(
      ({ createTime }) => createTime,
      (error: unknown) => {
        if (error instanceof GrafeasError && error.status === 404) return undefined;
        throw error;
      },
    );
    if (time !== undefined) times.push(time);
  }
  return times.sort()[0] ?? '-';
}

type ImageResult = NonNullable<
  NonNullable<NonNullable<Evaluated['results']>[number]['imageResults']>[number]
>;
