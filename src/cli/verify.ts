import type { Command } from 'commander';
import { createClient } from '../client/client.js';
import type { Signed } from '../domain/signed.js';
import type { OccurrenceDocument, Registry } from '../kinds/registry.js';
import type { AttestorDocument } from '../services/attestor-document.js';
import { parseArtifact } from '../signatures/digests.js';
import { getAttestor, listAttestors } from './attestor-calls.js';
import { addConnection, type ConnectionOptions, connectionOf } from './connection.js';
import { collect } from './options.js';
import { exitCodes, UsageError } from './output.js';
import { oneLine } from './printable.js';
import { spellingsOf } from './resource-spellings.js';
import { openRest } from './rest.js';

const examples = `
Examples:
  grafeas verify registry.example.com/shop/cart@sha256:… --in projects/team
  grafeas verify … --in projects/team --attestor projects/security/attestors/qa

Signatures are verified by this command, with the current keys of the attestors. Earlier results of the server are not used.
Without --attestor, the keys of all attestors of the project are used. A project includes its locations.

Exit codes: 0 each attestor has an attestation that is verified; 1 the verification could not be made, such as without
an attestor; 3 an attestor has none.`;

interface VerifyOptions extends ConnectionOptions {
  readonly in: string;
  readonly attestor?: readonly string[];
}

export function registerVerify(program: Command): void {
  const command = program
    .command('verify')
    .description('Verify the attestations of an image by the keys of attestors.')
    .argument('<image>', 'the image with its digest: …@sha256:HEX')
    .requiredOption('--in <projects/P>', 'the project of the occurrences')
    .option('--attestor <projects/P/attestors/A>', 'whose attestations are needed; may be repeated', collect)
    .addHelpText('after', examples);
  addConnection(command).action(verify);
}

async function verify(image: string, options: VerifyOptions): Promise<void> {
  if (parseArtifact(image) === undefined)
    throw new UsageError(`${JSON.stringify(image)} has no digest; name the image …@sha256:HEX`);
  const rest = openRest(options);
  const attestors =
    options.attestor === undefined
      ? await listAttestors(rest, options.in)
      : await Promise.all([...new Set(options.attestor)].map((name) => getAttestor(rest, name)));
  if (attestors.length === 0)
    throw new Error(
      `${options.in} has no attestors; name those whose attestations are needed with --attestor`,
    );
  const attestations = await findAttestations(image, options);
  const lines: string[] = [];
  const missing: string[] = [];
  for (const attestor of attestors) {
    const own = attestations.filter(
      ({ noteName }) => noteName === attestor.userOwnedGrafeasNote?.noteReference,
    );
    const results = await Promise.all(own.map((one) => check(image, one.signed, attestor)));
    if (!results.some(({ verified }) => verified)) missing.push(attestor.name ?? '');
    for (const [index, { verified, detail }] of results.entries())
      lines.push(lineOf(attestor, verified, own[index]?.name ?? '', detail));
    if (own.length === 0) lines.push(lineOf(attestor, false, 'no attestation', ''));
  }
  process.stdout.write(lines.join(''));
  process.stdout.write(
    missing.length === 0
      ? '\nPASSED: every attestor has an attestation that is verified\n'
      : `\nREFUSED: nothing is verified by ${missing.map(oneLine).join(', ')}\n`,
  );
  process.exitCode = missing.length === 0 ? exitCodes.ok : exitCodes.refused;
}

interface Attestation {
  readonly name: string;
  readonly noteName: string;
  readonly signed: readonly Signed[];
}

/** What is signed of the image, in the forms of both versions: each can say what the other cannot. */
async function findAttestations(image: string, options: VerifyOptions): Promise<Attestation[]> {
  const { server, token } = connectionOf(options);
  const { filter } = spellingsOf(image);
  const { openRegistry } = await import('../kinds/open-registry.js');
  const registry = openRegistry();
  const found = new Map<string, Attestation>();
  const parents = options.in.includes('/locations/')
    ? [options.in]
    : [options.in, `${options.in}/locations/-`];
  for (const version of ['v1', 'v1beta1'] as const) {
    const client = createClient({ server, version, ...(token === undefined ? {} : { token }) });
    const known = version === 'v1' ? registry.v1?.registry : registry;
    for (const parent of parents)
      for await (const occurrence of client.occurrences.list(parent, { filter, pageSize: 1000 }))
        add(found, occurrence as OccurrenceDocument, known);
  }
  return [...found.values()];
}

function add(
  found: Map<string, Attestation>,
  occurrence: OccurrenceDocument,
  registry: Registry | undefined,
): void {
  const kind = registry?.kindOfOccurrence(occurrence);
  const details = occurrence[kind?.occurrence?.member ?? ''];
  if (kind?.signed === undefined || details === undefined) return;
  const { name = '', noteName = '' } = occurrence;
  const before = found.get(name)?.signed ?? [];
  const all = [...before, ...kind.signed(details)].map((part) => [JSON.stringify(part), part] as const);
  found.set(name, { name, noteName, signed: [...new Map(all).values()] });
}

async function check(
  image: string,
  signed: readonly Signed[],
  { userOwnedGrafeasNote }: AttestorDocument,
): Promise<{ readonly verified: boolean; readonly detail: string }> {
  // Loaded here, as the libraries are large and few commands need them.
  const { reasonsOf, verifySigned } = await import('../services/attestation-verifier.js');
  const { KeyMemory } = await import('../services/attestor-keys.js');
  const keys = userOwnedGrafeasNote?.publicKeys ?? [];
  if (keys.length === 0) return { verified: false, detail: 'The attestor has no public keys.' };
  const verified = await verifySigned(signed, keys, parseArtifact(image), new Date(), new KeyMemory());
  const good = verified.results.find((result) => result.verified);
  return good?.verified === true
    ? {
        verified: true,
        detail: good.signedAt === undefined ? good.keyId : `${good.keyId} signed ${good.signedAt}`,
      }
    : { verified: false, detail: reasonsOf(verified) };
}

/** What became of one attestation: whose it is and where, then why. */
function lineOf({ name = '' }: AttestorDocument, verified: boolean, what: string, detail: string): string {
  const why = detail === '' ? '' : `  ${oneLine(detail)}\n`;
  return `${verified ? 'VERIFIED    ' : 'NOT VERIFIED'} ${oneLine(name)}: ${oneLine(what)}\n${why}`;
}
