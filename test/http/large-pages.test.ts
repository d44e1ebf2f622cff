import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, openApi } from './kit.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

it('ends a page of very large notes early, with a token, and all pages together have each note once', async () => {
  const longDescription = 'x'.repeat(1_300_000);
  const note = { shortDescription: 's', longDescription, attestationAuthority: {} };
  const ids = Array.from({ length: 11 }, (_, n) => `n${String(n).padStart(2, '0')}`);
  for (const id of ids) {
    const { status } = await api.call('POST', `/projects/large/notes?noteId=${id}`, note);
    expect(status).toBe(200);
  }
  const seen: string[][] = [];
  let token = '';
  do {
    const answer = await api.call('GET', `/projects/large/notes?pageSize=11&pageToken=${token}`);
    expect(answer.status).toBe(200);
    expect(answer.text.length).toBeLessThan(4_200_000);
    const page = answer.json as { notes: { name: string }[]; nextPageToken?: string };
    seen.push(page.notes.map(({ name }) => name.split('/').at(-1) ?? ''));
    token = page.nextPageToken ?? '';
  } while (token !== '');
  expect(seen.map((page) => page.length)).toEqual([3, 3, 3, 2]);
  expect(seen.flat()).toEqual(ids);
});
