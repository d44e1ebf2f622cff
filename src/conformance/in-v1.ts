import type { Json } from './case.js';

/**
 * Converts a body of v1beta1, as the cases have them, to v1. Members of neither version are left unchanged, so that both
 * versions refuse them.
 */
export function bodyInV1(path: string, body: unknown): unknown {
  if (!isObject(body)) return body;
  if (isObject(body.notes)) return { ...body, notes: mapValues(body.notes, noteInV1) };
  if (Array.isArray(body.occurrences)) return { ...body, occurrences: body.occurrences.map(occurrenceInV1) };
  return path.includes('/occurrences') ? occurrenceInV1(body) : noteInV1(body);
}

function noteInV1(note: unknown): unknown {
  if (!isObject(note)) return note;
  const { attestationAuthority, baseImage, deployable, vulnerability, ...rest } = note;
  return {
    ...rest,
    ...named('attestation', attestationAuthority),
    ...named('image', baseImage),
    ...named('deployment', deployable),
    ...named('vulnerability', isObject(vulnerability) ? withDetails(vulnerability) : vulnerability),
  };
}

/** v1 requires at least one detail. */
function withDetails(vulnerability: Json): Json {
  const { details = [{ cpeUri: 'cpe:/o:debian:debian_linux:12', package: 'openssl' }], ...rest } =
    vulnerability;
  if (!Array.isArray(details)) return vulnerability;
  return { ...rest, details: details.map(detailInV1) };
}

function detailInV1(detail: unknown): unknown {
  if (!isObject(detail)) return detail;
  const { cpeUri, package: name, minAffectedVersion, maxAffectedVersion, fixedLocation, ...rest } = detail;
  return {
    ...rest,
    ...named('affectedCpeUri', cpeUri),
    ...named('affectedPackage', name),
    ...named('affectedVersionStart', minAffectedVersion),
    ...named('affectedVersionEnd', maxAffectedVersion),
    ...location('fixed', fixedLocation),
  };
}

function occurrenceInV1(occurrence: unknown): unknown {
  if (!isObject(occurrence)) return occurrence;
  const {
    resource,
    vulnerability,
    discovered,
    derivedImage,
    installation,
    deployment,
    attestation,
    ...rest
  } = occurrence;
  return {
    ...rest,
    ...named('resourceUri', within(resource, 'uri')),
    ...named('vulnerability', isObject(vulnerability) ? findingInV1(vulnerability) : vulnerability),
    ...named('discovery', within(discovered, 'discovered')),
    ...named('image', within(derivedImage, 'derivedImage')),
    ...named('package', within(installation, 'installation')),
    ...named('deployment', within(deployment, 'deployment')),
    ...named('attestation', attestation && signed),
  };
}

/** v1 has no PGP signatures and requires a payload. */
const signed = { serializedPayload: 'cGF5bG9hZA==', signatures: [{ signature: 'c2ln', publicKeyId: 'k' }] };

function findingInV1({ packageIssue, cvssV3, ...rest }: Json): Json {
  const issues = Array.isArray(packageIssue) ? packageIssue.map(issueInV1) : packageIssue;
  return { ...rest, ...named('cvssv3', cvssV3), ...named('packageIssue', issues) };
}

function issueInV1(issue: unknown): unknown {
  if (!isObject(issue)) return issue;
  const { affectedLocation, fixedLocation, ...rest } = issue;
  return {
    ...rest,
    ...location('affected', affectedLocation),
    // Without a fix, v1 has a version of kind MAXIMUM.
    ...location('fixed', fixedLocation ?? { version: { kind: 'MAXIMUM' } }),
  };
}

function location(which: 'affected' | 'fixed', value: unknown): Json {
  return {
    ...named(`${which}CpeUri`, within(value, 'cpeUri')),
    ...named(`${which}Package`, within(value, 'package')),
    ...named(`${which}Version`, within(value, 'version')),
  };
}

function within(value: unknown, member: string): unknown {
  return isObject(value) ? value[member] : value;
}

function named(name: string, value: unknown): Json {
  return value === undefined ? {} : { [name]: value };
}

function mapValues(values: Json, map: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
