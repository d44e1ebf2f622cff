type Members = Readonly<Record<string, unknown>>;

export interface ReviewAnswer {
  readonly status: number;
  readonly response: {
    readonly uid: string;
    readonly allowed: boolean;
    readonly status?: { readonly code: number; readonly message: string; readonly reason?: string };
    readonly warnings?: readonly string[];
    readonly auditAnnotations?: Readonly<Record<string, string>>;
  };
}

/** An AdmissionReview as an API server sends it. */
export function reviewOf(object: unknown, more: Members = {}): Members {
  const { kind = 'Pod' } = (object ?? {}) as { readonly kind?: string };
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: 'f1e4c2a0-1b7d-4c2e-9a55-0e8f6d2b3c11',
      kind: { group: kind === 'Pod' ? '' : 'apps', version: 'v1', kind },
      resource: {
        group: kind === 'Pod' ? '' : 'apps',
        version: 'v1',
        resource: `${String(kind).toLowerCase()}s`,
      },
      requestKind: { group: '', version: 'v1', kind },
      name: 'web',
      namespace: 'shop',
      operation: 'CREATE',
      userInfo: { username: 'system:serviceaccount:shop:deployer', groups: ['system:authenticated'] },
      object,
      oldObject: null,
      dryRun: false,
      options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1' },
      ...more,
    },
  };
}

export interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Members;
}

export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Sent> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Members };
}

/** Sends a review, and checks that a valid AdmissionReview with the same UID comes back. */
export async function review(url: string, body: Members): Promise<ReviewAnswer['response']> {
  const sent = await post(url, body);
  const { apiVersion, kind, response } = sent.body as unknown as Members & ReviewAnswer;
  const { uid } = body.request as { readonly uid: string };
  if (sent.status !== 200 || apiVersion !== 'admission.k8s.io/v1' || kind !== 'AdmissionReview')
    throw new Error(`${sent.status} ${JSON.stringify(sent.body)}`);
  if (response.uid !== uid || typeof response.allowed !== 'boolean')
    throw new Error(`not for ${uid}: ${JSON.stringify(response)}`);
  return response;
}

export interface ProviderAnswer {
  readonly apiVersion: string;
  readonly kind: string;
  readonly response: {
    readonly idempotent: boolean;
    readonly systemError?: string;
    readonly items: readonly {
      readonly key: string;
      readonly value?: { readonly verdict: string; readonly explanation: string; readonly dryRun?: boolean };
      readonly error?: string;
    }[];
  };
}

export const providerRequest = (...keys: unknown[]): Members => ({
  apiVersion: 'externaldata.gatekeeper.sh/v1beta1',
  kind: 'ProviderRequest',
  request: { keys },
});

export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
