import type { HttpClient, WireRequest } from '../../src/conformance/http-client.js';

/** One request that is as large as the server takes it. */
export interface LargeRequest {
  readonly name: string;
  readonly operation: string;
  /** The request message in canonical JSON form. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly rest: WireRequest;
  /** Prepares the store; not measured. */
  before?(client: HttpClient): Promise<void>;
  /** Waits for what the server does after its answer; measured with the request. */
  after?(client: HttpClient): Promise<void>;
  /** What later requests need. */
  readonly always?: true;
}

/** Bytes of JSON; a little below the limit. */
const size = 4_100_000;
const project = '/v1beta1/projects/p';

type Json = Readonly<Record<string, unknown>>;

const fill = <T>(bytes: number, make: (index: number) => T): T[] => {
  const one = JSON.stringify(make(100_000)).length + 1;
  return Array.from({ length: Math.floor(bytes / one) }, (_, index) => make(index));
};

const location = (index: number): Json => ({
  cpeUri: 'cpe:/o:debian:debian_linux:12',
  package: `package-${index}`,
  version: { name: '3.0.9', revision: '1', kind: 'NORMAL' },
});

/** What fills a note or occurrence: an ordinary list, the smallest values, long texts, entries of a map and a Struct. */
const notes: Readonly<Record<string, (bytes: number) => Json>> = {
  ordinary: (bytes) => ({
    vulnerability: {
      severity: 'HIGH',
      details: fill(bytes, (index) => ({
        cpeUri: 'cpe:/o:debian:debian_linux:12',
        package: `package-${index}`,
        severityName: 'HIGH',
        fixedLocation: location(index),
      })),
    },
  }),
  dense: (bytes) => ({
    discovery: { analysisKind: 'VULNERABILITY' },
    relatedUrl: fill(Math.min(bytes, 2_000_000), () => ({ url: 'a' })),
  }),
  'of one text': (bytes) => ({
    discovery: { analysisKind: 'VULNERABILITY' },
    longDescription: 'x'.repeat(bytes),
  }),
};

const occurrences: Readonly<Record<string, (bytes: number) => Json>> = {
  ordinary: (bytes) => ({
    resource: { uri: 'https://registry.example.com/a@sha256:00' },
    noteName: 'projects/p/notes/v',
    vulnerability: {
      packageIssue: fill(bytes, (index) => ({
        affectedLocation: location(index),
        fixedLocation: location(index),
        severityName: 'HIGH',
      })),
    },
  }),
  'of a map': (bytes) => ({
    resource: { uri: 'https://registry.example.com/a@sha256:00' },
    noteName: 'projects/p/notes/i',
    intoto: {
      signed: {
        byproducts: {
          customValues: Object.fromEntries(
            fill(Math.min(bytes, 2_900_000), (index) => `key-${index}`)
              .slice(0, 39_000)
              .map((key) => [key, 'x'.repeat(Math.floor(bytes / 39_000 / 2))]),
          ),
        },
      },
    },
  }),
};

const note = (kind: string): Json => (kind === 'v' ? { vulnerability: {} } : { intoto: {} });

