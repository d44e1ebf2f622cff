import type { BenchRequest } from './load.js';
import { type Random, seeded, zipf } from './random.js';

/**
 * A registry's findings, the same for the same numbers: images built on few bases whose findings they share,
 * so that few notes are hot; severities, fixes and package counts as scanners report them.
 */
export interface Dataset {
  readonly project: string;
  readonly resources: number;
  resource(index: number): string;
  /** Requests that create the notes. */
  notes(): Generator<BenchRequest>;
  /** Requests of `size` occurrences each, until `total` are made. */
  batches(total: number, size: number): Generator<BenchRequest>;
  /** One more occurrence of a random image. */
  occurrence(random: Random): Finding;
}

/** A VULNERABILITY occurrence as scanners post it. */
export interface Finding {
  readonly resource: { readonly uri: string };
  readonly [field: string]: unknown;
}

export const project = 'bench';
const provider = 'bench-scanner';
/** Projects that a server may ask to be created first. */
export const projects = [provider, project];
export const noteCount = 2_000;
const noteName = (rank: number): string => `CVE-${1999 + (rank % 27)}-${String(10_000 + rank)}`;

const severities = [
  ['CRITICAL', 3],
  ['HIGH', 15],
  ['MEDIUM', 45],
  ['LOW', 27],
  ['MINIMAL', 7],
] as const;
const issueCounts = [
  [1, 79],
  [2, 17],
  [3, 3],
  [4, 1],
] as const;

export function dataset(resources: number, seed = 1): Dataset {
  const resource = (index: number): string =>
    `https://registry.example.com/team-${index % 50}/app-${index % 500}@sha256:${index.toString(16).padStart(64, '0')}`;
  return {
    project,
    resources,
    resource,
    *notes() {
      for (let start = 0; start < noteCount; start += 500) {
        const ranks = Array.from({ length: 500 }, (_, offset) => start + offset);
        yield post(`/v1beta1/projects/${provider}/notes:batchCreate`, {
          notes: Object.fromEntries(ranks.map((rank) => [noteName(rank), note(rank)])),
        });
      }
    },
    *batches(total, size) {
      const random = seeded(seed);
      const drawNote = zipf(random, noteCount, 1);
      let made = 0;
      let image = 0;
      let left = 0;
      while (made < total) {
        const occurrences: object[] = [];
        while (occurrences.length < size && made + occurrences.length < total) {
          if (left === 0) {
            image = (image + 1) % resources;
            left = Math.max(1, Math.min(3_000, Math.round(random.logNormal(total / resources, 0.8))));
          }
          occurrences.push(finding(random, resource(image), drawNote()));
          left -= 1;
        }
        made += occurrences.length;
        yield post(`/v1beta1/projects/${project}/occurrences:batchCreate`, { occurrences });
      }
    },
    occurrence: (random) => finding(random, resource(random.below(resources)), random.below(noteCount)),
  };
}

export function post(path: string, body: object): BenchRequest {
  return { method: 'POST', path, body: JSON.stringify(body) };
}

const text =
  'Checking excessively long parameters may be very slow. Applications that use these functions on untrusted input may stall for minutes.';

function note(rank: number): object {
  const location = { cpeUri: 'cpe:/o:debian:debian_linux:12', package: `package-${rank % 400}` };
  return {
    shortDescription: noteName(rank),
    longDescription: text.repeat(8),
    relatedUrl: [{ url: `https://nvd.nist.gov/vuln/detail/${noteName(rank)}`, label: 'NVD' }],
    vulnerability: {
      cvssScore: 7.5,
      severity: 'HIGH',
      details: [{ ...location, severityName: 'HIGH', minAffectedVersion: { kind: 'MINIMUM' } }],
    },
  };
}

export function finding(random: Random, uri: string, rank: number): Finding {
  const severity = random.pick(severities);
  const fixed = random.next() < 0.4;
  const issues = Array.from({ length: random.pick(issueCounts) }, (_, index) => {
    const location = { cpeUri: 'cpe:/o:debian:debian_linux:12', package: `package-${(rank + index) % 400}` };
    return {
      affectedLocation: { ...location, version: { name: '3.0.9', revision: '1', kind: 'NORMAL' } },
      fixedLocation: {
        ...location,
        version: fixed ? { name: '3.0.11', revision: '1~deb12u2', kind: 'NORMAL' } : { kind: 'MAXIMUM' },
      },
      severityName: severity,
    };
  });
  return {
    resource: { uri },
    noteName: `projects/${provider}/notes/${noteName(rank)}`,
    remediation: fixed ? 'Upgrade to 3.0.11-1~deb12u2' : '',
    vulnerability: {
      type: 'OS',
      cvssScore: 7.5,
      effectiveSeverity: severity,
      shortDescription: noteName(rank),
      longDescription: text,
      relatedUrls: [{ url: `https://nvd.nist.gov/vuln/detail/${noteName(rank)}`, label: 'NVD' }],
      packageIssue: issues,
    },
  };
}
