import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type AuditLine, auditCall } from '../../src/auth/audit.js';
import { createAuthenticator, openAuthenticator } from '../../src/auth/authenticator.js';
import { BoundedMap } from '../../src/auth/bounded-map.js';
import { openPolicy } from '../../src/auth/policy.js';
import { openBucket } from '../../src/auth/rate-limit.js';
import { ApiError } from '../../src/domain/errors.js';
import type { FetchJson } from '../../src/outbound/fetch-json.js';
import {
  login,
  movableClock,
  patientFetchJson,
  refusal,
  rsaKey,
  serveOidc,
  sign,
  tempFolder,
} from './kit.js';

const folder = tempFolder({ key: 'a secret of thirty-two bytes or more' });
afterAll(folder.remove);
const secret = 'a secret of thirty-two bytes or more';

function open(rest: string) {
  const clock = movableClock();
  const fetched: string[] = [];
  const fetchJson: FetchJson = async (url, bearer) => {
    const document = await patientFetchJson(url, bearer);
    fetched.push(url);
    return document;
  };
  const text = `
issuers:
  - { name: own, issuer: https://own.example, audience: grafeas, algorithms: [HS256], grants: claim, clock_skew: 1s,
      keys: { secret_file: key } }
${rest}`;
  const file = openPolicy(folder.write('policy.yaml', text), { clock, env: {}, fetchJson });
  const token = (sub: string, life = 600, grants = ['viewer@projects/p']) =>
    sign(
      secret,
      { iss: 'https://own.example', aud: 'grafeas', sub, exp: clock.now() / 1000 + life, grants },
      'HS256',
    );
  return { clock, file, authenticator: createAuthenticator(file, clock), token, text, fetched };
}

describe('a token seen before', () => {
  it('has the same access without another verification, until it expires', async () => {
    const { authenticator, clock, token } = open('');
    const authorization = `Bearer ${token('a', 60)}`;
    const first = authenticator.authenticate({ authorization });
    expect(authenticator.authenticate({ authorization })).toBe(first);
    clock.move(60_999);
    expect(authenticator.authenticate({ authorization })).toBe(first);
    clock.move(1);
    expect((await refusal(() => authenticator.authenticate({ authorization }))).message).toContain('expired');
  });

  it('is accepted again after a clock that was set ahead is set back', async () => {
    const { authenticator, clock, token } = open('');
    const authorization = `Bearer ${token('a', 600)}`;
    const first = authenticator.authenticate({ authorization });
    clock.set(3_600_000);
    expect((await refusal(() => authenticator.authenticate({ authorization }))).message).toContain('expired');
    clock.set(-3_600_000);
    expect((await login(authenticator, token('a', 600))).principal).toBe((await first).principal);
    // Set back for good: what was verified is still verified again after five minutes that have passed.
    const known = await authenticator.authenticate({ authorization });
    clock.set(-1_800_000);
    clock.move(299_999);
    expect(authenticator.authenticate({ authorization })).toBe(known);
    clock.move(1);
    expect(authenticator.authenticate({ authorization })).not.toBe(known);
  });

  it('is evaluated again when the policy changes', async () => {
    const { authenticator, file, token, text } = open('');
    const one = token('a');
    expect((await login(authenticator, one)).allows('notes.get', { project: 'p' })).toBe(true);
    folder.write('policy.yaml', text.replace('grants: claim', 'grants: bindings'));
    file.reload();
    expect((await login(authenticator, one)).allows('notes.get', { project: 'p' })).toBe(false);
  });

  it('is verified again after a time, so that a withdrawn key stops working', async () => {
    const key = rsaKey('one');
    const issuer = await serveOidc([key]);
    try {
      const oidc = `  - { name: oidc, issuer: '${issuer.url}', audience: grafeas, algorithms: [RS256], keys: { discovery: true } }`;
      const { authenticator, clock, fetched } = open(oidc);
      const claims = { iss: issuer.url, aud: 'grafeas', sub: 's', exp: clock.now() / 1000 + 86_400 };
      const token = sign(key, claims, 'RS256');
      expect(authenticator.authenticate({ authorization: `Bearer ${token}` })).toBeInstanceOf(Promise);
      expect((await login(authenticator, token)).principal).toBe('oidc:s');
      issuer.keys = [rsaKey('two')];
      clock.move(11 * 60_000);
      await login(authenticator, token);
      // Not when the issuer is asked, but when its answer is here and has been taken in.
      await expect.poll(() => fetched.length, { timeout: 20_000 }).toBe(4);
      await setImmediate();
      clock.move(5 * 60_000);
      expect((await refusal(() => login(authenticator, token))).message).toContain('key that is not known');
    } finally {
      await issuer.close();
    }
  });
});

