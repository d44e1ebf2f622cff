/** Characters of a manifest; Kubernetes takes less. */
const maxLength = 4_000_000;
/** What aliases may stand for, so that a small text does not become a large object. */
const maxAliasCount = 100;

/** Where an image would run, as policies ask for it. */
export interface Place {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Whether a text is an image rather than a Kubernetes object. */
export const isImage = (text: string): boolean => /^[^\s{[]+$/.test(text.trim());

/** A pod with one container. */
export function podOf(image: string, { namespace, serviceAccount }: Place): Record<string, unknown> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'pod', namespace },
    spec: { serviceAccountName: serviceAccount, containers: [{ name: 'app', image: image.trim() }] },
  };
}

/**
 * The Kubernetes object of a text in YAML or JSON; several documents become one List.
 *
 * @example await parseManifest('kind: Pod\nspec: { containers: [{ image: nginx }] }')
 * @throws Error that names the line of what is wrong
 */
export async function parseManifest(text: string): Promise<Record<string, unknown>> {
  if (text.length > maxLength) throw new Error(`It is longer than ${maxLength} characters.`);
  // Only this page needs the parser, so only this page loads it.
  const { parseAllDocuments } = await import('yaml');
  const parsed = parseAllDocuments(text);
  const documents = (Array.isArray(parsed) ? parsed : []).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(error.message.split('\n')[0]);
    try {
      return document.toJS({ maxAliasCount }) as unknown;
    } catch {
      throw new Error(`Its aliases stand for more than ${maxAliasCount} values.`);
    }
  });
  const objects = documents.filter((document) => document !== null).map(checkObject);
  const [first] = objects;
  if (first === undefined) throw new Error('It holds no Kubernetes object.');
  if (objects.length === 1) return first;
  return { kind: 'List', items: objects.flatMap((object) => (isList(object) ? object.items : [object])) };
}

function checkObject(value: unknown, index: number): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`Document ${index + 1} is no Kubernetes object.`);
  return value as Record<string, unknown>;
}

const isList = (object: Record<string, unknown>): object is { kind: 'List'; items: unknown[] } =>
  object.kind === 'List' && Array.isArray(object.items);
