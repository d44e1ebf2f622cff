import { afterAll, beforeAll, expect, it } from 'vitest';
import { serviceDeps } from '../../../src/compose.js';
import { systemClock } from '../../../src/domain/clock.js';
import { ApiError } from '../../../src/domain/errors.js';
import { vulnerability } from '../../../src/kinds/vulnerability/kind.js';
import { Severity } from '../../../src/kinds/vulnerability/v1beta1.js';
import { createCarryOver } from '../../../src/services/carry-over.js';
import { openAccess } from '../../../src/services/context.js';
import { createNoteService } from '../../../src/services/notes.js';
import { createOccurrenceService } from '../../../src/services/occurrences.js';
import { createSummaryService } from '../../../src/services/summary.js';
import type { Repository } from '../../../src/storage/repository.js';

/** What the server derived follows its source: in documents, filters and counts (docs/adr/0022, 0023). */

// biome-ignore lint/suspicious/noExplicitAny: answers are compared as they come
type Json = Record<string, any>;
export const context = { access: openAccess, requestId: 'r' };
const issue = {
  affectedLocation: { cpeUri: 'cpe:/o:x:y', package: 'p', version: { kind: 'MINIMUM' } },
};

export async function servicesOver(repository: Repository) {
  const deps = await serviceDeps(repository, systemClock());
  return {
    ...createNoteService(deps),
    ...createOccurrenceService(deps),
    ...createSummaryService(deps, vulnerability, [...Severity.values().keys()]),
    carryOver: createCarryOver(deps),
  };
}

