import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../setup/console-browser.js';
import { cart, fillConsole, unscanned } from '../setup/console-data.js';
import { addPolicies, projectPolicy, shopPolicy } from '../setup/console-policies.js';
import { filledConsole } from '../setup/filled-console.js';

/** Verdicts of policies, and what the server found out about signatures. */

const uri = encodeURIComponent;

describe.skipIf(noBrowser !== '')(`policies and signatures in the console${noBrowser}`, () => {
  const console = filledConsole(async (url) => {
    await fillConsole(url);
    await addPolicies(url);
  });
  const { at } = console;
  const textsOf = (page: Page, selector: string) => page.locator(selector).allInnerTexts();

  it('shows the verdict of a chosen policy with each check, and links to its evidence', () =>
    at('/run', async (page) => {
      expect(await textsOf(page, 'select option')).toEqual([
        'Choose a policy',
        'shop/policy',
        'shop/shop',
        'By its name…',
      ]);
      await page.getByRole('combobox').selectOption(shopPolicy);
      await page.getByLabel('Image, or a Pod').fill(cart);
      await page.getByRole('button', { name: 'Ask the policy' }).click();
      await page.getByRole('region', { name: 'Verdict' }).waitFor();
      expect(await page.locator('h2 .mark').innerText()).toBe('Refused');
      expect(await textsOf(page, '.checks > li > .mark')).toEqual(['Passes', 'Refused', 'Passes']);
      expect(await page.locator('.checks').innerText()).toContain('above MEDIUM where a fix is known');
      expect(page.url()).toContain(`image=${uri(cart)}`);
      await page.getByRole('link', { name: 'Attestor ci' }).click();
      await page.getByText('Images that CI built', { exact: true }).waitFor();
      await page.goBack();
      await page
        .locator('.checks a', { hasText: /^Evidence/ })
        .first()
        .click();
      await page.getByRole('heading', { name: /^Occurrence/ }).waitFor();
      await console.settled();
      expect(await page.locator('main').innerText()).toContain('shop/cart');
    }));

  it('shows a missing scan as not known, and refuses the image', () =>
    at(`/run?policy=${shopPolicy}&image=${uri(unscanned)}`, async (page) => {
      expect(await page.locator('h2 .mark').innerText()).toBe('Refused');
      expect(await page.locator('.checks li', { hasText: 'No scan for' }).last().innerText()).toMatch(
        /^Not known/,
      );
    }));

  it('does not show an image without a digest as exempt or passed', () =>
    at(`/run?policy=${shopPolicy}&image=registry.example.com/shop/cart:1.4`, async (page) => {
      expect(await page.locator('h2 .mark').innerText()).toBe('Refused');
      expect(await page.locator('.card').innerText()).toContain('Not known');
    }));

  it('shows that a rule is only a dry run', () =>
    at(`/run?policy=${projectPolicy}&image=${uri(cart)}`, async (page) => {
      expect(await page.locator('h2 .mark').innerText()).toBe('Refused');
      expect(await textsOf(page, '.warn')).toEqual([
        'Warning: The rule is only tried out, so what it denies may run.',
      ]);
    }));

  it('accepts a manifest of several documents, and names the line of an error', () =>
    at(`/run?policy=${shopPolicy}`, async (page) => {
      const pod = (name: string, image: string) =>
        `kind: Pod\nmetadata: { name: ${name}, namespace: shop }\nspec: { containers: [{ name: c, image: "${image}" }] }\n`;
      const field = page.getByLabel('Image, or a Pod');
      const ask = page.getByRole('button', { name: 'Ask the policy' });
      await field.fill(`${pod('one', 'registry.k8s.io/pause:3')}---\n${pod('two', unscanned)}`);
      await ask.click();
      await page.getByRole('heading', { name: 'Pod shop/two' }).waitFor();
      expect(await textsOf(page, 'h3')).toEqual(['Passes Pod shop/one', 'Refused Pod shop/two']);
      expect(await page.locator('.card').first().innerText()).toContain('Exempt');
      expect(page.url()).not.toContain('pause');
      await field.fill('kind: Pod\n  spec: [');
      await ask.click();
      expect(await page.getByRole('alert').innerText()).toContain('at line 1, column 7');
      expect(await page.getByRole('region', { name: 'Verdict' }).count()).toBe(0);
    }));

  it('shows which attestations were verified, which failed and why, and which were not checked', () =>
    at(`/image?uri=${uri(cart)}&in=projects/shop`, async (page) => {
      const cards = page.locator('section', { has: page.locator('h2', { hasText: 'Attestations' }) });
      expect((await cards.locator('.mark').allInnerTexts()).sort()).toEqual([
        'Not checked',
        'Not verified',
        'Verified',
      ]);
      expect(await cards.locator('.card', { hasText: 'by no key' }).innerText()).toMatch(/signature 1: /);
      expect(await cards.locator('.card', { hasText: 'by the key' }).innerText()).toMatch(
        /by the key ni:\/\/\/sha-256;\S+ projects\/authorities\/attestors\/ci/,
      );
      const header = page.locator('.fact', { hasText: 'Attested by' });
      expect(await header.innerText()).toContain('1 verified by the server, 1 not verified, 1 not checked');
    }));

  it('does not show an attestation as checked if its verification could not be read', async () => {
    await console.page.route(/:verification$/, (route) => route.fulfill({ status: 403, body: '{}' }));
    await console.visit(`/image?uri=${uri(cart)}&in=projects/shop`);
    const text = await console.page.locator('main').innerText();
    expect(text).toContain('3 not known');
    expect(text).toContain('The server did not say whether it verified it.');
    expect(text).not.toMatch(/Not checked|\d verified/);
    await console.page.unroute(/:verification$/);
  });
});
