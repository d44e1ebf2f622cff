import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { Admission, defaultLimits } from '../../../src/api/admission.js';

describe('an answer that has been sent', () => {
  const admission = new Admission(defaultLimits);
  afterAll(() => admission.close());

  /** Whether something that nobody uses is gone after an answer of so many bytes. */
  async function isGoneAfter(bytes: number): Promise<boolean> {
    const unused = new WeakRef({ text: 'x'.repeat(10) });
    const answer = new PassThrough();
    admission.sent(answer, bytes);
    answer.destroy();
    await once(answer, 'close');
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return unused.deref() === undefined;
  }

  it('leaves nothing behind if it was large, and is none of our business if not', async () => {
    expect(await isGoneAfter(1024 * 1024)).toBe(false);
    expect(await isGoneAfter(16 * 1024 * 1024)).toBe(true);
  });
});
