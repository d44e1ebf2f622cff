import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { isObject } from '../domain/is-object.js';
import { checkAttestorName } from './attestor-calls.js';
import type { ConnectionOptions } from './connection.js';
import { UsageError } from './output.js';
import { checkPolicyName } from './policy-names.js';
import { putAttestor, putPolicy } from './policy-put.js';
import { readYamlDocuments } from './yaml-documents.js';

interface Named {
  readonly name: string;
  readonly document: object;
}

/** What a file holds to be written: attestors first, as policies name them. */
interface Held {
  readonly attestors: readonly Named[];
  readonly policies: readonly Named[];
}

/**
 * Writes the policies of a file of YAML or JSON, or the attestors and policies of an export. Nothing is written where a document cannot be
 * read.
 */
export async function applyPolicies(file: string, options: ConnectionOptions): Promise<void> {
  const { attestors, policies } = (await readExport(file)) ?? (await readPolicies(file));
  for (const { name } of attestors) checkAttestorName(name);
  for (const { name } of policies) checkPolicyName(name);
  for (const { name, document } of attestors)
    process.stdout.write(`${name} ${await putAttestor(name, document, options)}\n`);
  for (const { name, document } of policies)
    process.stdout.write(`${name} ${await putPolicy(name, document, options)}\n`);
}

async function readPolicies(file: string): Promise<Held> {
  const documents = (await readYamlDocuments(file)).filter((document) => document !== null);
  if (documents.length === 0) throw new UsageError(`${file}: holds no policy`);
  return {
    attestors: [],
    policies: documents.map((document) =>
      named(document, () => `${file}: each policy must have its full name`),
    ),
  };
}

function named(document: unknown, problem: () => string): Named {
  if (!isObject(document) || typeof document.name !== 'string') throw new UsageError(problem());
  return { name: document.name, document };
}

/** Undefined where the file is none. An export without its last line may lack policies, and is refused. */
async function readExport(file: string): Promise<Held | undefined> {
  if (file === '-' || !/\.ndjson$/i.test(file)) return undefined;
  const held = { attestors: [] as Named[], policies: [] as Named[] };
  let isComplete = false;
  let number = 0;
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    isComplete = line.startsWith('{"complete":');
    const [, member] = /^\{"(attestor|policy)":/.exec(line) ?? [];
    if (member !== 'attestor' && member !== 'policy') continue;
    const problem = (): string => `${file}:${number}: is no line of an export`;
    const { name, document } = named(memberOf(line, member, problem), problem);
    // They are of the server that was exported.
    const { etag: _etag, updateTime: _updateTime, ...rest } = document as Record<string, unknown>;
    held[member === 'attestor' ? 'attestors' : 'policies'].push({ name, document: rest });
  }
  if (!isComplete) throw new UsageError(`${file}: the export is incomplete: continue it with --resume`);
  return held;
}

function memberOf(line: string, member: string, problem: () => string): unknown {
  try {
    return (JSON.parse(line) as Record<string, unknown>)[member];
  } catch {
    throw new UsageError(problem());
  }
}
