import type { Dataset } from './dataset.js';
import type { BenchRequest } from './load.js';
import { seeded } from './random.js';

/** What is measured, with what is wanted of it in units of the floor. */
export interface Scenario {
  readonly name: string;
  readonly what: string;
  readonly target: { readonly sqlite: number; readonly postgres: number };
  /** Makes the requests of a run; `names` are of stored occurrences. */
  readonly requests: (data: Dataset, names: readonly string[]) => () => BenchRequest;
  readonly writes?: true;
}

const get = (path: string): BenchRequest => ({ method: 'GET', path });
const filtered = (path: string, filter: string): BenchRequest =>
  get(`${path}?pageSize=100&filter=${encodeURIComponent(filter)}`);

export const scenarios: readonly Scenario[] = [
  {
    name: 'get',
    what: 'get an occurrence (1 kB)',
    target: { sqlite: 2.5, postgres: 8 },
    requests: (_data, names) => cycle((index) => get(`/v1beta1/${names[(index * 7919) % names.length]}`)),
  },
  {
    name: 'list-resource',
    what: 'list by resource URL and kind, some 10 findings',
    target: { sqlite: 5, postgres: 12 },
    requests: (data) =>
      cycle((index) =>
        filtered(
          `/v1beta1/projects/${data.project}/occurrences`,
          `resourceUrl="${data.resource((index * 7919) % data.resources)}" AND kind="VULNERABILITY"`,
        ),
      ),
  },
  {
    name: 'list-page',
    what: 'list a page of 100',
    target: { sqlite: 18, postgres: 40 },
    requests: (data) => cycle(() => get(`/v1beta1/projects/${data.project}/occurrences?pageSize=100`)),
  },
  {
    name: 'summary-resource',
    what: 'severity summary of an image',
    target: { sqlite: 8, postgres: 15 },
    requests: (data) =>
      cycle((index) =>
        filtered(
          `/v1beta1/projects/${data.project}/occurrences:vulnerabilitySummary`,
          `resourceUrl="${data.resource((index * 7919) % data.resources)}"`,
        ),
      ),
  },
  {
    name: 'create',
    what: 'create one occurrence, durable, 16 connections',
    target: { sqlite: 6, postgres: 18 },
    writes: true,
    requests: (data) => {
      const random = seeded(2);
      return cycle(() => ({
        method: 'POST',
        path: `/v1beta1/projects/${data.project}/occurrences`,
        body: JSON.stringify(data.occurrence(random)),
      }));
    },
  },
  {
    name: 'batch-image',
    what: 'batchCreate of 100 findings of one image, as scanners send them',
    target: { sqlite: 150, postgres: 200 },
    writes: true,
    requests: (data) => {
      const random = seeded(4);
      return cycle(() => {
        const { resource } = data.occurrence(random);
        const occurrences = Array.from({ length: 100 }, () => ({ ...data.occurrence(random), resource }));
        return {
          method: 'POST',
          path: `/v1beta1/projects/${data.project}/occurrences:batchCreate`,
          body: JSON.stringify({ occurrences }),
        };
      });
    },
  },
  {
    name: 'batch',
    what: 'batchCreate of 100 over as many images',
    target: { sqlite: 150, postgres: 200 },
    writes: true,
    requests: (data) => {
      const random = seeded(3);
      return cycle(() => ({
        method: 'POST',
        path: `/v1beta1/projects/${data.project}/occurrences:batchCreate`,
        body: JSON.stringify({ occurrences: Array.from({ length: 100 }, () => data.occurrence(random)) }),
      }));
    },
  },
];

function cycle(make: (index: number) => BenchRequest): () => BenchRequest {
  let index = 0;
  return () => make(index++);
}
