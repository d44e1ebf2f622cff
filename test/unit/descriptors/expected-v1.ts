/** What conformance.md says of every message and enum of v1, written as in expected.ts; names beneath grafeas.v1. */
export const expectedV1Messages = `
AttestationNote: 1 hint AttestationNote.Hint
AttestationNote.Hint: 1 humanReadableName string
Jwt: 1 compactJwt string
AttestationOccurrence: 1 serializedPayload bytes, 2 signatures []Signature, 3 jwts []Jwt
RelatedUrl: 1 url string, 2 label string
Signature: 1 signature bytes, 2 publicKeyId string
Envelope: 1 payload bytes, 2 payloadType string, 3 signatures []EnvelopeSignature
EnvelopeSignature: 1 sig bytes, 2 keyid string
FileLocation: 1 filePath string, 2 layerDetails LayerDetails, 3 lineNumber int32
License: 1 expression string, 2 comments string
Digest: 1 algo string, 2 digestBytes bytes
BuildNote: 1 builderVersion string
BuildOccurrence: 1 provenance BuildProvenance, 2 provenanceBytes string, 3 intotoProvenance InTotoProvenance, 4 intotoStatement InTotoStatement, 5 inTotoSlsaProvenanceV1 InTotoSlsaProvenanceV1
Recipe: 1 type string, 2 definedInMaterial int64, 3 entryPoint string, 4 arguments []Any, 5 environment []Any
Completeness: 1 arguments bool, 2 environment bool, 3 materials bool
Metadata: 1 buildInvocationId string, 2 buildStartedOn Timestamp, 3 buildFinishedOn Timestamp, 4 completeness Completeness, 5 reproducible bool
BuilderConfig: 1 id string
InTotoProvenance: 1 builderConfig BuilderConfig, 2 recipe Recipe, 3 metadata Metadata, 4 materials []string
InTotoStatement: 1 _type/type string, 2 subject []Subject, 3 predicateType string, 4 provenance InTotoProvenance ^predicate, 5 slsaProvenance SlsaProvenance ^predicate, 6 slsaProvenanceZeroTwo SlsaProvenanceZeroTwo ^predicate
Subject: 1 name string, 2 digest map<string,string>
InTotoSlsaProvenanceV1: 1 _type/type string, 2 subject []Subject, 3 predicateType string, 4 predicate InTotoSlsaProvenanceV1.SlsaProvenanceV1
InTotoSlsaProvenanceV1.SlsaProvenanceV1: 1 buildDefinition InTotoSlsaProvenanceV1.BuildDefinition, 2 runDetails InTotoSlsaProvenanceV1.RunDetails
InTotoSlsaProvenanceV1.BuildDefinition: 1 buildType string, 2 externalParameters Struct, 3 internalParameters Struct, 4 resolvedDependencies []InTotoSlsaProvenanceV1.ResourceDescriptor
InTotoSlsaProvenanceV1.ResourceDescriptor: 1 name string, 2 uri string, 3 digest map<string,string>, 4 content bytes, 5 downloadLocation string, 6 mediaType string, 7 annotations map<string,Value>
InTotoSlsaProvenanceV1.RunDetails: 1 builder InTotoSlsaProvenanceV1.ProvenanceBuilder, 2 metadata InTotoSlsaProvenanceV1.BuildMetadata, 3 byproducts []InTotoSlsaProvenanceV1.ResourceDescriptor
InTotoSlsaProvenanceV1.ProvenanceBuilder: 1 id string, 2 version map<string,string>, 3 builderDependencies []InTotoSlsaProvenanceV1.ResourceDescriptor
InTotoSlsaProvenanceV1.BuildMetadata: 1 invocationId string, 2 startedOn Timestamp, 3 finishedOn Timestamp
SlsaProvenance: 1 builder SlsaProvenance.SlsaBuilder, 2 recipe SlsaProvenance.SlsaRecipe, 3 metadata SlsaProvenance.SlsaMetadata, 4 materials []SlsaProvenance.Material
SlsaProvenance.SlsaRecipe: 1 type string, 2 definedInMaterial int64, 3 entryPoint string, 4 arguments Any, 5 environment Any
SlsaProvenance.SlsaCompleteness: 1 arguments bool, 2 environment bool, 3 materials bool
SlsaProvenance.SlsaMetadata: 1 buildInvocationId string, 2 buildStartedOn Timestamp, 3 buildFinishedOn Timestamp, 4 completeness SlsaProvenance.SlsaCompleteness, 5 reproducible bool
SlsaProvenance.SlsaBuilder: 1 id string
SlsaProvenance.Material: 1 uri string, 2 digest map<string,string>
SlsaProvenanceZeroTwo: 1 builder SlsaProvenanceZeroTwo.SlsaBuilder, 2 buildType string, 3 invocation SlsaProvenanceZeroTwo.SlsaInvocation, 4 buildConfig Struct, 5 metadata SlsaProvenanceZeroTwo.SlsaMetadata, 6 materials []SlsaProvenanceZeroTwo.SlsaMaterial
SlsaProvenanceZeroTwo.SlsaBuilder: 1 id string
SlsaProvenanceZeroTwo.SlsaMaterial: 1 uri string, 2 digest map<string,string>
SlsaProvenanceZeroTwo.SlsaInvocation: 1 configSource SlsaProvenanceZeroTwo.SlsaConfigSource, 2 parameters Struct, 3 environment Struct
SlsaProvenanceZeroTwo.SlsaConfigSource: 1 uri string, 2 digest map<string,string>, 3 entryPoint string
SlsaProvenanceZeroTwo.SlsaMetadata: 1 buildInvocationId string, 2 buildStartedOn Timestamp, 3 buildFinishedOn Timestamp, 4 completeness SlsaProvenanceZeroTwo.SlsaCompleteness, 5 reproducible bool
SlsaProvenanceZeroTwo.SlsaCompleteness: 1 parameters bool, 2 environment bool, 3 materials bool
BuildProvenance: 1 id string, 2 projectId string, 3 commands []Command, 4 builtArtifacts []Artifact, 5 createTime Timestamp, 6 startTime Timestamp, 7 endTime Timestamp, 8 creator string, 9 logsUri string, 10 sourceProvenance Source, 11 triggerId string, 12 buildOptions map<string,string>, 13 builderVersion string
Source: 1 artifactStorageSourceUri string, 2 fileHashes map<string,FileHashes>, 3 context SourceContext, 4 additionalContexts []SourceContext
FileHashes: 1 fileHash []Hash
Hash: 1 type string, 2 value bytes
Command: 1 name string, 2 env []string, 3 args []string, 4 dir string, 5 id string, 6 waitFor []string
Artifact: 1 checksum string, 2 id string, 3 names []string
SourceContext: 1 cloudRepo CloudRepoSourceContext ^context, 2 gerrit GerritSourceContext ^context, 3 git GitSourceContext ^context, 4 labels map<string,string>
AliasContext: 1 kind enum:AliasContext.Kind, 2 name string
CloudRepoSourceContext: 1 repoId RepoId, 2 revisionId string ^revision, 3 aliasContext AliasContext ^revision
GerritSourceContext: 1 hostUri string, 2 gerritProject string, 3 revisionId string ^revision, 4 aliasContext AliasContext ^revision
GitSourceContext: 1 url string, 2 revisionId string
RepoId: 1 projectRepoId ProjectRepoId ^id, 2 uid string ^id
ProjectRepoId: 1 projectId string, 2 repoName string
ComplianceNote: 1 title string, 2 description string, 3 version []ComplianceVersion, 4 rationale string, 5 remediation string, 6 cisBenchmark ComplianceNote.CisBenchmark ^compliance_type, 7 scanInstructions bytes, 8 impact string ^potential_impact
ComplianceNote.CisBenchmark: 1 profileLevel int32, 2 severity enum:Severity
ComplianceVersion: 1 cpeUri string, 3 benchmarkDocument string, 2 version string
ComplianceOccurrence: 2 nonCompliantFiles []NonCompliantFile, 3 nonComplianceReason string, 4 version ComplianceVersion
NonCompliantFile: 1 path string, 2 displayCommand string, 3 reason string
CVSSv3: 1 baseScore float, 2 exploitabilityScore float, 3 impactScore float, 5 attackVector enum:CVSSv3.AttackVector, 6 attackComplexity enum:CVSSv3.AttackComplexity, 7 privilegesRequired enum:CVSSv3.PrivilegesRequired, 8 userInteraction enum:CVSSv3.UserInteraction, 9 scope enum:CVSSv3.Scope, 10 confidentialityImpact enum:CVSSv3.Impact, 11 integrityImpact enum:CVSSv3.Impact, 12 availabilityImpact enum:CVSSv3.Impact
CVSS: 1 baseScore float, 2 exploitabilityScore float, 3 impactScore float, 4 attackVector enum:CVSS.AttackVector, 5 attackComplexity enum:CVSS.AttackComplexity, 6 authentication enum:CVSS.Authentication, 7 privilegesRequired enum:CVSS.PrivilegesRequired, 8 userInteraction enum:CVSS.UserInteraction, 9 scope enum:CVSS.Scope, 10 confidentialityImpact enum:CVSS.Impact, 11 integrityImpact enum:CVSS.Impact, 12 availabilityImpact enum:CVSS.Impact, 13 attackRequirements enum:CVSS.AttackRequirements, 14 vulnerableSystemConfidentialityImpact enum:CVSS.Impact, 15 vulnerableSystemIntegrityImpact enum:CVSS.Impact, 16 vulnerableSystemAvailabilityImpact enum:CVSS.Impact, 17 subsequentSystemConfidentialityImpact enum:CVSS.Impact, 18 subsequentSystemIntegrityImpact enum:CVSS.Impact, 19 subsequentSystemAvailabilityImpact enum:CVSS.Impact, 20 exploitMaturity enum:CVSS.ExploitMaturity
DeploymentNote: 1 resourceUri []string
DeploymentOccurrence: 1 userEmail string, 2 deployTime Timestamp, 3 undeployTime Timestamp, 4 config string, 5 address string, 6 resourceUri []string, 7 platform enum:DeploymentOccurrence.Platform
DiscoveryNote: 1 analysisKind enum:NoteKind
DiscoveryOccurrence: 1 continuousAnalysis enum:DiscoveryOccurrence.ContinuousAnalysis, 2 analysisStatus enum:DiscoveryOccurrence.AnalysisStatus, 7 analysisCompleted DiscoveryOccurrence.AnalysisCompleted, 8 analysisError []rpc.Status, 3 analysisStatusError rpc.Status, 4 cpe string, 5 lastScanTime Timestamp, 6 archiveTime Timestamp, 9 sbomStatus DiscoveryOccurrence.SBOMStatus, 10 vulnerabilityAttestation DiscoveryOccurrence.VulnerabilityAttestation, 11 files []DiscoveryOccurrence.File, 12 lastVulnerabilityUpdateTime Timestamp
DiscoveryOccurrence.AnalysisCompleted: 1 analysisType []string
DiscoveryOccurrence.SBOMStatus: 1 sbomState enum:DiscoveryOccurrence.SBOMStatus.SBOMState, 2 error string
DiscoveryOccurrence.VulnerabilityAttestation: 1 lastAttemptTime Timestamp, 2 state enum:DiscoveryOccurrence.VulnerabilityAttestation.VulnerabilityAttestationState, 3 error string
DSSEAttestationNote: 1 hint DSSEAttestationNote.DSSEHint
DSSEAttestationNote.DSSEHint: 1 humanReadableName string
DSSEAttestationOccurrence: 1 envelope Envelope, 2 statement InTotoStatement ^decoded_payload
Occurrence: 1 name string, 2 resourceUri string, 3 noteName string, 4 kind enum:NoteKind, 5 remediation string, 6 createTime Timestamp, 7 updateTime Timestamp, 8 vulnerability VulnerabilityOccurrence ^details, 9 build BuildOccurrence ^details, 10 image ImageOccurrence ^details, 11 package PackageOccurrence ^details, 12 deployment DeploymentOccurrence ^details, 13 discovery DiscoveryOccurrence ^details, 14 attestation AttestationOccurrence ^details, 15 upgrade UpgradeOccurrence ^details, 16 compliance ComplianceOccurrence ^details, 17 dsseAttestation DSSEAttestationOccurrence ^details, 19 sbomReference SBOMReferenceOccurrence ^details, 20 secret SecretOccurrence ^details, 22 aiSkillAnalysis AISkillAnalysisOccurrence ^details, 18 envelope Envelope
Note: 1 name string, 2 shortDescription string, 3 longDescription string, 4 kind enum:NoteKind, 5 relatedUrl []RelatedUrl, 6 expirationTime Timestamp, 7 createTime Timestamp, 8 updateTime Timestamp, 9 relatedNoteNames []string, 10 vulnerability VulnerabilityNote ^type, 11 build BuildNote ^type, 12 image ImageNote ^type, 13 package PackageNote ^type, 14 deployment DeploymentNote ^type, 15 discovery DiscoveryNote ^type, 16 attestation AttestationNote ^type, 17 upgrade UpgradeNote ^type, 18 compliance ComplianceNote ^type, 19 dsseAttestation DSSEAttestationNote ^type, 20 vulnerabilityAssessment VulnerabilityAssessmentNote ^type, 21 sbomReference SBOMReferenceNote ^type, 22 secret SecretNote ^type, 23 aiSkillAnalysis AISkillAnalysisNote ^type
GetOccurrenceRequest: 1 name string
ListOccurrencesRequest: 1 parent string, 2 filter string, 3 pageSize int32, 4 pageToken string, 5 returnPartialSuccess bool
ListOccurrencesResponse: 1 occurrences []Occurrence, 2 nextPageToken string, 3 unreachable []string
DeleteOccurrenceRequest: 1 name string
CreateOccurrenceRequest: 1 parent string, 2 occurrence Occurrence
UpdateOccurrenceRequest: 1 name string, 2 occurrence Occurrence, 3 updateMask FieldMask
GetNoteRequest: 1 name string
GetOccurrenceNoteRequest: 1 name string
ListNotesRequest: 1 parent string, 2 filter string, 3 pageSize int32, 4 pageToken string, 5 returnPartialSuccess bool
ListNotesResponse: 1 notes []Note, 2 nextPageToken string, 3 unreachable []string
DeleteNoteRequest: 1 name string
CreateNoteRequest: 1 parent string, 2 noteId string, 3 note Note
UpdateNoteRequest: 1 name string, 2 note Note, 3 updateMask FieldMask
ListNoteOccurrencesRequest: 1 name string, 2 filter string, 3 pageSize int32, 4 pageToken string
ListNoteOccurrencesResponse: 1 occurrences []Occurrence, 2 nextPageToken string
BatchCreateNotesRequest: 1 parent string, 2 notes map<string,Note>
BatchCreateNotesResponse: 1 notes []Note
BatchCreateOccurrencesRequest: 1 parent string, 2 occurrences []Occurrence
BatchCreateOccurrencesResponse: 1 occurrences []Occurrence
Layer: 1 directive string, 2 arguments string
Fingerprint: 1 v1Name string, 2 v2Blob []string, 3 v2Name string
ImageNote: 1 resourceUrl string, 2 fingerprint Fingerprint
ImageOccurrence: 1 fingerprint Fingerprint, 2 distance int32, 3 layerInfo []Layer, 4 baseResourceUrl string
Distribution: 1 cpeUri string, 2 architecture enum:Architecture, 3 latestVersion Version, 4 maintainer string, 5 url string, 6 description string
Location: 1 cpeUri string, 2 version Version, 3 path string
PackageNote: 1 name string, 10 distribution []Distribution, 11 packageType string, 12 cpeUri string, 13 architecture enum:Architecture, 14 version Version, 15 maintainer string, 16 url string, 17 description string, 18 license License, 19 digest []Digest
PackageOccurrence: 1 name string, 2 location []Location, 3 packageType string, 4 cpeUri string, 5 architecture enum:Architecture, 6 license License, 7 version Version
Version: 1 epoch int32, 2 name string, 3 revision string, 6 inclusive bool, 4 kind enum:Version.VersionKind, 5 fullName string
SBOMReferenceNote: 1 format string, 2 version string
SBOMReferenceOccurrence: 1 payload SbomReferenceIntotoPayload, 2 payloadType string, 3 signatures []EnvelopeSignature
SbomReferenceIntotoPayload: 1 _type/type string, 2 predicateType string, 3 subject []Subject, 4 predicate SbomReferenceIntotoPredicate
SbomReferenceIntotoPredicate: 1 referrerId string, 2 location string, 3 mimeType string, 4 digest map<string,string>
UpgradeNote: 1 package string, 2 version Version, 3 distributions []UpgradeDistribution, 4 windowsUpdate WindowsUpdate
UpgradeDistribution: 1 cpeUri string, 2 classification string, 3 severity string, 4 cve []string
WindowsUpdate: 1 identity WindowsUpdate.Identity, 2 title string, 3 description string, 4 categories []WindowsUpdate.Category, 5 kbArticleIds []string, 6 supportUrl string, 7 lastPublishedTimestamp Timestamp
WindowsUpdate.Identity: 1 updateId string, 2 revision int32
WindowsUpdate.Category: 1 categoryId string, 2 name string
UpgradeOccurrence: 1 package string, 3 parsedVersion Version, 4 distribution UpgradeDistribution, 5 windowsUpdate WindowsUpdate
VulnerabilityAssessmentNote: 1 title string, 2 shortDescription string, 3 longDescription string, 4 languageCode string, 5 publisher VulnerabilityAssessmentNote.Publisher, 6 product VulnerabilityAssessmentNote.Product, 7 assessment VulnerabilityAssessmentNote.Assessment
VulnerabilityAssessmentNote.Publisher: 1 name string, 2 issuingAuthority string, 3 publisherNamespace string
VulnerabilityAssessmentNote.Product: 1 name string, 2 id string, 3 genericUri string ^identifier
VulnerabilityAssessmentNote.Assessment: 1 cve string, 9 vulnerabilityId string, 2 shortDescription string, 3 longDescription string, 4 relatedUris []RelatedUrl, 5 state enum:VulnerabilityAssessmentNote.Assessment.State, 6 impacts []string, 7 justification VulnerabilityAssessmentNote.Assessment.Justification, 8 remediations []VulnerabilityAssessmentNote.Assessment.Remediation
VulnerabilityAssessmentNote.Assessment.Justification: 1 justificationType enum:VulnerabilityAssessmentNote.Assessment.Justification.JustificationType, 2 details string
VulnerabilityAssessmentNote.Assessment.Remediation: 1 remediationType enum:VulnerabilityAssessmentNote.Assessment.Remediation.RemediationType, 2 details string, 3 remediationUri RelatedUrl
VulnerabilityNote: 1 cvssScore float, 2 severity enum:Severity, 3 details []VulnerabilityNote.Detail, 4 cvssV3 CVSSv3, 5 windowsDetails []VulnerabilityNote.WindowsDetail, 6 sourceUpdateTime Timestamp, 7 cvssVersion enum:CVSSVersion, 8 cvssV2 CVSS, 9 advisoryPublishTime Timestamp, 10 cvssV4 CVSS
VulnerabilityNote.Detail: 1 severityName string, 2 description string, 3 packageType string, 4 affectedCpeUri string, 5 affectedPackage string, 6 affectedVersionStart Version, 7 affectedVersionEnd Version, 8 fixedCpeUri string, 9 fixedPackage string, 10 fixedVersion Version, 11 isObsolete bool, 12 sourceUpdateTime Timestamp, 13 source string, 14 vendor string
VulnerabilityNote.WindowsDetail: 1 cpeUri string, 2 name string, 3 description string, 4 fixingKbs []VulnerabilityNote.WindowsDetail.KnowledgeBase
VulnerabilityNote.WindowsDetail.KnowledgeBase: 1 name string, 2 url string
VulnerabilityOccurrence: 1 type string, 2 severity enum:Severity, 3 cvssScore float, 10 cvssv3 CVSS, 4 packageIssue []VulnerabilityOccurrence.PackageIssue, 5 shortDescription string, 6 longDescription string, 7 relatedUrls []RelatedUrl, 8 effectiveSeverity enum:Severity, 9 fixAvailable bool, 11 cvssVersion enum:CVSSVersion, 12 cvssV2 CVSS, 13 vexAssessment VulnerabilityOccurrence.VexAssessment, 14 extraDetails string, 15 risk Risk, 16 cvssV4 CVSS
VulnerabilityOccurrence.PackageIssue: 1 affectedCpeUri string, 2 affectedPackage string, 3 affectedVersion Version, 4 fixedCpeUri string, 5 fixedPackage string, 6 fixedVersion Version, 7 fixAvailable bool, 8 packageType string, 9 effectiveSeverity enum:Severity, 10 fileLocation []FileLocation
VulnerabilityOccurrence.VexAssessment: 1 cve string, 8 vulnerabilityId string, 2 relatedUris []RelatedUrl, 3 noteName string, 4 state enum:VulnerabilityAssessmentNote.Assessment.State, 5 impacts []string, 6 remediations []VulnerabilityAssessmentNote.Assessment.Remediation, 7 justification VulnerabilityAssessmentNote.Assessment.Justification
google.devtools.containeranalysis.v1.GetVulnerabilityOccurrencesSummaryRequest: 1 parent string, 2 filter string
google.devtools.containeranalysis.v1.VulnerabilityOccurrencesSummary: 1 counts []google.devtools.containeranalysis.v1.VulnerabilityOccurrencesSummary.FixableTotalByDigest
google.devtools.containeranalysis.v1.VulnerabilityOccurrencesSummary.FixableTotalByDigest: 1 resourceUri string, 2 severity enum:Severity, 3 fixableCount int64, 4 totalCount int64
Risk: 1 cisaKev CISAKnownExploitedVulnerabilities, 2 epss ExploitPredictionScoringSystem
CISAKnownExploitedVulnerabilities: 1 knownRansomwareCampaignUse string
ExploitPredictionScoringSystem: 1 percentile double, 2 score double
LayerDetails: 1 index int32, 2 diffId string, 5 chainId string, 3 command string, 4 baseImages []BaseImage
BaseImage: 1 name string, 2 repository string, 3 layerCount int32, 4 registry string
SecretNote: 
SecretOccurrence: 1 kind enum:SecretKind, 2 locations []SecretLocation, 3 statuses []SecretStatus, 4 data Any, 5 digest Digest
SecretLocation: 1 fileLocation FileLocation ^location
SecretStatus: 1 status enum:SecretStatus.Status, 2 updateTime Timestamp, 3 message string
AISkillAnalysisNote: 
AISkillAnalysisOccurrence: 1 skillName string, 2 findings []AISkillAnalysisOccurrence.Finding
AISkillAnalysisOccurrence.Finding: 1 ruleId string, 2 category string, 3 severity string, 4 title string, 5 description string, 6 filePath string, 7 snippet string
DiscoveryOccurrence.File: 1 name string, 2 digest map<string,string>
project.Project: 1 name string
project.CreateProjectRequest: 1 project project.Project
project.GetProjectRequest: 1 name string
project.ListProjectsRequest: 1 filter string, 2 pageSize int32, 3 pageToken string
project.ListProjectsResponse: 1 projects []project.Project, 2 nextPageToken string
project.DeleteProjectRequest: 1 name string
`;

