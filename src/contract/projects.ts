import { expect, it } from 'vitest';
import { type Bench, refused } from './harness.js';

export function projectsContract(bench: Bench): void {
  it('creates, finds and deletes', async () => {
    const { repository } = bench;
    const id = bench.scope();
    expect(await repository.hasProject(id)).toBe(false);
    await repository.createProject(id);
    expect(await repository.hasProject(id)).toBe(true);
    expect(await repository.deleteProject(id)).toBe(true);
    expect(await repository.hasProject(id)).toBe(false);
    expect(await repository.deleteProject(id)).toBe(false);
  });

  it('refuses a second project of the same name', async () => {
    const id = bench.scope();
    await bench.repository.createProject(id);
    await refused(bench.repository.createProject(id), 'PROJECT_EXISTS');
  });

  it('lets exactly one of many concurrent creates win', async () => {
    const id = bench.scope();
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, () => bench.repository.createProject(id)),
    );
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
  });

  it('distinguishes ids that differ in case, accent or padding', async () => {
    const { repository } = bench;
    const base = bench.scope();
    const variants = [`${base}x`, `${base}X`, `${base}x `, `${base}é`, `${base}e\u0301`];
    for (const id of variants) await repository.createProject(id);
    const listed = await repository.listProjects({ after: base, limit: 100 });
    expect(new Set(listed)).toEqual(new Set([...listed, ...variants]));
    for (const id of variants) expect(await repository.deleteProject(id)).toBe(true);
  });

  it('lists ascending, after a cursor, within a limit and among the visible', async () => {
    const { repository } = bench;
    const made = [bench.scope(), bench.scope(), bench.scope(), bench.scope()];
    for (const id of made.toReversed()) await repository.createProject(id);
    const [first = '', second = '', third = '', fourth = ''] = made;
    expect(await repository.listProjects({ after: first, limit: 2 })).toEqual([second, third]);
    expect(await repository.listProjects({ after: fourth, limit: 2 })).toEqual([]);
    const visible = [fourth, first, 'not-there'];
    expect(await repository.listProjects({ visible, limit: 10 })).toEqual([first, fourth]);
    expect(await repository.listProjects({ visible, after: first, limit: 10 })).toEqual([fourth]);
    expect(await repository.listProjects({ visible: [], limit: 10 })).toEqual([]);
  });

  it('keeps the content of a deleted project', async () => {
    const { repository, rows } = bench;
    const scope = bench.scope();
    await repository.createProject(scope);
    const note = rows.note({ scope, id: 'n' });
    await repository.createNotes([note]);
    await repository.deleteProject(scope);
    expect(await repository.getNote(note)).toEqual({ kind: note.kind, document: note.document, revision: 0 });
  });
}
