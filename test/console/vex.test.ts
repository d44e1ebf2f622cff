import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createClient, type Note } from '../../src/client/client.js';
import { noBrowser } from '../setup/console-browser.js';
import { cart, fillConsole, nextCart } from '../setup/console-data.js';
import { filledConsole } from '../setup/filled-console.js';

/** Statements that the server itself applies to findings (docs/adr/0040), as the page of an image shows them. */

const uri = encodeURIComponent;
const vulnerabilityId = 'CVE-2024-10001';

describe.skipIf(noBrowser !== '')(`applied statements${noBrowser}`, () => {
  const console = filledConsole(fillConsole);

  const statement = (state: 'NOT_AFFECTED' | 'AFFECTED', details: string): Note<'v1'> => ({
    vulnerabilityAssessment: {
      title: 'Statements of the shop',
      publisher: { name: 'Shop \u202esecurity', publisherNamespace: 'https://security.example.com' },
      product: { name: 'cart', genericUri: cart },
      assessment: {
        vulnerabilityId,
        state,
        ...(state === 'NOT_AFFECTED' && {
          justification: { justificationType: 'VULNERABLE_CODE_NOT_PRESENT', details },
        }),
        ...(state === 'AFFECTED' && { impacts: [details] }),
      },
    },
  });
  const client = () => createClient({ server: console.url, version: 'v1' });
  /** Findings follow in the background. */
  const applied = () =>
    expect
      .poll(
        async () =>
          (await client().call('GetNoteAssessment', { path: { project: 'vendor', note: 'vex-9' } })).state,
        { timeout: 60_000 },
      )
      .toBe('APPLIED');
  const sectionOf = (page: Page) =>
    page.locator('section', { has: page.locator('h2', { hasText: 'VEX statements' }) }).last();
  async function at(image: string): Promise<{ page: Page; section: string; severity: string }> {
    await console.visit(`/image?uri=${uri(image)}&in=projects/shop`);
    const { page } = console;
    const row = page
      .getByRole('table', { name: 'Findings' })
      .locator('tbody tr', { hasText: vulnerabilityId });
    const severity = await row.locator('.severity').first().innerText();
    return { page, severity, section: await sectionOf(page).innerText() };
  }

  it('are shown beside the finding, which keeps its severity, and not for another digest', async () => {
    const before = await at(cart);
    expect(before.section).not.toContain('vex-9');
    await client().notes.create(
      'projects/vendor',
      'vex-9',
      statement('NOT_AFFECTED', 'Built <b>without</b> it.'),
    );
    await applied();
    const { page, section, severity } = await at(cart);
    for (const text of [
      'not affected',
      'vulnerable code not present',
      'Built <b>without</b> it.',
      'Shop \\u{202e}security',
      'vendor / vex-9',
      `${vulnerabilityId} (2 findings)`,
    ])
      expect(section).toContain(text);
    expect(severity).toBe(before.severity);
    expect(await page.locator('.fact', { hasText: 'Worst severity' }).innerText()).toContain(
      'findings are stated not affected or fixed (VEX)',
    );
    await page.getByLabel('VEX').selectOption('NOT_AFFECTED');
    await page.getByText(/^2 of \d+ findings$/).waitFor();
    expect((await at(nextCart)).section).not.toContain('vex-9');
    expect(console.faults).toEqual([]);
  });

  it('follow later statements of their author, and disappear with the note', async () => {
    await client().notes.update('projects/vendor/notes/vex-9', statement('AFFECTED', 'It can be reached.'), {
      mask: ['vulnerabilityAssessment'],
    });
    await applied();
    const { page, section } = await at(cart);
    expect(section).toContain('It can be reached.');
    expect(section).not.toContain('Built');
    expect(await page.locator('.fact', { hasText: 'Worst severity' }).innerText()).not.toContain('VEX');
    await client().notes.delete('projects/vendor/notes/vex-9');
    await expect.poll(async () => (await at(cart)).section, { timeout: 60_000 }).not.toContain('vex-9');
    expect(console.faults).toEqual([]);
  });
});
