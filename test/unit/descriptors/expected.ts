/**
 * What conformance.md says of every message and enum of v1beta1, packages beneath grafeas.v1beta1. A field is its
 * number, JSON name (`/` proto name where that is not its snake case) and type (`[]` list, `^` its oneof).
 */
export const expectedMessages = `
Note: 1 name string, 2 shortDescription string, 3 longDescription string, 4 kind enum:NoteKind, 5 relatedUrl []RelatedUrl, 6 expirationTime Timestamp, 7 createTime Timestamp, 8 updateTime Timestamp, 9 relatedNoteNames []string, 10 vulnerability vulnerability.Vulnerability ^type, 11 build build.Build ^type, 12 baseImage image.Basis ^type, 13 package package.Package ^type, 14 deployable deployment.Deployable ^type, 15 discovery discovery.Discovery ^type, 16 attestationAuthority attestation.Authority ^type, 17 intoto intoto.InToto ^type, 18 sbom spdx.DocumentNote ^type, 19 spdxPackage spdx.PackageInfoNote ^type, 20 spdxFile spdx.FileNote ^type, 21 spdxRelationship spdx.RelationshipNote ^type, 22 vulnerabilityAssessment vex.VulnerabilityAssessmentNote ^type, 23 sbomReference sbom.SBOMReferenceNote ^type, 24 secret secret.SecretNote ^type, 25 aiSkillAnalysis aiskillanalysis.AISkillAnalysisNote ^type
Occurrence: 1 name string, 2 resource Resource, 3 noteName string, 4 kind enum:NoteKind, 5 remediation string, 6 createTime Timestamp, 7 updateTime Timestamp, 8 vulnerability vulnerability.Details ^details, 9 build build.Details ^details, 10 derivedImage image.Details ^details, 11 installation package.Details ^details, 12 deployment deployment.Details ^details, 13 discovered discovery.Details ^details, 14 attestation attestation.Details ^details, 15 intoto intoto.Details ^details, 16 sbom spdx.DocumentOccurrence ^details, 17 spdxPackage spdx.PackageInfoOccurrence ^details, 18 spdxFile spdx.FileOccurrence ^details, 19 spdxRelationship spdx.RelationshipOccurrence ^details, 21 sbomReference sbom.SBOMReferenceOccurrence ^details, 22 secret secret.SecretOccurrence ^details, 23 aiSkillAnalysis aiskillanalysis.AISkillAnalysisOccurrence ^details, 20 envelope Envelope
Resource: 1 name string, 2 uri string, 3 contentHash provenance.Hash
Envelope: 1 payload bytes, 2 payloadType string, 3 signatures []EnvelopeSignature
EnvelopeSignature: 1 sig bytes, 2 keyid string
VulnerabilityOccurrencesSummary: 1 counts []VulnerabilityOccurrencesSummary.FixableTotalByDigest, 3 unreachable []string
VulnerabilityOccurrencesSummary.FixableTotalByDigest: 1 resource Resource, 2 severity enum:vulnerability.Severity, 3 fixableCount int64, 4 totalCount int64
project.Project: 1 name string
GetNoteRequest: 1 name string
ListNotesRequest: 1 parent string, 2 filter string, 3 pageSize int32, 4 pageToken string, 5 returnPartialSuccess bool
ListNotesResponse: 1 notes []Note, 2 nextPageToken string, 3 unreachable []string
CreateNoteRequest: 1 parent string, 2 noteId string, 3 note Note
BatchCreateNotesRequest: 1 parent string, 2 notes map<string,Note>
BatchCreateNotesResponse: 1 notes []Note
UpdateNoteRequest: 1 name string, 2 note Note, 3 updateMask FieldMask
DeleteNoteRequest: 1 name string
GetOccurrenceRequest: 1 name string
ListOccurrencesRequest: 1 parent string, 2 filter string, 3 pageSize int32, 4 pageToken string, 7 returnPartialSuccess bool
ListOccurrencesResponse: 1 occurrences []Occurrence, 2 nextPageToken string, 3 unreachable []string
CreateOccurrenceRequest: 1 parent string, 2 occurrence Occurrence
BatchCreateOccurrencesRequest: 1 parent string, 2 occurrences []Occurrence
BatchCreateOccurrencesResponse: 1 occurrences []Occurrence
UpdateOccurrenceRequest: 1 name string, 2 occurrence Occurrence, 3 updateMask FieldMask
DeleteOccurrenceRequest: 1 name string
GetOccurrenceNoteRequest: 1 name string
ListNoteOccurrencesRequest: 1 name string, 2 filter string, 3 pageSize int32, 4 pageToken string
ListNoteOccurrencesResponse: 1 occurrences []Occurrence, 2 nextPageToken string
GetVulnerabilityOccurrencesSummaryRequest: 1 parent string, 2 filter string, 3 returnPartialSuccess bool
project.CreateProjectRequest: 1 project project.Project
project.GetProjectRequest: 1 name string
project.ListProjectsRequest: 1 filter string, 2 pageSize int32, 3 pageToken string
project.ListProjectsResponse: 1 projects []project.Project, 2 nextPageToken string
project.DeleteProjectRequest: 1 name string
vulnerability.Vulnerability: 1 cvssScore float, 2 severity enum:vulnerability.Severity, 3 details []vulnerability.Vulnerability.Detail, 4 cvssV3 vulnerability.CVSS, 5 windowsDetails []vulnerability.Vulnerability.WindowsDetail, 6 sourceUpdateTime Timestamp, 7 cvssV2 vulnerability.CVSS, 8 cwe []string, 9 cvssVersion enum:vulnerability.CVSSVersion, 10 advisoryPublishTime Timestamp, 11 cvssV4 vulnerability.CVSS
vulnerability.Vulnerability.Detail: 1 cpeUri string, 2 package string, 3 minAffectedVersion package.Version, 4 maxAffectedVersion package.Version, 5 severityName string, 6 description string, 7 fixedLocation vulnerability.VulnerabilityLocation, 8 packageType string, 9 isObsolete bool, 10 sourceUpdateTime Timestamp, 11 source string, 12 vendor string
vulnerability.Vulnerability.WindowsDetail: 1 cpeUri string, 2 name string, 3 description string, 4 fixingKbs []vulnerability.Vulnerability.WindowsDetail.KnowledgeBase
vulnerability.Vulnerability.WindowsDetail.KnowledgeBase: 1 name string, 2 url string
vulnerability.Details: 1 type string, 2 severity enum:vulnerability.Severity, 3 cvssScore float, 4 packageIssue []vulnerability.PackageIssue, 5 shortDescription string, 6 longDescription string, 7 relatedUrls []RelatedUrl, 8 effectiveSeverity enum:vulnerability.Severity, 9 cvssVersion enum:vulnerability.CVSSVersion, 10 vexAssessment vulnerability.Details.VexAssessment, 11 cvssV2 vulnerability.CVSS, 12 cvssV3 vulnerability.CVSS, 13 extraDetails string, 14 cvssV4 vulnerability.CVSS
vulnerability.Details.VexAssessment: 1 cve string, 9 vulnerabilityId string, 2 relatedUris []RelatedUrl, 3 noteName string, 4 state enum:vex.VulnerabilityAssessmentNote.Assessment.State, 7 impacts []string, 6 remediations []vex.VulnerabilityAssessmentNote.Assessment.Remediation, 8 justification vex.VulnerabilityAssessmentNote.Assessment.Justification
vulnerability.PackageIssue: 1 affectedLocation vulnerability.VulnerabilityLocation, 2 fixedLocation vulnerability.VulnerabilityLocation, 3 severityName string, 4 packageType string, 5 effectiveSeverity enum:vulnerability.Severity
vulnerability.VulnerabilityLocation: 1 cpeUri string, 2 package string, 3 version package.Version
vulnerability.CVSS: 1 baseScore float, 2 exploitabilityScore float, 3 impactScore float, 4 attackVector enum:vulnerability.CVSS.AttackVector, 5 attackComplexity enum:vulnerability.CVSS.AttackComplexity, 6 authentication enum:vulnerability.CVSS.Authentication, 7 privilegesRequired enum:vulnerability.CVSS.PrivilegesRequired, 8 userInteraction enum:vulnerability.CVSS.UserInteraction, 9 scope enum:vulnerability.CVSS.Scope, 10 confidentialityImpact enum:vulnerability.CVSS.Impact, 11 integrityImpact enum:vulnerability.CVSS.Impact, 12 availabilityImpact enum:vulnerability.CVSS.Impact, 13 attackRequirements enum:vulnerability.CVSS.AttackRequirements, 14 vulnerableSystemConfidentialityImpact enum:vulnerability.CVSS.Impact, 15 vulnerableSystemIntegrityImpact enum:vulnerability.CVSS.Impact, 16 vulnerableSystemAvailabilityImpact enum:vulnerability.CVSS.Impact, 17 subsequentSystemConfidentialityImpact enum:vulnerability.CVSS.Impact, 18 subsequentSystemIntegrityImpact enum:vulnerability.CVSS.Impact, 19 subsequentSystemAvailabilityImpact enum:vulnerability.CVSS.Impact, 20 exploitMaturity enum:vulnerability.CVSS.ExploitMaturity
build.Build: 1 builderVersion string, 2 signature build.BuildSignature
build.BuildSignature: 1 publicKey string, 2 signature bytes, 3 keyId string, 4 keyType enum:build.BuildSignature.KeyType
build.Details: 1 provenance provenance.BuildProvenance, 2 provenanceBytes string, 3 inTotoSlsaProvenanceV1 provenance.InTotoSlsaProvenanceV1
image.Basis: 1 resourceUrl string, 2 fingerprint image.Fingerprint
image.Fingerprint: 1 v1Name string, 2 v2Blob []string, 3 v2Name string
image.Details: 1 derivedImage image.Derived
image.Derived: 1 fingerprint image.Fingerprint, 2 distance int32, 3 layerInfo []image.Layer, 4 baseResourceUrl string
image.Layer: 1 directive enum:image.Layer.Directive, 2 arguments string
package.Package: 1 name string, 10 distribution []package.Distribution, 11 packageType string, 12 cpeUri string, 13 architecture enum:package.Architecture, 14 version package.Version, 15 maintainer string, 16 url string, 17 description string, 18 license License, 19 digest []Digest
package.Distribution: 1 cpeUri string, 2 architecture enum:package.Architecture, 3 latestVersion package.Version, 4 maintainer string, 5 url string, 6 description string
package.Details: 1 installation package.Installation
package.Installation: 1 name string, 2 location []package.Location, 3 packageType string, 4 cpeUri string, 5 architecture enum:package.Architecture, 6 license License, 7 version package.Version
package.Location: 1 cpeUri string, 2 version package.Version, 3 path string
package.Version: 1 epoch int32, 2 name string, 3 revision string, 6 inclusive bool, 4 kind enum:package.Version.VersionKind
deployment.Deployable: 1 resourceUri []string
deployment.Details: 1 deployment deployment.Deployment
deployment.Deployment: 1 userEmail string, 2 deployTime Timestamp, 3 undeployTime Timestamp, 4 config string, 5 address string, 6 resourceUri []string, 7 platform enum:deployment.Deployment.Platform
discovery.Discovery: 1 analysisKind enum:NoteKind
discovery.Details: 1 discovered discovery.Discovered
discovery.Discovered: 1 continuousAnalysis enum:discovery.Discovered.ContinuousAnalysis, 2 lastAnalysisTime Timestamp, 3 analysisStatus enum:discovery.Discovered.AnalysisStatus, 5 analysisCompleted discovery.Discovered.AnalysisCompleted, 6 analysisError []rpc.Status, 4 analysisStatusError rpc.Status, 9 sbomStatus discovery.Discovered.SBOMStatus, 10 lastScanTime Timestamp, 11 files []discovery.Discovered.File, 12 lastVulnerabilityUpdateTime Timestamp
discovery.Discovered.AnalysisCompleted: 1 analysisType []string
discovery.Discovered.SBOMStatus: 1 sbomState enum:discovery.Discovered.SBOMStatus.SBOMState, 2 error string
discovery.Discovered.File: 1 name string, 2 digest map<string,string>
attestation.Authority: 1 hint attestation.Authority.Hint
attestation.Authority.Hint: 1 humanReadableName string
attestation.Details: 1 attestation attestation.Attestation
attestation.Attestation: 1 pgpSignedAttestation attestation.PgpSignedAttestation ^signature, 2 genericSignedAttestation attestation.GenericSignedAttestation ^signature
attestation.PgpSignedAttestation: 1 signature string, 3 contentType enum:attestation.PgpSignedAttestation.ContentType, 2 pgpKeyId string ^key_id
attestation.GenericSignedAttestation: 1 contentType enum:attestation.GenericSignedAttestation.ContentType, 2 serializedPayload bytes, 3 signatures []Signature
intoto.InToto: 1 stepName string, 2 signingKeys []intoto.SigningKey, 3 expectedMaterials []intoto.InToto.ArtifactRule, 4 expectedProducts []intoto.InToto.ArtifactRule, 5 expectedCommand []string, 6 threshold int64
intoto.InToto.ArtifactRule: 1 artifactRule []string
intoto.SigningKey: 1 keyId string, 2 keyType string, 3 publicKeyValue string, 4 keyScheme string
intoto.Details: 1 signatures []intoto.Signature, 2 signed/link intoto.Link
intoto.Signature: 1 keyid/key_id string, 2 sig/signature string
intoto.Link: 1 command/effective_command []string, 2 materials []intoto.Link.Artifact, 3 products []intoto.Link.Artifact, 4 byproducts intoto.Link.ByProducts, 5 environment intoto.Link.Environment
intoto.Link.Artifact: 1 resourceUri string, 2 hashes intoto.Link.ArtifactHashes
intoto.Link.ArtifactHashes: 1 sha256 string
intoto.Link.ByProducts: 1 customValues map<string,string>
intoto.Link.Environment: 1 customValues map<string,string>
intoto.Subject: 1 name string, 2 digest map<string,string>
RelatedUrl: 1 url string, 2 label string
Signature: 1 signature bytes, 2 publicKeyId string
License: 1 expression string, 2 comments string
Digest: 1 algo string, 2 digestBytes bytes
FileLocation: 1 filePath string
provenance.Hash: 1 type enum:provenance.Hash.HashType, 2 value bytes
provenance.FileHashes: 1 fileHash []provenance.Hash
provenance.BuildProvenance: 1 id string, 2 projectId string, 3 commands []provenance.Command, 4 builtArtifacts []provenance.Artifact, 5 createTime Timestamp, 6 startTime Timestamp, 7 endTime Timestamp, 8 creator string, 9 logsUri string, 10 sourceProvenance provenance.Source, 11 triggerId string, 12 buildOptions map<string,string>, 13 builderVersion string
provenance.Command: 1 name string, 2 env []string, 3 args []string, 4 dir string, 5 id string, 6 waitFor []string
provenance.Artifact: 1 checksum string, 2 id string, 3 names []string
provenance.Source: 1 artifactStorageSourceUri string, 2 fileHashes map<string,provenance.FileHashes>, 3 context source.SourceContext, 4 additionalContexts []source.SourceContext
source.SourceContext: 1 cloudRepo source.CloudRepoSourceContext ^context, 2 gerrit source.GerritSourceContext ^context, 3 git source.GitSourceContext ^context, 4 labels map<string,string>
source.CloudRepoSourceContext: 1 repoId source.RepoId, 2 revisionId string ^revision, 3 aliasContext source.AliasContext ^revision
source.RepoId: 1 projectRepoId source.ProjectRepoId ^id, 2 uid string ^id
source.ProjectRepoId: 1 projectId string, 2 repoName string
source.GerritSourceContext: 1 hostUri string, 2 gerritProject string, 3 revisionId string ^revision, 4 aliasContext source.AliasContext ^revision
source.GitSourceContext: 1 url string, 2 revisionId string
source.AliasContext: 1 kind enum:source.AliasContext.Kind, 2 name string
provenance.InTotoSlsaProvenanceV1: 1 _type/type string, 2 subject []intoto.Subject, 3 predicateType string, 4 predicate provenance.InTotoSlsaProvenanceV1.SlsaProvenanceV1
provenance.InTotoSlsaProvenanceV1.SlsaProvenanceV1: 1 buildDefinition provenance.InTotoSlsaProvenanceV1.BuildDefinition, 2 runDetails provenance.InTotoSlsaProvenanceV1.RunDetails
provenance.InTotoSlsaProvenanceV1.BuildDefinition: 1 buildType string, 2 externalParameters Struct, 3 internalParameters Struct, 4 resolvedDependencies []provenance.InTotoSlsaProvenanceV1.ResourceDescriptor
provenance.InTotoSlsaProvenanceV1.ResourceDescriptor: 1 name string, 2 uri string, 3 digest map<string,string>, 4 content bytes, 5 downloadLocation string, 6 mediaType string, 7 annotations map<string,Value>
provenance.InTotoSlsaProvenanceV1.RunDetails: 1 builder provenance.InTotoSlsaProvenanceV1.ProvenanceBuilder, 2 metadata provenance.InTotoSlsaProvenanceV1.BuildMetadata, 3 byproducts []provenance.InTotoSlsaProvenanceV1.ResourceDescriptor
provenance.InTotoSlsaProvenanceV1.ProvenanceBuilder: 1 id string, 2 version map<string,string>, 3 builderDependencies []provenance.InTotoSlsaProvenanceV1.ResourceDescriptor
provenance.InTotoSlsaProvenanceV1.BuildMetadata: 1 invocationId string, 2 startedOn Timestamp, 3 finishedOn Timestamp
spdx.DocumentNote: 1 spdxVersion string, 2 dataLicence string
spdx.DocumentOccurrence: 1 id string, 2 title string, 3 namespace string, 4 externalDocumentRefs []string, 5 licenseListVersion string, 6 creators []string, 7 createTime Timestamp, 8 creatorComment string, 9 documentComment string
spdx.PackageInfoNote: 1 title string, 2 version string, 3 supplier string, 4 originator string, 5 downloadLocation string, 6 analyzed bool, 7 verificationCode string, 8 checksum string, 9 homePage string, 10 filesLicenseInfo []string, 11 licenseDeclared License, 12 copyright string, 13 summaryDescription string, 14 detailedDescription string, 15 externalRefs []spdx.PackageInfoNote.ExternalRef, 16 attribution string, 17 packageType string
spdx.PackageInfoNote.ExternalRef: 1 category enum:spdx.PackageInfoNote.ExternalRef.Category, 2 type string, 3 locator string, 4 comment string
spdx.PackageInfoOccurrence: 1 id string, 2 filename string, 3 sourceInfo string, 4 licenseConcluded License, 5 comment string, 6 packageType string, 7 title string, 8 version string, 9 homePage string, 10 summaryDescription string
spdx.FileNote: 1 title string, 2 fileType enum:spdx.FileNote.FileType, 3 checksum []string
spdx.FileOccurrence: 1 id string, 2 licenseConcluded License, 3 filesLicenseInfo []string, 4 copyright string, 5 comment string, 6 notice string, 7 contributors []string, 8 attributions []string
spdx.RelationshipNote: 1 type enum:spdx.RelationshipType
spdx.RelationshipOccurrence: 1 source string, 2 target string, 3 type enum:spdx.RelationshipType, 4 comment string
sbom.SBOMReferenceNote: 1 format string, 2 version string
sbom.SBOMReferenceOccurrence: 1 payload sbom.SbomReferenceIntotoPayload, 2 payloadType string, 3 signatures []EnvelopeSignature
sbom.SbomReferenceIntotoPayload: 1 _type/type string, 2 predicateType string, 3 subject []intoto.Subject, 4 predicate sbom.SbomReferenceIntotoPredicate
sbom.SbomReferenceIntotoPredicate: 1 referrerId string, 2 location string, 3 mimeType string, 4 digest map<string,string>
vex.VulnerabilityAssessmentNote: 1 title string, 2 shortDescription string, 3 longDescription string, 4 languageCode string, 5 publisher vex.VulnerabilityAssessmentNote.Publisher, 6 product vex.VulnerabilityAssessmentNote.Product, 7 assessment vex.VulnerabilityAssessmentNote.Assessment
vex.VulnerabilityAssessmentNote.Publisher: 1 name string, 2 issuingAuthority string, 3 publisherNamespace string
vex.VulnerabilityAssessmentNote.Product: 1 name string, 2 id string, 3 genericUri string ^identifier
vex.VulnerabilityAssessmentNote.Assessment: 1 cve string, 10 vulnerabilityId string, 2 shortDescription string, 3 longDescription string, 4 relatedUris []RelatedUrl, 5 state enum:vex.VulnerabilityAssessmentNote.Assessment.State, 8 impacts []string, 9 justification vex.VulnerabilityAssessmentNote.Assessment.Justification, 7 remediations []vex.VulnerabilityAssessmentNote.Assessment.Remediation
vex.VulnerabilityAssessmentNote.Assessment.Justification: 1 justificationType enum:vex.VulnerabilityAssessmentNote.Assessment.Justification.JustificationType, 2 details string
vex.VulnerabilityAssessmentNote.Assessment.Remediation: 1 remediationType enum:vex.VulnerabilityAssessmentNote.Assessment.Remediation.RemediationType, 4 details string, 5 remediationUri RelatedUrl
secret.SecretNote: 
secret.SecretOccurrence: 1 kind enum:secret.SecretKind, 2 locations []secret.SecretLocation, 3 statuses []secret.SecretStatus, 4 data Any, 5 digest Digest
secret.SecretLocation: 1 fileLocation FileLocation ^location
secret.SecretStatus: 1 status enum:secret.SecretStatus.Status, 2 updateTime Timestamp, 3 message string
aiskillanalysis.AISkillAnalysisNote: 
aiskillanalysis.AISkillAnalysisOccurrence: 1 skillName string, 2 findings []aiskillanalysis.AISkillAnalysisOccurrence.Finding
aiskillanalysis.AISkillAnalysisOccurrence.Finding: 1 ruleId string, 2 category string, 3 severity string, 4 title string, 5 description string, 6 filePath string, 7 snippet string
rpc.Status: 1 code int32, 2 message string, 3 details []Any
`;

