import { describe, expect, it } from 'vitest';
import { splitTexts } from '../../../src/kinds/stored-text.js';
import { workspace } from '../services/import-workspace.js';
import { fixture } from './kit.js';
import { evidenceFixtures, resourceFor } from './reports.js';

describe('an authority', () => {
  it('is the note for signatures of every signer, and is not changed', async () => {
    const signed = evidenceFixtures.filter((file) => /^(cosign|notary|notation)/.test(file));
    const noteNames = (texts: readonly string[]): Set<unknown> =>
      new Set(texts.map((text) => (JSON.parse(splitTexts(text).v1beta1) as { noteName?: string }).noteName));
    const { run, texts } = workspace();
    for (const [index, file] of signed.entries()) {
      const { notes } = await run(fixture(file), {
        resource: resourceFor(file),
        provider: 'projects/p',
        authority: 'prod',
      });
      expect(notes).toMatchObject({ created: index === 0 ? 1 : 0, updated: 0 });
    }
    expect(signed.length).toBeGreaterThan(3);
    expect(noteNames(await texts())).toEqual(new Set(['projects/p/notes/prod']));
    const dsse = { resource: undefined, provider: 'projects/p', authority: 'prod' };
    await expect(run(fixture('dsse/reviewed.json'), dsse)).rejects.toMatchObject({ reason: 'KIND_MISMATCH' });
    await run(fixture('dsse/reviewed.json'), { ...dsse, authority: 'reviewed' });
    expect(noteNames(await texts())).toEqual(new Set(['projects/p/notes/prod', 'projects/p/notes/reviewed']));
    await expect(run(fixture('dsse/reviewed.json'), { ...dsse, authority: 'a/b' })).rejects.toMatchObject({
      reason: 'INVALID_NAME',
      violations: [{ field: 'authority' }],
    });
  });
});
