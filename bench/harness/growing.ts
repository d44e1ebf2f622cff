import { type Dataset, dataset, finding, noteCount, post, project } from './dataset.js';
import { seeded, zipf } from './random.js';

export interface Growing extends Dataset {
  /** Occurrences made so far. */
  readonly made: number;
}

/**
 * A registry that grows image by image, the same each time. Every fourth image has ten findings: those are what
 * `resource` names, so that a list reads as much at any size. The others have some 85, log-normal, 3,000 at most.
 * `batches` goes on where it stopped, until `total` are made in all.
 */
export function growing(seed = 1): Growing {
  const random = seeded(seed);
  const drawNote = zipf(random, noteCount, 1);
  const base = dataset(1);
  let made = 0;
  let image = -1;
  let left = 0;
  const small = (): number => Math.max(1, Math.ceil(image / 4));
  return {
    project,
    get made() {
      return made;
    },
    get resources() {
      return small();
    },
    resource: (index) => base.resource(index * 4),
    notes: () => base.notes(),
    *batches(total, size) {
      while (made < total) {
        const occurrences: object[] = [];
        const wanted = Math.min(size, total - made);
        while (occurrences.length < wanted) {
          if (left === 0) {
            image += 1;
            left = image % 4 === 0 ? 10 : Math.max(1, Math.min(3_000, Math.round(random.logNormal(32, 1.4))));
          }
          occurrences.push(finding(random, base.resource(image), drawNote()));
          left -= 1;
        }
        made += wanted;
        yield post(`/v1beta1/projects/${project}/occurrences:batchCreate`, { occurrences });
      }
    },
    occurrence: (draw) => finding(draw, base.resource(draw.below(small()) * 4 + 1), draw.below(noteCount)),
  };
}
