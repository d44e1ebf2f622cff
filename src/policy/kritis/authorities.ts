import { Fields, type KritisDocument, KritisProblem, titleOf } from './documents.js';

/** An attestor that an AttestationAuthority becomes. */
export interface KritisAttestor {
  readonly id: string;
  readonly attestor: {
    readonly description: string;
    readonly userOwnedGrafeasNote: {
      readonly noteReference: string;
      readonly publicKeys: readonly { readonly asciiArmoredPgpPublicKey: string }[];
    };
  };
}

/** Translates an AttestationAuthority. Kritis verifies by PGP keys alone, so others are left out. */
export function checkAuthority(document: KritisDocument, remark: (text: string) => void): KritisAttestor {
  const title = titleOf(document);
  const fields = new Fields(document.spec, title);
  const noteReference = fields.text('noteReference').replace(/^v1(?:alpha1|beta1)\//, '');
  if (!/^projects\/[^/]+\/notes\/[^/]+$/.test(noteReference))
    throw new KritisProblem(`${title}: noteReference must be projects/PROVIDER/notes/NOTE`);
  const keys = fields.objects('publicKeys').flatMap((key) => {
    const type = key.text('keyType');
    const armour = key.text('asciiArmoredPgpPublicKey');
    key.get('keyId');
    key.get('pkixPublicKey');
    key.end(remark);
    if (type === 'PGP' && armour !== '') return [toArmour(armour, title)];
    remark(`${title}: Kritis verifies nothing by a key of type ${JSON.stringify(type)}; it is left out.`);
    return [];
  });
  // What older releases call their only key.
  const single = fields.text('publicKeyData');
  if (single !== '') keys.push(toArmour(single, title));
  fields.get('privateKeySecretName');
  fields.end(remark);
  if (keys.length === 0) remark(`${title}: has no PGP key, so nothing is attested by it.`);
  const { namespace, name } = document;
  return {
    id: `kritis-${namespace}-${name}`,
    attestor: {
      description: `Imported from ${title} of Kritis, namespace ${namespace}.`,
      userOwnedGrafeasNote: {
        noteReference,
        publicKeys: keys.map((asciiArmoredPgpPublicKey) => ({ asciiArmoredPgpPublicKey })),
      },
    },
  };
}

const begin = '-----BEGIN PGP PUBLIC KEY BLOCK-----';

/** Kritis keeps the armour in base64; people write it as it is, too. */
function toArmour(text: string, title: string): string {
  const armour = text.includes(begin) ? text : Buffer.from(text, 'base64').toString('utf8');
  if (!armour.includes(begin))
    throw new KritisProblem(`${title}: a key must be an armoured PGP public key in base64`);
  return armour;
}
