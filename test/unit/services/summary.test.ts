import { describe, expect, it } from 'vitest';
import { createSummaryService } from '../../../src/services/summary.js';
import type { SummaryRow } from '../../../src/storage/repository-rows.js';

describe('the vulnerability summary', () => {
  const summaryOf = (rows: readonly SummaryRow[]): Promise<string> => {
    const deps = {
      repository: { summarize: async () => rows },
      filters: { occurrence: () => undefined },
      view: { artifact: (uri: string) => ({ resource: { uri } }) },
    };
    const service = createSummaryService(deps as never, { id: 1 } as never, ['', 'MINIMAL', 'LOW']);
    const context = { access: { require: () => {} } };
    return service.getVulnerabilityOccurrencesSummary({ parent: 'projects/p' }, context as never);
  };
  const row = (resourceUri: string, severity: number, total: number, fixable: number): SummaryRow => ({
    resourceUri,
    severity,
    total,
    fixable,
  });

  it('prints the total of each resource before its severities, and no zeros', async () => {
    expect(await summaryOf([])).toBe('{}');
    const text = await summaryOf([row('a"', 0, 2, 0), row('a"', 2, 3, 1), row('b', 1, 1, 0)]);
    expect(JSON.parse(text)).toEqual({
      counts: [
        { resource: { uri: 'a"' }, fixableCount: '1', totalCount: '5' },
        { resource: { uri: 'a"' }, severity: 'LOW', fixableCount: '1', totalCount: '3' },
        { resource: { uri: 'b' }, totalCount: '1' },
        { resource: { uri: 'b' }, severity: 'MINIMAL', totalCount: '1' },
      ],
    });
  });

  it.each([1, 1000])('prints each of %d resources once', async (count) => {
    const uris = Array.from({ length: count }, (_, n) => `r${n}`);
    const text = await summaryOf(uris.flatMap((uri) => [row(uri, 1, 1, 0), row(uri, 2, 2, 1)]));
    const { counts } = JSON.parse(text) as { counts: unknown[] };
    expect(counts).toEqual(
      uris.flatMap((uri) => [
        { resource: { uri }, fixableCount: '1', totalCount: '3' },
        { resource: { uri }, severity: 'MINIMAL', totalCount: '1' },
        { resource: { uri }, severity: 'LOW', fixableCount: '1', totalCount: '2' },
      ]),
    );
  });

  it('refuses a summary that is too long for one response, with a hint what to do', async () => {
    const many = new Array<SummaryRow>(350_000).fill(row('a'.repeat(110), 1, 1, 0));
    await expect(summaryOf(many)).rejects.toMatchObject({
      reason: 'INVALID_FILTER',
      message: expect.stringContaining('more counts than fit into one answer: name resources in the filter'),
    });
  });
});
