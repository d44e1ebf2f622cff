import { invalidField } from '../domain/errors.js';
import { isObject } from '../domain/is-object.js';
import type { ImageVerdict, PolicyVerdict } from '../policy/verdict.js';
import type { RequestContext } from './context.js';
import { parseGate } from './gates.js';
import type { PolicyEvaluation } from './policy-evaluation.js';

/** Verdicts for Gatekeeper: a provider of external data whose keys are images. */

export const providerVersion = 'externaldata.gatekeeper.sh/v1beta1';

/** Maximal number of images in one request. Gatekeeper sends those of one object. */
const maxKeys = 2_000;

/** Where the images would run, for the rules of a project's policy and check sets with a scope. */
export interface Place {
  /** Of the gate. */
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly serviceAccount?: string | undefined;
}

interface Item {
  readonly key: string;
  readonly value?: object;
  readonly error?: string;
}

export function createExternalData({ evaluate }: Pick<PolicyEvaluation, 'evaluate'>) {
  async function provide(
    place: Place,
    keysIn: () => readonly string[],
    context: RequestContext,
  ): Promise<string> {
    const { key, policy, cluster } = parseGate(place.name, 'name');
    context.access.require('platformPolicies.evaluatePolicy', { project: key.scope });
    const keys = [...new Set(keysIn())];
    const images = keys.map((image) => ({ image }));
    const { namespace, serviceAccount } = place;
    const where = { namespace: namespace || undefined, serviceAccount: serviceAccount || undefined, cluster };
    const verdict = await evaluate({ policy, images, ...where }, context);
    return formatResponse(keys.map((image, index) => toItem(image, verdict.images[index], verdict)));
  }

  return {
    /**
     * The ProviderResponse to a ProviderRequest.
     *
     * @throws INVALID_FIELD if the body is no ProviderRequest; PERMISSION_DENIED, INVALID_NAME, POLICY_NOT_FOUND
     */
    provideVerdicts(
      request: Place & { readonly request: unknown },
      context: RequestContext,
    ): Promise<string> {
      return provide(request, () => keysOf(request.request), context);
    },

    /** The ProviderResponse for one image. */
    getVerdict(
      request: Place & { readonly key?: string | undefined },
      context: RequestContext,
    ): Promise<string> {
      return provide(request, () => [keyOf(request.key)], context);
    },
  };
}

function keyOf(key: string | undefined): string {
  if (key === undefined || key === '') throw invalidField('key', 'must name an image');
  return key;
}

function keysOf(body: unknown): readonly string[] {
  if (!isObject(body) || body.apiVersion !== providerVersion || body.kind !== 'ProviderRequest')
    throw invalidField('apiVersion', `must be ${providerVersion}, of the kind ProviderRequest`);
  const keys = isObject(body.request) ? body.request.keys : undefined;
  if (!Array.isArray(keys)) throw invalidField('request.keys', 'must be a list of images');
  if (keys.length > maxKeys)
    throw invalidField('request.keys', `at most ${maxKeys} images, not ${keys.length}`);
  const wrong = keys.findIndex((key) => typeof key !== 'string');
  if (wrong >= 0) throw invalidField(`request.keys[${wrong}]`, 'must be a string');
  return keys as string[];
}

function toItem(key: string, image: ImageVerdict | undefined, { isDryRun, warnings }: PolicyVerdict): Item {
  if (image === undefined) return { key, error: 'the policy says nothing about the image' };
  if (image.verdict === 'ERROR') return { key, error: image.explanation };
  const value = {
    verdict: image.verdict,
    explanation: image.explanation,
    ...(isDryRun ? { dryRun: true } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
  return { key, value };
}

function formatResponse(items: readonly Item[]): string {
  return JSON.stringify({
    apiVersion: providerVersion,
    kind: 'ProviderResponse',
    response: { idempotent: true, items },
  });
}

/** The ProviderResponse of a request that failed as a whole. */
export function formatSystemError(message: string): string {
  return JSON.stringify({
    apiVersion: providerVersion,
    kind: 'ProviderResponse',
    response: { idempotent: true, items: [], systemError: message },
  });
}
