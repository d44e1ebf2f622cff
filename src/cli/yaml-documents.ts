import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import { UsageError } from './output.js';

/** Characters of a file; a Kubernetes object is at most 1.5 MB. */
const maxLength = 4 * 1024 * 1024;
/** What aliases may stand for, so that a small file does not become a large one. */
const maxAliasCount = 100;

/**
 * The documents of a YAML or JSON file; `-` is standard input.
 *
 * @throws UsageError naming file and line
 */
export async function readYamlDocuments(path: string): Promise<readonly unknown[]> {
  const text = path === '-' ? await readInput() : await readFile(path, 'utf8');
  return parseYamlDocuments(text, path);
}

/** @throws UsageError naming file and line, also for what aliases blow up */
export function parseYamlDocuments(text: string, path: string): readonly unknown[] {
  if (text.length > maxLength) throw new UsageError(`${path}: is larger than ${maxLength} characters`);
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new UsageError(`${path}: ${error.message.split('\n')[0] ?? ''}`);
    try {
      return document.toJS({ maxAliasCount }) as unknown;
    } catch {
      throw new UsageError(`${path}: its aliases stand for more than ${maxAliasCount} values`);
    }
  });
}

async function readInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(Buffer.from(part as Buffer));
  return Buffer.concat(parts).toString('utf8');
}
