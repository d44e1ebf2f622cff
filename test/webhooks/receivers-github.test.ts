import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { image, openReceiver, type Receiver } from './receiver.js';

let receiver: Receiver;
let source: Receiver['source'];
let send: Receiver['send'];

beforeEach(async () => {
  receiver = await openReceiver();
  ({ source, send } = receiver);
});
afterEach(() => receiver.close());

describe('events of GitHub', () => {
  const event = {
    action: 'published',
    registry_package: {
      name: 'app',
      namespace: 'octo',
      package_type: 'CONTAINER',
      package_version: { version: image, container_metadata: { tag: { name: 'v1', digest: image } } },
    },
    repository: { full_name: 'octo/app', url: 'http://evil.example' },
  };
  const path = `GET /repos/octo/app/attestations/${image.replace(':', '%3A')}?per_page=100`;
  const signed = (body: unknown, secret = 'new secret'): Record<string, string> => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(JSON.stringify(body)).digest('hex')}`,
  });

  it('must be signed with one of the secrets', async () => {
    const ping = { zen: 'Keep it logically awesome.' };
    for (const secret of ['old secret', 'new secret'])
      expect((await send('github/projects/p', ping, signed(ping, secret))).status).toBe(200);
    for (const headers of [{}, signed(ping, 'other'), signed(event), { 'x-hub-signature-256': '' }])
      expect((await send('github/projects/p', ping, headers)).status).toBe(401);
  });

  it('fetch all pages of attestations from the configured address alone', async () => {
    source.has.set(path, { attestations: [{ bundle: { mediaType: 'x' } }] });
    source.links.set(
      path,
      '<http://evil.example/repositories/1/attestations/x?per_page=100&after=Y2>; rel="next"',
    );
    source.has.set(`${path}&after=Y2`, { attestations: [{ bundle: { mediaType: 'x' } }] });
    const { status, message } = await send('github/projects/p', event, signed(event));
    expect(source.requests).toEqual([path, `${path}&after=Y2`]);
    // What is no bundle is refused by the import.
    expect([status, message]).toEqual([400, expect.any(String)]);
  });

  it('fail if GitHub has no attestation yet', async () => {
    expect((await send('github/projects/p', event, signed(event))).status).toBe(503);
    for (const answer of [{}, 'text', 403]) {
      source.has.set(path, answer);
      expect((await send('github/projects/p', event, signed(event))).status).toBe(503);
    }
  });

  it('fail if the pages together exceed the limit of one report', async () => {
    const page = { attestations: [{ bundle: { mediaType: 'x'.repeat(40 * 1024 * 1024) } }] };
    source.has.set(path, page);
    source.links.set(path, `<${source.url}/x?after=2>; rel="next"`);
    source.has.set(`${path}&after=2`, page);
    const { status, message } = await send('github/projects/p', event, signed(event));
    expect([status, message]).toEqual([
      503,
      expect.stringContaining('more than 67108864 bytes of attestations'),
    ]);
    expect(source.requests).toHaveLength(2);
  });

  it('are ignored if they publish no container', async () => {
    for (const other of [
      { ...event, action: 'deleted' },
      { ...event, registry_package: { ...event.registry_package, package_type: 'npm' } },
      { action: 'completed', workflow_run: {} },
    ])
      expect(await send('github/projects/p', other, signed(other))).toMatchObject({
        status: 200,
        imported: [],
      });
    expect(source.requests).toEqual([]);
  });
});
