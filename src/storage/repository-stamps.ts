/**
 * The state of the store at one moment. A cached result is valid as long as nothing was written since about its topics.
 *
 * @example
 * const before = await repository.stamp?.();
 * const result = await compute();
 * const now = await repository.stamp?.();
 * const isGood = before !== undefined && now?.isUnchanged(before, [noteTopic(note)]) === true;
 */
export interface Stamp {
  /**
   * Whether no write about any of the topics took effect after `earlier`, a stamp of the same repository that was taken before. May
   * be false although there was none.
   */
  isUnchanged(earlier: Stamp, topics: readonly Topic[]): boolean;
}

/** What a write is about. A project counts with its locations. */
export type Topic = string;

/** Attestors and policies of the project, its existence and its locations, and occurrences of resources without a digest. */
export const projectTopic = (project: string): Topic => `p ${project}`;

/** Every occurrence of the project, and its existence. */
export const occurrencesTopic = (project: string): Topic => `o ${project}`;

/** Occurrences of the project whose resource has this digest. @param hex in either case, without the algorithm */
export const digestTopic = (project: string, hex: string): Topic => `d ${project} ${hex.toLowerCase()}`;

/** The note, and occurrences of it that are created or replaced, wherever they are. @param scope of the note */
export const noteTopic = ({ scope, id }: { readonly scope: string; readonly id: string }): Topic =>
  `n ${scope} ${id}`;
