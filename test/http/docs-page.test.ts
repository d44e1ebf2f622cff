import { describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { browser, openPage } from '../setup/browser.js';
import { startGuardedServer } from '../setup/guarded-server.js';
import { temporaryFolder } from '../setup/temporary.js';

/** The page at /docs in a real browser: authorised with a token, it lists notes of a server with access on. */

/** Within the page: waits for elements, presses buttons, fills fields as a person would. */
const tryListNotes = (token: string, project: string): string => `(async () => {
  const until = async (found, what) => {
    for (let tries = 0; tries < 1000; tries += 1) {
      const value = found();
      if (value) return value;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the page never came to ' + what);
  };
  const find = (selector) => until(() => document.querySelector(selector), selector);
  const press = async (selector) => (await find(selector)).click();
  const fill = async (selector, text) => {
    const field = await find(selector);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    // The page takes what was typed when the field is left, or some time after.
    field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  };
  const operation = '#operations-Notes-ListNotes';
  const answer = operation + ' .live-responses-table tbody .response-col_status';
  await press('#operations-tag-Notes');
  await press(operation + ' .opblock-summary-control');
  await fill(operation + ' tr[data-param-name="project"] input', ${JSON.stringify(project)});
  await press(operation + ' .execute');
  const without = (await find(answer + ':not(:empty)')).textContent;
  await press(operation + ' .btn-clear');
  await until(() => document.querySelector(answer) === null, 'forget the answer');
  await press('.btn.authorize');
  await fill('.modal-ux input', ${JSON.stringify(token)});
  await press('.modal-ux .auth-btn-wrapper .authorize');
  await press('.modal-ux .btn-done');
  await press(operation + ' .execute');
  const status = (await find(answer + ':not(:empty)')).textContent;
  const body = (await find(operation + ' .live-responses-table tbody .microlight')).textContent;
  return { without, status, body };
})()`;

const complainOnPurpose = `(async () => {
  const image = new Image();
  const failed = new Promise((resolve) => image.addEventListener('error', resolve));
  image.src = 'http://192.0.2.1/elsewhere.png';
  document.body.append(image);
  await failed;
})()`;

describe.skipIf(browser === undefined)(
  `/docs in a browser${browser === undefined ? ' (skipped: there is no Chromium)' : ''}`,
  () => {
    it('tries a call with a token, and cannot send a request to another host', async () => {
      const folder = temporaryFolder();
      const server = await startGuardedServer();
      const token = server.token('editor@projects/shop');
      const notes = '/v1beta1/projects/shop/notes';
      await createClient({ server: server.url, token }).notes.create('projects/shop', 'qa', {
        attestationAuthority: { hint: { humanReadableName: 'qa' } },
      });
      const page = await openPage(`${server.url}/docs`, folder.path);
      try {
        const { without, status, body } = (await page.evaluate(tryListNotes(token, 'shop'))) as {
          readonly [name: string]: string;
        };
        expect([without, status]).toEqual([expect.stringMatching(/^401/), expect.stringMatching(/^200/)]);
        expect(body).toContain('"projects/shop/notes/qa"');
        const calls = page.requests
          .map((url) => new URL(url))
          .filter(({ pathname }) => /^\/v1/.test(pathname));
        expect(calls.map(({ pathname }) => pathname)).toEqual([notes, notes]);
        expect(
          page.requests.filter((url) => !url.startsWith(`${server.url}/`) && !url.startsWith('data:')),
        ).toEqual([]);
        // The browser tells of the call without a token, and of nothing else.
        expect(page.complaints).toEqual([expect.stringContaining('401')]);
        await page.evaluate(complainOnPurpose);
        await expect
          .poll(() => page.complaints.at(-1), { timeout: 20_000 })
          .toMatch(/Content Security Policy/);
      } finally {
        await page.close();
        await server.close();
        folder.remove();
      }
    });
  },
);
