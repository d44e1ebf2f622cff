import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodiesIn, versionNames } from '../setup/versions.js';
import { type Api, openApi, problemOf } from './kit.js';

describe.each(versionNames)('entity tags in %s', (version) => {
  const { note, occurrence } = bodiesIn[version];
  let api: Api;
  let created = 0;
  beforeAll(async () => {
    api = await openApi({}, version);
  });
  afterAll(() => api.close());

  /** Creates a note; its path and entity tag. */
  async function givenNote(): Promise<{ path: string; etag: string }> {
    created += 1;
    await api.call('POST', `/projects/p/notes?noteId=n${created}`, note);
    const path = `/projects/p/notes/n${created}`;
    return { path, etag: String((await api.call('GET', path)).headers.etag) };
  }

  describe('If-None-Match', () => {
    it('returns 304 without a body for a known tag', async () => {
      const { path, etag } = await givenNote();
      expect(etag).toMatch(/^"[\w-]{22}"$/);
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const answer = await api.call('GET', path, undefined, { 'if-none-match': known });
        expect([answer.status, answer.text, answer.headers.etag]).toEqual([304, '', etag]);
      }
      expect((await api.call('GET', path, undefined, { 'if-none-match': '"other"' })).status).toBe(200);
    });

    it('returns the object again after it has changed', async () => {
      const { path, etag } = await givenNote();
      const patched = await api.call('PATCH', path, { shortDescription: 'new' });
      const answer = await api.call('GET', path, undefined, { 'if-none-match': etag });
      expect(answer.status).toBe(200);
      expect(answer.headers.etag).toBe(patched.headers.etag);
      expect(answer.headers.etag).not.toBe(etag);
    });

    it('works for lists', async () => {
      const { etag } = (await api.call('GET', '/projects/p/occurrences')).headers;
      const again = () =>
        api.call('GET', '/projects/p/occurrences', undefined, { 'if-none-match': String(etag) });
      expect((await again()).status).toBe(304);
      const { path } = await givenNote();
      await api.call('POST', '/projects/p/occurrences', occurrence(path.slice(1)));
      expect((await again()).status).toBe(200);
    });
  });

  describe('If-Match', () => {
    it('changes an object only if the caller has its current tag', async () => {
      const { path, etag } = await givenNote();
      const change = (tag: string) => api.call('PATCH', path, { shortDescription: tag }, { 'if-match': tag });
      expect((await change(etag)).status).toBe(200);
      const late = await change(etag);
      expect(problemOf(late)).toEqual({ status: 412, reason: 'ETAG_MISMATCH', fields: [] });
      expect(late.json).toMatchObject({ code: 10, error: { code: 412, status: 'ABORTED' } });
      expect((await change('*')).status).toBe(200);
    });

    it('deletes an object only if the caller has its current tag', async () => {
      const { path, etag } = await givenNote();
      await api.call('PATCH', path, { shortDescription: 'new' });
      expect((await api.call('DELETE', path, undefined, { 'if-match': etag })).status).toBe(412);
      const { headers } = await api.call('GET', path);
      expect((await api.call('DELETE', path, undefined, { 'if-match': String(headers.etag) })).status).toBe(
        200,
      );
    });

    it('protects long documents in the same way', async () => {
      const { path } = await givenNote();
      const { headers } = await api.call('PATCH', path, { longDescription: 'é'.repeat(20_000) });
      const etag = String(headers.etag);
      expect((await api.call('GET', path, undefined, { 'if-none-match': etag })).status).toBe(304);
      const change = () => api.call('PATCH', path, { shortDescription: 'new' }, { 'if-match': etag });
      expect([(await change()).status, (await change()).status]).toEqual([200, 412]);
    });

    it('protects occurrences in the same way', async () => {
      const { path } = await givenNote();
      const { json } = await api.call('POST', '/projects/p/occurrences', occurrence(path.slice(1)));
      const name = `/${String((json as { name: string }).name)}`;
      const { headers } = await api.call('GET', name);
      const etag = String(headers.etag);
      await api.call('PATCH', name, { remediation: 'upgrade' });
      expect((await api.call('PATCH', name, { remediation: 'x' }, { 'if-match': etag })).status).toBe(412);
      expect((await api.call('DELETE', name, undefined, { 'if-match': etag })).status).toBe(412);
      expect((await api.call('GET', name)).json).toMatchObject({ remediation: 'upgrade' });
    });

    it('accepts tags that were read with numeric enums', async () => {
      const { path, etag } = await givenNote();
      const numeric = await api.call('GET', `${path}?$alt=json;enum-encoding=int`);
      expect(numeric.json).toMatchObject({ kind: 1 });
      expect(numeric.headers.etag).toBe(etag);
      const patched = await api.call(
        'PATCH',
        `${path}?$alt=json;enum-encoding=int`,
        { shortDescription: 'new' },
        { 'if-match': etag },
      );
      expect(patched.status).toBe(200);
      const next = String(patched.headers.etag);
      expect((await api.call('DELETE', path, undefined, { 'if-match': next })).status).toBe(200);
    });

    it('returns 404 for an absent object', async () => {
      expect((await api.call('PATCH', '/projects/p/notes/none', note, { 'if-match': '"x"' })).status).toBe(
        404,
      );
      expect(
        (await api.call('DELETE', '/projects/p/notes/none', undefined, { 'if-match': '"x"' })).status,
      ).toBe(404);
    });
  });
});