/** The repository with one method that fails. */
function failing(repository: Repository, name: keyof Repository): Repository {
  return new Proxy(repository, {
    get(target, property) {
      if (property === name) return () => Promise.reject(new ApiError('STORE_UNAVAILABLE', 'away'));
      const method: unknown = Reflect.get(target, property);
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
}

export function derivedFollows(open: () => Promise<Repository>): void {
  let repository: Repository;
  let projects = 0;
  beforeAll(async () => {
    repository = await open();
  });
  afterAll(() => repository.close());

  /** A project of its own with a note of this severity. */
  async function given(severity?: string, over = repository) {
    projects += 1;
    const parent = `projects/p${projects}`;
    const services = await servicesOver(over);
    const noteName = `${parent}/notes/n`;
    const note = (more: Json) => ({ vulnerability: more });
    await services.createNote({ parent, noteId: 'n', note: note({ severity }) }, context);
    return {
      ...services,
      parent,
      noteName,
      async create(details: Json = {}): Promise<Json> {
        const occurrence = {
          resource: { uri: 'https://x/image@sha256:1' },
          noteName,
          vulnerability: { packageIssue: [issue], ...details },
        };
        return JSON.parse(await services.createOccurrence({ parent, occurrence }, context));
      },
      async patch(name: string, details: Json, updateMask = '*'): Promise<Json> {
        const occurrence = { vulnerability: details } as Json;
        return JSON.parse(await services.updateOccurrence({ name, occurrence, updateMask }, context));
      },
      rescore: (to: Json) =>
        services.updateNote(
          { name: noteName, note: note(to), updateMask: 'vulnerability.severity' },
          context,
        ),
      /** Effective severities as documents, filters and counts have them; they never differ. */
      async seen(): Promise<string[]> {
        const list = JSON.parse(await services.listOccurrences({ parent, pageSize: 1000 }, context));
        const found: string[] = (list.occurrences ?? []).map(
          (one: Json) => one.vulnerability.effectiveSeverity ?? 'NONE',
        );
        for (const name of ['LOW', 'HIGH', 'CRITICAL']) {
          const filter = `vulnerability.effectiveSeverity=${name}`;
          const filtered = JSON.parse(
            await services.listOccurrences({ parent, filter, pageSize: 1000 }, context),
          );
          const summary = JSON.parse(await services.getVulnerabilityOccurrencesSummary({ parent }, context));
          const total = (summary.counts ?? []).find((one: Json) => one.severity === name)?.totalCount ?? '0';
          const expected = found.filter((one) => one === name).length;
          expect([name, filtered.occurrences?.length ?? 0, Number(total)]).toEqual([
            name,
            expected,
            expected,
          ]);
        }
        return found;
      },
    };
  }

  it('updates an occurrence for which its note had no value at first', async () => {
    const { create, rescore, seen } = await given();
    expect((await create()).vulnerability.effectiveSeverity).toBeUndefined();
    await rescore({ severity: 'CRITICAL' });
    expect(await seen()).toEqual(['CRITICAL']);
  });

  it('a derived severity follows the occurrence, a set one stays', async () => {
    const { create, patch, seen } = await given();
    const derived = await create({ severity: 'LOW' });
    await create({ severity: 'LOW', effectiveSeverity: 'LOW' });
    const own = await create({ severity: 'LOW', effectiveSeverity: 'HIGH' });
    await patch(derived.name, { severity: 'CRITICAL' }, 'vulnerability.severity');
    await patch(own.name, { severity: 'CRITICAL' }, 'vulnerability.severity');
    expect(await seen()).toEqual(['CRITICAL', 'LOW', 'HIGH']);
  });

  it('a value that is sent back unchanged stays derived; another value is set; a cleared one is derived', async () => {
    const { create, patch, seen } = await given();
    const made = await create({ severity: 'LOW' });
    const sentBack = { ...made.vulnerability, severity: 'CRITICAL' };
    expect((await patch(made.name, sentBack, '*')).vulnerability.effectiveSeverity).toBe('CRITICAL');
    const mask = 'vulnerability.effective_severity';
    await patch(made.name, { effectiveSeverity: 'HIGH' }, mask);
    await patch(made.name, { severity: 'LOW' }, 'vulnerability.severity');
    expect(await seen()).toEqual(['HIGH']);
    await patch(made.name, {}, mask);
    expect(await seen()).toEqual(['LOW']);
  });

  it('after a note is rescored, derived values follow in all projects', async () => {
    const { create, rescore, seen, noteName, getNote, createOccurrence } = await given('LOW');
    for (let n = 0; n < 250; n += 1) await create();
    await create({ effectiveSeverity: 'LOW' });
    await create({ severity: 'HIGH' });
    const elsewhere = { resource: { uri: 'u' }, noteName, vulnerability: { packageIssue: [issue] } };
    const other = await createOccurrence({ parent: `projects/q${projects}`, occurrence: elsewhere }, context);
    await rescore({ severity: 'CRITICAL' });
    expect(JSON.parse(await getNote({ name: noteName }, context)).vulnerability.severity).toBe('CRITICAL');
    expect(await seen()).toEqual([...Array(250).fill('CRITICAL'), 'LOW', 'HIGH']);
    const { getOccurrence } = await servicesOver(repository);
    const { name } = JSON.parse(other);
    expect(JSON.parse(await getOccurrence({ name }, context)).vulnerability.effectiveSeverity).toBe(
      'CRITICAL',
    );
    await rescore({ severity: 'HIGH' });
    expect(new Set(await seen())).toEqual(new Set(['HIGH', 'LOW']));
  });

  it('a reader of the rescored note finds every occurrence updated, also after a crash', async () => {
    for (const step of ['carryOver', 'listDerived', 'publishNote'] as const) {
      const { create, seen, noteName, getNote, carryOver } = await given('LOW');
      await create();
      const dying = await servicesOver(failing(repository, step));
      const note = { vulnerability: { severity: 'CRITICAL' } };
      await expect(dying.updateNote({ name: noteName, note }, context)).rejects.toMatchObject({
        reason: 'STORE_UNAVAILABLE',
      });
      expect(JSON.parse(await getNote({ name: noteName }, context)).vulnerability.severity).toBe('LOW');
      // What comes meanwhile is derived from what the note is going to say.
      await create();
      await carryOver.resume();
      expect(JSON.parse(await getNote({ name: noteName }, context)).vulnerability.severity).toBe('CRITICAL');
      expect(await seen()).toEqual(['CRITICAL', 'CRITICAL']);
    }
  });

  it('follows the last of several concurrent rescores', async () => {
    const { create, rescore, seen, noteName, getNote } = await given('LOW');
    for (let n = 0; n < 120; n += 1) await create();
    await Promise.all(['HIGH', 'CRITICAL', 'LOW', 'HIGH'].map((severity) => rescore({ severity })));
    const { severity } = JSON.parse(await getNote({ name: noteName }, context)).vulnerability;
    expect(await seen()).toEqual(Array(120).fill(severity));
  });

  it('keeps the last value while its note is deleted, and follows the note when it is created again', async () => {
    const { create, patch, seen, parent, noteName, deleteNote, createNote, listNoteOccurrences } =
      await given('HIGH');
    const { name } = await create();
    await deleteNote({ name: noteName }, context);
    await patch(name, { extraDetails: 'x' }, 'vulnerability.extra_details');
    expect(await seen()).toEqual(['HIGH']);
    for (const filter of ['', 'kind="VULNERABILITY"', 'kind="BUILD"', 'resourceUrl="none"'])
      await expect(listNoteOccurrences({ name: noteName, filter }, context)).rejects.toMatchObject({
        reason: 'NOTE_NOT_FOUND',
      });
    const note = { vulnerability: { severity: 'CRITICAL' } };
    await createNote({ parent, noteId: 'n', note }, context);
    expect(await seen()).toEqual(['CRITICAL']);
    const { occurrences } = JSON.parse(await listNoteOccurrences({ name: noteName }, context));
    expect(occurrences).toHaveLength(1);
  });

  it('treats a value of an earlier release as derived if it equals its source', async () => {
    const { create, rescore, patch, seen } = await given('LOW');
    const made = [
      await create(),
      await create({ effectiveSeverity: 'HIGH' }),
      await create({ severity: 'LOW' }),
    ];
    for (const { name } of made) {
      const [scope = '', id = ''] = name.replace('projects/', '').split('/occurrences/');
      const stored = await repository.getOccurrence({ scope, id });
      const { effectiveSeverity } = JSON.parse(stored?.document ?? '').vulnerability;
      const row = {
        scope,
        id,
        resourceUri: 'https://x/image@sha256:1',
        createTime: 1,
        updateTime: 1,
        severity: Severity.values().get(effectiveSeverity) ?? 0,
        fixable: false,
        derived: null,
      };
      await repository.replaceOccurrence(stored?.document ?? '', {
        ...row,
        ...stored,
        derived: null,
      } as never);
    }
    await rescore({ severity: 'CRITICAL' });
    await patch(made[2]?.name, { severity: 'HIGH' }, 'vulnerability.severity');
    expect(await seen()).toEqual(['CRITICAL', 'HIGH', 'HIGH']);
  });
}
