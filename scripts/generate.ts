import { readdir, readFile, writeFile } from 'node:fs/promises';

/** A script beside this one: renders one committed file. */
interface Generator {
  /** Path of the file, from the root of the repository. */
  readonly target: string;
  render(): string | Promise<string>;
}

const root = new URL('../', import.meta.url);

/** Writes every generated file; with --check only says which are stale, and fails if any is. */
async function generate(checkOnly: boolean): Promise<void> {
  const scripts = (await readdir(new URL('.', import.meta.url)))
    .filter((name) => /^generate-.+\.ts$/.test(name))
    .sort();
  const stale: string[] = [];
  for (const script of scripts) {
    const { target, render } = (await import(new URL(script, import.meta.url).href)) as Generator;
    const wanted = await render();
    const current = await readFile(new URL(target, root), 'utf8').catch(() => undefined);
    if (current === wanted) continue;
    stale.push(target);
    if (!checkOnly) await writeFile(new URL(target, root), wanted);
  }
  for (const target of stale) console.log(checkOnly ? `${target} is stale` : `${target} written`);
  console.log(
    `${scripts.length - stale.length} of ${scripts.length} generated files ${checkOnly ? 'are' : 'were'} fresh`,
  );
  if (checkOnly && stale.length > 0) {
    console.log('run `npm run generate` and commit what changes');
    process.exitCode = 1;
  }
}

await generate(process.argv.includes('--check'));
