import { KritisProblem } from '../policy/kritis/documents.js';
import { type KritisTranslation, translateKritis } from '../policy/kritis/translate.js';
import type { ConnectionOptions } from './connection.js';
import { UsageError } from './output.js';
import { putAttestor, putPolicy } from './policy-put.js';
import { oneLine, printableYaml } from './printable.js';
import { readYamlDocuments } from './yaml-documents.js';

interface ImportOptions extends ConnectionOptions {
  readonly into: string;
  readonly kritisLenient?: true;
  readonly dryRun?: true;
}

/** Translates documents of Kritis and writes what they become: attestors first, as policies name them. */
export async function importKritis(files: readonly string[], options: ImportOptions): Promise<void> {
  const { into } = options;
  const project = /^projects\/([^/]+)$/.exec(into)?.[1];
  if (project === undefined)
    throw new UsageError(`--into: ${JSON.stringify(into)} must have the form projects/P`);
  const documents: unknown[] = [];
  for (const file of files) documents.push(...(await readYamlDocuments(file)));
  const { attestors, policies, remarks } = translate(documents, project, options.kritisLenient === true);
  for (const remark of remarks) process.stderr.write(`${oneLine(remark)}\n`);
  const named = policies.map(({ id, policy }) => ({ name: `${into}/platforms/gke/policies/${id}`, policy }));
  if (options.dryRun === true) {
    const made = [
      ...attestors.map(({ id, attestor }) => ({ name: `${into}/attestors/${id}`, ...attestor })),
      ...named.map(({ name, policy }) => ({ name, ...policy })),
    ];
    process.stdout.write(made.map(printableYaml).join('---\n'));
    return;
  }
  for (const { id, attestor } of attestors) {
    const name = `${into}/attestors/${id}`;
    process.stdout.write(`${name} ${await putAttestor(name, attestor, options)}\n`);
  }
  for (const { name, policy } of named)
    process.stdout.write(`${name} ${await putPolicy(name, policy, options)}\n`);
  if (named.length + attestors.length === 0) process.stdout.write('nothing to import\n');
}

function translate(documents: readonly unknown[], project: string, isLenient: boolean): KritisTranslation {
  try {
    return translateKritis(documents, { project, isLenient });
  } catch (error) {
    if (error instanceof KritisProblem) throw new UsageError(error.message);
    throw error;
  }
}
