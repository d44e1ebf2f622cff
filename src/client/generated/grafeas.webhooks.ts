// Generated from openapi/grafeas.webhooks.json by `npm run generate`.

export interface paths {
    "/admission/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Review an admission
         * @description A validating admission webhook of Kubernetes. What cannot be judged is not allowed. An update that brings no new image is allowed, and so are deletions. Needs `platformPolicies.evaluatePolicy` on the project of the policy.
         */
        post: operations["ReviewAdmission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admission/projects/{project}/clusters/{cluster}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Review an admission
         * @description A validating admission webhook of Kubernetes. What cannot be judged is not allowed. An update that brings no new image is allowed, and so are deletions. Needs `platformPolicies.evaluatePolicy` on the project of the policy.
         */
        post: operations["ReviewAdmissionOfCluster"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admission/projects/{project}/platformPolicies/{policy}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Review an admission
         * @description A validating admission webhook of Kubernetes. What cannot be judged is not allowed. An update that brings no new image is allowed, and so are deletions. Needs `platformPolicies.evaluatePolicy` on the project of the policy.
         */
        post: operations["ReviewAdmissionOfPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gatekeeper/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the verdict on an image
         * @description The same for one image. The entity tag changes only with the verdict, so that Open Policy Agent can cache it. Needs `platformPolicies.evaluatePolicy` on the project of the policy.
         */
        get: operations["GetVerdict"];
        put?: never;
        /**
         * Provide verdicts to Gatekeeper
         * @description A provider of external data for Gatekeeper; its keys are images. Needs `platformPolicies.evaluatePolicy` on the project of the policy.
         */
        post: operations["ProvideVerdicts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gatekeeper/projects/{project}/clusters/{cluster}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the verdict on an image
         * @description The same for one image. The entity tag changes only with the verdict, so that Open Policy Agent can cache it. Needs `platformPolicies.evaluatePolicy` on the project of the policy.
         */
        get: operations["GetVerdictOfCluster"];
        put?: never;
        /**
         * Provide verdicts to Gatekeeper
         * @description A provider of external data for Gatekeeper; its keys are images. Needs `platformPolicies.evaluatePolicy` on the project of the policy.
         */
        post: operations["ProvideVerdictsOfCluster"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gatekeeper/projects/{project}/platformPolicies/{policy}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the verdict on an image
         * @description The same for one image. The entity tag changes only with the verdict, so that Open Policy Agent can cache it. Needs `platformPolicies.evaluatePolicy` on the project of the policy.
         */
        get: operations["GetVerdictOfPolicy"];
        put?: never;
        /**
         * Provide verdicts to Gatekeeper
         * @description A provider of external data for Gatekeeper; its keys are images. Needs `platformPolicies.evaluatePolicy` on the project of the policy.
         */
        post: operations["ProvideVerdictsOfPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/harbor/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive an event of Harbor
         * @description At the end of a scan its report is fetched from the configured Harbor and imported. Needs `occurrences.create` on the project and `occurrences.update` on the project and `occurrences.delete` on the project and `notes.create` on the provider and `notes.update` on the provider and `notes.attachOccurrence` on the provider.
         */
        post: operations["ReceiveHarborEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/clair/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a notification of Clair
         * @description The reports of the images that a notification is about are fetched from the configured Clair and imported; then the notification is deleted there. Needs `occurrences.create` on the project and `occurrences.update` on the project and `occurrences.delete` on the project and `notes.create` on the provider and `notes.update` on the provider and `notes.attachOccurrence` on the provider and `occurrences.list` on the project.
         */
        post: operations["ReceiveClairEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/trivy-operator/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a report of trivy-operator
         * @description A VulnerabilityReport is imported; other kinds and deletions are ignored. Needs `occurrences.create` on the project and `occurrences.update` on the project and `occurrences.delete` on the project and `notes.create` on the provider and `notes.update` on the provider and `notes.attachOccurrence` on the provider.
         */
        post: operations["ReceiveTrivyOperatorEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/github/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive an event of GitHub
         * @description Once a container package is published, the attestations of its digest are fetched from the configured GitHub and imported. Needs `occurrences.create` on the project and `occurrences.update` on the project and `occurrences.delete` on the project and `notes.create` on the provider and `notes.update` on the provider and `notes.attachOccurrence` on the provider.
         */
        post: operations["ReceiveGithubEvent"];
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
        /** @description An AdmissionReview of admission.k8s.io/v1 with a response. */
        "grafeas_ts.webhooks.AdmissionReview": {
            /** @description admission.k8s.io/v1. */
            apiVersion?: string;
            /** @description AdmissionReview. */
            kind?: string;
            /** @description What the policy says. */
            response?: components["schemas"]["grafeas_ts.webhooks.ReviewResponse"];
        };
        /** @description What the policy says. */
        "grafeas_ts.webhooks.ReviewResponse": {
            /** @description Of the request; empty where none could be read. */
            uid?: string;
            /** @description Whether it may happen. */
            allowed?: boolean;
            /** @description Only where it may not. */
            status?: components["schemas"]["grafeas_ts.webhooks.ReviewStatus"];
            /** @description For the client of the API server, as of a dry run or of break-glass. */
            warnings?: string[];
            /** @description For the audit log of the API server: policy, verdict, explanation. */
            auditAnnotations?: {
                [key: string]: string;
            };
        };
        /** @description Why a request is not allowed. */
        "grafeas_ts.webhooks.ReviewStatus": {
            /** @description Failure. */
            status?: string;
            /**
             * Format: int32
             * @description HTTP status for the client of the API server.
             */
            code?: number;
            /** @description A word for machines, such as Forbidden. */
            reason?: string;
            /** @description What is wrong with which image. */
            message?: string;
        };
        /** @description A ProviderResponse of externaldata.gatekeeper.sh/v1beta1. */
        "grafeas_ts.webhooks.ProviderResponse": {
            /** @description externaldata.gatekeeper.sh/v1beta1. */
            apiVersion?: string;
            /** @description ProviderResponse. */
            kind?: string;
            /** @description What the policy says of each image. */
            response?: components["schemas"]["grafeas_ts.webhooks.ProviderResult"];
        };
        /** @description What the policy says of each image. */
        "grafeas_ts.webhooks.ProviderResult": {
            /** @description True: to ask changes nothing. */
            idempotent?: boolean;
            /** @description One of each distinct key, in order. */
            items?: components["schemas"]["grafeas_ts.webhooks.ProviderItem"][];
            /** @description Why nothing can be said at all. */
            systemError?: string;
        };
        /** @description What the policy says of one image. */
        "grafeas_ts.webhooks.ProviderItem": {
            /** @description The image. */
            key?: string;
            /** @description An object with verdict (CONFORMANT or NON_CONFORMANT) and explanation; dryRun where the policy is only tried out, warnings where there are any. */
            value?: unknown;
            /** @description Why nothing can be said of the image. */
            error?: string;
        };
        /** @description What became of an event. */
        "grafeas_ts.webhooks.ReceiveEventResponse": {
            /** @description Reports that were imported. */
            imported?: components["schemas"]["grafeas_ts.webhooks.Imported"][];
            /** @description What was left out, and why. */
            ignored?: string[];
        };
        /** @description One report that was imported. */
        "grafeas_ts.webhooks.Imported": {
            /** @description What it is about. */
            resource?: string;
            /**
             * Format: int32
             * @description Occurrences that are new.
             */
            created?: number;
            /**
             * Format: int32
             * @description Occurrences that differ from what was stored.
             */
            updated?: number;
            /**
             * Format: int32
             * @description Occurrences that the report no longer has.
             */
            removed?: number;
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
        /** @description A failure, in the form of the response. */
        AdmissionReviewFailure: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["grafeas_ts.webhooks.AdmissionReview"] | components["schemas"]["Error"];
            };
        };
        /** @description A failure, in the form of the response. */
        ProviderResponseFailure: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["grafeas_ts.webhooks.ProviderResponse"] | components["schemas"]["Error"];
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
    ReviewAdmission: {
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
        /** @description An AdmissionReview of admission.k8s.io/v1 with a request. */
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.AdmissionReview"];
                };
            };
            400: components["responses"]["AdmissionReviewFailure"];
            401: components["responses"]["AdmissionReviewFailure"];
            403: components["responses"]["AdmissionReviewFailure"];
            404: components["responses"]["AdmissionReviewFailure"];
            408: components["responses"]["AdmissionReviewFailure"];
            409: components["responses"]["AdmissionReviewFailure"];
            413: components["responses"]["AdmissionReviewFailure"];
            429: components["responses"]["AdmissionReviewFailure"];
            499: components["responses"]["AdmissionReviewFailure"];
            500: components["responses"]["AdmissionReviewFailure"];
            501: components["responses"]["AdmissionReviewFailure"];
            503: components["responses"]["AdmissionReviewFailure"];
            504: components["responses"]["AdmissionReviewFailure"];
        };
    };
    ReviewAdmissionOfCluster: {
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
                 * @description Id of the cluster, without a slash.
                 * @example us-east1-b.prod
                 */
                cluster: string;
            };
            cookie?: never;
        };
        /** @description An AdmissionReview of admission.k8s.io/v1 with a request. */
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.AdmissionReview"];
                };
            };
            400: components["responses"]["AdmissionReviewFailure"];
            401: components["responses"]["AdmissionReviewFailure"];
            403: components["responses"]["AdmissionReviewFailure"];
            404: components["responses"]["AdmissionReviewFailure"];
            408: components["responses"]["AdmissionReviewFailure"];
            409: components["responses"]["AdmissionReviewFailure"];
            413: components["responses"]["AdmissionReviewFailure"];
            429: components["responses"]["AdmissionReviewFailure"];
            499: components["responses"]["AdmissionReviewFailure"];
            500: components["responses"]["AdmissionReviewFailure"];
            501: components["responses"]["AdmissionReviewFailure"];
            503: components["responses"]["AdmissionReviewFailure"];
            504: components["responses"]["AdmissionReviewFailure"];
        };
    };
    ReviewAdmissionOfPolicy: {
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
                 * @description Id of the policy, without a slash.
                 * @example production
                 */
                policy: string;
            };
            cookie?: never;
        };
        /** @description An AdmissionReview of admission.k8s.io/v1 with a request. */
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.AdmissionReview"];
                };
            };
            400: components["responses"]["AdmissionReviewFailure"];
            401: components["responses"]["AdmissionReviewFailure"];
            403: components["responses"]["AdmissionReviewFailure"];
            404: components["responses"]["AdmissionReviewFailure"];
            408: components["responses"]["AdmissionReviewFailure"];
            409: components["responses"]["AdmissionReviewFailure"];
            413: components["responses"]["AdmissionReviewFailure"];
            429: components["responses"]["AdmissionReviewFailure"];
            499: components["responses"]["AdmissionReviewFailure"];
            500: components["responses"]["AdmissionReviewFailure"];
            501: components["responses"]["AdmissionReviewFailure"];
            503: components["responses"]["AdmissionReviewFailure"];
            504: components["responses"]["AdmissionReviewFailure"];
        };
    };
    GetVerdict: {
        parameters: {
            query: {
                /** @description The image. */
                key: string;
                /** @description The Kubernetes namespace that the images are for; default where absent. */
                namespace?: string;
                /** @description The service account that the images are for; default where absent. */
                serviceAccount?: string;
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.ProviderResponse"];
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
    ProvideVerdicts: {
        parameters: {
            query?: {
                /** @description The Kubernetes namespace that the images are for; default where absent. */
                namespace?: string;
                /** @description The service account that the images are for; default where absent. */
                serviceAccount?: string;
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
        /** @description A ProviderRequest of externaldata.gatekeeper.sh/v1beta1; its keys are images. */
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.ProviderResponse"];
                };
            };
            400: components["responses"]["ProviderResponseFailure"];
            401: components["responses"]["ProviderResponseFailure"];
            403: components["responses"]["ProviderResponseFailure"];
            404: components["responses"]["ProviderResponseFailure"];
            408: components["responses"]["ProviderResponseFailure"];
            409: components["responses"]["ProviderResponseFailure"];
            413: components["responses"]["ProviderResponseFailure"];
            429: components["responses"]["ProviderResponseFailure"];
            499: components["responses"]["ProviderResponseFailure"];
            500: components["responses"]["ProviderResponseFailure"];
            501: components["responses"]["ProviderResponseFailure"];
            503: components["responses"]["ProviderResponseFailure"];
            504: components["responses"]["ProviderResponseFailure"];
        };
    };
    GetVerdictOfCluster: {
        parameters: {
            query: {
                /** @description The image. */
                key: string;
                /** @description The Kubernetes namespace that the images are for; default where absent. */
                namespace?: string;
                /** @description The service account that the images are for; default where absent. */
                serviceAccount?: string;
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
                 * @description Id of the cluster, without a slash.
                 * @example us-east1-b.prod
                 */
                cluster: string;
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.ProviderResponse"];
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
    ProvideVerdictsOfCluster: {
        parameters: {
            query?: {
                /** @description The Kubernetes namespace that the images are for; default where absent. */
                namespace?: string;
                /** @description The service account that the images are for; default where absent. */
                serviceAccount?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the cluster, without a slash.
                 * @example us-east1-b.prod
                 */
                cluster: string;
            };
            cookie?: never;
        };
        /** @description A ProviderRequest of externaldata.gatekeeper.sh/v1beta1; its keys are images. */
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.ProviderResponse"];
                };
            };
            400: components["responses"]["ProviderResponseFailure"];
            401: components["responses"]["ProviderResponseFailure"];
            403: components["responses"]["ProviderResponseFailure"];
            404: components["responses"]["ProviderResponseFailure"];
            408: components["responses"]["ProviderResponseFailure"];
            409: components["responses"]["ProviderResponseFailure"];
            413: components["responses"]["ProviderResponseFailure"];
            429: components["responses"]["ProviderResponseFailure"];
            499: components["responses"]["ProviderResponseFailure"];
            500: components["responses"]["ProviderResponseFailure"];
            501: components["responses"]["ProviderResponseFailure"];
            503: components["responses"]["ProviderResponseFailure"];
            504: components["responses"]["ProviderResponseFailure"];
        };
    };
    GetVerdictOfPolicy: {
        parameters: {
            query: {
                /** @description The image. */
                key: string;
                /** @description The Kubernetes namespace that the images are for; default where absent. */
                namespace?: string;
                /** @description The service account that the images are for; default where absent. */
                serviceAccount?: string;
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
                 * @description Id of the policy, without a slash.
                 * @example production
                 */
                policy: string;
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.ProviderResponse"];
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
    ProvideVerdictsOfPolicy: {
        parameters: {
            query?: {
                /** @description The Kubernetes namespace that the images are for; default where absent. */
                namespace?: string;
                /** @description The service account that the images are for; default where absent. */
                serviceAccount?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the policy, without a slash.
                 * @example production
                 */
                policy: string;
            };
            cookie?: never;
        };
        /** @description A ProviderRequest of externaldata.gatekeeper.sh/v1beta1; its keys are images. */
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.ProviderResponse"];
                };
            };
            400: components["responses"]["ProviderResponseFailure"];
            401: components["responses"]["ProviderResponseFailure"];
            403: components["responses"]["ProviderResponseFailure"];
            404: components["responses"]["ProviderResponseFailure"];
            408: components["responses"]["ProviderResponseFailure"];
            409: components["responses"]["ProviderResponseFailure"];
            413: components["responses"]["ProviderResponseFailure"];
            429: components["responses"]["ProviderResponseFailure"];
            499: components["responses"]["ProviderResponseFailure"];
            500: components["responses"]["ProviderResponseFailure"];
            501: components["responses"]["ProviderResponseFailure"];
            503: components["responses"]["ProviderResponseFailure"];
            504: components["responses"]["ProviderResponseFailure"];
        };
    };
    ReceiveHarborEvent: {
        parameters: {
            query?: {
                /** @description Where notes go: projects/PROVIDER; a project named for the format where absent. */
                provider?: string;
                /** @description Of Harbor and GitHub the host of the images, where it is another one; of Clair a repository for images that are not known; of trivy-operator a resource URL. */
                repository?: string;
                /** @description The distribution, such as debian:11, where the report does not name it. */
                distro?: string;
            };
            header?: {
                /** @description HMAC of the event by the configured secret, of GitHub. */
                "x-hub-signature-256"?: string;
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
        /** @description At most 4 MiB. */
        requestBody: {
            content: {
                "application/json": unknown;
                "application/octet-stream": string;
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.ReceiveEventResponse"];
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
    ReceiveClairEvent: {
        parameters: {
            query?: {
                /** @description Where notes go: projects/PROVIDER; a project named for the format where absent. */
                provider?: string;
                /** @description Of Harbor and GitHub the host of the images, where it is another one; of Clair a repository for images that are not known; of trivy-operator a resource URL. */
                repository?: string;
                /** @description The distribution, such as debian:11, where the report does not name it. */
                distro?: string;
            };
            header?: {
                /** @description HMAC of the event by the configured secret, of GitHub. */
                "x-hub-signature-256"?: string;
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
        /** @description At most 4 MiB. */
        requestBody: {
            content: {
                "application/json": unknown;
                "application/octet-stream": string;
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.ReceiveEventResponse"];
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
    ReceiveTrivyOperatorEvent: {
        parameters: {
            query?: {
                /** @description Where notes go: projects/PROVIDER; a project named for the format where absent. */
                provider?: string;
                /** @description Of Harbor and GitHub the host of the images, where it is another one; of Clair a repository for images that are not known; of trivy-operator a resource URL. */
                repository?: string;
                /** @description The distribution, such as debian:11, where the report does not name it. */
                distro?: string;
            };
            header?: {
                /** @description HMAC of the event by the configured secret, of GitHub. */
                "x-hub-signature-256"?: string;
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
        /** @description At most 4 MiB. */
        requestBody: {
            content: {
                "application/json": unknown;
                "application/octet-stream": string;
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.ReceiveEventResponse"];
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
    ReceiveGithubEvent: {
        parameters: {
            query?: {
                /** @description Where notes go: projects/PROVIDER; a project named for the format where absent. */
                provider?: string;
                /** @description Of Harbor and GitHub the host of the images, where it is another one; of Clair a repository for images that are not known; of trivy-operator a resource URL. */
                repository?: string;
                /** @description The distribution, such as debian:11, where the report does not name it. */
                distro?: string;
            };
            header?: {
                /** @description HMAC of the event by the configured secret, of GitHub. */
                "x-hub-signature-256"?: string;
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
        /** @description At most 4 MiB. */
        requestBody: {
            content: {
                "application/json": unknown;
                "application/octet-stream": string;
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
                    "application/json": components["schemas"]["grafeas_ts.webhooks.ReceiveEventResponse"];
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
  ReviewAdmission: ['POST', '/admission/projects/{project}'],
  ReviewAdmissionOfCluster: ['POST', '/admission/projects/{project}/clusters/{cluster}'],
  ReviewAdmissionOfPolicy: ['POST', '/admission/projects/{project}/platformPolicies/{policy}'],
  ProvideVerdicts: ['POST', '/gatekeeper/projects/{project}'],
  GetVerdict: ['GET', '/gatekeeper/projects/{project}'],
  ProvideVerdictsOfCluster: ['POST', '/gatekeeper/projects/{project}/clusters/{cluster}'],
  GetVerdictOfCluster: ['GET', '/gatekeeper/projects/{project}/clusters/{cluster}'],
  ProvideVerdictsOfPolicy: ['POST', '/gatekeeper/projects/{project}/platformPolicies/{policy}'],
  GetVerdictOfPolicy: ['GET', '/gatekeeper/projects/{project}/platformPolicies/{policy}'],
  ReceiveHarborEvent: ['POST', '/hooks/harbor/projects/{project}'],
  ReceiveClairEvent: ['POST', '/hooks/clair/projects/{project}'],
  ReceiveTrivyOperatorEvent: ['POST', '/hooks/trivy-operator/projects/{project}'],
  ReceiveGithubEvent: ['POST', '/hooks/github/projects/{project}'],
} as const;
