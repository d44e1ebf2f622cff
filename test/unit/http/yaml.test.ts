import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createVersions, serviceDeps } from '../../../src/compose.js';
import { systemClock } from '../../../src/domain/clock.js';
import { yamlSteps } from '../../../src/http/yaml.js';
import { openMemory } from '../../../src/storage/memory/open-memory.js';

/** The text, and the number of steps that it took. */
function printed(document: object): { text: string; steps: number } {
  const running = yamlSteps(document);
  for (let steps = 0; ; steps += 1) {
    const step = running.next();
    if (step.done === true) return { text: step.value, steps };
  }
}

const whole = (document: object): string =>
  stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });

describe('a document printed as YAML in steps', () => {
  it('equals the text printed at once, for every version of the API', async () => {
    for (const { document } of createVersions(await serviceDeps(openMemory(), systemClock()))) {
      const made = document();
      const { text, steps } = printed(made);
      expect(text).toBe(whole(made));
      expect(steps).toBeGreaterThan(whole(made).length / 5_000);
    }
  });

  it('keeps texts of several lines, empty lines, and keys and members that need quotes', () => {
    const document = {
      text: { inner: { '/a: b': 'one\n\n  two\n', lists: [{ a: 'x\n\ny' }, []], 'is null': null } },
      empty: {},
      'null\n': { a: { b: { c: { d: 1 } } } },
    };
    expect(printed(document).text).toBe(whole(document));
  });
});
