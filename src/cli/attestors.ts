import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { AttestorDocument, VerifyMode } from '../services/attestor-document.js';
import type { PublicKeyDocument } from '../signatures/key-document.js';
import { parseAuthorities } from './attestation-authority.js';
import { checkAttestorName, createAttestor, getAttestor, listAttestors } from './attestor-calls.js';
import { addConnection, type ConnectionOptions } from './connection.js';
import { collect } from './options.js';
import { UsageError } from './output.js';
import { printableYaml } from './printable.js';
import { inPath, openRest } from './rest.js';
import { formatTable } from './table.js';

const createExamples = `
Examples:
  grafeas attestors create projects/team/attestors/ci --note projects/team/notes/built-by-ci \\
    --public-key ci.pub --algorithm ECDSA_P256_SHA256 --verify REQUIRE
  grafeas attestors create projects/team/attestors/qa --note projects/team/notes/qa --public-key qa.asc`;
const updateExamples = `
Examples:
  grafeas attestors update projects/team/attestors/ci --public-key new.pub --algorithm ECDSA_P256_SHA256
  grafeas attestors update projects/team/attestors/ci --remove-key 'ni:///sha-256;…' --verify OFF`;
const importExamples = `
Examples:
  grafeas attestors import authorities.yaml --in projects/team
  kubectl get attestationauthorities -o yaml … | grafeas attestors import - --in projects/team

Reads AttestationAuthority documents of Kritis. An attestor that exists already is left as it is, and the command fails.`;

interface KeyOptions extends ConnectionOptions {
  readonly publicKey?: readonly string[];
  readonly algorithm?: string;
  readonly verify?: VerifyMode | 'OFF';
  readonly description?: string;
}

/** `grafeas attestors …`. */
export function registerAttestors(program: Command): void {
  const attestors = program
    .command('attestors')
    .description('Manage attestors: whose signatures over images count.');

  const list = attestors
    .command('list')
    .description('List the attestors of a project.')
    .addHelpText('after', `\nExample:\n  grafeas attestors list projects/team`)
    .argument('<project>', 'projects/P');
  addConnection(list).action(async (project: string, options: ConnectionOptions) => {
    const found = await listAttestors(openRest(options), project);
    process.stdout.write(formatTable(['NAME', 'NOTE', 'KEYS', 'VERIFY'], found.map(row)));
  });

  const get = attestors
    .command('get')
    .description('Print an attestor with its keys.')
    .addHelpText('after', `\nExample:\n  grafeas attestors get projects/team/attestors/qa`)
    .argument('<name>', 'projects/P/attestors/A');
  addConnection(get).action(async (name: string, options: ConnectionOptions) => {
    process.stdout.write(printableYaml(await getAttestor(openRest(options), name)));
  });

  const create = attestors
    .command('create')
    .description('Create an attestor.')
    .argument('<name>', 'projects/P/attestors/A')
    .requiredOption('--note <projects/P/notes/N>', 'the note whose occurrences are its attestations')
    .addHelpText('after', createExamples);
  addConnection(addKeyOptions(create)).action(
    async (name: string, options: KeyOptions & { note: string }) => {
      const publicKeys = await readKeys(options);
      const { verify, description } = options;
      const attestor = {
        userOwnedGrafeasNote: { noteReference: options.note, publicKeys },
        verify,
        description,
      };
      process.stdout.write(printableYaml(await createAttestor(openRest(options), name, attestor)));
    },
  );

  const update = attestors
    .command('update')
    .description('Add and remove keys of an attestor, or change what it requires.')
    .argument('<name>', 'projects/P/attestors/A')
    .option('--remove-key <id>', 'id of a key; may be repeated', collect)
    .addHelpText('after', updateExamples);
  addConnection(addKeyOptions(update)).action(
    async (name: string, options: KeyOptions & { removeKey?: readonly string[] }) => {
      const rest = openRest(options);
      const before = await getAttestor(rest, name);
      const changed = await changeOf(before, options);
      process.stdout.write(printableYaml(await rest('PUT', `/v1/${inPath(name)}`, changed)));
    },
  );

  const remove = attestors
    .command('delete')
    .description('Delete an attestor; its note and attestations stay.')
    .addHelpText('after', `\nExample:\n  grafeas attestors delete projects/team/attestors/qa`)
    .argument('<name>', 'projects/P/attestors/A');
  addConnection(remove).action(async (name: string, options: ConnectionOptions) => {
    await openRest(options)('DELETE', `/v1/${inPath(checkAttestorName(name))}`);
    process.stdout.write(`deleted ${name}\n`);
  });

  const load = attestors
    .command('import')
    .description('Create attestors from AttestationAuthority documents of Kritis.')
    .argument('<file>', 'YAML; - reads standard input')
    .requiredOption('--in <projects/P>', 'the project of the attestors')
    .addHelpText('after', importExamples);
  addConnection(load).action(async (file: string, options: ConnectionOptions & { in: string }) => {
    const rest = openRest(options);
    // All are read before the first is created.
    const authorities = parseAuthorities(await readFile(file === '-' ? '/dev/stdin' : file, 'utf8'));
    for (const { id, attestor } of authorities) {
      const made = await createAttestor(rest, `${options.in}/attestors/${id}`, attestor);
      process.stdout.write(`created ${made.name}\n`);
    }
  });
}

function addKeyOptions(command: Command): Command {
  return command
    .option(
      '--public-key <FILE>',
      'a public key in PEM, or a PGP key in ASCII armour; may be repeated',
      collect,
    )
    .option('--algorithm <name>', 'how a key in PEM signs, such as ECDSA_P256_SHA256 or RSA_PSS_3072_SHA256')
    .addOption(
      new Option(
        '--verify <mode>',
        'what to do with an occurrence of the note that is not verified: refuse it, mark it, or nothing',
      ).choices(['REQUIRE', 'MARK', 'OFF']),
    )
    .option('--description <text>', 'what it vouches for');
}

async function readKeys({ publicKey: files = [], algorithm }: KeyOptions): Promise<PublicKeyDocument[]> {
  const keys: PublicKeyDocument[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    if (text.includes('-----BEGIN PGP ')) keys.push({ asciiArmoredPgpPublicKey: text });
    else if (algorithm === undefined) throw new UsageError(`--algorithm is needed for ${file}, a key in PEM`);
    else keys.push({ pkixPublicKey: { publicKeyPem: text, signatureAlgorithm: algorithm } });
  }
  return keys;
}

/** The attestor as it shall be; its etag makes sure that nobody else's change is lost. */
async function changeOf(
  before: AttestorDocument,
  options: KeyOptions & { readonly removeKey?: readonly string[] },
): Promise<AttestorDocument> {
  const { userOwnedGrafeasNote: note, description, verify, etag } = before;
  const { removeKey = [] } = options;
  const all = note?.publicKeys ?? [];
  const unknown = removeKey.find((id) => !all.some((key) => key.id === id));
  if (unknown !== undefined) throw new UsageError(`--remove-key: the attestor has no key ${unknown}`);
  const publicKeys = [...all.filter(({ id = '' }) => !removeKey.includes(id)), ...(await readKeys(options))];
  return {
    userOwnedGrafeasNote: { noteReference: note?.noteReference, publicKeys },
    description: options.description ?? description,
    verify: options.verify ?? verify,
    etag,
  };
}

function row({ name = '', userOwnedGrafeasNote: note, verify }: AttestorDocument): string[] {
  return [name, note?.noteReference ?? '', String(note?.publicKeys?.length ?? 0), String(verify ?? '-')];
}