export const expectedEnums = `
vulnerability.Severity: SEVERITY_UNSPECIFIED=0, MINIMAL=1, LOW=2, MEDIUM=3, HIGH=4, CRITICAL=5
vulnerability.CVSSVersion: CVSS_VERSION_UNSPECIFIED=0, CVSS_VERSION_2=1, CVSS_VERSION_3=2, CVSS_VERSION_4=3
vulnerability.CVSS.AttackVector: ATTACK_VECTOR_UNSPECIFIED=0, ATTACK_VECTOR_NETWORK=1, ATTACK_VECTOR_ADJACENT=2, ATTACK_VECTOR_LOCAL=3, ATTACK_VECTOR_PHYSICAL=4
vulnerability.CVSS.AttackComplexity: ATTACK_COMPLEXITY_UNSPECIFIED=0, ATTACK_COMPLEXITY_LOW=1, ATTACK_COMPLEXITY_HIGH=2, ATTACK_COMPLEXITY_MEDIUM=3
vulnerability.CVSS.Authentication: AUTHENTICATION_UNSPECIFIED=0, AUTHENTICATION_MULTIPLE=1, AUTHENTICATION_SINGLE=2, AUTHENTICATION_NONE=3
vulnerability.CVSS.PrivilegesRequired: PRIVILEGES_REQUIRED_UNSPECIFIED=0, PRIVILEGES_REQUIRED_NONE=1, PRIVILEGES_REQUIRED_LOW=2, PRIVILEGES_REQUIRED_HIGH=3
vulnerability.CVSS.UserInteraction: USER_INTERACTION_UNSPECIFIED=0, USER_INTERACTION_NONE=1, USER_INTERACTION_REQUIRED=2, USER_INTERACTION_PASSIVE=3, USER_INTERACTION_ACTIVE=4
vulnerability.CVSS.Scope: SCOPE_UNSPECIFIED=0, SCOPE_UNCHANGED=1, SCOPE_CHANGED=2
vulnerability.CVSS.Impact: IMPACT_UNSPECIFIED=0, IMPACT_HIGH=1, IMPACT_LOW=2, IMPACT_NONE=3, IMPACT_PARTIAL=4, IMPACT_COMPLETE=5
vulnerability.CVSS.AttackRequirements: ATTACK_REQUIREMENTS_UNSPECIFIED=0, ATTACK_REQUIREMENTS_NONE=1, ATTACK_REQUIREMENTS_PRESENT=2
vulnerability.CVSS.ExploitMaturity: EXPLOIT_MATURITY_UNSPECIFIED=0, EXPLOIT_MATURITY_NOT_DEFINED=1, EXPLOIT_MATURITY_ATTACKED=2, EXPLOIT_MATURITY_POC=3, EXPLOIT_MATURITY_UNREPORTED=4
build.BuildSignature.KeyType: KEY_TYPE_UNSPECIFIED=0, PGP_ASCII_ARMORED=1, PKIX_PEM=2
image.Layer.Directive: DIRECTIVE_UNSPECIFIED=0, MAINTAINER=1, RUN=2, CMD=3, LABEL=4, EXPOSE=5, ENV=6, ADD=7, COPY=8, ENTRYPOINT=9, VOLUME=10, USER=11, WORKDIR=12, ARG=13, ONBUILD=14, STOPSIGNAL=15, HEALTHCHECK=16, SHELL=17
package.Architecture: ARCHITECTURE_UNSPECIFIED=0, X86=1, X64=2
package.Version.VersionKind: VERSION_KIND_UNSPECIFIED=0, NORMAL=1, MINIMUM=2, MAXIMUM=3
deployment.Deployment.Platform: PLATFORM_UNSPECIFIED=0, GKE=1, FLEX=2, CUSTOM=3
discovery.Discovered.ContinuousAnalysis: CONTINUOUS_ANALYSIS_UNSPECIFIED=0, ACTIVE=1, INACTIVE=2
discovery.Discovered.AnalysisStatus: ANALYSIS_STATUS_UNSPECIFIED=0, PENDING=1, SCANNING=2, FINISHED_SUCCESS=3, COMPLETE=3, FINISHED_FAILED=4, FINISHED_UNSUPPORTED=5
discovery.Discovered.SBOMStatus.SBOMState: SBOM_STATE_UNSPECIFIED=0, PENDING=1, COMPLETE=2
attestation.PgpSignedAttestation.ContentType: CONTENT_TYPE_UNSPECIFIED=0, SIMPLE_SIGNING_JSON=1
attestation.GenericSignedAttestation.ContentType: CONTENT_TYPE_UNSPECIFIED=0, SIMPLE_SIGNING_JSON=1
NoteKind: NOTE_KIND_UNSPECIFIED=0, VULNERABILITY=1, BUILD=2, IMAGE=3, PACKAGE=4, DEPLOYMENT=5, DISCOVERY=6, ATTESTATION=7, INTOTO=8, SBOM=9, SPDX_PACKAGE=10, SPDX_FILE=11, SPDX_RELATIONSHIP=12, VULNERABILITY_ASSESSMENT=13, SBOM_REFERENCE=14, SECRET=15, AI_SKILL_ANALYSIS=16
provenance.Hash.HashType: HASH_TYPE_UNSPECIFIED=0, SHA256=1, GO_MODULE_H1=3, SHA512=4, DIRSUM_SHA256=5
source.AliasContext.Kind: KIND_UNSPECIFIED=0, FIXED=1, MOVABLE=2, OTHER=4
spdx.PackageInfoNote.ExternalRef.Category: CATEGORY_UNSPECIFIED=0, SECURITY=1, PACKAGE_MANAGER=2, PERSISTENT_ID=3, OTHER=4
spdx.FileNote.FileType: FILE_TYPE_UNSPECIFIED=0, SOURCE=1, BINARY=2, ARCHIVE=3, APPLICATION=4, AUDIO=5, IMAGE=6, TEXT=7, VIDEO=8, DOCUMENTATION=9, SPDX=10, OTHER=11
spdx.RelationshipType: RELATIONSHIP_TYPE_UNSPECIFIED=0, DESCRIBES=1, DESCRIBED_BY=2, CONTAINS=3, CONTAINED_BY=4, DEPENDS_ON=5, DEPENDENCY_OF=6, DEPENDENCY_MANIFEST_OF=7, BUILD_DEPENDENCY_OF=8, DEV_DEPENDENCY_OF=9, OPTIONAL_DEPENDENCY_OF=10, PROVIDED_DEPENDENCY_OF=11, TEST_DEPENDENCY_OF=12, RUNTIME_DEPENDENCY_OF=13, EXAMPLE_OF=14, GENERATES=15, GENERATED_FROM=16, ANCESTOR_OF=17, DESCENDANT_OF=18, VARIANT_OF=19, DISTRIBUTION_ARTIFACT=20, PATCH_FOR=21, PATCH_APPLIED=22, COPY_OF=23, FILE_ADDED=24, FILE_DELETED=25, FILE_MODIFIED=26, EXPANDED_FROM_ARCHIVE=27, DYNAMIC_LINK=28, STATIC_LINK=29, DATA_FILE_OF=30, TEST_CASE_OF=31, BUILD_TOOL_OF=32, DEV_TOOL_OF=33, TEST_OF=34, TEST_TOOL_OF=35, DOCUMENTATION_OF=36, OPTIONAL_COMPONENT_OF=37, METAFILE_OF=38, PACKAGE_OF=39, AMENDS=40, PREREQUISITE_FOR=41, HAS_PREREQUISITE=42, OTHER=43
vex.VulnerabilityAssessmentNote.Assessment.State: STATE_UNSPECIFIED=0, AFFECTED=1, NOT_AFFECTED=2, FIXED=3, UNDER_INVESTIGATION=4
vex.VulnerabilityAssessmentNote.Assessment.Justification.JustificationType: JUSTIFICATION_TYPE_UNSPECIFIED=0, COMPONENT_NOT_PRESENT=1, VULNERABLE_CODE_NOT_PRESENT=2, VULNERABLE_CODE_NOT_IN_EXECUTE_PATH=3, VULNERABLE_CODE_CANNOT_BE_CONTROLLED_BY_ADVERSARY=4, INLINE_MITIGATIONS_ALREADY_EXIST=5
vex.VulnerabilityAssessmentNote.Assessment.Remediation.RemediationType: REMEDIATION_TYPE_UNSPECIFIED=0, MITIGATION=1, NO_FIX_PLANNED=2, NONE_AVAILABLE=3, VENDOR_FIX=4, WORKAROUND=5
secret.SecretStatus.Status: STATUS_UNSPECIFIED=0, UNKNOWN=1, VALID=2, INVALID=3
secret.SecretKind: SECRET_KIND_UNSPECIFIED=0, SECRET_KIND_UNKNOWN=1, SECRET_KIND_GCP_SERVICE_ACCOUNT_KEY=2, SECRET_KIND_GCP_API_KEY=3, SECRET_KIND_GCP_OAUTH2_CLIENT_CREDENTIALS=4, SECRET_KIND_GCP_OAUTH2_ACCESS_TOKEN=5, SECRET_KIND_ANTHROPIC_ADMIN_API_KEY=6, SECRET_KIND_ANTHROPIC_API_KEY=7, SECRET_KIND_AZURE_ACCESS_TOKEN=8, SECRET_KIND_AZURE_IDENTITY_TOKEN=9, SECRET_KIND_DOCKER_HUB_PERSONAL_ACCESS_TOKEN=10, SECRET_KIND_GITHUB_APP_REFRESH_TOKEN=11, SECRET_KIND_GITHUB_APP_SERVER_TO_SERVER_TOKEN=12, SECRET_KIND_GITHUB_APP_USER_TO_SERVER_TOKEN=13, SECRET_KIND_GITHUB_CLASSIC_PERSONAL_ACCESS_TOKEN=14, SECRET_KIND_GITHUB_FINE_GRAINED_PERSONAL_ACCESS_TOKEN=15, SECRET_KIND_GITHUB_OAUTH_TOKEN=16, SECRET_KIND_HUGGINGFACE_API_KEY=17, SECRET_KIND_OPENAI_API_KEY=18, SECRET_KIND_PERPLEXITY_API_KEY=19, SECRET_KIND_STRIPE_SECRET_KEY=20, SECRET_KIND_STRIPE_RESTRICTED_KEY=21, SECRET_KIND_STRIPE_WEBHOOK_SECRET=22
`;
