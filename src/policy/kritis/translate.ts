import type { Check, PlatformPolicy, VulnerabilityCheck } from '../documents.js';
import { problemOfImagePattern } from '../patterns.js';
import { checkAuthority, type KritisAttestor } from './authorities.js';
import { Fields, type KritisDocument, KritisProblem, titleOf, toKritisDocuments } from './documents.js';

export interface KritisOptions {
  /** The project that gets policies and attestors. */
  readonly project: string;
  /** Whether an unscanned image and a finding of unspecified severity pass, as they do with Kritis. */
  readonly isLenient: boolean;
}

/** What documents of Kritis become. */
export interface KritisTranslation {
  readonly attestors: readonly KritisAttestor[];
  readonly policies: readonly { readonly id: string; readonly policy: PlatformPolicy }[];
  /** What has no counterpart, a sentence each. */
  readonly remarks: readonly string[];
}

/** Kritis lets these repositories pass under every policy. */
const kritisImages = [
  'gcr.io/kritis-project/kritis-server',
  'gcr.io/kritis-project/preinstall',
  'gcr.io/kritis-project/postinstall',
  'gcr.io/kritis-project/predelete',
  'us.gcr.io/grafeas/grafeas-server',
].flatMap((name) => [name, `${name}:*`, `${name}@*`]);

/**
 * Translates documents of Kritis, parsed from YAML: the policies of each namespace to one platform policy `kritis-NAMESPACE` that is
 * scoped to it, a VulnzSigningPolicy to one of its own, authorities to attestors. Pods of other namespaces pass, as Kritis has it.
 *
 * @throws KritisProblem if a document cannot be read, or its meaning is not known: nothing is translated then
 * @example translateKritis([parsedDocument], { project: 'team', isLenient: false }).policies[0]?.id // 'kritis-default'
 */
export function translateKritis(values: readonly unknown[], options: KritisOptions): KritisTranslation {
  const documents = toKritisDocuments(values);
  const remarks: string[] = [];
  const remark = (text: string): void => {
    remarks.push(text);
  };
  const authorities = documents.filter(({ kind }) => kind === 'AttestationAuthority');
  const attestors = authorities.map((document) => checkAuthority(document, remark));
  const seen = new Set<string>();
  for (const document of documents) {
    const key = `${document.kind} ${document.namespace}/${document.name}`;
    if (seen.has(key)) throw new KritisProblem(`${key} is there twice`);
    seen.add(key);
  }
  const translator: Translator = { options, remark, authorities };
  const namespaces = [...new Set(documents.filter(isAdmission).map(({ namespace }) => namespace))];
  const policies = namespaces.map((namespace) => ({
    id: `kritis-${namespace}`,
    policy: toPolicy(
      namespace,
      documents.filter((document) => isAdmission(document) && document.namespace === namespace),
      translator,
    ),
  }));
  for (const document of documents) {
    if (document.kind === 'VulnzSigningPolicy') {
      const id = `kritis-${document.namespace}-${document.name}`;
      policies.push({ id, policy: toSigningPolicy(document, translator) });
      remark(`${titleOf(document)}: no image is signed; platform policy ${id} says whether one may be.`);
    }
    if (document.kind === 'BuildPolicy' || document.kind === 'KritisConfig')
      remark(`${titleOf(document)}: has no counterpart and is left out.`);
  }
  return { attestors, policies, remarks };
}

interface Translator {
  readonly options: KritisOptions;
  readonly remark: (text: string) => void;
  readonly authorities: readonly KritisDocument[];
}

function isAdmission({ kind }: KritisDocument): boolean {
  return kind === 'GenericAttestationPolicy' || kind === 'ImageSecurityPolicy';
}

function toPolicy(
  namespace: string,
  documents: readonly KritisDocument[],
  translator: Translator,
): PlatformPolicy {
  const attesting = documents.filter(({ kind }) => kind === 'GenericAttestationPolicy');
  const scanning = documents.filter(({ kind }) => kind === 'ImageSecurityPolicy');
  const checks = [
    ...(attesting.length > 0 ? [toAttestationCheck(attesting, translator)] : []),
    ...scanning.map((document) => toScanCheck(document, translator)),
  ];
  return {
    description: `Imported from the Kritis policies of namespace ${namespace}.`,
    gkePolicy: {
      checkSets: [
        { displayName: `namespace ${namespace}`, scope: { kubernetesNamespace: namespace }, checks },
        { displayName: 'other namespaces: no policy of Kritis' },
      ],
    },
  };
}