describe('client certificates', () => {
  const certificates = `
  - { name: mtls, type: certificate }
bindings:
  - { issuer: mtls, subject: CN=scanner, grants: [occurrences.editor@projects/p] }`;

  it('authenticate as callers of the certificate issuer', async () => {
    const { authenticator, token } = open(certificates);
    const certificate = { subject: 'CN=scanner', sans: [] };
    const access = await authenticator.authenticate({ certificate });
    expect(access.principal).toBe('mtls:CN=scanner');
    expect(access.allows('occurrences.create', { project: 'p' })).toBe(true);
    const other = await authenticator.authenticate({ certificate: { subject: 'CN=other', sans: [] } });
    expect(other.projectsWith('occurrences.list')).toEqual([]);
    // A token says more than the certificate of the connection, and a bad token is never overlooked.
    const both = await authenticator.authenticate({ authorization: `Bearer ${token('a')}`, certificate });
    expect(both.principal).toBe('own:a');
    await refusal(() => authenticator.authenticate({ authorization: 'Bearer bad', certificate }));
  });

  it('are ignored if the policy has no certificate issuer', async () => {
    const { authenticator } = open('');
    const certificate = { subject: 'CN=scanner', sans: [] };
    expect((await refusal(() => authenticator.authenticate({ certificate }))).code).toBe('UNAUTHENTICATED');
  });
});

describe('rate limits', () => {
  it('are kept per principal, over all of its tokens', async () => {
    const { authenticator, clock, token } = open(
      "rate_limits: { default: { rate: 2, burst: 3 }, principals: { 'own:vip': { rate: 100, burst: 100 } } }",
    );
    const [one, two] = [token('a'), token('a', 700)];
    for (const each of [one, two, one]) await login(authenticator, each);
    const error = await refusal(() => login(authenticator, two));
    expect([error.code, error.httpStatus, error.retryAfter]).toEqual(['RESOURCE_EXHAUSTED', 429, 1]);
    await login(authenticator, token('b'));
    for (let count = 0; count < 50; count += 1) await login(authenticator, token('vip'));
    clock.move(500);
    await login(authenticator, one);
    await refusal(() => login(authenticator, one));
  });

  it('return how long to wait', async () => {
    const bucket = openBucket({ rate: 0.1, burst: 1 }, movableClock(), 'own:ci');
    bucket.take();
    expect((await refusal(() => bucket.take())).retryAfter).toBe(10);
  });

  it('are off by default, and always in open mode', async () => {
    const { authenticator, token } = open('');
    for (let count = 0; count < 1000; count += 1) await login(authenticator, token('a'));
    expect((await openAuthenticator.authenticate({ authorization: ['x', 'y'] })).principal).toBe('anonymous');
  });
});

describe('BoundedMap', () => {
  it('drops the entries that were not used recently, and never grows past its bound', () => {
    const map = new BoundedMap<number>(10);
    map.set('kept', 0);
    for (let count = 1; count <= 1000; count += 1) {
      map.set(`key-${count}`, count);
      expect(map.get('kept')).toBe(0);
      expect(map.size).toBeLessThanOrEqual(10);
    }
    expect(map.get('key-1')).toBeUndefined();
    expect(map.get('key-1000')).toBe(1000);
    map.delete('kept');
    expect(map.get('kept')).toBeUndefined();
  });
});

describe('audit', () => {
  const call = {
    operation: 'UpdateNote',
    permission: 'notes.update',
    resource: 'projects/p/notes/n',
    principal: 'own:a',
    requestId: 'r1',
    peer: '192.0.2.1',
  };
  const lines = (extra: { write: boolean; error?: unknown }): AuditLine[] => {
    const out: AuditLine[] = [];
    auditCall((line) => out.push(line), { ...call, peer: () => call.peer, ...extra });
    return out;
  };

  it('writes one line for each write, whatever its result', () => {
    expect(lines({ write: true })).toEqual([{ ...call, event: 'write', outcome: 'ok' }]);
    const missing = lines({ write: true, error: new ApiError('NOTE_NOT_FOUND', 'no') });
    expect(missing).toEqual([{ ...call, event: 'write', outcome: 'NOTE_NOT_FOUND' }]);
    expect(lines({ write: true, error: new Error('secret') })[0]?.outcome).toBe('INTERNAL');
  });

  it('writes nothing for a read that was allowed', () => {
    expect(lines({ write: false })).toEqual([]);
    expect(lines({ write: false, error: new ApiError('NOTE_NOT_FOUND', 'no') })).toEqual([]);
  });

  it('names the caller that exceeded a limit, although no access was determined', async () => {
    const bucket = openBucket({ rate: 0.1, burst: 1 }, movableClock(), 'own:eager');
    bucket.take();
    const error = await refusal(() => bucket.take());
    const out: AuditLine[] = [];
    auditCall((line) => out.push(line), {
      ...call,
      peer: () => call.peer,
      principal: undefined,
      write: false,
      error,
    });
    expect(out).toMatchObject([{ event: 'denied', principal: 'own:eager', outcome: 'RATE_LIMITED' }]);
  });

  it.each(['explain', 'hide'])('names the refused permission and resource, in %s mode too', async (deny) => {
    const clock = movableClock();
    const text = `
deny: ${deny}
issuers: [{ name: mtls, type: certificate }]`;
    const file = openPolicy(folder.write('deny.yaml', text), { clock, env: {} });
    const credentials = { certificate: { subject: 'CN=x', sans: [] } };
    const access = await createAuthenticator(file, clock).authenticate(credentials);
    const error = await refusal(() => access.require('notes.attachOccurrence', { project: 'q', note: 'm' }));
    const [line] = lines({ write: true, error });
    expect(line).toMatchObject({
      event: 'denied',
      permission: 'notes.attachOccurrence',
      resource: 'projects/q/notes/m',
      outcome: deny === 'hide' ? 'NOTE_NOT_FOUND' : 'PERMISSION_DENIED',
    });
  });
});
