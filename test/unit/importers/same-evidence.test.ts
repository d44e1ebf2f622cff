import { describe, expect, it } from 'vitest';
import { workspace } from '../services/import-workspace.js';
import { convert, fixture } from './kit.js';

type Json = Record<string, unknown>;
const read = (file: string): Json => JSON.parse(fixture(file).toString()) as Json;
const lines = (...documents: object[]): Buffer =>
  Buffer.from(documents.map((one) => JSON.stringify(one)).join('\n'));

const envelope = read('dsse/provenance-v1.json') as { signatures: Json[] };
const signedBy = (keyid: string | undefined, sig: string): object => ({
  ...envelope,
  signatures: [{ ...(keyid === undefined ? {} : { keyid }), sig }],
});
const { Bundle: _, ...cosign } = read('cosign/download.json');
const cosigned = (Base64Signature: string): object => ({ ...cosign, Base64Signature });
const { signatures: __, ...link } = read('in-toto/link.json');
const linked = (sig: string): object => ({ ...link, signatures: [{ keyid: '', sig }] });

describe('evidence of the same payload', () => {
  it.each<[string, (sig: string) => object, string, string]>([
    ['DSSE', (sig) => signedBy(undefined, sig), 'AAAA', 'BBBB'],
    ['cosign', cosigned, 'AAAA', 'BBBB'],
    ['in-toto', linked, 'aaaa', 'bbbb'],
  ])('by signers that %s does not name is kept for each signer', async (_name, sign, first, second) => {
    const { run } = workspace();
    expect((await run(sign(first))).occurrences).toMatchObject({ created: 1 });
    expect((await run(sign(second))).occurrences).toMatchObject({ created: 1, updated: 0 });
    for (const sig of [first, second])
      expect((await run(sign(sig))).occurrences).toMatchObject({ created: 0, updated: 0 });
  });

  it('by one key twice in a file is one occurrence, with the last signature', async () => {
    const { run, texts } = workspace();
    const file = lines(signedBy('k', 'AAAA'), signedBy('k', 'BBBB'));
    expect((await run(file)).occurrences).toMatchObject({ created: 1, updated: 0 });
    expect(await texts()).toEqual([expect.stringContaining('"BBBB"') as string]);
    expect((await run(file)).occurrences).toMatchObject({ created: 0, updated: 0 });
    const anew = lines(signedBy('k', 'CCCC'), signedBy('k', 'DDDD'));
    expect((await run(anew)).occurrences).toMatchObject({ created: 0, updated: 1 });
    expect(await texts()).toEqual([expect.stringContaining('"DDDD"') as string]);
  });
});

describe('evidence of Cloud Build', () => {
  it('keeps the reference to a bill of materials', () => {
    const dsse = read('dsse/spdx.json');
    const provider = 'p';
    const resourceUri = `registry.example.com/shop/cart@sha256:${'1f'.repeat(32)}`;
    const whole = convert(dsse, { provider });
    const summary = { provenance: [{ resourceUri, noteName: 'projects/g/notes/n', envelope: dsse }] };
    const { discovery, notes } = convert({ provenance_summary: summary }, { provider });
    expect([...notes.keys()].sort()).toEqual([...whole.notes.keys()].sort());
    expect(discovery).toEqual(whole.discovery);
    expect(discovery).toHaveLength(1);
  });
});
