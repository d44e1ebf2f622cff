import { parseAttestorName, parseNoteName, parseOccurrenceName, projectOf } from '../domain/names.js';
import { type Facts, kindOfScans, type OccurrenceFact } from '../policy/facts.js';
import type { Image } from '../policy/image.js';
import { isRefusal } from '../signatures/results.js';
import {
  digestTopic,
  noteTopic,
  occurrencesTopic,
  projectTopic,
  type Topic,
} from '../storage/repository-stamps.js';

/** The inputs of a verdict: it is valid until a time, as long as nothing is written about the topics. */
export interface Ground {
  readonly topics: ReadonlySet<Topic>;
  /** Milliseconds since the epoch; -Infinity if the verdict may change at any time. */
  readonly until: number;
}

/**
 * Facts that record which of them are read.
 *
 * @param project of the policy, whose policies and attestors count.
 */
export function recordFacts(
  facts: Facts,
  project: string,
): { readonly facts: Facts; readonly ground: Ground } {
  const topics = new Set<Topic>([projectTopic(project)]);
  const ground = { topics, until: Number.POSITIVE_INFINITY };
  const ofImage = (name: string, { digest }: Image): void => {
    topics.add(projectTopic(name));
    if (digest !== undefined) topics.add(digestTopic(name, digest.hex));
  };
  /** The note of a scan states what the scan looks for. */
  const ofScans = (occurrences: readonly OccurrenceFact[]): void => {
    for (const occurrence of occurrences)
      if (occurrence.kind === kindOfScans)
        topics.add(noteTopic(parseNoteName(occurrence.noteName, 'note_name')));
  };
  /** The same call may return a result a moment later. */
  const noteUnavailable = (result: unknown): void => {
    if (isRefusal(result) && result.reason === 'UNAVAILABLE') ground.until = Number.NEGATIVE_INFINITY;
  };
  const recorded: Facts = {
    get at() {
      ground.until = Number.NEGATIVE_INFINITY;
      return facts.at;
    },
    pause: () => facts.pause(),
    isOver(time) {
      const isOver = facts.isOver(time);
      if (!isOver) ground.until = Math.min(ground.until, time);
      return isOver;
    },
    async project(name, image) {
      const id = name.slice('projects/'.length);
      ofImage(id, image);
      const found = await facts.project(name, image);
      // Any other occurrence makes the project known.
      if (found.state !== 'read' || found.occurrences.length === 0) topics.add(occurrencesTopic(id));
      ofScans(found.occurrences);
      return found;
    },
    underOtherUrl(name, image) {
      ofImage(name.slice('projects/'.length), image);
      return facts.underOtherUrl(name, image);
    },
    attestor(name) {
      topics.add(projectTopic(parseAttestorName(name, 'attestors').scope));
      return facts.attestor(name);
    },
    async attestations(attestor, image) {
      topics.add(noteTopic(parseNoteName(attestor.noteName, 'note_reference')));
      const found = await facts.attestations(attestor, image);
      // There may be less to read once something else is deleted.
      if (found.state === 'too-much') ground.until = Number.NEGATIVE_INFINITY;
      for (const { name } of found.occurrences)
        ofImage(projectOf(parseOccurrenceName(name, 'name').scope), image);
      return found;
    },
    attestorsOfNote: (noteName) => facts.attestorsOfNote(noteName),
    async verify(...question) {
      const results = await facts.verify(...question);
      results.forEach(noteUnavailable);
      return results;
    },
    async provenance(envelope, constraint) {
      const read = await facts.provenance(envelope, constraint);
      noteUnavailable(read);
      return read;
    },
  };
  return { facts: recorded, ground };
}
