import { describe, expect, it } from 'vitest';
import { type Checked, clashesOf } from '../../../src/cli/import-clashes.js';

const report = (
  file: string,
  format = 'trivy',
  provider = 'projects/trivy',
  ...resources: string[]
): Checked => ({
  file,
  result: { format, provider, resources: resources.length === 0 ? ['https://a.example/app'] : resources },
});

describe('reports that conflict when imported together', () => {
  it('are of one tool, one provider and one resource', () => {
    const others = [
      report('b', 'grype'),
      report('c', 'trivy', 'projects/other'),
      report('d', 'trivy', 'projects/trivy', 'https://a.example/other'),
    ];
    expect(clashesOf([report('a'), ...others])).toEqual(new Map());
    const clashes = clashesOf([
      report('a'),
      ...others,
      report('e', 'trivy', 'projects/trivy', 'x', 'https://a.example/app'),
    ]);
    expect([...clashes.keys()]).toEqual(['a', 'e']);
    expect(clashes.get('a')).toContain('is a report of trivy on https://a.example/app, and so is e');
  });
});
