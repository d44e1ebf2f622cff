import { isObject } from '../../domain/is-object.js';
import type { Facts, OccurrenceFact } from '../facts.js';
import type { Image } from '../image.js';
import { type CheckOutcome, failed, passed, reason } from '../reasons.js';
import { problemOfProject } from './projects.js';

const day = 24 * 60 * 60_000;

/**
 * Whether an image was uploaded within some days. It was there when it was built and when it was discovered, so the earliest of
 * these times counts.
 */
export async function checkFreshness(
  days: number,
  image: Image,
  project: string,
  facts: Facts,
): Promise<CheckOutcome> {
  const read = await facts.project(project, image);
  const problem = problemOfProject(read);
  const times = read.occurrences.flatMap(timesOf).sort((a, b) => a.time - b.time);
  const [earliest] = times;
  if (problem !== undefined) return failed(problem);
  if (earliest === undefined)
    return failed(
      reason(
        'UPLOAD_TIME_UNKNOWN',
        `${project} holds no DISCOVERY or BUILD that shows the age of the image.`,
      ),
    );
  const rest = { occurrences: [earliest.name] };
  const since = new Date(earliest.time).toISOString();
  if (facts.isOver(earliest.time + days * day))
    return failed(
      reason('IMAGE_TOO_OLD', `The image is there since ${since}, more than ${days} days.`, rest),
    );
  return passed(reason('IMAGE_FRESH', `The image is there since ${since}, no more than ${days} days.`, rest));
}

function timesOf(occurrence: OccurrenceFact): { readonly name: string; readonly time: number }[] {
  const { name, kind, v1beta1, v1, createTime } = occurrence;
  const texts: unknown[] = [];
  if (kind === 'DISCOVERY') texts.push(createTime);
  if (kind === 'BUILD') {
    texts.push(createTime);
    for (const document of [v1, v1beta1]) {
      const build = isObject(document?.build) ? document.build : {};
      const provenance = isObject(build.provenance) ? build.provenance : {};
      texts.push(provenance.endTime, provenance.createTime);
    }
  }
  return texts
    .map((text) => ({ name, time: Date.parse(String(text)) }))
    .filter(({ time }) => Number.isFinite(time));
}
