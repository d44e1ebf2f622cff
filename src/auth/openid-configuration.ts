import type { FetchJson } from '../outbound/fetch-json.js';

/**
 * The document of OpenID Connect Discovery 1.0, section 4. It must name the issuer that it was requested from.
 *
 * @throws Error whose message can be logged after the name of the issuer
 */
export async function openIdConfiguration(
  issuer: string,
  fetchJson: FetchJson,
  bearer?: string,
): Promise<Readonly<Record<string, unknown>>> {
  const document = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, bearer);
  if (typeof document !== 'object' || document === null || !('issuer' in document))
    throw new Error('returned no issuer');
  if (document.issuer !== issuer) throw new Error('names another issuer in its OpenID configuration');
  return document as Readonly<Record<string, unknown>>;
}
