import { aiSkillAnalysis, aiSkillAnalysisV1 } from './ai-skill-analysis/kind.js';
import { attestation, attestationV1 } from './attestation/kind.js';
import { build, buildV1 } from './build/kind.js';
import { complianceV1 } from './compliance/kind.js';
import { deployment, deploymentV1 } from './deployment/kind.js';
import { discovery, discoveryV1 } from './discovery/kind.js';
import { dsseAttestationV1 } from './dsse-attestation/kind.js';
import { image, imageV1 } from './image/kind.js';
import { intoto } from './intoto/kind.js';
import type { Kind } from './kind.js';
import { declareKinds } from './known-kinds.js';
import { packageKind, packageKindV1 } from './package/kind.js';
import { sbom } from './sbom/kind.js';
import { sbomReference, sbomReferenceV1 } from './sbom-reference/kind.js';
import { secret, secretV1 } from './secret/kind.js';
import { spdxFile } from './spdx-file/kind.js';
import { spdxPackage } from './spdx-package/kind.js';
import { spdxRelationship } from './spdx-relationship/kind.js';
import { upgradeV1 } from './upgrade/kind.js';
import { vulnerability, vulnerabilityV1 } from './vulnerability/kind.js';
import { vulnerabilityAssessment, vulnerabilityAssessmentV1 } from './vulnerability-assessment/kind.js';

const known = declareKinds({
  v1beta1: [
    vulnerability,
    build,
    image,
    packageKind,
    deployment,
    discovery,
    attestation,
    intoto,
    sbom,
    spdxPackage,
    spdxFile,
    spdxRelationship,
    vulnerabilityAssessment,
    sbomReference,
    secret,
    aiSkillAnalysis,
  ],
  v1: [
    vulnerabilityV1,
    buildV1,
    imageV1,
    packageKindV1,
    deploymentV1,
    discoveryV1,
    attestationV1,
    upgradeV1,
    complianceV1,
    dsseAttestationV1,
    vulnerabilityAssessmentV1,
    sbomReferenceV1,
    secretV1,
    aiSkillAnalysisV1,
  ],
});

/** Every kind of v1beta1, by number. A new kind is a folder of its own and a line in the lists above. */
export const kinds: readonly Kind[] = known.v1beta1;

/** Every kind of v1, by number. A kind of both versions has the same name in both. */
export const v1Kinds: readonly Kind[] = known.v1;
