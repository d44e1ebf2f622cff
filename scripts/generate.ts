import { readdir, readFile, writeFile } from 'node:fs/promises';

/** Renders one committed file. A script beside this one is a generator, or has several as `files`. */
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
  let count = 0;
  for (const script of scripts) {
    const loaded = (await import(new URL(script, import.meta.url).href)) as
      | Generator
      | { files: Generator[] };
    for (const { target, render } of 'files' in loaded ? loaded.files : [loaded]) {
      count += 1;
      const wanted = await render();
      const current = await readFile(new URL(target, root), 'utf8').catch(() => undefined);
      if (current === wanted) continue;
      stale.push(target);
      if (!checkOnly) await writeFile(new URL(target, root), wanted);
    }
  }
  for (const target of stale) console.log(checkOnly ? `${target} is stale` : `${target} written`);
  console.log(`${count - stale.length} of ${count} generated files ${checkOnly ? 'are' : 'were'} fresh`);
  if (checkOnly && stale.length > 0) {
    console.log('run `npm run generate` and commit what changes');
    process.exitCode = 1;
  }
}

await generate(process.argv.includes('--check'));
