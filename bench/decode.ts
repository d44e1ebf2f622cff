/**
 * What decoding costs: a typical VULNERABILITY occurrence of about 1 kB through JSON.parse, decode and
 * checkRules, against JSON.parse and JSON.stringify of the same text. Run with `npx tsx bench/decode.ts`.
 */

import { kinds } from '../src/kinds/index.js';
import { buildRegistry } from '../src/kinds/registry.js';
import { checkRules, decode } from '../src/schema/codec.js';

const location = (version: object) => ({
  cpeUri: 'cpe:/o:debian:debian_linux:12',
  package: 'openssl',
  version: { ...version, kind: 'NORMAL' },
});

const text = JSON.stringify({
  resource: { uri: `https://registry.example.com/team-7/app-42@sha256:${'4bf5122f'.repeat(8)}` },
  noteName: 'projects/bench-scanner/notes/CVE-2024-0001',
  kind: 'VULNERABILITY',
  remediation: 'Upgrade to 3.0.11-1~deb12u2',
  vulnerability: {
    type: 'OS',
    severity: 'HIGH',
    cvssScore: 7.5,
    shortDescription: 'CVE-2024-0001',
    longDescription:
      'Long keys and parameters take a very long time to check. A program that checks what it got from others can be kept busy for minutes by a single request.',
    relatedUrls: [{ url: 'https://vulnerabilities.example.com/CVE-2024-0001', label: 'Advisory' }],
    packageIssue: [
      {
        affectedLocation: location({ epoch: 0, name: '3.0.9', revision: '1' }),
        fixedLocation: location({ name: '3.0.11', revision: '1~deb12u2' }),
        severityName: 'HIGH',
      },
    ],
  },
});

const { Occurrence } = buildRegistry(kinds);
let broken = 0;

function decoded(): unknown {
  const occurrence = decode(Occurrence, JSON.parse(text), 'occurrence');
  checkRules(Occurrence, occurrence, 'occurrence', () => {
    broken += 1;
  });
  return occurrence;
}

const baseline = (): unknown => JSON.stringify(JSON.parse(text));

/** Microseconds a call: the best of several rounds, as other work on the machine only ever adds. */
function measure(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 15; round += 1) {
    const calls = 10_000;
    const start = process.hrtime.bigint();
    for (let call = 0; call < calls; call += 1) run();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1000 / calls);
  }
  return best;
}

const base = measure(baseline);
const ours = measure(decoded);
if (broken > 0) throw new Error('the occurrence of the benchmark breaks a rule');
console.log(`occurrence of ${text.length} bytes`);
console.log(`JSON.parse + JSON.stringify        ${base.toFixed(2)} µs`);
console.log(`JSON.parse + decode + checkRules   ${ours.toFixed(2)} µs`);
console.log(`ratio                              ${(ours / base).toFixed(2)}`);
