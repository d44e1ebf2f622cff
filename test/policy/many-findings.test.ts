import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxEvidenceCharacters } from '../../src/services/image-evidence.js';
import { image } from '../setup/attestations.js';
import { finding, type PolicyKit, policyKit, scan, scanner, weakness } from '../setup/policies.js';
import { startServer, type TestServer } from '../setup/server.js';

/** Evidence is read in pages, and all of it counts. */
describe('an image with more findings than a page', () => {
  let server: TestServer;
  let kit: PolicyKit;
  const bare = image.replace('https://', '');
  const limits = { maximumFixableSeverity: 'MEDIUM', maximumUnfixableSeverity: 'MEDIUM' };

  beforeAll(async () => {
    server = await startServer();
    kit = policyKit(server);
    await kit.note('scanner', 'scan', scanner);
    await kit.note('scanner', 'low', weakness('LOW'));
    await kit.note('scanner', 'high', weakness('HIGH'));
  });
  afterAll(() => server.close());

  async function store(project: string, noteName: string, count: number): Promise<void> {
    const occurrences = Array.from({ length: count }, () => ({
      resource: { uri: image },
      noteName,
      ...finding(),
    }));
    for (let from = 0; from < count; from += 500)
      await kit.send('POST', `v1beta1/projects/${project}/occurrences:batchCreate`, {
        occurrences: occurrences.slice(from, from + 500),
      });
  }

  it.each([249, 250, 251, 1249, 1250, 1251])('counts the last of %s', async (count) => {
    const project = `many${count}`;
    await kit.occurrence(project, image, 'projects/scanner/notes/scan', scan());
    await store(project, 'projects/scanner/notes/low', count - 2);
    const passed = await kit.ask(project, [{ vulnerabilityCheck: limits }], bare);
    expect(passed.verdict).toBe('CONFORMANT');
    expect(passed.text).toContain(`${count - 2} findings`);
    await store(project, 'projects/scanner/notes/high', 1);
    const { codes, text } = await kit.ask(project, [{ vulnerabilityCheck: limits }], bare);
    expect(codes).toEqual(['SEVERITY_ABOVE_MAXIMUM']);
    expect(text).toContain('1 finding (projects/scanner/notes/high)');
  });

  it('denies if there are more findings than are read', async () => {
    await kit.occurrence('more', image, 'projects/scanner/notes/scan', scan());
    await store('more', 'projects/scanner/notes/low', 9_998);
    const check = { vulnerabilityCheck: limits };
    expect((await kit.ask('more', [check], bare)).verdict).toBe('CONFORMANT');
    await store('more', 'projects/scanner/notes/low', 1);
    expect((await kit.ask('more', [check], bare)).codes).toContain('TOO_MUCH_TO_READ');
  });

  it('denies if the documents are longer than is read', async () => {
    const characters = 2_000_000;
    await kit.occurrence('long', image, 'projects/scanner/notes/scan', scan());
    const { vulnerability } = finding() as { readonly vulnerability: object };
    const storeLong = () =>
      kit.occurrence('long', image, 'projects/scanner/notes/low', {
        vulnerability: { ...vulnerability, longDescription: 'x'.repeat(characters) },
      });
    const count = Math.floor(maxEvidenceCharacters / characters);
    for (let stored = 0; stored < count; stored += 1) await storeLong();
    const check = { vulnerabilityCheck: limits };
    expect((await kit.ask('long', [check], bare)).verdict).toBe('CONFORMANT');
    await storeLong();
    expect((await kit.ask('long', [check], bare)).codes).toContain('TOO_MUCH_TO_READ');
  });
});