export const expectedV1Enums = `
Severity: SEVERITY_UNSPECIFIED=0, MINIMAL=1, LOW=2, MEDIUM=3, HIGH=4, CRITICAL=5
NoteKind: NOTE_KIND_UNSPECIFIED=0, VULNERABILITY=1, BUILD=2, IMAGE=3, PACKAGE=4, DEPLOYMENT=5, DISCOVERY=6, ATTESTATION=7, UPGRADE=8, COMPLIANCE=9, DSSE_ATTESTATION=10, VULNERABILITY_ASSESSMENT=11, SBOM_REFERENCE=12, SECRET=13, AI_SKILL_ANALYSIS=14
AliasContext.Kind: KIND_UNSPECIFIED=0, FIXED=1, MOVABLE=2, OTHER=4
CVSSv3.AttackVector: ATTACK_VECTOR_UNSPECIFIED=0, ATTACK_VECTOR_NETWORK=1, ATTACK_VECTOR_ADJACENT=2, ATTACK_VECTOR_LOCAL=3, ATTACK_VECTOR_PHYSICAL=4
CVSSv3.AttackComplexity: ATTACK_COMPLEXITY_UNSPECIFIED=0, ATTACK_COMPLEXITY_LOW=1, ATTACK_COMPLEXITY_HIGH=2
CVSSv3.PrivilegesRequired: PRIVILEGES_REQUIRED_UNSPECIFIED=0, PRIVILEGES_REQUIRED_NONE=1, PRIVILEGES_REQUIRED_LOW=2, PRIVILEGES_REQUIRED_HIGH=3
CVSSv3.UserInteraction: USER_INTERACTION_UNSPECIFIED=0, USER_INTERACTION_NONE=1, USER_INTERACTION_REQUIRED=2
CVSSv3.Scope: SCOPE_UNSPECIFIED=0, SCOPE_UNCHANGED=1, SCOPE_CHANGED=2
CVSSv3.Impact: IMPACT_UNSPECIFIED=0, IMPACT_HIGH=1, IMPACT_LOW=2, IMPACT_NONE=3
CVSS.AttackVector: ATTACK_VECTOR_UNSPECIFIED=0, ATTACK_VECTOR_NETWORK=1, ATTACK_VECTOR_ADJACENT=2, ATTACK_VECTOR_LOCAL=3, ATTACK_VECTOR_PHYSICAL=4
CVSS.AttackComplexity: ATTACK_COMPLEXITY_UNSPECIFIED=0, ATTACK_COMPLEXITY_LOW=1, ATTACK_COMPLEXITY_HIGH=2, ATTACK_COMPLEXITY_MEDIUM=3
CVSS.Authentication: AUTHENTICATION_UNSPECIFIED=0, AUTHENTICATION_MULTIPLE=1, AUTHENTICATION_SINGLE=2, AUTHENTICATION_NONE=3
CVSS.PrivilegesRequired: PRIVILEGES_REQUIRED_UNSPECIFIED=0, PRIVILEGES_REQUIRED_NONE=1, PRIVILEGES_REQUIRED_LOW=2, PRIVILEGES_REQUIRED_HIGH=3
CVSS.UserInteraction: USER_INTERACTION_UNSPECIFIED=0, USER_INTERACTION_NONE=1, USER_INTERACTION_REQUIRED=2, USER_INTERACTION_PASSIVE=3, USER_INTERACTION_ACTIVE=4
CVSS.Scope: SCOPE_UNSPECIFIED=0, SCOPE_UNCHANGED=1, SCOPE_CHANGED=2
CVSS.Impact: IMPACT_UNSPECIFIED=0, IMPACT_HIGH=1, IMPACT_LOW=2, IMPACT_NONE=3, IMPACT_PARTIAL=4, IMPACT_COMPLETE=5
CVSSVersion: CVSS_VERSION_UNSPECIFIED=0, CVSS_VERSION_2=1, CVSS_VERSION_3=2, CVSS_VERSION_4=3
DeploymentOccurrence.Platform: PLATFORM_UNSPECIFIED=0, GKE=1, FLEX=2, CUSTOM=3
DiscoveryOccurrence.ContinuousAnalysis: CONTINUOUS_ANALYSIS_UNSPECIFIED=0, ACTIVE=1, INACTIVE=2
DiscoveryOccurrence.AnalysisStatus: ANALYSIS_STATUS_UNSPECIFIED=0, PENDING=1, SCANNING=2, FINISHED_SUCCESS=3, COMPLETE=3, FINISHED_FAILED=4, FINISHED_UNSUPPORTED=5
DiscoveryOccurrence.SBOMStatus.SBOMState: SBOM_STATE_UNSPECIFIED=0, PENDING=1, COMPLETE=2
DiscoveryOccurrence.VulnerabilityAttestation.VulnerabilityAttestationState: VULNERABILITY_ATTESTATION_STATE_UNSPECIFIED=0, SUCCESS=1, FAILURE=2
Architecture: ARCHITECTURE_UNSPECIFIED=0, X86=1, X64=2
Version.VersionKind: VERSION_KIND_UNSPECIFIED=0, NORMAL=1, MINIMUM=2, MAXIMUM=3
VulnerabilityAssessmentNote.Assessment.State: STATE_UNSPECIFIED=0, AFFECTED=1, NOT_AFFECTED=2, FIXED=3, UNDER_INVESTIGATION=4
VulnerabilityAssessmentNote.Assessment.Justification.JustificationType: JUSTIFICATION_TYPE_UNSPECIFIED=0, COMPONENT_NOT_PRESENT=1, VULNERABLE_CODE_NOT_PRESENT=2, VULNERABLE_CODE_NOT_IN_EXECUTE_PATH=3, VULNERABLE_CODE_CANNOT_BE_CONTROLLED_BY_ADVERSARY=4, INLINE_MITIGATIONS_ALREADY_EXIST=5
VulnerabilityAssessmentNote.Assessment.Remediation.RemediationType: REMEDIATION_TYPE_UNSPECIFIED=0, MITIGATION=1, NO_FIX_PLANNED=2, NONE_AVAILABLE=3, VENDOR_FIX=4, WORKAROUND=5
CVSS.AttackRequirements: ATTACK_REQUIREMENTS_UNSPECIFIED=0, ATTACK_REQUIREMENTS_NONE=1, ATTACK_REQUIREMENTS_PRESENT=2
CVSS.ExploitMaturity: EXPLOIT_MATURITY_UNSPECIFIED=0, EXPLOIT_MATURITY_NOT_DEFINED=1, EXPLOIT_MATURITY_ATTACKED=2, EXPLOIT_MATURITY_POC=3, EXPLOIT_MATURITY_UNREPORTED=4
SecretStatus.Status: STATUS_UNSPECIFIED=0, UNKNOWN=1, VALID=2, INVALID=3
SecretKind: SECRET_KIND_UNSPECIFIED=0, SECRET_KIND_UNKNOWN=1, SECRET_KIND_GCP_SERVICE_ACCOUNT_KEY=2, SECRET_KIND_GCP_API_KEY=3, SECRET_KIND_GCP_OAUTH2_CLIENT_CREDENTIALS=4, SECRET_KIND_GCP_OAUTH2_ACCESS_TOKEN=5, SECRET_KIND_ANTHROPIC_ADMIN_API_KEY=6, SECRET_KIND_ANTHROPIC_API_KEY=7, SECRET_KIND_AZURE_ACCESS_TOKEN=8, SECRET_KIND_AZURE_IDENTITY_TOKEN=9, SECRET_KIND_DOCKER_HUB_PERSONAL_ACCESS_TOKEN=10, SECRET_KIND_GITHUB_APP_REFRESH_TOKEN=11, SECRET_KIND_GITHUB_APP_SERVER_TO_SERVER_TOKEN=12, SECRET_KIND_GITHUB_APP_USER_TO_SERVER_TOKEN=13, SECRET_KIND_GITHUB_CLASSIC_PERSONAL_ACCESS_TOKEN=14, SECRET_KIND_GITHUB_FINE_GRAINED_PERSONAL_ACCESS_TOKEN=15, SECRET_KIND_GITHUB_OAUTH_TOKEN=16, SECRET_KIND_HUGGINGFACE_API_KEY=17, SECRET_KIND_OPENAI_API_KEY=18, SECRET_KIND_PERPLEXITY_API_KEY=19, SECRET_KIND_STRIPE_SECRET_KEY=20, SECRET_KIND_STRIPE_RESTRICTED_KEY=21, SECRET_KIND_STRIPE_WEBHOOK_SECRET=22
`;
