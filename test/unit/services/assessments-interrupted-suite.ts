import { expect, it } from 'vitest';
import { ApiError } from '../../../src/domain/errors.js';
import type { ContractVersion } from '../../../src/kinds/known-kinds.js';
import type { Repository } from '../../../src/storage/repository.js';
import { freshCases, serverOver, statementOf } from './assessments-kit.js';

/** A VEX statement reaches its findings whatever happens meanwhile (docs/adr/0040). */

const digest = `sha256:${'ab'.repeat(32)}`;
const other = `sha256:${'cd'.repeat(32)}`;

export function assessmentsSurvive(open: () => Promise<Repository>, version: ContractVersion): void {
  const given = freshCases(open, version);

  it('continues where it was interrupted, and applies to all findings', async () => {
    const { repository, cve, noteName, image, id, call, vex } = await given();
    let left = 2;
    const stops = new Proxy(repository, {
      get(target, property) {
        const method: unknown = Reflect.get(target, property);
        if (typeof method !== 'function') return method;
        if (property !== 'carryOver') return method.bind(target);
        return (...all: unknown[]) => {
          left -= 1;
          if (left < 0) throw new ApiError('STORE_UNAVAILABLE', 'away');
          return Reflect.apply(method, target, all);
        };
      },
    });
    const uri = `https://${image}@${digest}`;
    const { finding } = await serverOver(repository, version);
    const names: string[] = [];
    for (let n = 0; n < 130; n += 1) names.push(await finding(noteName, uri));
    const name = `projects/vendor/notes/${id(1)}`;
    const broken = await serverOver(stops, version);
    const said = statementOf(cve, uri, 'NOT_AFFECTED');
    await broken.call('CreateNote', { parent: 'projects/vendor', noteId: id(1), note: said });
    await expect(broken.settle(name)).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    const states = async () => (await Promise.all(names.map(vex))).filter((one) => one !== undefined).length;
    const some = await states();
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(names.length);
    const server = await serverOver(repository, version);
    await server.carryOver.resume();
    expect(await states()).toBe(names.length);
    // Taken back, and interrupted: it is still there, and who deletes it again finishes.
    left = 1;
    await expect(broken.call('DeleteNote', { name })).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    expect((await call('GetNote', { name })).name).toBe(name);
    expect(await states()).toBeLessThan(names.length);
    await server.remove(name);
    expect(await states()).toBe(0);
  });

  it.each(['createOccurrences', 'replaceOccurrence'] as const)(
    'applies to a concurrent %s when it is written or removed',
    async (method) => {
      const { repository, cve, noteName, image, id, statement, remove, vex, finding } = await given();
      let held: Promise<void> | undefined;
      let arrived = (): void => {};
      const holds = new Proxy(repository, {
        get(target, property) {
          const value: unknown = Reflect.get(target, property);
          if (typeof value !== 'function') return value;
          if (property !== method) return value.bind(target);
          return async (...all: unknown[]) => {
            arrived();
            await held;
            return Reflect.apply(value, target, all);
          };
        },
      });
      const slow = await serverOver(holds, version);
      const uri = `https://${image}@${digest}`;
      const stored = await finding(noteName, uri);
      const write = async (): Promise<string> => {
        if (method === 'createOccurrences') return slow.finding(noteName, uri);
        const occurrence = { remediation: 'wait' };
        await slow.call('UpdateOccurrence', { name: stored, occurrence, updateMask: 'remediation' });
        return stored;
      };
      /** Writes a finding that is held, once it is made, until something else has happened. */
      const during = async (happens: () => Promise<unknown>): Promise<string> => {
        let release = (): void => {};
        held = new Promise((resolve) => {
          release = resolve;
        });
        const made = new Promise<void>((resolve) => {
          arrived = resolve;
        });
        const written = write();
        await made;
        await happens();
        release();
        return written;
      };
      // What the slow server knows of the note it knows from here.
      await write();
      const one = await during(() => statement(id(1), cve, uri, 'NOT_AFFECTED'));
      expect(await vex(one)).toBe(`NOT_AFFECTED by ${id(1)}`);
      const two = await during(() => remove(`projects/vendor/notes/${id(1)}`));
      expect(await vex(two)).toBeUndefined();
    },
  );

  it('applies to all findings that are written meanwhile', async () => {
    const { cve, noteName, image, id, finding, statement, update, remove, vex } = await given();
    const uri = `https://${image}@${digest}`;
    const names: string[] = [];
    const write = async () => {
      for (let n = 0; n < 25; n += 1)
        names.push(await finding(noteName, n % 2 === 0 ? uri : `https://${image}@${other}`));
    };
    const say = async () => {
      const first = await statement(id(1), cve, uri, 'NOT_AFFECTED');
      const second = await statement(id(2), cve, image, 'NOT_AFFECTED');
      await update(first, cve, uri, 'AFFECTED');
      await remove(second);
    };
    await Promise.all([write(), write(), say(), write()]);
    const said = await Promise.all(names.map(vex));
    expect(new Set(said)).toEqual(new Set([`AFFECTED by ${id(1)}`, undefined]));
    expect(said.filter(Boolean)).toHaveLength(names.filter((_, n) => said[n] !== undefined).length);
    await remove(`projects/vendor/notes/${id(1)}`);
    expect(new Set(await Promise.all(names.map(vex)))).toEqual(new Set([undefined]));
  });
}
