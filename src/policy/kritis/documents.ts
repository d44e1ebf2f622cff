import { isObject } from '../../domain/is-object.js';

type Members = Readonly<Record<string, unknown>>;

/** One document of Kritis. */
export interface KritisDocument {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly spec: Members;
}

/** What is wrong with a document: nothing is imported then. */
export class KritisProblem extends Error {}

/** Kinds of Kritis; those without a translation have a reason. */
export const kritisKinds = [
  'GenericAttestationPolicy',
  'AttestationAuthority',
  'ImageSecurityPolicy',
  'VulnzSigningPolicy',
  'BuildPolicy',
  'KritisConfig',
] as const;

/**
 * The documents of Kritis among parsed YAML documents, lists of Kubernetes included. Empty documents count for nothing.
 *
 * @throws KritisProblem for what is no document of Kritis
 */
export function toKritisDocuments(values: readonly unknown[]): readonly KritisDocument[] {
  return values.flatMap((value, index) => {
    const at = `document ${index + 1}`;
    if (value === null || value === undefined) return [];
    if (isObject(value) && Array.isArray(value.items) && String(value.kind).endsWith('List'))
      return value.items.map((item, place) => toDocument(item, `${at}, item ${place + 1}`));
    return [toDocument(value, at)];
  });
}

function toDocument(value: unknown, at: string): KritisDocument {
  if (!isObject(value)) throw new KritisProblem(`${at}: is no object`);
  const { kind, apiVersion, metadata, spec } = value;
  if (typeof kind !== 'string' || !(kritisKinds as readonly string[]).includes(kind))
    throw new KritisProblem(`${at}: kind must be one of ${kritisKinds.join(', ')}`);
  if (typeof apiVersion !== 'string' || !apiVersion.startsWith('kritis.grafeas.io/'))
    throw new KritisProblem(`${at}: apiVersion must be kritis.grafeas.io/v1beta1`);
  const { name, namespace = 'default' } = isObject(metadata) ? metadata : {};
  if (typeof name !== 'string' || name === '' || typeof namespace !== 'string' || namespace === '')
    throw new KritisProblem(`${at}: metadata must have a name`);
  if (!isObject(spec)) throw new KritisProblem(`${kind} ${name}: spec must be an object`);
  return { kind, name, namespace, spec };
}

export function titleOf({ kind, name }: KritisDocument): string {
  return `${kind} ${name}`;
}

/** The members of a document that are read; any other one is reported. */
export class Fields {
  private readonly left: Set<string>;

  constructor(
    private readonly members: Members,
    private readonly title: string,
  ) {
    this.left = new Set(Object.keys(members));
  }

  /** The value of a member, which may be spelt in two ways. @throws KritisProblem if both are there and differ */
  get(...names: string[]): unknown {
    for (const name of names) this.left.delete(name);
    const values = names.map((name) => this.members[name]).filter((value) => value !== undefined);
    const [first, second] = values;
    if (second !== undefined && JSON.stringify(first) !== JSON.stringify(second))
      throw new KritisProblem(`${this.title}: ${names.join(' and ')} mean the same and differ`);
    return first;
  }

  text(...names: string[]): string {
    const value = this.get(...names) ?? '';
    if (typeof value !== 'string') throw new KritisProblem(`${this.title}: ${names[0]} must be text`);
    return value;
  }

  texts(...names: string[]): readonly string[] {
    const value = this.get(...names) ?? [];
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
      throw new KritisProblem(`${this.title}: ${names[0]} must be a list of texts`);
    return value as string[];
  }

  within(...names: string[]): Fields {
    const value = this.get(...names) ?? {};
    if (!isObject(value)) throw new KritisProblem(`${this.title}: ${names[0]} must be an object`);
    return new Fields(value, `${this.title}: ${names[0]}`);
  }

  objects(...names: string[]): readonly Fields[] {
    const value = this.get(...names) ?? [];
    if (!Array.isArray(value) || !value.every(isObject))
      throw new KritisProblem(`${this.title}: ${names[0]} must be a list of objects`);
    return value.map((each, index) => new Fields(each, `${this.title}: ${names[0]}[${index}]`));
  }

  /** Says what was not read. */
  end(remark: (text: string) => void): void {
    for (const name of this.left) remark(`${this.title}: ${name} has no counterpart and is left out.`);
  }
}
