import { requestV1 } from './api-request.js';
import type { ConnectionOptions } from './connection.js';
import { oneLine } from './printable.js';
import { formatTable } from './table.js';

export interface AuditOptions extends ConnectionOptions {
  readonly policy: string;
  readonly in?: string;
  readonly namespace?: string;
}

/** The response of `:audit`, as far as it is printed. */
interface Audited {
  readonly denied?: readonly Denied[];
  readonly audited?: number;
  readonly nextPageToken?: string;
  readonly warnings?: readonly string[];
}

interface Denied {
  readonly imageUri?: string;
  readonly deployTime?: string;
  readonly deniedSince?: string;
  readonly dryRun?: boolean;
  readonly explanation?: string;
}

/**
 * Prints what runs and a policy denies now, each image once. Whether there is none.
 * What runs is what DEPLOYMENT occurrences of the project and its locations say.
 */
export async function auditPolicy(options: AuditOptions): Promise<boolean> {
  const { policy, in: project = policy.split('/').slice(0, 2).join('/'), namespace } = options;
  const byImage = new Map<string, Denied>();
  const warnings = new Set<string>();
  let audited = 0;
  let denied = 0;
  let pageToken = '';
  do {
    const page = await requestV1<Audited>(options, 'GET', `${policy}:audit`, {
      query: {
        project,
        pageSize: '1000',
        ...(namespace === undefined ? {} : { kubernetesNamespace: namespace }),
        ...(pageToken === '' ? {} : { pageToken }),
      },
    });
    audited += page.audited ?? 0;
    denied += page.denied?.length ?? 0;
    for (const warning of page.warnings ?? []) warnings.add(warning);
    for (const each of page.denied ?? []) {
      const { imageUri = '' } = each;
      const known = byImage.get(imageUri);
      byImage.set(imageUri, known === undefined ? each : merge(known, each));
    }
    pageToken = page.nextPageToken ?? '';
  } while (pageToken !== '');
  const rows = [...byImage.values()].map(({ imageUri = '', deployTime = '-', deniedSince = '-', dryRun }) => [
    imageUri,
    deployTime,
    dryRun === true ? `${deniedSince} (dry run)` : deniedSince,
  ]);
  if (rows.length > 0)
    process.stdout.write(`${formatTable(['IMAGE', 'RUNS SINCE', 'DENIED SINCE'], rows, 120)}\n`);
  for (const { imageUri = '', explanation = '' } of byImage.values())
    process.stdout.write(`${oneLine(imageUri)}\n  ${oneLine(explanation)}\n\n`);
  for (const warning of warnings) process.stdout.write(`warning: ${oneLine(warning)}\n`);
  process.stdout.write(`${denied} of ${audited} deployments in ${oneLine(project)} are denied\n`);
  return denied === 0;
}

/** The image runs since the first of its deployments. */
function merge(known: Denied, other: Denied): Denied {
  const { deployTime = '' } = known;
  const isEarlier = Date.parse(other.deployTime ?? '') < Date.parse(deployTime);
  return isEarlier ? { ...known, deployTime: other.deployTime ?? '' } : known;
}
