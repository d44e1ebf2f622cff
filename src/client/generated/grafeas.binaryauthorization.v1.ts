// Generated from openapi/grafeas.binaryauthorization.v1.json by `npm run generate`.

export interface paths {
    "/v1/projects/{project}/attestors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List attestors
         * @description Ascending by name. Needs `attestors.list` on the project.
         */
        get: operations["ListAttestors"];
        put?: never;
        /**
         * Create an attestor
         * @description The server sets ids of keys, name, time and etag. It refuses weak keys. Needs `attestors.create` on the project and `notes.update` on the note (with verify).
         */
        post: operations["CreateAttestor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/attestors/{attestor}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an attestor
         * @description Returns the attestor with its keys. Needs `attestors.get` on the project.
         */
        get: operations["GetAttestor"];
        /**
         * Replace an attestor
         * @description Removes what the body omits. The note cannot change. Needs `attestors.update` on the project and `notes.update` on the note (with verify).
         */
        put: operations["UpdateAttestor"];
        post?: never;
        /**
         * Delete an attestor
         * @description Its note and all attestations stay. Needs `attestors.delete` on the project.
         */
        delete: operations["DeleteAttestor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/attestors/{attestor}:validateAttestationOccurrence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify an attestation
         * @description Checks that a key of the attestor verifies a signature of the attestation, and that the signed payload names the artifact. Needs `attestors.verifyImageAttested` on the project.
         */
        post: operations["ValidateAttestationOccurrence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the policy of a project
         * @description A project without one has a policy that allows everything. Needs `policy.get` on the project.
         */
        get: operations["GetPolicy"];
        /**
         * Replace the policy of a project
         * @description What the body leaves out is removed. The caller must be allowed to read the attestors that it names, and to list the occurrences of their notes. Needs `policy.update` on the project.
         */
        put: operations["UpdatePolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/locations/{location}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the system policy
         * @description Images that are exempt everywhere: none on this server.
         */
        get: operations["GetSystemPolicyInLocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/platforms/gke/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List platform policies
         * @description Ascending by name. Needs `platformPolicies.list` on the project.
         */
        get: operations["ListPlatformPolicies"];
        put?: never;
        /**
         * Create a platform policy
         * @description The caller must be allowed to read the projects, notes and attestors that it names, and to list the occurrences of the notes of these attestors. Needs `platformPolicies.create` on the project.
         */
        post: operations["CreatePlatformPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/platforms/gke/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a platform policy
         * @description Returns the policy with its checks. Needs `platformPolicies.get` on the project.
         */
        get: operations["GetPlatformPolicy"];
        /**
         * Replace a platform policy
         * @description What the body leaves out is removed. The caller must be allowed to read the projects, notes and attestors that it names, and to list the occurrences of the notes of these attestors. Needs `platformPolicies.replace` on the project.
         */
        put: operations["ReplacePlatformPolicy"];
        post?: never;
        /**
         * Delete a platform policy
         * @description What it names stays. Needs `platformPolicies.delete` on the project.
         */
        delete: operations["DeletePlatformPolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/platforms/gke/policies/{id}:evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Evaluate pods
         * @description Whether the images of a Pod, of what has a pod template, or of a List of them may run by the policy, and why. Needs `platformPolicies.evaluatePolicy` on the project.
         */
        post: operations["EvaluateGkePolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/policy:evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Evaluate pods
         * @description Whether the images of a Pod, of what has a pod template, or of a List of them may run by the policy, and why. Needs `platformPolicies.evaluatePolicy` on the project.
         */
        post: operations["EvaluateGkePolicyOfProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/platforms/gke/policies/{id}:audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Audit what runs
         * @description Evaluates the images of a page of deployments again and lists those that would be denied now. An extension. Needs `platformPolicies.evaluatePolicy` on the project of the policy and `occurrences.list` on the project of the deployments.
         */
        get: operations["AuditPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/policy:audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Audit what runs
         * @description Evaluates the images of a page of deployments again and lists those that would be denied now. An extension. Needs `platformPolicies.evaluatePolicy` on the project of the policy and `occurrences.list` on the project of the deployments.
         */
        get: operations["AuditPolicyOfProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/attestors/{attestor}:testIamPermissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test permissions
         * @description Returns the requested permissions that the caller has on the resource. The resource need not exist.
         */
        post: operations["TestIamPermissions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/policy:testIamPermissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test permissions
         * @description Returns the requested permissions that the caller has on the resource. The resource need not exist.
         */
        post: operations["TestIamPermissionsOfProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/platforms/gke/policies/{id}:testIamPermissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test permissions
         * @description Returns the requested permissions that the caller has on the resource. The resource need not exist.
         */
        post: operations["TestIamPermissionsOfId"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Says whose signatures over an artifact count. */
        "google.cloud.binaryauthorization.v1.Attestor": {
            /** @description projects/PROJECT/attestors/ATTESTOR. */
            name?: string;
            /** @description The note and the keys. One of attestor_type. */
            userOwnedGrafeasNote?: components["schemas"]["google.cloud.binaryauthorization.v1.UserOwnedGrafeasNote"];
            /**
             * Format: date-time
             * @description When the attestor was last changed. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            updateTime?: string;
            /** @description What it vouches for, in words. */
            description?: string;
            /** @description Another one after each change. An update that has one is carried out only if it is the current one. */
            etag?: string;
            /** @description Of every occurrence of the note that is written: REQUIRE refuses it unless a key verifies it, MARK stores what was found. An update without it keeps it; OFF removes it. */
            verify?: components["schemas"]["google.cloud.binaryauthorization.v1.Attestor.Verify"];
        };
        /** @description The note whose occurrences are attestations, and the keys that verify them. */
        "google.cloud.binaryauthorization.v1.UserOwnedGrafeasNote": {
            /** @description The note: projects/PROVIDER/notes/NOTE. It need not exist yet. Required. Cannot be changed. */
            noteReference?: string;
            /** @description The keys. One of them must verify an attestation. Without keys, no attestation is verified. */
            publicKeys?: components["schemas"]["google.cloud.binaryauthorization.v1.AttestorPublicKey"][];
            /** @description Never set: this server reads its own notes. Values from clients are ignored. */
            delegationServiceAccountEmail?: string;
        };
        /** @description A key that verifies attestations. */
        "google.cloud.binaryauthorization.v1.AttestorPublicKey": {
            /** @description A comment for people. */
            comment?: string;
            /** @description The id by which signatures name the key. For a PGP key, the server sets the fingerprint. For a PKIX key, it is a URI; the default is the digest of the key. */
            id?: string;
            /** @description A PGP public key in ASCII armour. One of public_key. */
            asciiArmoredPgpPublicKey?: string;
            /** @description A PKIX public key. One of public_key. */
            pkixPublicKey?: components["schemas"]["google.cloud.binaryauthorization.v1.PkixPublicKey"];
        } & (unknown | unknown | unknown);
        /** @description A public key in PEM and the one scheme it signs by. */
        "google.cloud.binaryauthorization.v1.PkixPublicKey": {
            /** @description One PUBLIC KEY block. */
            publicKeyPem?: string;
            /** @description How the key signs. */
            signatureAlgorithm?: components["schemas"]["google.cloud.binaryauthorization.v1.PkixPublicKey.SignatureAlgorithm"];
            /** @description The id again, or nothing. */
            keyId?: string;
        };
        /** @description A value of google.cloud.binaryauthorization.v1.PkixPublicKey.SignatureAlgorithm, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.PkixPublicKey.SignatureAlgorithm": ("SIGNATURE_ALGORITHM_UNSPECIFIED" | "RSA_PSS_2048_SHA256" | "RSA_SIGN_PSS_2048_SHA256" | "RSA_PSS_3072_SHA256" | "RSA_SIGN_PSS_3072_SHA256" | "RSA_PSS_4096_SHA256" | "RSA_SIGN_PSS_4096_SHA256" | "RSA_PSS_4096_SHA512" | "RSA_SIGN_PSS_4096_SHA512" | "RSA_SIGN_PKCS1_2048_SHA256" | "RSA_SIGN_PKCS1_3072_SHA256" | "RSA_SIGN_PKCS1_4096_SHA256" | "RSA_SIGN_PKCS1_4096_SHA512" | "ECDSA_P256_SHA256" | "EC_SIGN_P256_SHA256" | "ECDSA_P384_SHA384" | "EC_SIGN_P384_SHA384" | "ECDSA_P521_SHA512" | "EC_SIGN_P521_SHA512" | "ML_DSA_65") | number;
        /** @description A value of google.cloud.binaryauthorization.v1.Attestor.Verify, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.Attestor.Verify": ("VERIFY_UNSPECIFIED" | "REQUIRE" | "MARK" | "OFF") | number;
        /** @description A page of attestors. */
        "google.cloud.binaryauthorization.v1.ListAttestorsResponse": {
            /** @description The attestors. */
            attestors?: components["schemas"]["google.cloud.binaryauthorization.v1.Attestor"][];
            /** @description The pageToken for the next page; empty on the last page. */
            nextPageToken?: string;
        };
        /** @description Nothing. */
        "google.Empty": Record<string, never>;
        /** @description Checks whether an attestor verifies an attestation. */
        "google.cloud.binaryauthorization.v1.ValidateAttestationOccurrenceRequest": {
            /** @description The attestor: projects/PROJECT/attestors/ATTESTOR. Required. */
            attestor?: string;
            /** @description The attestation. It need not be stored. Required. */
            attestation?: components["schemas"]["AttestationOccurrence"];
            /** @description The note of the occurrence: projects/PROVIDER/notes/NOTE. Required. */
            occurrenceNote?: string;
            /** @description The artifact, with its digest: …@sha256:HEX. Required. */
            occurrenceResourceUri?: string;
        };
        /** @description A payload about the artifact with its signatures. */
        AttestationOccurrence: {
            /**
             * Format: byte
             * @description The signed bytes; required unless there are jwts. Base64; the URL-safe alphabet is read too.
             */
            serializedPayload?: string;
            /** @description Signatures over the payload. */
            signatures?: components["schemas"]["Signature"][];
            /** @description Tokens that contain both payload and signature. */
            jwts?: components["schemas"]["Jwt"][];
        };
        /** @description A signature and the key that made it. */
        Signature: {
            /**
             * Format: byte
             * @description The signature over the payload. Base64; the URL-safe alphabet is read too. Required.
             */
            signature?: string;
            /** @description Which public key verifies it. */
            publicKeyId?: string;
        };
        /** @description A signed JSON web token. */
        Jwt: {
            /** @description The token in its compact form. */
            compactJwt?: string;
        };
        /** @description Whether an attestor verifies an attestation. */
        "google.cloud.binaryauthorization.v1.ValidateAttestationOccurrenceResponse": {
            /** @description VERIFIED if a key of the attestor verifies a signature over the artifact. */
            result?: components["schemas"]["google.cloud.binaryauthorization.v1.ValidateAttestationOccurrenceResponse.Result"];
            /** @description The reason for each signature that is not verified. */
            denialReason?: string;
        };
        /** @description A value of google.cloud.binaryauthorization.v1.ValidateAttestationOccurrenceResponse.Result, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.ValidateAttestationOccurrenceResponse.Result": ("RESULT_UNSPECIFIED" | "VERIFIED" | "ATTESTATION_NOT_VERIFIABLE") | number;
        /** @description What has to hold of images before they run. */
        "google.cloud.binaryauthorization.v1.Policy": {
            /** @description projects/PROJECT/policy. */
            name?: string;
            /** @description What it is for, in words. */
            description?: string;
            /** @description Kept as it is; the system policy of this server exempts nothing. */
            globalPolicyEvaluationMode?: components["schemas"]["google.cloud.binaryauthorization.v1.Policy.GlobalPolicyEvaluationMode"];
            /** @description Images that always pass. */
            admissionWhitelistPatterns?: components["schemas"]["google.cloud.binaryauthorization.v1.AdmissionWhitelistPattern"][];
            /** @description Rules by cluster: LOCATION.CLUSTER. */
            clusterAdmissionRules?: {
                [key: string]: components["schemas"]["google.cloud.binaryauthorization.v1.AdmissionRule"];
            };
            /** @description Rules by namespace. */
            kubernetesNamespaceAdmissionRules?: {
                [key: string]: components["schemas"]["google.cloud.binaryauthorization.v1.AdmissionRule"];
            };
            /** @description Rules by service account: NAMESPACE:ACCOUNT. */
            kubernetesServiceAccountAdmissionRules?: {
                [key: string]: components["schemas"]["google.cloud.binaryauthorization.v1.AdmissionRule"];
            };
            /** @description Rules by Istio identity: spiffe://DOMAIN/ns/NAMESPACE/sa/ACCOUNT. The domain is not compared. */
            istioServiceIdentityAdmissionRules?: {
                [key: string]: components["schemas"]["google.cloud.binaryauthorization.v1.AdmissionRule"];
            };
            /** @description The rule where no other one applies. */
            defaultAdmissionRule?: components["schemas"]["google.cloud.binaryauthorization.v1.AdmissionRule"];
            /**
             * Format: date-time
             * @description When the policy was last changed. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            updateTime?: string;
            /** @description Another one after each change. An update that has one is carried out only if it is the current one. */
            etag?: string;
        };
        /** @description A value of google.cloud.binaryauthorization.v1.Policy.GlobalPolicyEvaluationMode, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.Policy.GlobalPolicyEvaluationMode": ("GLOBAL_POLICY_EVALUATION_MODE_UNSPECIFIED" | "ENABLE" | "DISABLE") | number;
        /** @description Images that need no attestation. */
        "google.cloud.binaryauthorization.v1.AdmissionWhitelistPattern": {
            /** @description An image reference; * at its end matches text without a slash, ** any text. */
            namePattern?: string;
        };
        /** @description What has to hold of an image. */
        "google.cloud.binaryauthorization.v1.AdmissionRule": {
            /** @description Whether all images pass, none, or those that are attested. */
            evaluationMode?: components["schemas"]["google.cloud.binaryauthorization.v1.AdmissionRule.EvaluationMode"];
            /** @description Attestors of which each must have attested the image: projects/PROJECT/attestors/ATTESTOR. */
            requireAttestationsBy?: string[];
            /** @description Whether an image that does not pass may run all the same. */
            enforcementMode?: components["schemas"]["google.cloud.binaryauthorization.v1.AdmissionRule.EnforcementMode"];
        };
        /** @description A value of google.cloud.binaryauthorization.v1.AdmissionRule.EvaluationMode, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.AdmissionRule.EvaluationMode": ("EVALUATION_MODE_UNSPECIFIED" | "ALWAYS_ALLOW" | "REQUIRE_ATTESTATION" | "ALWAYS_DENY") | number;
        /** @description A value of google.cloud.binaryauthorization.v1.AdmissionRule.EnforcementMode, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.AdmissionRule.EnforcementMode": ("ENFORCEMENT_MODE_UNSPECIFIED" | "ENFORCED_BLOCK_AND_AUDIT_LOG" | "DRYRUN_AUDIT_LOG_ONLY") | number;
        /** @description A policy for pods. */
        "google.cloud.binaryauthorization.v1.PlatformPolicy": {
            /** @description projects/PROJECT/platforms/gke/policies/POLICY. */
            name?: string;
            /** @description What it is for, in words. */
            description?: string;
            /** @description What has to hold. One of platform. */
            gkePolicy?: components["schemas"]["google.cloud.binaryauthorization.v1.GkePolicy"];
            /**
             * Format: date-time
             * @description When the policy was last changed. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            updateTime?: string;
            /** @description Another one after each change. A replacement that has one is carried out only if it is the current one. */
            etag?: string;
        };
        /** @description What has to hold of the images of a pod. */
        "google.cloud.binaryauthorization.v1.GkePolicy": {
            /** @description The first one that is for the pod applies: service accounts first, then namespaces, one without a scope last. */
            checkSets?: components["schemas"]["google.cloud.binaryauthorization.v1.CheckSet"][];
            /** @description Images that need no checks. */
            imageAllowlist?: components["schemas"]["google.cloud.binaryauthorization.v1.ImageAllowlist"];
        };
        /** @description Checks that an image must pass, all of them. */
        "google.cloud.binaryauthorization.v1.CheckSet": {
            /** @description How people call it. */
            displayName?: string;
            /** @description Which pods it is for; all where absent. */
            scope?: components["schemas"]["google.cloud.binaryauthorization.v1.Scope"];
            /** @description Images that need no checks. */
            imageAllowlist?: components["schemas"]["google.cloud.binaryauthorization.v1.ImageAllowlist"];
            /** @description The checks; without any, every image passes. */
            checks?: components["schemas"]["google.cloud.binaryauthorization.v1.Check"][];
        };
        /** @description Which pods a check set is for. */
        "google.cloud.binaryauthorization.v1.Scope": {
            /** @description A service account: NAMESPACE:ACCOUNT. One of scope_type. */
            kubernetesServiceAccount?: string;
            /** @description A namespace. One of scope_type. */
            kubernetesNamespace?: string;
        } & (unknown | unknown | unknown);
        /** @description Images that need not pass. */
        "google.cloud.binaryauthorization.v1.ImageAllowlist": {
            /** @description Image references; * at the end of one matches text without a slash, ** any text. */
            allowPattern?: string[];
        };
        /** @description One thing that must hold of an image. */
        "google.cloud.binaryauthorization.v1.Check": {
            /** @description How people call it. */
            displayName?: string;
            /** @description Images that need not pass the check. */
            imageAllowlist?: components["schemas"]["google.cloud.binaryauthorization.v1.ImageAllowlist"];
            /** @description An attestation by a key. One of check_type. */
            simpleSigningAttestationCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.SimpleSigningAttestationCheck"];
            /** @description Where the image is. One of check_type. */
            trustedDirectoryCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.TrustedDirectoryCheck"];
            /** @description Denies every image. One of check_type. */
            alwaysDeny?: boolean;
            /** @description What a scan found. One of check_type. */
            vulnerabilityCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.VulnerabilityCheck"];
            /** @description How old the image is. One of check_type. */
            imageFreshnessCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.ImageFreshnessCheck"];
            /** @description How the image was built. One of check_type. */
            slsaCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.SlsaCheck"];
            /** @description A signature by cosign. One of check_type. */
            sigstoreSignatureCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.SigstoreSignatureCheck"];
            /** @description Attestations by attestors. An extension. One of check_type. */
            attestationCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.AttestationCheck"];
            /** @description One of several checks. An extension. One of check_type. */
            anyOf?: components["schemas"]["google.cloud.binaryauthorization.v1.AnyOfCheck"];
        } & (unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown);
        /** @description An attestation of the image must be by a key of the check. */
        "google.cloud.binaryauthorization.v1.SimpleSigningAttestationCheck": {
            /** @description Any one of these is enough. */
            attestationAuthenticators?: components["schemas"]["google.cloud.binaryauthorization.v1.AttestationAuthenticator"][];
            /** @description Projects that hold the attestations, projects/PROJECT; without any, that of the policy. */
            containerAnalysisAttestationProjects?: string[];
        };
        /** @description Whose attestations count. */
        "google.cloud.binaryauthorization.v1.AttestationAuthenticator": {
            /** @description How people call it. */
            displayName?: string;
            /** @description Its keys. One of authenticator. */
            pkixPublicKeySet?: components["schemas"]["google.cloud.binaryauthorization.v1.PkixPublicKeySet"];
        };
        /** @description Keys of which one has to verify. */
        "google.cloud.binaryauthorization.v1.PkixPublicKeySet": {
            /** @description The keys. */
            pkixPublicKeys?: components["schemas"]["google.cloud.binaryauthorization.v1.PkixPublicKey"][];
        };
        /** @description The image must be in a trusted directory. */
        "google.cloud.binaryauthorization.v1.TrustedDirectoryCheck": {
            /** @description registry/path; * may stand before the registry, /* or /** at the end. */
            trustedDirPatterns?: string[];
        };
        /** @description A scan must have finished, and its findings must be within limits. */
        "google.cloud.binaryauthorization.v1.VulnerabilityCheck": {
            /** @description Limit where a fix is known. */
            maximumFixableSeverity?: components["schemas"]["google.cloud.binaryauthorization.v1.VulnerabilityCheck.MaximumAllowedSeverity"];
            /** @description Limit where no fix is known. */
            maximumUnfixableSeverity?: components["schemas"]["google.cloud.binaryauthorization.v1.VulnerabilityCheck.MaximumAllowedSeverity"];
            /** @description Ids of notes whose findings always pass. */
            allowedCves?: string[];
            /** @description Ids of notes whose findings never pass. */
            blockedCves?: string[];
            /** @description Projects that hold the findings, projects/PROJECT; without any, that of the policy. */
            containerAnalysisVulnerabilityProjects?: string[];
            /** @description Notes whose findings always pass: projects/PROVIDER/notes/NOTE. An extension. */
            allowedNotes?: string[];
            /** @description Notes whose findings never pass. An extension. */
            blockedNotes?: string[];
            /** @description How long ago the scan may be; any time where absent. An extension. Seconds with an s, such as 1.5s. */
            maximumScanAge?: string;
            /** @description Whether an image passes that no scan has finished of; each verdict warns then. An extension. */
            allowUnscanned?: boolean;
            /** @description Whether findings without a severity pass; each verdict warns then. An extension. */
            allowUnknownSeverity?: boolean;
            /** @description Whether findings pass that do not affect the image as a VEX statement says which applies to them. An extension. */
            allowNotAffected?: boolean;
        };
        /** @description A value of google.cloud.binaryauthorization.v1.VulnerabilityCheck.MaximumAllowedSeverity, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.VulnerabilityCheck.MaximumAllowedSeverity": ("MAXIMUM_ALLOWED_SEVERITY_UNSPECIFIED" | "BLOCK_ALL" | "MINIMAL" | "LOW" | "MEDIUM" | "HIGH" | "CRITICAL" | "ALLOW_ALL") | number;
        /** @description The image must be new. */
        "google.cloud.binaryauthorization.v1.ImageFreshnessCheck": {
            /**
             * Format: int32
             * @description Days since the image was uploaded.
             */
            maxUploadAgeDays?: number;
        };
        /** @description A verified provenance of the image must satisfy a rule. */
        "google.cloud.binaryauthorization.v1.SlsaCheck": {
            /** @description Any one of these is enough. */
            rules?: components["schemas"]["google.cloud.binaryauthorization.v1.VerificationRule"][];
        };
        /** @description What has to hold of the provenance. */
        "google.cloud.binaryauthorization.v1.VerificationRule": {
            /** @description Who built the image. The keys of the builder must be in an attestor of the note of the provenance. */
            trustedBuilder?: components["schemas"]["google.cloud.binaryauthorization.v1.VerificationRule.TrustedBuilder"];
            /** @description Where provenance is stored. */
            attestationSource?: components["schemas"]["google.cloud.binaryauthorization.v1.AttestationSource"];
            /** @description Whether a file of the sources must describe the build. */
            configBasedBuildRequired?: boolean;
            /** @description Repositories of sources without a scheme; /* at the end matches text without a slash, /** any text. */
            trustedSourceRepoPatterns?: string[];
            /** @description A CEL expression over payload, the statement that was signed. */
            customConstraints?: string;
            /** @description Ids of builders that are trusted too. An extension. */
            trustedBuilderIds?: string[];
        };
        /** @description A value of google.cloud.binaryauthorization.v1.VerificationRule.TrustedBuilder, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.VerificationRule.TrustedBuilder": ("BUILDER_UNSPECIFIED" | "GOOGLE_CLOUD_BUILD") | number;
        /** @description Where provenance is stored. */
        "google.cloud.binaryauthorization.v1.AttestationSource": {
            /** @description Projects, projects/PROJECT; without any, that of the policy. */
            containerAnalysisAttestationProjects?: string[];
        };
        /** @description A key of the check must verify a cosign signature over the image, among the attestations of the project of the policy. */
        "google.cloud.binaryauthorization.v1.SigstoreSignatureCheck": {
            /** @description Any one of these is enough. */
            sigstoreAuthorities?: components["schemas"]["google.cloud.binaryauthorization.v1.SigstoreAuthority"][];
        };
        /** @description Whose signatures count. */
        "google.cloud.binaryauthorization.v1.SigstoreAuthority": {
            /** @description How people call it. */
            displayName?: string;
            /** @description Its keys. One of public_keys. */
            publicKeySet?: components["schemas"]["google.cloud.binaryauthorization.v1.SigstorePublicKeySet"];
        };
        /** @description Keys of which one has to verify. */
        "google.cloud.binaryauthorization.v1.SigstorePublicKeySet": {
            /** @description The keys. */
            publicKeys?: components["schemas"]["google.cloud.binaryauthorization.v1.SigstorePublicKey"][];
        };
        /** @description A key of cosign. */
        "google.cloud.binaryauthorization.v1.SigstorePublicKey": {
            /** @description One PUBLIC KEY block. */
            publicKeyPem?: string;
        };
        /** @description Attestors must have attested the image. */
        "google.cloud.binaryauthorization.v1.AttestationCheck": {
            /** @description projects/PROJECT/attestors/ATTESTOR. */
            attestors?: string[];
            /** @description Whether all of them or any; all where absent. */
            require?: components["schemas"]["google.cloud.binaryauthorization.v1.AttestationCheck.Require"];
        };
        /** @description A value of google.cloud.binaryauthorization.v1.AttestationCheck.Require, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.AttestationCheck.Require": ("REQUIRE_UNSPECIFIED" | "ALL" | "ANY") | number;
        /** @description One of several checks must pass. */
        "google.cloud.binaryauthorization.v1.AnyOfCheck": {
            /** @description The checks. */
            checks?: components["schemas"]["google.cloud.binaryauthorization.v1.AnyOfCheck.Alternative"][];
        };
        /** @description One of several checks. */
        "google.cloud.binaryauthorization.v1.AnyOfCheck.Alternative": {
            /** @description How people call it. */
            displayName?: string;
            /** @description Images that need not pass the check. */
            imageAllowlist?: components["schemas"]["google.cloud.binaryauthorization.v1.ImageAllowlist"];
            /** @description An attestation by a key. One of check_type. */
            simpleSigningAttestationCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.SimpleSigningAttestationCheck"];
            /** @description Where the image is. One of check_type. */
            trustedDirectoryCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.TrustedDirectoryCheck"];
            /** @description Denies every image. One of check_type. */
            alwaysDeny?: boolean;
            /** @description What a scan found. One of check_type. */
            vulnerabilityCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.VulnerabilityCheck"];
            /** @description How old the image is. One of check_type. */
            imageFreshnessCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.ImageFreshnessCheck"];
            /** @description How the image was built. One of check_type. */
            slsaCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.SlsaCheck"];
            /** @description A signature by cosign. One of check_type. */
            sigstoreSignatureCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.SigstoreSignatureCheck"];
            /** @description Attestations by attestors. An extension. One of check_type. */
            attestationCheck?: components["schemas"]["google.cloud.binaryauthorization.v1.AttestationCheck"];
        } & (unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown);
        /** @description A page of platform policies. */
        "google.cloud.binaryauthorization.v1.ListPlatformPoliciesResponse": {
            /** @description The policies. */
            platformPolicies?: components["schemas"]["google.cloud.binaryauthorization.v1.PlatformPolicy"][];
            /** @description Asks for the next page; empty on the last one. */
            nextPageToken?: string;
        };
        /** @description Asks whether pods may run by a policy. */
        "google.cloud.binaryauthorization.v1.EvaluateGkePolicyRequest": {
            /** @description projects/PROJECT/platforms/gke/policies/POLICY or, an extension, projects/PROJECT/policy. Required. */
            name?: string;
            /** @description A Pod, what has a pod template, or a List of them. Required. */
            resource?: {
                [key: string]: unknown;
            };
        };
        /** @description Whether pods may run by a policy. */
        "google.cloud.binaryauthorization.v1.EvaluateGkePolicyResponse": {
            /** @description Whether all pods may run. */
            verdict?: components["schemas"]["google.cloud.binaryauthorization.v1.EvaluateGkePolicyResponse.Verdict"];
            /** @description One of each pod. */
            results?: components["schemas"]["google.cloud.binaryauthorization.v1.PodResult"][];
        };
        /** @description A value of google.cloud.binaryauthorization.v1.EvaluateGkePolicyResponse.Verdict, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.EvaluateGkePolicyResponse.Verdict": ("VERDICT_UNSPECIFIED" | "CONFORMANT" | "NON_CONFORMANT" | "ERROR") | number;
        /** @description What the policy says about a pod. */
        "google.cloud.binaryauthorization.v1.PodResult": {
            /** @description Name of the pod, or of what makes it. */
            podName?: string;
            /** @description Its namespace. */
            kubernetesNamespace?: string;
            /** @description Its service account. */
            kubernetesServiceAccount?: string;
            /** @description Whether it may run. */
            verdict?: components["schemas"]["google.cloud.binaryauthorization.v1.PodResult.PodVerdict"];
            /** @description One of each container. */
            imageResults?: components["schemas"]["google.cloud.binaryauthorization.v1.ImageResult"][];
            /** @description What people should know all the same. An extension. */
            warnings?: string[];
        };
        /** @description A value of google.cloud.binaryauthorization.v1.PodResult.PodVerdict, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.PodResult.PodVerdict": ("POD_VERDICT_UNSPECIFIED" | "CONFORMANT" | "NON_CONFORMANT" | "ERROR") | number;
        /** @description What the policy says about an image. */
        "google.cloud.binaryauthorization.v1.ImageResult": {
            /** @description The image as the pod names it. */
            imageUri?: string;
            /** @description Whether it may run. */
            verdict?: components["schemas"]["google.cloud.binaryauthorization.v1.ImageResult.ImageVerdict"];
            /** @description Where the policy exempts the image. One of result. */
            allowlistResult?: components["schemas"]["google.cloud.binaryauthorization.v1.AllowlistResult"];
            /** @description Where a check set applied. One of result. */
            checkSetResult?: components["schemas"]["google.cloud.binaryauthorization.v1.CheckSetResult"];
            /** @description Why. */
            explanation?: string;
            /** @description The container of the image. An extension. */
            containerName?: string;
        } & (unknown | unknown | unknown);
        /** @description A value of google.cloud.binaryauthorization.v1.ImageResult.ImageVerdict, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.ImageResult.ImageVerdict": ("IMAGE_VERDICT_UNSPECIFIED" | "CONFORMANT" | "NON_CONFORMANT" | "ERROR") | number;
        /** @description Why an image needs no checks. */
        "google.cloud.binaryauthorization.v1.AllowlistResult": {
            /** @description The pattern that it matches. */
            matchedPattern?: string;
        };
        /** @description What a check set says. */
        "google.cloud.binaryauthorization.v1.CheckSetResult": {
            /**
             * Format: int64
             * @description Place of the check set in the policy, from 0. A 64-bit integer as text; a number is read too.
             */
            index?: string;
            /** @description Name of the check set. */
            displayName?: string;
            /** @description Which pods it is for. */
            scope?: components["schemas"]["google.cloud.binaryauthorization.v1.Scope"];
            /** @description Where the check set exempts the image. One of result. */
            allowlistResult?: components["schemas"]["google.cloud.binaryauthorization.v1.AllowlistResult"];
            /** @description Where its checks were made. One of result. */
            checkResults?: components["schemas"]["google.cloud.binaryauthorization.v1.CheckSetResult.CheckResults"];
            /** @description Where no checks were made: why. */
            explanation?: string;
        } & (unknown | unknown | unknown);
        /** @description What checks say. */
        "google.cloud.binaryauthorization.v1.CheckSetResult.CheckResults": {
            /** @description One of each check. */
            results?: components["schemas"]["google.cloud.binaryauthorization.v1.CheckResult"][];
        };
        /** @description What one check says. */
        "google.cloud.binaryauthorization.v1.CheckResult": {
            /**
             * Format: int64
             * @description Place of the check in its check set, from 0. A 64-bit integer as text; a number is read too.
             */
            index?: string;
            /** @description Name of the check. */
            displayName?: string;
            /** @description What sort of check it is. */
            type?: string;
            /** @description Where the check exempts the image. One of result. */
            allowlistResult?: components["schemas"]["google.cloud.binaryauthorization.v1.AllowlistResult"];
            /** @description Where the check was made. One of result. */
            evaluationResult?: components["schemas"]["google.cloud.binaryauthorization.v1.EvaluationResult"];
            /** @description Why, with the occurrences and attestors that it is based on. */
            explanation?: string;
            /** @description The same, one by one. An extension. */
            reasons?: components["schemas"]["google.cloud.binaryauthorization.v1.CheckReason"][];
        } & (unknown | unknown | unknown);
        /** @description What came of a check. */
        "google.cloud.binaryauthorization.v1.EvaluationResult": {
            /** @description Whether the image passes. */
            verdict?: components["schemas"]["google.cloud.binaryauthorization.v1.EvaluationResult.CheckVerdict"];
        };
        /** @description A value of google.cloud.binaryauthorization.v1.EvaluationResult.CheckVerdict, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.EvaluationResult.CheckVerdict": ("CHECK_VERDICT_UNSPECIFIED" | "NON_CONFORMANT" | "CONFORMANT" | "ERROR") | number;
        /** @description A fact that a result is based on. An extension. */
        "google.cloud.binaryauthorization.v1.CheckReason": {
            /** @description The sort of fact; docs/policies.md lists them. */
            code?: string;
            /** @description The fact in words. */
            message?: string;
            /** @description Occurrences that it is based on. */
            occurrences?: string[];
            /** @description Attestors that it is based on. */
            attestors?: string[];
        };
        /** @description A page of what runs, as far as it is denied. */
        "google.cloud.binaryauthorization.v1.AuditPolicyResponse": {
            /** @description What would be denied now. A page may have none. */
            denied?: components["schemas"]["google.cloud.binaryauthorization.v1.DeniedDeployment"][];
            /** @description Asks for the next page; empty on the last one. */
            nextPageToken?: string;
            /**
             * Format: int32
             * @description How many deployments of the page run; all that are not listed would be allowed.
             */
            audited?: number;
            /** @description What people should know all the same. */
            warnings?: string[];
        };
        /** @description Something that runs and would be denied now. */
        "google.cloud.binaryauthorization.v1.DeniedDeployment": {
            /** @description The occurrence that says where the image runs. */
            deployment?: string;
            /** @description The image. */
            imageUri?: string;
            /**
             * Format: date-time
             * @description Since when it runs. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            deployTime?: string;
            /**
             * Format: date-time
             * @description When the first occurrence that causes the denial was written; absent if something missing causes it. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            deniedSince?: string;
            /** @description Whether the policy is only tried out, so that the image may run. */
            dryRun?: boolean;
            /** @description Why. */
            explanation?: string;
            /** @description The same, one by one. */
            reasons?: components["schemas"]["google.cloud.binaryauthorization.v1.CheckReason"][];
        };
        /** @description Tests the permissions of the caller. */
        "google.iam.v1.TestIamPermissionsRequest": {
            /** @description A project, note, occurrence, attestor or policy. Required. */
            resource?: string;
            /** @description The permissions to test, such as notes.create. Required. */
            permissions?: string[];
        };
        /** @description The permissions that the caller has. */
        "google.iam.v1.TestIamPermissionsResponse": {
            /** @description The requested permissions that the caller has. */
            permissions?: string[];
        };
        /** @description A google.rpc detail: ErrorInfo (always), BadRequest (which fields), RetryInfo (when to repeat). */
        ErrorDetail: {
            /** @description Type URL of the detail. */
            "@type": string;
        } & {
            [key: string]: unknown;
        };
        /** @description google.rpc.Status at the top level, and the `error` wrapper that Google’s client libraries read. */
        Error: {
            /**
             * Format: int32
             * @description google.rpc code.
             * @enum {integer}
             */
            code: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16;
            /** @description The problem, with its field or position. */
            message: string;
            /** @description Machine-readable facts. */
            details: components["schemas"]["ErrorDetail"][];
            /** @description The same error with the HTTP status and the name of the code. */
            error: {
                /**
                 * Format: int32
                 * @description HTTP status.
                 */
                code: number;
                /** @description The problem, with its field or position. */
                message: string;
                /**
                 * @description Name of the google.rpc code.
                 * @enum {string}
                 */
                status: "OK" | "CANCELLED" | "UNKNOWN" | "INVALID_ARGUMENT" | "DEADLINE_EXCEEDED" | "NOT_FOUND" | "ALREADY_EXISTS" | "PERMISSION_DENIED" | "RESOURCE_EXHAUSTED" | "FAILED_PRECONDITION" | "ABORTED" | "OUT_OF_RANGE" | "UNIMPLEMENTED" | "INTERNAL" | "UNAVAILABLE" | "DATA_LOSS" | "UNAUTHENTICATED";
                /** @description Machine-readable facts. */
                details: components["schemas"]["ErrorDetail"][];
            };
        };
    };
    responses: {
        /** @description The request is not valid. */
        Error400: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The bearer token is missing or not valid. */
        Error401: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The caller lacks a permission, or the host is not served here. */
        Error403: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Not found. */
        Error404: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description An error. */
        Error408: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The object already exists, or too many concurrent requests changed it. */
        Error409: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The object changed since it was read (If-Match). */
        Error412: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is too large. */
        Error413: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many requests. */
        Error429: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The caller cancelled the request. */
        Error499: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The server failed. */
        Error500: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The path exists, but not with this method. */
        Error501: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The server or its database is not available. */
        Error503: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The deadline of the request has passed. */
        Error504: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Identifies the request in the log of the server. */
        "X-Request-Id": string;
        /** @description Entity tag of the response, for If-Match and If-None-Match. */
        ETag: string;
        /** @description The problem with the token (RFC 6750). */
        "WWW-Authenticate": string;
        /** @description Seconds after which to repeat the request. */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListAttestors: {
        parameters: {
            query?: {
                /**
                 * @description The maximum number of results, up to 1000; 0 for the default.
                 * @example 100
                 */
                pageSize?: number;
                /** @description nextPageToken of the previous page; empty for the first page. */
                pageToken?: string;
            };
            header?: {
                /** @description Returns 304 if the entity tag is one of these. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.ListAttestorsResponse"];
                };
            };
            /** @description If-None-Match names the current entity tag. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    CreateAttestor: {
        parameters: {
            query: {
                /**
                 * @description The id the attestor gets, without a slash.
                 * @example built-by-ci
                 */
                attestorId: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
            };
            cookie?: never;
        };
        /** @description The attestor. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.Attestor"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.Attestor"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            413: components["responses"]["Error413"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    GetAttestor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Returns 304 if the entity tag is one of these. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the attestor, without a slash.
                 * @example built-by-ci
                 */
                attestor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.Attestor"];
                };
            };
            /** @description If-None-Match names the current entity tag. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    UpdateAttestor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Changes the object only if its entity tag is one of these. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the attestor, without a slash.
                 * @example built-by-ci
                 */
                attestor: string;
            };
            cookie?: never;
        };
        /** @description The new attestor. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.Attestor"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.Attestor"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            412: components["responses"]["Error412"];
            413: components["responses"]["Error413"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    DeleteAttestor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Changes the object only if its entity tag is one of these. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the attestor, without a slash.
                 * @example built-by-ci
                 */
                attestor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.Empty"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            412: components["responses"]["Error412"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    ValidateAttestationOccurrence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the attestor, without a slash.
                 * @example built-by-ci
                 */
                attestor: string;
            };
            cookie?: never;
        };
        /** @description The request. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.ValidateAttestationOccurrenceRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.ValidateAttestationOccurrenceResponse"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            413: components["responses"]["Error413"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    GetPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Returns 304 if the entity tag is one of these. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.Policy"];
                };
            };
            /** @description If-None-Match names the current entity tag. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    UpdatePolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Changes the object only if its entity tag is one of these. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
            };
            cookie?: never;
        };
        /** @description The policy as it shall be. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.Policy"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.Policy"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            412: components["responses"]["Error412"];
            413: components["responses"]["Error413"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    GetSystemPolicyInLocation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Returns 304 if the entity tag is one of these. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.Policy"];
                };
            };
            /** @description If-None-Match names the current entity tag. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    ListPlatformPolicies: {
        parameters: {
            query?: {
                /**
                 * @description Maximum number of results, up to 1000; 0 for the default.
                 * @example 100
                 */
                pageSize?: number;
                /** @description nextPageToken of the page before; empty for the first page. */
                pageToken?: string;
            };
            header?: {
                /** @description Returns 304 if the entity tag is one of these. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.ListPlatformPoliciesResponse"];
                };
            };
            /** @description If-None-Match names the current entity tag. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    CreatePlatformPolicy: {
        parameters: {
            query: {
                /** @description The id the policy gets, without a slash. */
                policyId: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
            };
            cookie?: never;
        };
        /** @description The policy. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.PlatformPolicy"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.PlatformPolicy"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            413: components["responses"]["Error413"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    GetPlatformPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Returns 304 if the entity tag is one of these. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the id, without a slash.
                 * @example id
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.PlatformPolicy"];
                };
            };
            /** @description If-None-Match names the current entity tag. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    ReplacePlatformPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Changes the object only if its entity tag is one of these. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the id, without a slash.
                 * @example id
                 */
                id: string;
            };
            cookie?: never;
        };
        /** @description The policy as it shall be. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.PlatformPolicy"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.PlatformPolicy"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            412: components["responses"]["Error412"];
            413: components["responses"]["Error413"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    DeletePlatformPolicy: {
        parameters: {
            query?: {
                /** @description Deletes only if it is the current one. */
                etag?: string;
            };
            header?: {
                /** @description Changes the object only if its entity tag is one of these. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the id, without a slash.
                 * @example id
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.Empty"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            412: components["responses"]["Error412"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    EvaluateGkePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the id, without a slash.
                 * @example id
                 */
                id: string;
            };
            cookie?: never;
        };
        /** @description The request. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.EvaluateGkePolicyRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.EvaluateGkePolicyResponse"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            413: components["responses"]["Error413"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    EvaluateGkePolicyOfProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
            };
            cookie?: never;
        };
        /** @description The request. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.EvaluateGkePolicyRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.EvaluateGkePolicyResponse"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            413: components["responses"]["Error413"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    AuditPolicy: {
        parameters: {
            query?: {
                /** @description projects/PROJECT whose deployments are evaluated, including its locations; empty for that of the policy. */
                project?: string;
                /** @description Where the images run. Without it, an image must pass all check sets and rules of the policy. */
                kubernetesNamespace?: string;
                /** @description Name of the service account that they run as; default where empty. Only with a namespace. */
                kubernetesServiceAccount?: string;
                /**
                 * @description Maximum number of deployments, up to 1000; 0 for the default.
                 * @example 100
                 */
                pageSize?: number;
                /** @description nextPageToken of the page before; empty for the first page. */
                pageToken?: string;
            };
            header?: {
                /** @description Returns 304 if the entity tag is one of these. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the id, without a slash.
                 * @example id
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.AuditPolicyResponse"];
                };
            };
            /** @description If-None-Match names the current entity tag. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    AuditPolicyOfProject: {
        parameters: {
            query?: {
                /** @description projects/PROJECT whose deployments are evaluated, including its locations; empty for that of the policy. */
                project?: string;
                /** @description Where the images run. Without it, an image must pass all check sets and rules of the policy. */
                kubernetesNamespace?: string;
                /** @description Name of the service account that they run as; default where empty. Only with a namespace. */
                kubernetesServiceAccount?: string;
                /**
                 * @description Maximum number of deployments, up to 1000; 0 for the default.
                 * @example 100
                 */
                pageSize?: number;
                /** @description nextPageToken of the page before; empty for the first page. */
                pageToken?: string;
            };
            header?: {
                /** @description Returns 304 if the entity tag is one of these. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.cloud.binaryauthorization.v1.AuditPolicyResponse"];
                };
            };
            /** @description If-None-Match names the current entity tag. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    TestIamPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the attestor, without a slash.
                 * @example built-by-ci
                 */
                attestor: string;
            };
            cookie?: never;
        };
        /** @description The request. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["google.iam.v1.TestIamPermissionsRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.iam.v1.TestIamPermissionsResponse"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            413: components["responses"]["Error413"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    TestIamPermissionsOfProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
            };
            cookie?: never;
        };
        /** @description The request. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["google.iam.v1.TestIamPermissionsRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.iam.v1.TestIamPermissionsResponse"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            413: components["responses"]["Error413"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
    TestIamPermissionsOfId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the id, without a slash.
                 * @example id
                 */
                id: string;
            };
            cookie?: never;
        };
        /** @description The request. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["google.iam.v1.TestIamPermissionsRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["google.iam.v1.TestIamPermissionsResponse"];
                };
            };
            400: components["responses"]["Error400"];
            401: components["responses"]["Error401"];
            403: components["responses"]["Error403"];
            404: components["responses"]["Error404"];
            408: components["responses"]["Error408"];
            409: components["responses"]["Error409"];
            413: components["responses"]["Error413"];
            429: components["responses"]["Error429"];
            499: components["responses"]["Error499"];
            500: components["responses"]["Error500"];
            501: components["responses"]["Error501"];
            503: components["responses"]["Error503"];
            504: components["responses"]["Error504"];
        };
    };
}

/** Verb and path of every operation. */
export const routes = {
  CreateAttestor: ['POST', '/v1/projects/{project}/attestors'],
  ListAttestors: ['GET', '/v1/projects/{project}/attestors'],
  GetAttestor: ['GET', '/v1/projects/{project}/attestors/{attestor}'],
  UpdateAttestor: ['PUT', '/v1/projects/{project}/attestors/{attestor}'],
  DeleteAttestor: ['DELETE', '/v1/projects/{project}/attestors/{attestor}'],
  ValidateAttestationOccurrence: ['POST', '/v1/projects/{project}/attestors/{attestor}:validateAttestationOccurrence'],
  GetPolicy: ['GET', '/v1/projects/{project}/policy'],
  UpdatePolicy: ['PUT', '/v1/projects/{project}/policy'],
  GetSystemPolicyInLocation: ['GET', '/v1/locations/{location}/policy'],
  CreatePlatformPolicy: ['POST', '/v1/projects/{project}/platforms/gke/policies'],
  ListPlatformPolicies: ['GET', '/v1/projects/{project}/platforms/gke/policies'],
  GetPlatformPolicy: ['GET', '/v1/projects/{project}/platforms/gke/policies/{id}'],
  ReplacePlatformPolicy: ['PUT', '/v1/projects/{project}/platforms/gke/policies/{id}'],
  DeletePlatformPolicy: ['DELETE', '/v1/projects/{project}/platforms/gke/policies/{id}'],
  EvaluateGkePolicy: ['POST', '/v1/projects/{project}/platforms/gke/policies/{id}:evaluate'],
  EvaluateGkePolicyOfProject: ['POST', '/v1/projects/{project}/policy:evaluate'],
  AuditPolicy: ['GET', '/v1/projects/{project}/platforms/gke/policies/{id}:audit'],
  AuditPolicyOfProject: ['GET', '/v1/projects/{project}/policy:audit'],
  TestIamPermissions: ['POST', '/v1/projects/{project}/attestors/{attestor}:testIamPermissions'],
  TestIamPermissionsOfProject: ['POST', '/v1/projects/{project}/policy:testIamPermissions'],
  TestIamPermissionsOfId: ['POST', '/v1/projects/{project}/platforms/gke/policies/{id}:testIamPermissions'],
} as const;
