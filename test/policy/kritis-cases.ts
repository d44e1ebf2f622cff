/** The decisions of Kritis' webhook, as its source has them, written down by hand. */
interface Case {
  readonly documents: readonly object[];
  /** What Kritis says. */
  readonly kritis: 'allows' | 'denies';
  /** What this server says where that differs: Kritis lets the unknown pass. */
  readonly here?: 'denies';
  /** The image in place of the one of the case, which has a digest. */
  readonly image?: string;
  readonly attestedBy?: readonly ('a' | 'b')[];
  /** Attested in the name of `a` by a key that is not its own. */
  readonly isForged?: true;
  readonly findings?: readonly (readonly [severity: string, isFixed: boolean])[];
  readonly isUnscanned?: true;
}

export const document = (kind: string, name: string, spec: object): object => ({
  apiVersion: 'kritis.grafeas.io/v1beta1',
  kind,
  metadata: { name, namespace: 'shop' },
  spec,
});
export const gap = (names: readonly string[], allowed: readonly string[] = [], name = 'gap'): object =>
  document('GenericAttestationPolicy', name, {
    attestationAuthorityNames: names,
    admissionAllowlistPatterns: allowed.map((namePattern) => ({ namePattern })),
  });
export const isp = (spec: object = {}, name = 'isp'): object => document('ImageSecurityPolicy', name, spec);
export const limits = (maximumSeverity: string, more: object = {}): object =>
  isp({ packageVulnerabilityRequirements: { maximumSeverity, ...more } });

export const unqualified = 'registry.example.com/app:tag';
export const cases: Readonly<Record<string, Case>> = {
  'an attested image': { documents: [gap(['a'])], attestedBy: ['a'], kritis: 'allows' },
  'an image without attestation': { documents: [gap(['a'])], kritis: 'denies' },
  'an image with a forged attestation': { documents: [gap(['a'])], isForged: true, kritis: 'denies' },
  'a policy without authorities': { documents: [gap([])], attestedBy: ['a'], kritis: 'denies' },
  'a policy without authorities, and an exempt image': {
    documents: [gap([], [unqualified])],
    image: unqualified,
    kritis: 'denies',
  },
  'an exempt image': { documents: [gap(['a'], [unqualified])], image: unqualified, kritis: 'allows' },
  'an image exempt by one of two policies': {
    documents: [gap(['a']), gap(['b'], ['registry.example.com/*'], 'other')],
    image: unqualified,
    kritis: 'allows',
  },
  'a pattern that does not reach below a slash': {
    documents: [gap(['a'], ['registry.example.com/*'])],
    image: 'registry.example.com/deep/app:tag',
    kritis: 'denies',
  },
  'a pattern with a star in the middle, which matches nothing': {
    documents: [gap(['a'], ['registry.example.com/*p:tag'])],
    image: unqualified,
    kritis: 'denies',
  },
  'an image that satisfies one of two policies': {
    documents: [gap(['a']), gap(['b'], [], 'other')],
    attestedBy: ['b'],
    kritis: 'allows',
  },
  'an image attested by one of two authorities': {
    documents: [gap(['a', 'b'])],
    attestedBy: ['a'],
    kritis: 'denies',
  },
  'an image attested by both': { documents: [gap(['a', 'b'])], attestedBy: ['a', 'b'], kritis: 'allows' },
  'an image of Kritis itself': {
    documents: [gap(['a']), isp()],
    image: 'us.gcr.io/grafeas/grafeas-server:0.1.0',
    kritis: 'allows',
  },
  'an image without a digest': { documents: [isp()], image: unqualified, kritis: 'denies' },
  'an image that the policy lists': {
    documents: [isp({ imageAllowlist: [unqualified] })],
    image: unqualified,
    kritis: 'allows',
  },
  'an image that the policy lists in the older spelling': {
    documents: [isp({ imageWhitelist: [unqualified] })],
    image: unqualified,
    kritis: 'allows',
  },
  'an image that is listed by another tag': {
    documents: [isp({ imageAllowlist: ['registry.example.com/app:other'] })],
    image: unqualified,
    kritis: 'denies',
  },
  'a scanned image without findings': { documents: [limits('LOW')], kritis: 'allows' },
  'a finding at the limit': { documents: [limits('MEDIUM')], findings: [['MEDIUM', true]], kritis: 'allows' },
  'a finding above the limit': {
    documents: [limits('MEDIUM')],
    findings: [['HIGH', true]],
    kritis: 'denies',
  },
  'a finding above the limit in the older spelling': {
    documents: [isp({ packageVulnerabilityPolicy: { maximumSeverity: 'MEDIUM' } })],
    findings: [['HIGH', true]],
    kritis: 'denies',
  },
  'a critical finding without a stated limit': {
    documents: [isp()],
    findings: [['CRITICAL', true]],
    kritis: 'allows',
  },
  'BLOCK_ALL and a finding': {
    documents: [limits('BLOCK_ALL')],
    findings: [['LOW', true]],
    kritis: 'denies',
  },
  'BLOCK_ALL without a finding': { documents: [limits('BLOCK_ALL')], kritis: 'allows' },
  'a finding without a fix, which has no limit unless stated': {
    documents: [limits('LOW')],
    findings: [['CRITICAL', false]],
    kritis: 'allows',
  },
  'a finding without a fix above its limit': {
    documents: [limits('CRITICAL', { maximumFixUnavailableSeverity: 'LOW' })],
    findings: [['MEDIUM', false]],
    kritis: 'denies',
  },
  'an exempt finding': {
    documents: [limits('LOW', { allowlistCVEs: ['projects/scanner/notes/CVE-HIGH'] })],
    findings: [['HIGH', true]],
    kritis: 'allows',
  },
  'an exempt finding in the older spelling': {
    documents: [limits('LOW', { whitelistCVEs: ['projects/scanner/notes/CVE-HIGH'] })],
    findings: [['HIGH', true]],
    kritis: 'allows',
  },
  'an exemption by id alone, which exempts nothing': {
    documents: [limits('LOW', { allowlistCVEs: ['CVE-HIGH'] })],
    findings: [['HIGH', true]],
    kritis: 'denies',
  },
  'findings of an attested image': {
    documents: [
      isp({ attestationAuthorityName: 'a', packageVulnerabilityRequirements: { maximumSeverity: 'LOW' } }),
    ],
    attestedBy: ['a'],
    findings: [['CRITICAL', true]],
    kritis: 'allows',
  },
  'findings of an image that is not attested': {
    documents: [
      isp({ attestationAuthorityName: 'a', packageVulnerabilityRequirements: { maximumSeverity: 'LOW' } }),
    ],
    findings: [['CRITICAL', true]],
    kritis: 'denies',
  },
  'an attested image with findings, by both sorts of policies': {
    documents: [gap(['a']), limits('LOW')],
    attestedBy: ['a'],
    findings: [['HIGH', true]],
    kritis: 'denies',
  },
  'an image without attestation or findings, by both': {
    documents: [gap(['a']), limits('LOW')],
    kritis: 'denies',
  },
  'one of two policies of findings': {
    documents: [
      limits('CRITICAL'),
      isp({ packageVulnerabilityRequirements: { maximumSeverity: 'LOW' } }, 'other'),
    ],
    findings: [['HIGH', true]],
    kritis: 'denies',
  },
  'an image that nobody scanned': {
    documents: [limits('LOW')],
    isUnscanned: true,
    kritis: 'allows',
    here: 'denies',
  },
  'a finding of unspecified severity': {
    documents: [limits('LOW')],
    findings: [['NONE', true]],
    kritis: 'allows',
    here: 'denies',
  },
};
