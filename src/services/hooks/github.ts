import { append } from '../../domain/append.js';
import { ApiError, invalidField } from '../../domain/errors.js';
import { isObject } from '../../domain/is-object.js';
import { printJson } from '../../domain/json-print.js';
import type { RequestContext } from '../context.js';
import {
  type Deliveries,
  digestOf,
  type HookRequest,
  type Members,
  membersOf,
  nothing,
  parseEvent,
  parsePage,
  repositoryOf,
  requireSource,
  textOf,
} from './event.js';
import type { Source, Sources } from './source.js';

/** Attestations of one artifact. */
const maxAttestations = 1000;
const pageSize = 100;
/** Bytes of all pages together: as many as one may have. */
const maxBytes = 64 * 1024 * 1024;

/**
 * Events of GitHub that a container package was published: the attestations of its digest are fetched from the configured
 * GitHub. Other events are ignored; GitHub has none about attestations themselves.
 *
 * @throws INVALID_FIELD, SOURCE_UNKNOWN
 */
export async function readGithubEvent(
  request: HookRequest,
  sources: Sources,
  context: RequestContext,
): Promise<Deliveries> {
  const event = await parseEvent(request.event);
  const published = event.registry_package ?? event.package;
  if (!isObject(published)) return nothing('the event is about no package');
  const { package_version: version, package_type: type, ecosystem } = published;
  if (textOf(type || ecosystem).toLowerCase() !== 'container') return nothing('the package is no container');
  const action = textOf(event.action);
  if (action !== 'published' && action !== 'updated')
    return nothing(`${action || 'the action'} publishes nothing`);
  const source = requireSource(sources.github, 'github_url');
  const { container_metadata: metadata, version: named, name } = membersOf(version);
  const { tag, manifest } = membersOf(metadata);
  const digest = digestOf(
    membersOf(tag).digest || membersOf(manifest).digest || named || name,
    'package_version.version',
  );
  const repository = repositoryOf(membersOf(event.repository).full_name, 'repository.full_name');
  if (repository.split('/').length !== 2) throw invalidField('repository.full_name', 'must be OWNER/NAME');
  const namespace = textOf(published.namespace) || (repository.split('/')[0] as string);
  const image = repositoryOf(`${namespace}/${textOf(published.name)}`.toLowerCase(), 'package.name');
  const resource = `https://${request.repository || 'ghcr.io'}/${image}@${digest}`;
  return {
    deliveries: [
      {
        resource,
        // Recognised by its shape.
        format: undefined,
        fetch: () => attestationsOf(source, [...repository.split('/'), 'attestations', digest], context),
      },
    ],
    ignored: [],
  };
}

/** All pages of the list of attestations, as one list. */
async function attestationsOf(
  source: Source,
  path: readonly string[],
  context: RequestContext,
): Promise<Buffer> {
  const attestations: Members[] = [];
  let bytes = 0;
  for (let after = ''; ; ) {
    const query = { per_page: `${pageSize}`, ...(after === '' ? {} : { after }) };
    const fetched = await source.get(['repos', ...path], { query, signal: context.signal });
    const page = fetched === undefined ? [] : listOf(await parsePage('GitHub', fetched.body));
    bytes += fetched?.body.length ?? 0;
    if (bytes > maxBytes)
      throw new ApiError('SOURCE_UNAVAILABLE', `GitHub returns more than ${maxBytes} bytes of attestations`);
    append(attestations, page);
    if (attestations.length > maxAttestations)
      throw invalidField('package_version', `has more than ${maxAttestations} attestations`);
    const next = cursorOf(fetched?.link ?? '');
    if (next === '' || next === after) break;
    after = next;
  }
  if (attestations.length === 0)
    throw new ApiError('SOURCE_UNAVAILABLE', `GitHub has no attestation of ${path.at(-1)} yet`);
  return Buffer.from(await printJson({ attestations }));
}

/** Where the next page begins, of a Link header. Only the cursor is taken: requests go to the configured address alone. */
function cursorOf(link: string): string {
  const url = /<([^<>]+)>; rel="next"/.exec(link)?.[1] ?? '';
  return URL.canParse(url) ? (new URL(url).searchParams.get('after') ?? '') : '';
}

function listOf({ attestations }: Members): readonly Members[] {
  if (!Array.isArray(attestations))
    throw new ApiError('SOURCE_UNAVAILABLE', 'GitHub returns no list of attestations');
  return attestations.map(membersOf);
}
