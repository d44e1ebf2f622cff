import { type PkixSigner, signPkix } from '../../src/signatures/sign.js';
import type { TestServer } from './server.js';

/** Helpers that store what policies read and evaluate policies on a server. */
export function policyKit(server: TestServer) {
  async function send<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${server.url}/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok)
      throw Object.assign(new Error(`${response.status} ${text}`), { status: response.status });
    return JSON.parse(text) as T;
  }

  let made = 0;
  /** Creates a platform policy of one check set and returns its evaluation of images. */
  async function ask(
    project: string,
    checks: readonly object[],
    ...images: string[]
  ): Promise<{ verdict: string; codes: string[]; text: string; warnings: string[]; raw: Evaluated }> {
    made += 1;
    const name = `projects/${project}/platforms/gke/policies/p${made}`;
    await send('POST', `v1/projects/${project}/platforms/gke/policies?policyId=p${made}`, {
      gkePolicy: { checkSets: [{ checks }] },
    });
    return evaluate(name, podOf(...images));
  }

  async function evaluate(name: string, resource: object) {
    const raw = await send<Evaluated>('POST', `v1/${name}:evaluate`, { resource });
    const results = raw.results.flatMap(({ imageResults }) =>
      imageResults.flatMap(({ checkSetResult }) => checkSetResult?.checkResults?.results ?? []),
    );
    return {
      verdict: raw.verdict,
      codes: results.flatMap(({ reasons = [] }) => reasons.map(({ code }) => code)),
      text: results.map(({ explanation }) => explanation).join(' '),
      warnings: raw.results.flatMap(({ warnings = [] }) => warnings),
      raw,
    };
  }

  return {
    send,
    ask,
    evaluate,
    async note(project: string, id: string, note: object): Promise<string> {
      await send('POST', `v1beta1/projects/${project}/notes?noteId=${id}`, note);
      return `projects/${project}/notes/${id}`;
    },
    async occurrence(project: string, uri: string, noteName: string, details: object): Promise<string> {
      const body = { resource: { uri }, noteName, ...details };
      return (await send<{ name: string }>('POST', `v1beta1/projects/${project}/occurrences`, body)).name;
    },
    async inV1(project: string, resourceUri: string, noteName: string, details: object): Promise<string> {
      const body = { resourceUri, noteName, ...details };
      return (await send<{ name: string }>('POST', `v1/projects/${project}/occurrences`, body)).name;
    },
  };
}

export type PolicyKit = ReturnType<typeof policyKit>;

interface Evaluated {
  readonly verdict: string;
  readonly results: readonly {
    readonly warnings?: string[];
    readonly imageResults: readonly {
      readonly verdict: string;
      readonly explanation?: string;
      readonly checkSetResult?: {
        readonly checkResults?: {
          readonly results: readonly {
            readonly explanation: string;
            readonly reasons?: readonly {
              readonly code: string;
              readonly occurrences?: readonly string[];
              readonly attestors?: readonly string[];
            }[];
          }[];
        };
      };
    }[];
  }[];
}

export function podOf(...images: string[]) {
  return {
    kind: 'Pod',
    metadata: { name: 'pod', namespace: 'shop' },
    spec: { containers: images.map((image, index) => ({ name: `c${index}`, image })) },
  };
}

/** The details of a scan for vulnerabilities. */
export const scan = (analysisStatus = 'FINISHED_SUCCESS', lastScanTime?: string): object => ({
  discovered: { discovered: { analysisStatus, ...(lastScanTime === undefined ? {} : { lastScanTime }) } },
});

export const scanner = { discovery: { analysisKind: 'VULNERABILITY' } };

/** A note of a vulnerability of a severity. */
export const weakness = (severity?: string): object => ({
  vulnerability: {
    ...(severity === undefined ? {} : { severity }),
    details: [
      { cpeUri: 'cpe:/o:debian:debian_linux:12', package: 'zlib', minAffectedVersion: { kind: 'MINIMUM' } },
    ],
  },
});

/** A finding in one package, with a fix or without. */
export const finding = (isFixed = true): object => ({
  vulnerability: {
    packageIssue: [
      {
        affectedLocation: {
          cpeUri: 'cpe:/o:debian:debian_linux:12',
          package: 'zlib',
          version: { name: '1.0', kind: 'NORMAL' },
        },
        ...(isFixed
          ? {
              fixedLocation: {
                cpeUri: 'cpe:/o:debian:debian_linux:12',
                package: 'zlib',
                version: { name: '2.0', kind: 'NORMAL' },
              },
            }
          : {}),
      },
    ],
  },
});

/** A DSSE envelope over an in-toto statement. */
export function envelopeOf(statement: object, signer: PkixSigner) {
  const payloadType = 'application/vnd.in-toto+json';
  const payload = Buffer.from(JSON.stringify(statement));
  const signed = Buffer.concat([
    Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `),
    payload,
  ]);
  const { signature, publicKeyId } = signPkix(signed, signer);
  return {
    payload: payload.toString('base64'),
    payloadType,
    signatures: [{ sig: signature.toString('base64'), keyid: publicKeyId }],
  };
}
