import { aiSkillAnalysis } from './ai-skill-analysis/kind.js';
import { attestation } from './attestation/kind.js';
import { build } from './build/kind.js';
import { deployment } from './deployment/kind.js';
import { discovery } from './discovery/kind.js';
import { image } from './image/kind.js';
import { intoto } from './intoto/kind.js';
import type { Kind } from './kind.js';
import { declareKinds } from './known-kinds.js';
import { packageKind } from './package/kind.js';
import { sbom } from './sbom/kind.js';
import { sbomReference } from './sbom-reference/kind.js';
import { secret } from './secret/kind.js';
import { spdxFile } from './spdx-file/kind.js';
import { spdxPackage } from './spdx-package/kind.js';
import { spdxRelationship } from './spdx-relationship/kind.js';
import { vulnerability } from './vulnerability/kind.js';
import { vulnerabilityAssessment } from './vulnerability-assessment/kind.js';

/** Every kind the server knows, by number. A new kind is a file of its own and a line here. */
export const kinds: readonly Kind[] = declareKinds([
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
]);
