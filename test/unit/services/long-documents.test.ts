import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serviceDeps } from '../../../src/compose.js';
import { systemClock } from '../../../src/domain/clock.js';
import { longJson } from '../../../src/domain/json.js';
import { openAccess } from '../../../src/services/context.js';
import { createNoteService } from '../../../src/services/notes.js';
import { createOccurrenceService } from '../../../src/services/occurrences.js';
import { createPolicyAudit } from '../../../src/services/policy-audit.js';
import { createPolicyJudges } from '../../../src/services/policy-judges.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';

/** Documents of any length are parsed in pieces: a long one in one go would stop everybody else. */
describe('a long document is parsed in pieces', () => {
  const context = { access: openAccess, requestId: 'r' };
  const parent = 'projects/p';
  let deps: Awaited<ReturnType<typeof serviceDeps>>;
  let longest = 0;
  let long = 0;
  beforeEach(async () => {
    deps = await serviceDeps(openMemory(), systemClock());
    longest = 0;
    long = 0;
    const { parse } = JSON;
    vi.spyOn(JSON, 'parse').mockImplementation((text, ...more) => {
      longest = Math.max(longest, text.length);
      if (text.length >= longJson) long += 1;
      return parse(text, ...more);
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  async function create(note: object, details: object): Promise<string> {
    await createNoteService(deps).createNote({ parent, noteId: 'n', note } as never, context);
    const occurrence = {
      resource: { uri: `https://registry.example.com/a@sha256:${'1'.repeat(64)}` },
      noteName: `${parent}/notes/n`,
      ...details,
    };
    const made = await createOccurrenceService(deps).createOccurrence(
      { parent, occurrence } as never,
      context,
    );
    return (JSON.parse(made.slice(0, made.indexOf(',')).concat('}')) as { name: string }).name;
  }
  const texts = Array.from({ length: 100_000 }, (_, index) => `text ${index}`);

  it('in an update of one field', async () => {
    const name = await create({ intoto: {} }, { intoto: { signed: { command: texts } } });
    const occurrence = { remediation: 'none' };
    await createOccurrenceService(deps).updateOccurrence(
      { name, occurrence, updateMask: 'remediation' } as never,
      context,
    );
    expect(longest).toBeLessThan(longJson);
  });

  it('in an audit', async () => {
    const details = { deployment: { deployTime: '2026-01-02T03:04:05Z', resourceUri: texts } };
    await create({ deployable: { resourceUri: ['x'] } }, { deployment: { deployment: details.deployment } });
    const { auditPolicy } = createPolicyAudit(
      deps,
      createPolicyJudges(deps, () => openAccess),
    );
    const page = await auditPolicy({ name: `${parent}/policy` }, context);
    expect(page).toContain('"audited":1');
    expect(longest).toBeLessThan(longJson);
  });

  it('and that of a note as often for many occurrences as for one', async () => {
    const counts: number[] = [];
    for (const occurrences of [1, 20]) {
      deps = await serviceDeps(openMemory(), systemClock());
      const vulnerability = {
        packageIssue: [
          { affectedLocation: { cpeUri: 'cpe:/o:x:y', package: 'p', version: { kind: 'MINIMUM' } } },
        ],
      };
      const note = { longDescription: 'x'.repeat(longJson), vulnerability: { severity: 'HIGH' } };
      await create(note, { vulnerability });
      const occurrence = {
        resource: { uri: 'https://registry.example.com/a' },
        noteName: `${parent}/notes/n`,
        vulnerability,
      };
      const { batchCreateOccurrences, listOccurrences } = createOccurrenceService(deps);
      await batchCreateOccurrences(
        { parent, occurrences: Array.from({ length: occurrences }, () => occurrence) } as never,
        context,
      );
      long = 0;
      await createNoteService(deps).updateNote(
        {
          name: `${parent}/notes/n`,
          note: { vulnerability: { severity: 'LOW' } },
          updateMask: 'vulnerability.severity',
        } as never,
        context,
      );
      counts.push(long);
      expect(await listOccurrences({ parent }, context)).not.toContain('HIGH');
    }
    expect(counts[1]).toBe(counts[0]);
  });
});