/** Everything that the server takes, each once, over this transport: the answers of gRPC are bounded too. */
export function largestRequests(transport: 'REST' | 'gRPC'): LargeRequest[] {
  const made: LargeRequest[] = [];
  let count = 0;
  const id = (): string => `${transport.toLowerCase()}-${count++}`;
  const post = (path: string, body: unknown): WireRequest => ({
    method: 'POST',
    path: project + path,
    body: JSON.stringify(body),
  });
  const parent = 'projects/p';
  for (const kind of ['v', 'i'])
    made.push({
      name: `CreateNote ${kind}`,
      operation: 'CreateNote',
      request: { parent, noteId: `${kind}`, note: note(kind) },
      rest: post(`/notes?noteId=${kind}`, note(kind)),
      always: true,
    });
  for (const [name, make] of Object.entries(notes)) {
    const large = make(size - 1000);
    const own = id();
    const remove = async (client: HttpClient): Promise<void> => {
      await client.send({ method: 'DELETE', path: `${project}/notes/${own}` });
    };
    made.push({
      name: `CreateNote ${name}`,
      operation: 'CreateNote',
      request: { parent, noteId: own, note: large },
      rest: post(`/notes?noteId=${own}`, large),
      before: remove,
      always: true,
    });
    for (const [mask, how] of [
      ['', 'of all'],
      ['short_description', 'of one field'],
      ['related_url,vulnerability.details', 'by mask'],
    ] as const) {
      const query = mask === '' ? '' : `?updateMask=${mask}`;
      made.push({
        name: `UpdateNote ${name}, ${how}`,
        operation: 'UpdateNote',
        request: { name: `${parent}/notes/${own}`, note: large, updateMask: mask },
        rest: { method: 'PATCH', path: `${project}/notes/${own}${query}`, body: JSON.stringify(large) },
      });
    }
    const get = { method: 'GET', path: `${project}/notes/${own}` };
    const name1 = `${parent}/notes/${own}`;
    made.push({ name: `GetNote ${name}`, operation: 'GetNote', request: { name: name1 }, rest: get });
    if (transport === 'REST')
      made.push({
        name: `GetNote ${name}, enums by number`,
        operation: 'GetNote',
        request: {},
        rest: { ...get, path: `${get.path}?$alt=json;enum-encoding%3Dint` },
      });
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`${own}-${index}`, make(Math.floor(size / 1000) - 60)]),
    );
    for (const [how, batch] of [
      ['1,000', many],
      ['one', { [`${own}-x`]: make(size - 1000) }],
    ] as const)
      made.push({
        name: `BatchCreateNotes ${name}, ${how}`,
        operation: 'BatchCreateNotes',
        request: { parent, notes: batch },
        rest: post('/notes:batchCreate', { notes: batch }),
        async before(client) {
          for (const key of Object.keys(batch))
            await client.send({ method: 'DELETE', path: `${project}/notes/${key}` });
        },
      });
  }
  for (const [name, make] of Object.entries(occurrences)) {
    const large = make(size - 1000);
    made.push({
      name: `CreateOccurrence ${name}`,
      operation: 'CreateOccurrence',
      request: { parent, occurrence: large },
      rest: post('/occurrences', large),
    });
    const identified = {
      occurrences: Array.from({ length: 2 }, () => make(size / 2 - 1000)),
      requestId: `0191a7a4-1111-4000-8000-00000000000${name === 'ordinary' ? 1 : 2}`,
    };
    made.push({
      name: `BatchCreateOccurrences ${name}, with a request id`,
      operation: 'BatchCreateOccurrences',
      request: { parent, ...identified },
      rest: post('/occurrences:batchCreate', identified),
    });
    for (const items of [1000, 1]) {
      const batch = Array.from({ length: items }, () => make(Math.floor((size - 1000) / items) - 60));
      made.push({
        name: `BatchCreateOccurrences ${name}, ${items}`,
        operation: 'BatchCreateOccurrences',
        request: { parent, occurrences: batch },
        rest: post('/occurrences:batchCreate', { occurrences: batch }),
      });
    }
  }
  const filter = Array.from(
    { length: 50 },
    (_, i) => `vulnerability.packageIssue.affectedLocation.package="x${i}"`,
  ).join(' OR ');
  for (const [what, query] of [
    ['', 'pageSize=1000'],
    [' with 50 conditions', `pageSize=1000&filter=${encodeURIComponent(filter)}`],
  ] as const) {
    const asked = what === '' ? { parent, pageSize: 1000 } : { parent, pageSize: 1000, filter };
    made.push({
      name: `ListOccurrences${what}`,
      operation: 'ListOccurrences',
      request: asked,
      rest: { method: 'GET', path: `${project}/occurrences?${query}` },
    });
    made.push({
      name: `GetVulnerabilityOccurrencesSummary${what}`,
      operation: 'GetVulnerabilityOccurrencesSummary',
      request: what === '' ? { parent } : { parent, filter },
      rest: {
        method: 'GET',
        path: `${project}/occurrences:vulnerabilitySummary?${query.replace('pageSize=1000', '')}`,
      },
    });
  }
  made.push({
    name: 'ListNotes',
    operation: 'ListNotes',
    request: { parent, pageSize: 1000 },
    rest: { method: 'GET', path: `${project}/notes?pageSize=1000` },
  });
  made.push({
    name: 'bad JSON: a number of 16 digits, then all',
    operation: 'CreateNote',
    request: { parent, noteId: 'bad', note: {} },
    rest: {
      ...post('/notes?noteId=bad', 0),
      body: `{"discovery":{"analysisKind":1234567890123456,"x":${JSON.stringify(notes.dense?.(2_000_000))}}}`,
    },
  });
  return made;
}