/** An image passes if one of the policies is satisfied, which needs all of its authorities. */
function toAttestationCheck(documents: readonly KritisDocument[], translator: Translator): Check {
  const allowed: string[] = [];
  let empty: string | undefined;
  const alternatives = documents.map((document): Check => {
    const fields = new Fields(document.spec, titleOf(document));
    const names = fields.texts('attestationAuthorityNames');
    for (const pattern of fields.objects('admissionAllowlistPatterns', 'admissionWhitelistPatterns')) {
      allowed.push(pattern.text('namePattern'));
      pattern.end(translator.remark);
    }
    fields.end(translator.remark);
    if (names.length === 0) empty ??= titleOf(document);
    return {
      displayName: titleOf(document),
      attestationCheck: {
        attestors: names.map((name) => attestorName(name, document, translator)),
        require: 'ALL',
      },
    };
  });
  // Kritis denies every image of the namespace then, exempt ones as well.
  if (empty !== undefined) return { displayName: `${empty} names no authority`, alwaysDeny: true };
  const [only] = alternatives;
  const check: Check =
    alternatives.length === 1 && only !== undefined
      ? only
      : { displayName: 'any GenericAttestationPolicy', anyOf: { checks: alternatives } };
  return {
    ...check,
    imageAllowlist: { allowPattern: [...kritisImages, ...patternsOf(allowed, translator)] },
  };
}

/** With an authority, an attestation by it is enough. */
function toScanCheck(document: KritisDocument, translator: Translator): Check {
  const title = titleOf(document);
  const fields = new Fields(document.spec, title);
  const images = fields.texts('imageAllowlist', 'imageWhitelist');
  const limits = fields.within('packageVulnerabilityRequirements', 'packageVulnerabilityPolicy');
  const vulnerabilityCheck = toLimits(
    limits,
    ['maximumSeverity', 'maximumFixUnavailableSeverity'],
    translator,
  );
  const authority = fields.text('attestationAuthorityName');
  if (fields.text('privateKeySecretName') !== '')
    translator.remark(`${title}: images that pass are not signed, so privateKeySecretName is left out.`);
  fields.end(translator.remark);
  const exact = images.filter((image) => {
    if (!image.includes('*')) return true;
    translator.remark(
      `${title}: Kritis compares ${image} letter by letter, so it matches nothing and is left out.`,
    );
    return false;
  });
  const allowed = { imageAllowlist: { allowPattern: [...kritisImages, ...patternsOf(exact, translator)] } };
  if (authority === '') return { displayName: title, ...allowed, vulnerabilityCheck };
  const attestationCheck = { attestors: [attestorName(authority, document, translator)] };
  return {
    displayName: title,
    ...allowed,
    anyOf: { checks: [{ attestationCheck }, { vulnerabilityCheck }] },
  };
}

function toSigningPolicy(document: KritisDocument, translator: Translator): PlatformPolicy {
  const fields = new Fields(document.spec, titleOf(document));
  const limits = fields.within('imageVulnerabilityRequirements');
  const vulnerabilityCheck = toLimits(
    limits,
    ['maximumFixableSeverity', 'maximumUnfixableSeverity'],
    translator,
  );
  fields.end(translator.remark);
  return {
    description: `Imported from ${titleOf(document)} of Kritis: whether an image may be signed.`,
    gkePolicy: { checkSets: [{ checks: [{ displayName: titleOf(document), vulnerabilityCheck }] }] },
  };
}

const severities = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL', 'BLOCK_ALL', 'ALLOW_ALL'];

function toLimits(
  fields: Fields,
  [fixable, unfixable]: readonly [string, string],
  { options, remark }: Translator,
): VulnerabilityCheck {
  const severity = (name: string, absent: string): string => {
    const text = fields.text(name);
    if (text === '') return absent;
    if (severities.includes(text)) return text;
    throw new KritisProblem(`${name} must be one of ${severities.join(', ')}, not ${JSON.stringify(text)}`);
  };
  const limits = {
    maximumFixableSeverity: severity(fixable, 'CRITICAL'),
    maximumUnfixableSeverity: severity(unfixable, 'ALLOW_ALL'),
  };
  const allowedNotes = fields.texts('allowlistCVEs', 'whitelistCVEs').filter((name) => {
    if (/^projects\/[^/]+\/notes\/[^/]+$/.test(name)) return true;
    remark(
      `${JSON.stringify(name)} is no full name of a note, projects/PROVIDER/notes/NOTE, so with Kritis it exempts nothing; it is left out.`,
    );
    return false;
  });
  fields.end(remark);
  return {
    ...limits,
    ...(allowedNotes.length > 0 ? { allowedNotes } : {}),
    ...(options.isLenient ? { allowUnscanned: true, allowUnknownSeverity: true } : {}),
  };
}

function attestorName(name: string, document: KritisDocument, { authorities, options }: Translator): string {
  const { namespace } = document;
  if (!authorities.some((authority) => authority.name === name && authority.namespace === namespace))
    throw new KritisProblem(
      `${titleOf(document)} names the AttestationAuthority ${name}, which is in none of the files`,
    );
  return `projects/${options.project}/attestors/kritis-${namespace}-${name}`;
}

/** Patterns that mean here what they mean with Kritis; those that match nothing there are left out. */
function patternsOf(patterns: readonly string[], { remark }: Translator): readonly string[] {
  return patterns.flatMap((pattern) => {
    const stem = pattern.replace(/\*$/, '');
    // A name without a slash is one of Docker Hub.
    const full = stem !== pattern && !stem.includes('/') ? `docker.io/library/${pattern}` : pattern;
    const problem = stem.includes('*') ? 'may have one * at its end' : problemOfImagePattern(full);
    if (problem === undefined) return [full];
    remark(`The pattern ${JSON.stringify(pattern)} ${problem}; it is left out.`);
    return [];
  });
}
