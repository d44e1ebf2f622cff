import { aiSkillAnalysis } from './ai-skill-analysis.js';
import { attestation } from './attestation.js';
import { build } from './build.js';
import { deployment } from './deployment.js';
import { discovery } from './discovery.js';
import { image } from './image.js';
import { intoto } from './intoto.js';
import type { Kind } from './kind.js';
import { declareKinds } from './known-kinds.js';
import { packageKind } from './package.js';
import { sbomReference } from './sbom-reference.js';
import { secret } from './secret.js';
import { sbom } from './spdx/sbom.js';
import { spdxFile } from './spdx/spdx-file.js';
import { spdxPackage } from './spdx/spdx-package.js';
import { spdxRelationship } from './spdx/spdx-relationship.js';
import { vulnerability } from './vulnerability/vulnerability.js';
import { vulnerabilityAssessment } from './vulnerability-assessment.js';

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
