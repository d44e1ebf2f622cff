import type { ImageAllowlist, ProjectPolicy } from './documents.js';
import type { Image } from './image.js';
import { type ImageMatcher, toImageMatcher } from './patterns.js';

/**
 * The allowlists of policies, each compiled once: one may have thousands of patterns and is evaluated for many images. They live as
 * long as their policy.
 */
export class Allowlists {
  private readonly matchers = new WeakMap<object, ImageMatcher>();

  /** The pattern that exempts an image; undefined if none does. */
  find(allowlist: ImageAllowlist | undefined, image: Image): string | undefined {
    if (allowlist === undefined) return undefined;
    return this.matcher(allowlist, () => allowlist.allowPattern ?? [])(image);
  }

  /** The same of the patterns of a project's policy. */
  findInProject(policy: ProjectPolicy, image: Image): string | undefined {
    const patterns = (): readonly string[] =>
      (policy.admissionWhitelistPatterns ?? []).map(({ namePattern = '' }) => namePattern);
    return this.matcher(policy, patterns)(image);
  }

  private matcher(owner: object, patterns: () => readonly string[]): ImageMatcher {
    const known = this.matchers.get(owner) ?? toImageMatcher(patterns());
    this.matchers.set(owner, known);
    return known;
  }
}
