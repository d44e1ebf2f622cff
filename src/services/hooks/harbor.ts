import { ApiError, invalidField } from '../../domain/errors.js';
import type { RequestContext } from '../context.js';
import {
  type Deliveries,
  type Delivery,
  digestOf,
  type HookRequest,
  type Members,
  membersOf,
  nothing,
  parseEvent,
  repositoryOf,
  requireSource,
  textOf,
} from './event.js';
import type { Sources } from './source.js';

/** Names of events, in the classic form and as CloudEvents. */
const completed: readonly string[] = ['SCANNING_COMPLETED', 'harbor.scan.completed'];
const failed: readonly string[] = ['SCANNING_FAILED', 'harbor.scan.failed'];

const reportTypes = [
  'application/vnd.security.vulnerability.report; version=1.1',
  'application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0',
];

/** Resources of one event; Harbor names the image and, of an index, each platform. */
const maxResources = 100;

/**
 * Scan events of Harbor: the report of each image is fetched from the configured Harbor. A failed scan is recorded; findings
 * stay. Others events are ignored.
 *
 * @throws INVALID_FIELD, SOURCE_UNKNOWN
 */
export async function readHarborEvent(
  request: HookRequest,
  sources: Sources,
  context: RequestContext,
): Promise<Deliveries> {
  const event = await parseEvent(request.event);
  const type = textOf(event.type);
  const isFailed = failed.includes(type);
  if (!completed.includes(type) && !isFailed) return nothing(`${type || 'the event'} is no end of a scan`);
  const source = requireSource(sources.harbor, 'harbor_url');
  const data = membersOf(event.event_data ?? event.data);
  const { resources } = data;
  if (!Array.isArray(resources) || resources.length === 0 || resources.length > maxResources)
    throw invalidField('event_data.resources', `must be a list of 1 to ${maxResources} images`);
  const repository = repositoryOf(
    membersOf(data.repository).repo_full_name,
    'event_data.repository.repo_full_name',
  );
  const [project = '', ...rest] = repository.split('/');
  if (rest.length === 0)
    throw invalidField('event_data.repository.repo_full_name', 'must be PROJECT/REPOSITORY');
  const host = request.repository || source.host;
  const deliveries = resources.map((resource: unknown, index): Delivery => {
    const digest = digestOf(membersOf(resource).digest, `event_data.resources[${index}].digest`);
    const name = `https://${host}/${repository}@${digest}`;
    if (isFailed)
      return { resource: name, format: 'harbor', fetch: async () => failedScan(membersOf(resource)) };
    // Harbor wants a slash in the name of a repository encoded twice.
    const path = [
      'projects',
      project,
      'repositories',
      encodeURIComponent(rest.join('/')),
      'artifacts',
      digest,
    ];
    return {
      resource: name,
      format: 'harbor',
      async fetch() {
        const report = await source.get(['api', 'v2.0', ...path, 'additions', 'vulnerabilities'], {
          headers: { 'x-accept-vulnerabilities': reportTypes.join(', ') },
          signal: context.signal,
        });
        if (report === undefined) throw new ApiError('SOURCE_UNAVAILABLE', `Harbor has no report of ${name}`);
        return report.body;
      },
    };
  });
  return { deliveries, ignored: [] };
}

/** An overview of a scan without a result, as Harbor has it. */
function failedScan({ scan_overview: overview }: Members): Buffer {
  const [type = reportTypes[0] as string] = Object.keys(membersOf(overview)).filter((key) =>
    reportTypes.includes(key),
  );
  return Buffer.from(JSON.stringify({ [type]: { scan_status: 'Error' } }));
}
