import { describe, expect, it } from 'vitest';
import { openMemory } from '../../../src/storage/memory/open-memory.js';
import type { Repository } from '../../../src/storage/repository.js';
import { serverOver, statementOf } from './assessments-kit.js';

/** An update that found no note, and is stored when there is one again, keeps nothing of the note before. */

const uri = `https://registry.example.com/app@sha256:${'ab'.repeat(32)}`;

/** A store in which the next replacement of an occurrence waits until a page of occurrences was read for a note, or for a statement. */
function inTurns(inner: Repository, reader: 'note' | 'statement') {
  const isAsked = Promise.withResolvers<void>();
  const isRead = Promise.withResolvers<void>();
  const isReplaced = Promise.withResolvers<void>();
  let isHeld = false;
  const repository: Repository = Object.assign(Object.create(inner) as Repository, {
    // Its own replacements do not wait.
    carryOver: inner.carryOver.bind(inner),
    replaceOccurrence: async (...change: Parameters<Repository['replaceOccurrence']>) => {
      if (isHeld) return inner.replaceOccurrence(...change);
      isHeld = true;
      isAsked.resolve();
      await isRead.promise;
      const isWritten = await inner.replaceOccurrence(...change);
      isReplaced.resolve();
      return isWritten;
    },
    listDerived: async (query: Parameters<Repository['listDerived']>[0]) => {
      const page = await inner.listDerived(query);
      const isOfReader = (query.isWanted === undefined) === (reader === 'note');
      if (isHeld && isOfReader && page.rows.length > 0) {
        isRead.resolve();
        await isReplaced.promise;
      }
      return page;
    },
  });
  return { repository, isAsked: isAsked.promise };
}

describe('an update that found no note', () => {
  async function begin(reader: 'note' | 'statement') {
    const { repository, isAsked } = inTurns(openMemory(), reader);
    const server = await serverOver(repository, 'v1beta1');
    const noteName = await server.vulnerability('CVE-1');
    const note = await server.call('GetNote', { name: noteName });
    const name = await server.finding(noteName, uri);
    const update = async (): Promise<() => Promise<unknown>> => {
      const occurrence = { remediation: 'wait' };
      const updated = server.call('UpdateOccurrence', { name, occurrence, updateMask: 'remediation' });
      await isAsked;
      return () => updated;
    };
    const create = (severity: string) =>
      server.call('CreateNote', {
        parent: 'projects/scanner',
        noteId: 'CVE-1',
        note: { ...note, name: undefined, vulnerability: { ...note.vulnerability, severity } },
      });
    return { ...server, noteName, name, update, create };
  }

  it('takes the severity of a note that was created meanwhile', async () => {
    const { call, remove, noteName, name, update, create } = await begin('note');
    await remove(noteName);
    const updated = await update();
    await create('CRITICAL');
    await updated();
    const { vulnerability, remediation } = await call('GetOccurrence', { name });
    expect([vulnerability.effectiveSeverity, remediation]).toEqual(['CRITICAL', 'wait']);
  });

  it('keeps no statement that was withdrawn meanwhile', async () => {
    const { call, remove, settle, noteName, name, update, create, vex } = await begin('statement');
    const note = statementOf('CVE-1', uri, 'NOT_AFFECTED');
    const statement = await call('CreateNote', { parent: 'projects/vendor', noteId: 'vex', note });
    await settle(statement.name);
    expect(await vex(name)).toBe('NOT_AFFECTED by vex');
    await remove(noteName);
    const updated = await update();
    await create('HIGH');
    await remove(statement.name);
    await updated();
    expect(await vex(name)).toBeUndefined();
  });
});
