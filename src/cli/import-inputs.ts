import { glob, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseImage } from '../importers/common/resource-uri.js';
import { isOciLayout, readOciLayout } from './oci-layout.js';
import { spooledSource } from './spooled-source.js';
import { bufferSource, fileSource, type Source } from './upload.js';

/** One document to upload. */
export interface Input {
  /** As it is shown. */
  readonly name: string;
  /** What it is about, where that is not for the caller to say. */
  readonly resource?: string | undefined;
  /** @throws where it cannot be read. */
  open(): Promise<Source>;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  /** What was found and is not uploaded, and why. */
  readonly leftOut: readonly string[];
}

/** Files of a folder that may be reports. */
const reportName = /\.(?:json|jsonl|ndjson|sarif)(?:\.(?:gz|zst))?$/i;

/**
 * The documents that arguments name: files, folders with files of reports in them, patterns such as `reports/**\/*.json`, OCI
 * layouts, and `-`. What cannot be read is an input that fails, so that the others are imported.
 *
 * @param resource as the caller gives it: for an OCI layout the repository of its images, or one of them.
 */
export async function inputsOf(names: readonly string[], resource: string | undefined): Promise<Inputs> {
  const inputs: Input[] = [];
  const leftOut: string[] = [];
  const given = resource === undefined ? undefined : parseImage(resource)?.digest;

  async function add(path: string): Promise<void> {
    const stats = await stat(path).catch(() => undefined);
    if (stats?.isDirectory() === true) return addFolder(path, true);
    if (stats !== undefined || !/[*?[{]/.test(path)) {
      inputs.push({ name: path, open: () => fileSource(path) });
      return;
    }
    const found: string[] = [];
    for await (const match of glob(path)) found.push(match);
    if (found.length === 0) inputs.push(failing(path, 'no file matches'));
    for (const match of found.sort()) await add(match);
  }

  async function addFolder(folder: string, isNamed: boolean): Promise<void> {
    if (await isOciLayout(folder)) return addLayout(folder);
    const before = inputs.length;
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await addFolder(path, false);
      else if (entry.isSymbolicLink() && (await isFolder(path)))
        leftOut.push(`${path}: a link to a folder is not followed`);
      else if ((entry.isFile() || entry.isSymbolicLink()) && reportName.test(entry.name))
        inputs.push({ name: path, open: () => fileSource(path) });
    }
    if (isNamed && inputs.length === before)
      inputs.push(
        failing(folder, 'holds no report: no .json, .jsonl, .ndjson or .sarif, nor one with .gz or .zst'),
      );
  }

  async function addLayout(folder: string): Promise<void> {
    try {
      const layout = await readOciLayout(folder);
      const before = inputs.length;
      for (const { digest, subject, bytes } of layout.documents) {
        if (subject !== undefined && given !== undefined && subject !== given) {
          leftOut.push(`${folder}: ${digest}: is attached to ${subject}, not to the image of --resource`);
          continue;
        }
        inputs.push({
          name: `${folder}: ${digest}`,
          resource: imageOf(resource, subject),
          open: async () => bufferSource(bytes),
        });
      }
      leftOut.push(...layout.leftOut.map((reason) => `${folder}: ${reason}`));
      if (inputs.length === before)
        inputs.push(failing(folder, 'nothing is attached to an image of this OCI layout'));
    } catch (error) {
      inputs.push(failing(folder, error instanceof Error ? error.message : String(error)));
    }
  }

  for (const name of names) {
    if (name === '-') inputs.push({ name, open: () => spooledSource(process.stdin) });
    else await add(name);
  }
  return { inputs, leftOut };
}

/** The image of a repository that a document is attached to: a document about another one is refused. */
function imageOf(repository: string | undefined, subject: string | undefined): string | undefined {
  const image = repository === undefined ? undefined : parseImage(repository);
  if (image === undefined || image.digest !== undefined || subject === undefined) return repository;
  return `https://${image.repository}@${subject}`;
}

function failing(name: string, message: string): Input {
  return { name, open: () => Promise.reject(new Error(message)) };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
