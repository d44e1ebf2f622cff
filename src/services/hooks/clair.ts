import { ApiError, invalidField } from '../../domain/errors.js';
import { parseText } from '../../domain/json.js';
import type { RequestContext } from '../context.js';
import type { ListRequest, ParentRequest } from '../requests.js';
import {
  type Deliveries,
  type Delivery,
  digestOf,
  type HookRequest,
  type Members,
  membersOf,
  parseEvent,
  parsePage,
  requireSource,
  textOf,
} from './event.js';
import type { Source, Sources } from './source.js';

/** Lists occurrences as the API does, to the JSON text of a page. */
export type ListOccurrences = (
  request: ParentRequest & ListRequest,
  context: RequestContext,
) => Promise<string>;

/** Images of one notification; more are left to the retry of a later one. */
const maxManifests = 10_000;
const pageSize = '500';

/**
 * A notification of Clair v4: its pages are read from the configured Clair, then the report of each image that the project has
 * a result of Clair for. At the end the notification is deleted, as Clair wants. The callback of the event is not called.
 *
 * @throws INVALID_FIELD, SOURCE_UNKNOWN, SOURCE_UNAVAILABLE
 */
export async function readClairEvent(
  request: HookRequest,
  sources: Sources,
  list: ListOccurrences,
  context: RequestContext,
): Promise<Deliveries> {
  const id = textOf((await parseEvent(request.event)).notification_id);
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw invalidField('notification_id', 'must be a UUID');
  const source = requireSource(sources.clair, 'clair_url');
  const notification = ['notifier', 'api', 'v1', 'notification', id];
  const manifests = await manifestsOf(source, notification, context);
  if (manifests === undefined) return { deliveries: [], ignored: [`Clair no longer has notification ${id}`] };
  const deliveries: Delivery[] = [];
  const ignored: string[] = [];
  for (const manifest of manifests) {
    const known = await imagesOf(manifest, request, list, context);
    const given = request.repository ? [`${request.repository}@${manifest}`] : [];
    const images = known.length > 0 ? known : given;
    if (images.length === 0) ignored.push(`${manifest}: the project has no result of Clair for it`);
    for (const resource of images)
      deliveries.push({ resource, format: 'clair', fetch: () => reportOf(source, manifest, context) });
  }
  return {
    deliveries,
    ignored,
    done: () => source.remove(notification, { signal: context.signal }),
  };
}

/** The distinct digests that a notification is about; undefined where Clair does not have it. */
async function manifestsOf(
  source: Source,
  notification: readonly string[],
  context: RequestContext,
): Promise<ReadonlySet<string> | undefined> {
  const manifests = new Set<string>();
  const seen = new Set<string>();
  for (let next = ''; ; ) {
    const query = { page_size: pageSize, ...(next === '' ? {} : { next }) };
    const fetched = await source.get(notification, { query, signal: context.signal });
    if (fetched === undefined && next === '') return undefined;
    // Images of the rest would not be looked at again once the notification is deleted.
    if (fetched === undefined || seen.has(next))
      throw new ApiError('SOURCE_UNAVAILABLE', 'Clair does not return all pages of the notification');
    seen.add(next);
    const { page, notifications } = await parsePage('Clair', fetched.body);
    if (!Array.isArray(notifications))
      throw new ApiError('SOURCE_UNAVAILABLE', 'Clair returns no notifications');
    for (const each of notifications)
      manifests.add(digestOf(membersOf(each).manifest, 'notifications.manifest'));
    if (manifests.size > maxManifests)
      throw invalidField('notification_id', `is about more than ${maxManifests} images`);
    next = textOf(membersOf(page).next);
    if (next === '') return manifests;
  }
}

/** Resource URLs of the project with this digest that a report of Clair was imported for. */
async function imagesOf(
  manifest: string,
  { parent, provider = 'projects/clair' }: HookRequest,
  list: ListOccurrences,
  context: RequestContext,
): Promise<readonly string[]> {
  const project = provider.split('/')[1] ?? '';
  const filter = `noteProjectId="${project}" AND has_prefix(noteId, "clair-") AND has_suffix(resourceUrl, "@${manifest}")`;
  const found = new Set<string>();
  let pageToken: string | undefined;
  do {
    const page = membersOf(
      await parseText(await list({ parent, filter, pageSize: 1000, pageToken }, context)),
    );
    for (const occurrence of (page.occurrences ?? []) as Members[])
      found.add(textOf(membersOf(occurrence.resource).uri));
    pageToken = textOf(page.nextPageToken) || undefined;
  } while (pageToken !== undefined);
  return [...found];
}

async function reportOf(
  source: Source,
  manifest: string,
  context: RequestContext,
): Promise<Buffer | undefined> {
  const path = ['matcher', 'api', 'v1', 'vulnerability_report', manifest];
  return (await source.get(path, { signal: context.signal }))?.body;
}
