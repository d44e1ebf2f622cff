import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { column, compare } from '../../src/contract/predicates.js';
import type { Repository } from '../../src/storage/repository.js';

const writer = fileURLToPath(new URL('writer.ts', import.meta.url));

/** Starts a writer on a store, kills it with SIGKILL after it acknowledged so many batches; gives their lines. */
export async function killWriter(store: string, afterBatches: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', writer, store], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk: string) => {
    output += chunk;
    if (output.split('\n').length > afterBatches) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return output.split('\n').slice(0, -1);
}

/** What is wrong with the store after its writer was killed: acknowledged batches missing, batches half there. */
export async function findLosses(repository: Repository, acknowledged: readonly string[]): Promise<string[]> {
  const losses: string[] = [];
  for (const line of acknowledged) {
    const id = line.split(' ')[1] ?? '';
    if ((await repository.getOccurrence({ scope: 'consumer', id })) === undefined)
      losses.push(`lost ${line}`);
  }
  // By the counts that are kept, and by the occurrences themselves.
  for (const where of [undefined, compare(column('severity'), '>=', 0)]) {
    for (const { resourceUri, total } of await repository.summarize({ scope: 'consumer', kind: 1, where })) {
      if (total !== Number(resourceUri.split('-').at(-1))) losses.push(`${resourceUri} has ${total}`);
    }
  }
  return losses;
}
