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
         * @description Ids of keys, name, time and etag are set by the server; keys that are too weak are refused. Needs `attestors.create` on the project and `notes.update` on the note (with verify).
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
         * @description What the body leaves out is removed. The note cannot change. Needs `attestors.update` on the project and `notes.update` on the note (with verify).
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
         * @description Whether a key of the attestor verifies a signature of the attestation, and the signed payload names the artifact. Needs `attestors.verifyImageAttested` on the project.
         */
        post: operations["ValidateAttestationOccurrence"];
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
         * @description Answers which of the asked permissions the caller has on the resource, which need not exist.
         */
        post: operations["TestIamPermissions"];
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
            /** @description Keys of which one has to verify an attestation. Without keys none is verified. */
            publicKeys?: components["schemas"]["google.cloud.binaryauthorization.v1.AttestorPublicKey"][];
            /** @description Never set: this server reads its notes itself. What a client sends is ignored. */
            delegationServiceAccountEmail?: string;
        };
        /** @description A key that verifies attestations. */
        "google.cloud.binaryauthorization.v1.AttestorPublicKey": {
            /** @description What people should know of it. */
            comment?: string;
            /** @description What signatures name the key by. Of a PGP key the server sets it to the fingerprint; of a PKIX key it is a URI, and where there is none the digest of the key. */
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
            /** @description Asks for the next page; empty on the last one. */
            nextPageToken?: string;
        };
        /** @description Nothing. */
        "google.Empty": Record<string, never>;
        /** @description Asks whether an attestation is by an attestor. */
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
             * @description The signed bytes; needed unless there are jwts. Base64; the URL-safe alphabet is read too.
             */
            serializedPayload?: string;
            /** @description Signatures over the payload. */
            signatures?: components["schemas"]["Signature"][];
            /** @description Tokens that hold payload and signature in one. */
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
        /** @description Whether an attestation is by an attestor. */
        "google.cloud.binaryauthorization.v1.ValidateAttestationOccurrenceResponse": {
            /** @description VERIFIED where a key of the attestor verifies a signature over the artifact. */
            result?: components["schemas"]["google.cloud.binaryauthorization.v1.ValidateAttestationOccurrenceResponse.Result"];
            /** @description Why not, of each signature. */
            denialReason?: string;
        };
        /** @description A value of google.cloud.binaryauthorization.v1.ValidateAttestationOccurrenceResponse.Result, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "google.cloud.binaryauthorization.v1.ValidateAttestationOccurrenceResponse.Result": ("RESULT_UNSPECIFIED" | "VERIFIED" | "ATTESTATION_NOT_VERIFIABLE") | number;
        /** @description Asks which permissions the caller has. */
        "google.iam.v1.TestIamPermissionsRequest": {
            /** @description A project, note, occurrence or attestor. Required. */
            resource?: string;
            /** @description The permissions asked for, such as notes.create. Required. */
            permissions?: string[];
        };
        /** @description Which of them the caller has. */
        "google.iam.v1.TestIamPermissionsResponse": {
            /** @description Those of the asked permissions that the caller has. */
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
            /** @description What is wrong, naming field or position. */
            message: string;
            /** @description Facts for machines. */
            details: components["schemas"]["ErrorDetail"][];
            /** @description The same with the HTTP status and the name of the code. */
            error: {
                /**
                 * Format: int32
                 * @description HTTP status.
                 */
                code: number;
                /** @description What is wrong, naming field or position. */
                message: string;
                /**
                 * @description Name of the google.rpc code.
                 * @enum {string}
                 */
                status: "OK" | "CANCELLED" | "UNKNOWN" | "INVALID_ARGUMENT" | "DEADLINE_EXCEEDED" | "NOT_FOUND" | "ALREADY_EXISTS" | "PERMISSION_DENIED" | "RESOURCE_EXHAUSTED" | "FAILED_PRECONDITION" | "ABORTED" | "OUT_OF_RANGE" | "UNIMPLEMENTED" | "INTERNAL" | "UNAVAILABLE" | "DATA_LOSS" | "UNAUTHENTICATED";
                /** @description Facts for machines. */
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
        /** @description It exists already, or it changed too often meanwhile. */
        Error409: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description It changed since it was read (If-Match). */
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
        /** @description The request was given up. */
        Error499: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A fault in the server. */
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
        /** @description Finds the request in the log of the server. */
        "X-Request-Id": string;
        /** @description Entity tag of the answer, for If-Match and If-None-Match. */
        ETag: string;
        /** @description What is wrong with the token (RFC 6750). */
        "WWW-Authenticate": string;
        /** @description Seconds after which a repeat makes sense. */
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
                 * @description How many at most, up to 1000; 0 for the default.
                 * @example 100
                 */
                pageSize?: number;
                /** @description nextPageToken of the page before; empty for the first page. */
                pageToken?: string;
            };
            header?: {
                /** @description Answers 304 if the entity tag is one of these. */
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
                /** @description Answers 304 if the entity tag is one of these. */
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
        /** @description The attestor as it shall be. */
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
}
