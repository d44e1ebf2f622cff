/** Policies as the API has them. An enum is a number if this server has no name for it. */

type EnumText = string | number;

/** `projects/P/policy`. */
export interface ProjectPolicy {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly globalPolicyEvaluationMode?: EnumText | undefined;
  readonly admissionWhitelistPatterns?: readonly { readonly namePattern?: string | undefined }[] | undefined;
  /** By `LOCATION.CLUSTER`. */
  readonly clusterAdmissionRules?: RuleMap | undefined;
  readonly kubernetesNamespaceAdmissionRules?: RuleMap | undefined;
  /** By `NAMESPACE:ACCOUNT`. */
  readonly kubernetesServiceAccountAdmissionRules?: RuleMap | undefined;
  /** By `spiffe://DOMAIN/ns/NAMESPACE/sa/ACCOUNT`, with or without the scheme. */
  readonly istioServiceIdentityAdmissionRules?: RuleMap | undefined;
  readonly defaultAdmissionRule?: AdmissionRule | undefined;
  readonly updateTime?: string | undefined;
  readonly etag?: string | undefined;
}

export type RuleMap = Readonly<Record<string, AdmissionRule>>;

export interface AdmissionRule {
  readonly evaluationMode?: EnumText | undefined;
  readonly requireAttestationsBy?: readonly string[] | undefined;
  readonly enforcementMode?: EnumText | undefined;
}

/** `projects/P/platforms/gke/policies/ID`. */
export interface PlatformPolicy {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly gkePolicy?: GkePolicy | undefined;
  readonly updateTime?: string | undefined;
  readonly etag?: string | undefined;
}

export interface GkePolicy {
  readonly checkSets?: readonly CheckSet[] | undefined;
  readonly imageAllowlist?: ImageAllowlist | undefined;
}

export interface ImageAllowlist {
  readonly allowPattern?: readonly string[] | undefined;
}

export interface CheckSet {
  readonly displayName?: string | undefined;
  readonly scope?:
    | {
        readonly kubernetesNamespace?: string | undefined;
        readonly kubernetesServiceAccount?: string | undefined;
      }
    | undefined;
  readonly imageAllowlist?: ImageAllowlist | undefined;
  readonly checks?: readonly Check[] | undefined;
}

/** One check; one member besides name and allowlist is set. */
export interface Check {
  readonly displayName?: string | undefined;
  readonly imageAllowlist?: ImageAllowlist | undefined;
  readonly alwaysDeny?: boolean | undefined;
  readonly trustedDirectoryCheck?: TrustedDirectoryCheck | undefined;
  readonly imageFreshnessCheck?: { readonly maxUploadAgeDays?: number | undefined } | undefined;
  readonly simpleSigningAttestationCheck?: SimpleSigningAttestationCheck | undefined;
  readonly sigstoreSignatureCheck?: SigstoreSignatureCheck | undefined;
  readonly slsaCheck?: SlsaCheck | undefined;
  readonly vulnerabilityCheck?: VulnerabilityCheck | undefined;
  readonly attestationCheck?: AttestationCheck | undefined;
  readonly anyOf?: { readonly checks?: readonly Check[] | undefined } | undefined;
}

export interface TrustedDirectoryCheck {
  readonly trustedDirPatterns?: readonly string[] | undefined;
}

export interface PkixPublicKey {
  readonly publicKeyPem?: string | undefined;
  readonly signatureAlgorithm?: EnumText | undefined;
  readonly keyId?: string | undefined;
}

export interface SimpleSigningAttestationCheck {
  readonly containerAnalysisAttestationProjects?: readonly string[] | undefined;
  readonly attestationAuthenticators?:
    | readonly {
        readonly displayName?: string | undefined;
        readonly pkixPublicKeySet?:
          | { readonly pkixPublicKeys?: readonly PkixPublicKey[] | undefined }
          | undefined;
      }[]
    | undefined;
}

export interface SigstoreSignatureCheck {
  readonly sigstoreAuthorities?:
    | readonly {
        readonly displayName?: string | undefined;
        readonly publicKeySet?:
          | { readonly publicKeys?: readonly { readonly publicKeyPem?: string | undefined }[] | undefined }
          | undefined;
      }[]
    | undefined;
}

export interface SlsaCheck {
  readonly rules?: readonly VerificationRule[] | undefined;
}

export interface VerificationRule {
  readonly trustedBuilder?: EnumText | undefined;
  readonly attestationSource?:
    | { readonly containerAnalysisAttestationProjects?: readonly string[] | undefined }
    | undefined;
  readonly configBasedBuildRequired?: boolean | undefined;
  readonly trustedSourceRepoPatterns?: readonly string[] | undefined;
  readonly customConstraints?: string | undefined;
  readonly trustedBuilderIds?: readonly string[] | undefined;
}

export interface VulnerabilityCheck {
  readonly maximumFixableSeverity?: EnumText | undefined;
  readonly maximumUnfixableSeverity?: EnumText | undefined;
  readonly allowedCves?: readonly string[] | undefined;
  readonly blockedCves?: readonly string[] | undefined;
  readonly containerAnalysisVulnerabilityProjects?: readonly string[] | undefined;
  readonly allowedNotes?: readonly string[] | undefined;
  readonly blockedNotes?: readonly string[] | undefined;
  /** `86400s`. */
  readonly maximumScanAge?: string | undefined;
  readonly allowUnscanned?: boolean | undefined;
  readonly allowUnknownSeverity?: boolean | undefined;
  readonly allowNotAffected?: boolean | undefined;
}

export interface AttestationCheck {
  readonly attestors?: readonly string[] | undefined;
  /** ALL if absent. */
  readonly require?: EnumText | undefined;
}

/** The members of a check of which one is set. */
export type CheckType = Exclude<keyof Check, 'displayName' | 'imageAllowlist'>;

/**
 * Whether a check needs the digest of an image. Checks about content do: a tag may point to another image when it is pulled. A
 * member of Check that is missing here does not compile.
 */
export const needsDigest: Readonly<Record<CheckType, boolean>> = {
  alwaysDeny: false,
  trustedDirectoryCheck: false,
  imageFreshnessCheck: true,
  simpleSigningAttestationCheck: true,
  sigstoreSignatureCheck: true,
  slsaCheck: true,
  vulnerabilityCheck: true,
  attestationCheck: true,
  // Each alternative is judged by itself.
  anyOf: false,
};

export const checkTypes = Object.keys(needsDigest) as readonly CheckType[];

/** The members that are set. `alwaysDeny: false` is the default of its field, so it says nothing. */
export function typesOf(check: Check): readonly CheckType[] {
  return checkTypes.filter((type) => check[type] !== undefined && check[type] !== false);
}
