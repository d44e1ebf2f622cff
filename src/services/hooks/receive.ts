import { createHmac, timingSafeEqual } from 'node:crypto';
import { ApiError, cancelled, toApiError } from '../../domain/errors.js';
import type { Access, RequestContext } from '../context.js';
import { checkImporter, type ImportService } from '../imports.js';
import { type ListOccurrences, readClairEvent } from './clair.js';
import { type Deliveries, type HookRequest, type HookResult, type Imported, toImported } from './event.js';
import { readGithubEvent } from './github.js';
import { readHarborEvent } from './harbor.js';
import type { Sources } from './source.js';
import { readTrivyOperatorEvent } from './trivy-operator.js';

/** Receivers of events of other systems. Each is an import, so the same event again changes nothing. */
export type Receivers = ReturnType<typeof createReceivers>;

export interface ReceiverOptions {
  readonly sources: Sources;
  /** Secrets that GitHub signs events with, any of which counts; empty where events are not signed. */
  readonly githubSecrets: () => Promise<readonly string[]>;
}

export function createReceivers(
  { importReport }: ImportService,
  list: ListOccurrences,
  { sources, githubSecrets }: ReceiverOptions,
) {
  /** Imports one after the other. What fails does not keep the others from being stored; the first failure is reported. */
  async function store(
    { parent, provider, distro }: HookRequest,
    { deliveries, ignored, done }: Deliveries,
    context: RequestContext,
  ): Promise<string> {
    const imported: Imported[] = [];
    const left = [...ignored];
    let failure: ApiError | undefined;
    for (const { resource, format, fetch } of deliveries) {
      if (context.signal?.aborted === true) throw cancelled(context.signal);
      try {
        const report = await fetch();
        if (report === undefined) left.push(`${resource}: there is no report of it`);
        else
          imported.push(
            toImported(await importReport({ parent, report, format, provider, resource, distro }, context)),
          );
      } catch (thrown) {
        const error = toApiError(thrown);
        // A retry of an event that a newer scan has overtaken.
        if (error.reason === 'REPORT_OUTDATED') left.push(`${resource}: a newer scan is stored`);
        else failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
    await done?.();
    const result: HookResult = { imported, ignored: left };
    return JSON.stringify(result);
  }

  const check = (request: HookRequest, context: RequestContext): void => checkHook(request, context.access);

  return {
    async receiveHarbor(request: HookRequest, context: RequestContext): Promise<string> {
      check(request, context);
      return store(request, await readHarborEvent(request, sources, context), context);
    },
    async receiveClair(request: HookRequest, context: RequestContext): Promise<string> {
      check(request, context);
      return store(request, await readClairEvent(request, sources, list, context), context);
    },
    async receiveTrivyOperator(request: HookRequest, context: RequestContext): Promise<string> {
      check(request, context);
      return store(request, await readTrivyOperatorEvent(request), context);
    },
    async receiveGithub(request: HookRequest, context: RequestContext): Promise<string> {
      check(request, context);
      checkSignature(request, await githubSecrets());
      return store(request, await readGithubEvent(request, sources, context), context);
    },
  };
}

/** What the caller of a receiver needs: as for an import. @throws INVALID_NAME, PERMISSION_DENIED */
export function checkHook({ parent, provider }: Omit<HookRequest, 'event'>, access: Access): void {
  checkImporter({ parent, provider: provider === '' ? undefined : provider }, access);
}

function checkSignature({ event, signature = '' }: HookRequest, secrets: readonly string[]): void {
  if (secrets.length === 0) return;
  const given = Buffer.from(signature);
  const matches = secrets.map((secret) => {
    const wanted = Buffer.from(`sha256=${createHmac('sha256', secret).update(event).digest('hex')}`);
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  });
  if (!matches.includes(true))
    throw new ApiError('UNAUTHENTICATED', 'X-Hub-Signature-256 does not fit the event');
}
