/**
 * Formats whose documents only add to what is stored, so that many of them can be about one artifact. Findings of all other
 * formats replace earlier ones of their tool.
 */
export const additiveFormats: ReadonlySet<string> = new Set([
  'osv',
  'spdx',
  'openvex',
  'csaf',
  'dsse',
  'sigstore',
  'in-toto',
  'cloud-build',
  'cosign',
  'notary',
  'notation',
]);
