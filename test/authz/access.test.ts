import { describe, expect, it } from 'vitest';
import { createAccess, Denial } from '../../src/auth/access.js';
import { type Grant, parseGrant } from '../../src/auth/grants.js';
import { roles } from '../../src/auth/roles.js';
import { type Permission, permissions } from '../../src/services/context.js';
import { refusal } from './kit.js';

function grants(...texts: string[]): Grant[] {
  return texts.map((text) => {
    const grant = parseGrant(text);
    if (typeof grant === 'string') throw new Error(`${text} ${grant}`);
    return grant;
  });
}

function allowed(access: ReturnType<typeof createAccess>, target: { project: string; note?: string }) {
  return permissions.filter((permission) => access.allows(permission, target));
}

describe('grants', () => {
  it.each([
    ['viewer@projects/p', { role: 'viewer', target: { project: 'p' } }],
    [
      'notes.attacher@projects/p/notes/CVE:1@2',
      { role: 'notes.attacher', target: { project: 'p', note: 'CVE:1@2' } },
    ],
    ['admin@*', { role: 'admin' }],
  ])('%s is a grant', (text, grant) => {
    expect(parseGrant(text)).toEqual(grant);
  });

  it.each([
    'viewer',
    'owner@projects/p',
    'toString@*',
    'viewer@projects/',
    'viewer@projects/*',
    'viewer@projects/p/',
    'viewer@projects/p/notes/',
    'viewer@projects/p/notes/n/x',
    'viewer@projects/p/occurrences/o',
    'viewer@/projects/p',
    'viewer@**',
    'viewer@',
    'occurrences.editor@projects/p/notes/n',
  ])('%s is not a grant', (text) => {
    expect(parseGrant(text)).toBeTypeOf('string');
  });
});

describe('access', () => {
  it('of every role is that of the table on its project, and none elsewhere', () => {
    for (const [role, entry] of Object.entries(roles)) {
      const access = createAccess(grants(`${role}@projects/p`), 'i:s', 'explain');
      const expected = permissions.filter((name) =>
        (entry.permissions as readonly Permission[]).includes(name),
      );
      expect(allowed(access, { project: 'p' })).toEqual(expected);
      expect(allowed(access, { project: 'p', note: 'n' })).toEqual(expected);
      expect(allowed(access, { project: 'q' })).toEqual([]);
      expect(allowed(access, { project: 'q', note: 'n' })).toEqual([]);
    }
  });

  it('on one note applies to that note only, and to no check on projects', () => {
    const access = createAccess(grants('admin@projects/p/notes/n'), 'i:s', 'explain');
    expect(allowed(access, { project: 'p', note: 'n' })).toEqual([
      'notes.get',
      'notes.update',
      'notes.delete',
      'notes.attachOccurrence',
      'notes.listOccurrences',
    ]);
    expect(allowed(access, { project: 'p' })).toEqual([]);
    expect(allowed(access, { project: 'p', note: 'other' })).toEqual([]);
    expect(access.projectsWith('projects.list')).toEqual([]);
  });

  it('does not leak to names that share a prefix or hold an encoded slash', () => {
    const access = createAccess(grants('admin@projects/foo', 'admin@projects/bar/notes/n'), 'i:s', 'explain');
    for (const project of ['foobar', 'fo', 'foo%2Fnotes', 'foo%2fbar', 'FOO', 'foo ', '*', '', '__proto__'])
      expect(allowed(access, { project })).toEqual([]);
    for (const note of ['nn', 'n%2F..', 'N', '*', ''])
      expect(allowed(access, { project: 'bar', note })).toEqual([]);
    const encoded = createAccess(grants('admin@projects/foo%2Fbar'), 'i:s', 'explain');
    expect(allowed(encoded, { project: 'foo' })).toEqual([]);
  });

  it('combines grants, and lists the projects on which a permission is held', () => {
    const access = createAccess(
      grants('occurrences.editor@projects/a', 'notes.attacher@projects/b', 'viewer@projects/b'),
      'i:s',
      'explain',
    );
    expect(access.projectsWith('projects.list')).toEqual(['a', 'b']);
    expect(access.projectsWith('occurrences.create')).toEqual(['a']);
    expect(access.projectsWith('notes.delete')).toEqual([]);
    expect(createAccess(grants('viewer@*'), 'i:s', 'explain').projectsWith('projects.list')).toBeUndefined();
  });

  it('names permission and resource if it refuses', async () => {
    const access = createAccess([], 'i:s', 'explain');
    const error = await refusal(() => access.require('notes.get', { project: 'p', note: 'n' }));
    expect(error.code).toBe('PERMISSION_DENIED');
    expect(error.message).toBe('permission notes.get denied on projects/p/notes/n');
    expect(error.metadata).toEqual({ permission: 'notes.get', resource: 'projects/p/notes/n' });
  });

  it.each([
    ['notes.get', { project: 'p', note: 'n' }, 'NOTE_NOT_FOUND'],
    ['notes.create', { project: 'p' }, 'PROJECT_NOT_FOUND'],
    ['occurrences.get', { project: 'p' }, 'OCCURRENCE_NOT_FOUND'],
    ['occurrences.list', { project: 'p' }, 'PROJECT_NOT_FOUND'],
  ] as const)(
    'in hide mode a refused %s looks like a missing resource',
    async (permission, target, reason) => {
      const error = await refusal(() => createAccess([], 'i:s', 'hide').require(permission, target));
      expect([error.reason, error.httpStatus, error.metadata]).toEqual([reason, 404, {}]);
      expect(error.message).not.toMatch(/permission/);
      expect(error.cause).toBeInstanceOf(Denial);
    },
  );
});
