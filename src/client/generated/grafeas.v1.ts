// Generated from openapi/grafeas.v1.json by `npm run generate`.

export interface paths {
    "/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects
         * @description Ascending by name; only projects the caller has access to. Needs `projects.list` on each project listed.
         */
        get: operations["ListProjects"];
        put?: never;
        /**
         * Create a project
         * @description Optional: notes and occurrences can be written without it. Only created projects are listed. Needs `projects.create` on the project.
         */
        post: operations["CreateProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a project
         * @description Returns the project if it was created. Needs `projects.get` on the project.
         */
        get: operations["GetProject"];
        put?: never;
        post?: never;
        /**
         * Delete a project
         * @description Its notes and occurrences stay and can still be read. Needs `projects.delete` on the project.
         */
        delete: operations["DeleteProject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notes
         * @description Ascending by name. Needs `notes.list` on the project, or each one that projects/- reads.
         */
        get: operations["ListNotes"];
        put?: never;
        /**
         * Create a note
         * @description The note gets the name parent/notes/noteId; kind, name and times are set by the server. Needs `notes.create` on the project.
         */
        post: operations["CreateNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notes
         * @description Ascending by name. Needs `notes.list` on the project, or each one that projects/- reads.
         */
        get: operations["ListNotesInLocation"];
        put?: never;
        /**
         * Create a note
         * @description The note gets the name parent/notes/noteId; kind, name and times are set by the server. Needs `notes.create` on the project.
         */
        post: operations["CreateNoteInLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/notes:batchCreate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create notes
         * @description Creates up to 1000 notes, or none; the error names every invalid id. Needs `notes.create` on the project.
         */
        post: operations["BatchCreateNotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/notes:batchCreate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create notes
         * @description Creates up to 1000 notes, or none; the error names every invalid id. Needs `notes.create` on the project.
         */
        post: operations["BatchCreateNotesInLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a note
         * @description Returns the stored note. Needs `notes.get` on the note.
         */
        get: operations["GetNote"];
        put?: never;
        post?: never;
        /**
         * Delete a note
         * @description Its occurrences stay; a request for the note of one of them returns 404. Needs `notes.delete` on the note.
         */
        delete: operations["DeleteNote"];
        options?: never;
        head?: never;
        /**
         * Change a note
         * @description Changes the fields in the mask; over REST without a mask, the fields that the body sets. Needs `notes.update` on the note.
         */
        patch: operations["UpdateNote"];
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a note
         * @description Returns the stored note. Needs `notes.get` on the note.
         */
        get: operations["GetNoteInLocation"];
        put?: never;
        post?: never;
        /**
         * Delete a note
         * @description Its occurrences stay; a request for the note of one of them returns 404. Needs `notes.delete` on the note.
         */
        delete: operations["DeleteNoteInLocation"];
        options?: never;
        head?: never;
        /**
         * Change a note
         * @description Changes the fields in the mask; over REST without a mask, the fields that the body sets. Needs `notes.update` on the note.
         */
        patch: operations["UpdateNoteInLocation"];
        trace?: never;
    };
    "/v1/projects/{project}/notes/{note}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List occurrences of a note
         * @description Lists those of all projects, ascending by name. Needs `notes.listOccurrences` on the note.
         */
        get: operations["ListNoteOccurrences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/notes/{note}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List occurrences of a note
         * @description Lists those of all projects, ascending by name. Needs `notes.listOccurrences` on the note.
         */
        get: operations["ListNoteOccurrencesInLocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List occurrences
         * @description Ascending by name, which is the order of creation. The location `-` is all locations of the project, without occurrences outside of locations: ascending by location, then name. Needs `occurrences.list` on the project, or each one that projects/- reads.
         */
        get: operations["ListOccurrences"];
        put?: never;
        /**
         * Create an occurrence
         * @description The note must exist and be of the same kind; name, kind and times are set by the server. Needs `occurrences.create` on the project and `notes.attachOccurrence` on the note.
         */
        post: operations["CreateOccurrence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List occurrences
         * @description Ascending by name, which is the order of creation. The location `-` is all locations of the project, without occurrences outside of locations: ascending by location, then name. Needs `occurrences.list` on the project, or each one that projects/- reads.
         */
        get: operations["ListOccurrencesInLocation"];
        put?: never;
        /**
         * Create an occurrence
         * @description The note must exist and be of the same kind; name, kind and times are set by the server. Needs `occurrences.create` on the project and `notes.attachOccurrence` on the note.
         */
        post: operations["CreateOccurrenceInLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/occurrences:batchCreate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create occurrences
         * @description Creates up to 1000 occurrences, or none; the error names every invalid item. Needs `occurrences.create` on the project and `notes.attachOccurrence` on every note.
         */
        post: operations["BatchCreateOccurrences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/occurrences:batchCreate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create occurrences
         * @description Creates up to 1000 occurrences, or none; the error names every invalid item. Needs `occurrences.create` on the project and `notes.attachOccurrence` on every note.
         */
        post: operations["BatchCreateOccurrencesInLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/occurrences:vulnerabilitySummary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count vulnerabilities
         * @description By artifact and effective severity, with how many have a fix. Needs `occurrences.list` on the project, or each one that projects/- reads.
         */
        get: operations["GetVulnerabilityOccurrencesSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/occurrences:vulnerabilitySummary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count vulnerabilities
         * @description By artifact and effective severity, with how many have a fix. Needs `occurrences.list` on the project, or each one that projects/- reads.
         */
        get: operations["GetVulnerabilityOccurrencesSummaryInLocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/occurrences/{occurrence}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an occurrence
         * @description Returns the stored occurrence. Needs `occurrences.get` on the project.
         */
        get: operations["GetOccurrence"];
        put?: never;
        post?: never;
        /**
         * Delete an occurrence
         * @description The note stays. Needs `occurrences.delete` on the project and `notes.attachOccurrence` on the note.
         */
        delete: operations["DeleteOccurrence"];
        options?: never;
        head?: never;
        /**
         * Change an occurrence
         * @description Changes the fields in the mask; over REST without a mask, the fields that the body sets. Needs `occurrences.update` on the project and `notes.attachOccurrence` on the note.
         */
        patch: operations["UpdateOccurrence"];
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/occurrences/{occurrence}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an occurrence
         * @description Returns the stored occurrence. Needs `occurrences.get` on the project.
         */
        get: operations["GetOccurrenceInLocation"];
        put?: never;
        post?: never;
        /**
         * Delete an occurrence
         * @description The note stays. Needs `occurrences.delete` on the project and `notes.attachOccurrence` on the note.
         */
        delete: operations["DeleteOccurrenceInLocation"];
        options?: never;
        head?: never;
        /**
         * Change an occurrence
         * @description Changes the fields in the mask; over REST without a mask, the fields that the body sets. Needs `occurrences.update` on the project and `notes.attachOccurrence` on the note.
         */
        patch: operations["UpdateOccurrenceInLocation"];
        trace?: never;
    };
    "/v1/projects/{project}/occurrences/{occurrence}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the note of an occurrence
         * @description Requires no permission on the note. Needs `occurrences.get` on the project.
         */
        get: operations["GetOccurrenceNote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/occurrences/{occurrence}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the note of an occurrence
         * @description Requires no permission on the note. Needs `occurrences.get` on the project.
         */
        get: operations["GetOccurrenceNoteInLocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}:testIamPermissions": {
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
    "/v1/projects/{project}/notes/{note}:testIamPermissions": {
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
        post: operations["TestIamPermissionsOfNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/occurrences/{occurrence}:testIamPermissions": {
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
        post: operations["TestIamPermissionsOfOccurrence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/notes/{note}:testIamPermissions": {
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
        post: operations["TestIamPermissionsOfNoteInLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/occurrences/{occurrence}:testIamPermissions": {
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
        post: operations["TestIamPermissionsOfOccurrenceInLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/occurrences/{occurrence}:verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the verification of an occurrence
         * @description Which key verified the signatures of the occurrence when it was last written, or why none did. Only the server sets it, where an attestor or the policy file demands it. Needs `occurrences.get` on the project.
         */
        get: operations["GetOccurrenceVerification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/occurrences/{occurrence}:verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the verification of an occurrence
         * @description Which key verified the signatures of the occurrence when it was last written, or why none did. Only the server sets it, where an attestor or the policy file demands it. Needs `occurrences.get` on the project.
         */
        get: operations["GetOccurrenceVerificationInLocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/notes/{note}:assessment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what a note says of findings
         * @description Whether a VEX statement has reached the findings it is about, and in which projects it applies. They follow in the background. Needs `notes.get` on the note.
         */
        get: operations["GetNoteAssessment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/notes/{note}:assessment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what a note says of findings
         * @description Whether a VEX statement has reached the findings it is about, and in which projects it applies. They follow in the background. Needs `notes.get` on the note.
         */
        get: operations["GetNoteAssessmentInLocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/occurrences:assessedSummary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count vulnerabilities with what VEX says of them
         * @description By artifact and effective severity: all, those that have a fix, and those that a VEX statement says do not affect the artifact. Needs `occurrences.list` on the project, or each one that projects/- reads.
         */
        get: operations["GetAssessedSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/occurrences:assessedSummary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count vulnerabilities with what VEX says of them
         * @description By artifact and effective severity: all, those that have a fix, and those that a VEX statement says do not affect the artifact. Needs `occurrences.list` on the project, or each one that projects/- reads.
         */
        get: operations["GetAssessedSummaryInLocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/occurrences:vulnerabilityTotals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count vulnerabilities of projects
         * @description One row per project: its findings by severity, its images by worst severity and, if requested, its findings over time and what to fix first. `projects/-` lists every project that has occurrences, and each location as a row of its own. Needs `occurrences.list` on the project, or each one that projects/- reads.
         */
        get: operations["ListVulnerabilityTotals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/occurrences:vulnerabilityTotals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count vulnerabilities of projects
         * @description One row per project: its findings by severity, its images by worst severity and, if requested, its findings over time and what to fix first. `projects/-` lists every project that has occurrences, and each location as a row of its own. Needs `occurrences.list` on the project, or each one that projects/- reads.
         */
        get: operations["ListVulnerabilityTotalsInLocation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/occurrences:vulnerabilityHistory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get findings over time
         * @description The number of findings at the beginning of each day, by severity, with how many have a fix. Days on which no server ran are missing. Needs `occurrences.list` on the project.
         */
        get: operations["GetVulnerabilityHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/locations/{location}/occurrences:vulnerabilityHistory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get findings over time
         * @description The number of findings at the beginning of each day, by severity, with how many have a fix. Days on which no server ran are missing. Needs `occurrences.list` on the project.
         */
        get: operations["GetVulnerabilityHistoryInLocation"];
        put?: never;
        post?: never;
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
        /** @description A place for notes and occurrences. */
        "project.Project": {
            /** @description projects/PROJECT. */
            name?: string;
        };
        /** @description A page of projects. */
        "project.ListProjectsResponse": {
            /** @description The projects. */
            projects?: components["schemas"]["project.Project"][];
            /** @description The pageToken for the next page; empty on the last page. */
            nextPageToken?: string;
        };
        /** @description Nothing. */
        "google.Empty": Record<string, never>;
        /** @description Something that can be found, done or signed. Its provider describes it once. */
        Note: {
            /** @description projects/PROVIDER/notes/NOTE. */
            readonly name?: string;
            /** @description One sentence. */
            shortDescription?: string;
            /** @description Long description. */
            longDescription?: string;
            /** @description Kind of the note; derived from the member that is set. */
            readonly kind?: components["schemas"]["NoteKind"];
            /** @description Links to further information. */
            relatedUrl?: components["schemas"]["RelatedUrl"][];
            /**
             * Format: date-time
             * @description When the note stops being valid. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            expirationTime?: string;
            /**
             * Format: date-time
             * @description When the note was created. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            readonly createTime?: string;
            /**
             * Format: date-time
             * @description When the note was last changed. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            readonly updateTime?: string;
            /** @description Names of related notes. */
            relatedNoteNames?: string[];
            /** @description A weakness, such as a CVE, and what it affects. One of type. */
            vulnerability?: components["schemas"]["VulnerabilityNote"];
            /** @description A builder. One of type. */
            build?: components["schemas"]["BuildNote"];
            /** @description An image that others are based on. One of type. */
            image?: components["schemas"]["ImageNote"];
            /** @description A package. One of type. */
            package?: components["schemas"]["PackageNote"];
            /** @description Something that can be deployed. One of type. */
            deployment?: components["schemas"]["DeploymentNote"];
            /** @description A type of analysis. One of type. */
            discovery?: components["schemas"]["DiscoveryNote"];
            /** @description Who attests. One of type. */
            attestation?: components["schemas"]["AttestationNote"];
            /** @description A newer version of a package. One of type. */
            upgrade?: components["schemas"]["UpgradeNote"];
            /** @description A rule that artifacts should comply with. One of type. */
            compliance?: components["schemas"]["ComplianceNote"];
            /** @description Who attests. One of type. */
            dsseAttestation?: components["schemas"]["DSSEAttestationNote"];
            /** @description A VEX statement. One of type. */
            vulnerabilityAssessment?: components["schemas"]["VulnerabilityAssessmentNote"];
            /** @description A type of SBOM. One of type. */
            sbomReference?: components["schemas"]["SBOMReferenceNote"];
            /** @description A type of secret. One of type. */
            secret?: components["schemas"]["SecretNote"];
            /** @description A type of analysis of skills. One of type. */
            aiSkillAnalysis?: components["schemas"]["AISkillAnalysisNote"];
        } & (unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown);
        /** @description A value of NoteKind, by name. Numbers are accepted too, and printed where this version has no name for them. */
        NoteKind: ("NOTE_KIND_UNSPECIFIED" | "VULNERABILITY" | "BUILD" | "IMAGE" | "PACKAGE" | "DEPLOYMENT" | "DISCOVERY" | "ATTESTATION" | "UPGRADE" | "COMPLIANCE" | "DSSE_ATTESTATION" | "VULNERABILITY_ASSESSMENT" | "SBOM_REFERENCE" | "SECRET" | "AI_SKILL_ANALYSIS") | number;
        /** @description A link with a label. */
        RelatedUrl: {
            /** @description The link. */
            url?: string;
            /** @description Label of the link. */
            label?: string;
        };
        /** @description A weakness, such as a CVE, and what it affects. */
        VulnerabilityNote: {
            /** @description CVSS score, from 0 to 10. */
            cvssScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description Severity as rated by the provider. */
            severity?: components["schemas"]["Severity"];
            /** @description Affected packages, one entry for each package and distribution; at least one. Required. */
            details?: components["schemas"]["VulnerabilityNote.Detail"][];
            /** @description The full CVSS version 3 description. */
            cvssV3?: components["schemas"]["CVSSv3"];
            /** @description Which Windows releases are affected. */
            windowsDetails?: components["schemas"]["VulnerabilityNote.WindowsDetail"][];
            /**
             * Format: date-time
             * @description When the source last changed the entry. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            sourceUpdateTime?: string;
            /** @description Version of CVSS of cvssScore and severity. */
            cvssVersion?: components["schemas"]["CVSSVersion"];
            /** @description The full CVSS version 2 description. */
            cvssV2?: components["schemas"]["CVSS"];
            /**
             * Format: date-time
             * @description When the advisory was published. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            advisoryPublishTime?: string;
            /** @description The full CVSS version 4 description. */
            cvssV4?: components["schemas"]["CVSS"];
        };
        /** @description A value of Severity, by name. Numbers are accepted too, and printed where this version has no name for them. */
        Severity: ("SEVERITY_UNSPECIFIED" | "MINIMAL" | "LOW" | "MEDIUM" | "HIGH" | "CRITICAL") | number;
        /** @description Which versions of one package on one distribution are affected. */
        "VulnerabilityNote.Detail": {
            /** @description Severity in the distribution's own terms. */
            severityName?: string;
            /** @description What the distribution says about it. */
            description?: string;
            /** @description Package type, such as OS or MAVEN. */
            packageType?: string;
            /** @description CPE of the distribution or product that ships the package. Required. */
            affectedCpeUri?: string;
            /** @description Name of the package. Required. */
            affectedPackage?: string;
            /** @description The first version affected. */
            affectedVersionStart?: components["schemas"]["Version"];
            /** @description The last version affected. */
            affectedVersionEnd?: components["schemas"]["Version"];
            /** @description CPE of the distribution or product that ships the fixed package. */
            fixedCpeUri?: string;
            /** @description Name of the package that has the fix. */
            fixedPackage?: string;
            /** @description The version that fixes it; MAXIMUM where there is none. */
            fixedVersion?: components["schemas"]["Version"];
            /** @description Whether the detail no longer holds. */
            isObsolete?: boolean;
            /**
             * Format: date-time
             * @description When the source last changed the detail. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            sourceUpdateTime?: string;
            /** @description Who published the detail. */
            source?: string;
            /** @description Who makes the product. */
            vendor?: string;
        };
        /** @description A version of a package, or one of the two ends of all versions. */
        Version: {
            /**
             * Format: int32
             * @description Corrects mistakes in the numbering; compared before the name.
             */
            epoch?: number;
            /** @description The version proper, such as 3.0.9; required if kind is NORMAL. */
            name?: string;
            /** @description Which build of that version, such as 1~deb12u2. */
            revision?: string;
            /** @description Whether a range that ends here contains this version. */
            inclusive?: boolean;
            /** @description A normal version, or the lowest or highest of all. Required. */
            kind?: components["schemas"]["Version.VersionKind"];
            /** @description Epoch, name and revision as people write them, such as 1:3.0.9-1. */
            fullName?: string;
        };
        /** @description A value of Version.VersionKind, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "Version.VersionKind": ("VERSION_KIND_UNSPECIFIED" | "NORMAL" | "MINIMUM" | "MAXIMUM") | number;
        /** @description A CVSS version 3 score with the metrics behind it. */
        CVSSv3: {
            /** @description The score, from 0 to 10. */
            baseScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description Exploitability part of the score. */
            exploitabilityScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description Impact part of the score. */
            impactScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description Attack vector. */
            attackVector?: components["schemas"]["CVSSv3.AttackVector"];
            /** @description Attack complexity. */
            attackComplexity?: components["schemas"]["CVSSv3.AttackComplexity"];
            /** @description Privileges that an attacker requires. */
            privilegesRequired?: components["schemas"]["CVSSv3.PrivilegesRequired"];
            /** @description Whether an attack requires another user to act. */
            userInteraction?: components["schemas"]["CVSSv3.UserInteraction"];
            /** @description Whether other components than the attacked one are affected. */
            scope?: components["schemas"]["CVSSv3.Scope"];
            /** @description Impact on confidentiality. */
            confidentialityImpact?: components["schemas"]["CVSSv3.Impact"];
            /** @description Impact on integrity. */
            integrityImpact?: components["schemas"]["CVSSv3.Impact"];
            /** @description Impact on availability. */
            availabilityImpact?: components["schemas"]["CVSSv3.Impact"];
        };
        /** @description A value of CVSSv3.AttackVector, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSSv3.AttackVector": ("ATTACK_VECTOR_UNSPECIFIED" | "ATTACK_VECTOR_NETWORK" | "ATTACK_VECTOR_ADJACENT" | "ATTACK_VECTOR_LOCAL" | "ATTACK_VECTOR_PHYSICAL") | number;
        /** @description A value of CVSSv3.AttackComplexity, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSSv3.AttackComplexity": ("ATTACK_COMPLEXITY_UNSPECIFIED" | "ATTACK_COMPLEXITY_LOW" | "ATTACK_COMPLEXITY_HIGH") | number;
        /** @description A value of CVSSv3.PrivilegesRequired, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSSv3.PrivilegesRequired": ("PRIVILEGES_REQUIRED_UNSPECIFIED" | "PRIVILEGES_REQUIRED_NONE" | "PRIVILEGES_REQUIRED_LOW" | "PRIVILEGES_REQUIRED_HIGH") | number;
        /** @description A value of CVSSv3.UserInteraction, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSSv3.UserInteraction": ("USER_INTERACTION_UNSPECIFIED" | "USER_INTERACTION_NONE" | "USER_INTERACTION_REQUIRED") | number;
        /** @description A value of CVSSv3.Scope, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSSv3.Scope": ("SCOPE_UNSPECIFIED" | "SCOPE_UNCHANGED" | "SCOPE_CHANGED") | number;
        /** @description A value of CVSSv3.Impact, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSSv3.Impact": ("IMPACT_UNSPECIFIED" | "IMPACT_HIGH" | "IMPACT_LOW" | "IMPACT_NONE") | number;
        /** @description A Windows release that is affected, and the updates that fix it. */
        "VulnerabilityNote.WindowsDetail": {
            /** @description CPE of the release. */
            cpeUri?: string;
            /** @description Name of the vulnerability on this release. */
            name?: string;
            /** @description What the vulnerability does on this release. */
            description?: string;
            /** @description Articles of the updates that fix it. */
            fixingKbs?: components["schemas"]["VulnerabilityNote.WindowsDetail.KnowledgeBase"][];
        };
        /** @description An article that describes an update. */
        "VulnerabilityNote.WindowsDetail.KnowledgeBase": {
            /** @description Number of the article, such as KB5004945. */
            name?: string;
            /** @description Where to read it. */
            url?: string;
        };
        /** @description A value of CVSSVersion, by name. Numbers are accepted too, and printed where this version has no name for them. */
        CVSSVersion: ("CVSS_VERSION_UNSPECIFIED" | "CVSS_VERSION_2" | "CVSS_VERSION_3" | "CVSS_VERSION_4") | number;
        /** @description A CVSS score with the metrics behind it; each version of CVSS uses some of them. */
        CVSS: {
            /** @description The score, from 0 to 10. */
            baseScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description Exploitability part of the score. */
            exploitabilityScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description Impact part of the score. */
            impactScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description Attack vector. */
            attackVector?: components["schemas"]["CVSS.AttackVector"];
            /** @description Attack complexity. */
            attackComplexity?: components["schemas"]["CVSS.AttackComplexity"];
            /** @description How often an attacker must authenticate; version 2 only. */
            authentication?: components["schemas"]["CVSS.Authentication"];
            /** @description Privileges that an attacker requires. */
            privilegesRequired?: components["schemas"]["CVSS.PrivilegesRequired"];
            /** @description Whether an attack requires another user to act. */
            userInteraction?: components["schemas"]["CVSS.UserInteraction"];
            /** @description Whether other components than the attacked one are affected. */
            scope?: components["schemas"]["CVSS.Scope"];
            /** @description Impact on confidentiality. */
            confidentialityImpact?: components["schemas"]["CVSS.Impact"];
            /** @description Impact on integrity. */
            integrityImpact?: components["schemas"]["CVSS.Impact"];
            /** @description Impact on availability. */
            availabilityImpact?: components["schemas"]["CVSS.Impact"];
            /** @description Conditions that an attack requires; version 4 only. */
            attackRequirements?: components["schemas"]["CVSS.AttackRequirements"];
            /** @description Impact on confidentiality of the attacked system. */
            vulnerableSystemConfidentialityImpact?: components["schemas"]["CVSS.Impact"];
            /** @description Impact on integrity of the attacked system. */
            vulnerableSystemIntegrityImpact?: components["schemas"]["CVSS.Impact"];
            /** @description Impact on availability of the attacked system. */
            vulnerableSystemAvailabilityImpact?: components["schemas"]["CVSS.Impact"];
            /** @description Impact on confidentiality of subsequent systems. */
            subsequentSystemConfidentialityImpact?: components["schemas"]["CVSS.Impact"];
            /** @description Impact on integrity of subsequent systems. */
            subsequentSystemIntegrityImpact?: components["schemas"]["CVSS.Impact"];
            /** @description Impact on availability of subsequent systems. */
            subsequentSystemAvailabilityImpact?: components["schemas"]["CVSS.Impact"];
            /** @description Maturity of known exploits; version 4 only. */
            exploitMaturity?: components["schemas"]["CVSS.ExploitMaturity"];
        };
        /** @description A value of CVSS.AttackVector, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSS.AttackVector": ("ATTACK_VECTOR_UNSPECIFIED" | "ATTACK_VECTOR_NETWORK" | "ATTACK_VECTOR_ADJACENT" | "ATTACK_VECTOR_LOCAL" | "ATTACK_VECTOR_PHYSICAL") | number;
        /** @description A value of CVSS.AttackComplexity, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSS.AttackComplexity": ("ATTACK_COMPLEXITY_UNSPECIFIED" | "ATTACK_COMPLEXITY_LOW" | "ATTACK_COMPLEXITY_HIGH" | "ATTACK_COMPLEXITY_MEDIUM") | number;
        /** @description A value of CVSS.Authentication, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSS.Authentication": ("AUTHENTICATION_UNSPECIFIED" | "AUTHENTICATION_MULTIPLE" | "AUTHENTICATION_SINGLE" | "AUTHENTICATION_NONE") | number;
        /** @description A value of CVSS.PrivilegesRequired, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSS.PrivilegesRequired": ("PRIVILEGES_REQUIRED_UNSPECIFIED" | "PRIVILEGES_REQUIRED_NONE" | "PRIVILEGES_REQUIRED_LOW" | "PRIVILEGES_REQUIRED_HIGH") | number;
        /** @description A value of CVSS.UserInteraction, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSS.UserInteraction": ("USER_INTERACTION_UNSPECIFIED" | "USER_INTERACTION_NONE" | "USER_INTERACTION_REQUIRED" | "USER_INTERACTION_PASSIVE" | "USER_INTERACTION_ACTIVE") | number;
        /** @description A value of CVSS.Scope, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSS.Scope": ("SCOPE_UNSPECIFIED" | "SCOPE_UNCHANGED" | "SCOPE_CHANGED") | number;
        /** @description A value of CVSS.Impact, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSS.Impact": ("IMPACT_UNSPECIFIED" | "IMPACT_HIGH" | "IMPACT_LOW" | "IMPACT_NONE" | "IMPACT_PARTIAL" | "IMPACT_COMPLETE") | number;
        /** @description A value of CVSS.AttackRequirements, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSS.AttackRequirements": ("ATTACK_REQUIREMENTS_UNSPECIFIED" | "ATTACK_REQUIREMENTS_NONE" | "ATTACK_REQUIREMENTS_PRESENT") | number;
        /** @description A value of CVSS.ExploitMaturity, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "CVSS.ExploitMaturity": ("EXPLOIT_MATURITY_UNSPECIFIED" | "EXPLOIT_MATURITY_NOT_DEFINED" | "EXPLOIT_MATURITY_ATTACKED" | "EXPLOIT_MATURITY_POC" | "EXPLOIT_MATURITY_UNREPORTED") | number;
        /** @description A builder. */
        BuildNote: {
            /** @description Version of the builder. Required. Cannot be changed. */
            builderVersion?: string;
        };
        /** @description An image that others are based on. */
        ImageNote: {
            /** @description Resource URL of the image. Required. Cannot be changed. */
            resourceUrl?: string;
            /** @description What identifies it. Required. Cannot be changed. */
            fingerprint?: components["schemas"]["Fingerprint"];
        };
        /** @description Identifies an image. */
        Fingerprint: {
            /** @description Id of the top layer in the first image format. Required. */
            v1Name?: string;
            /** @description Digests of the layers, at least one. Required. */
            v2Blob?: string[];
            /** @description Name that follows from the digests of the layers. */
            v2Name?: string;
        };
        /** @description A package. */
        PackageNote: {
            /** @description Name of the package. Required. Cannot be changed. */
            name?: string;
            /** @description Channels that offer it. */
            distribution?: components["schemas"]["Distribution"][];
            /** @description Package type, such as OS or MAVEN. */
            packageType?: string;
            /** @description CPE of the distribution or product that ships it. */
            cpeUri?: string;
            /** @description Processor architecture. */
            architecture?: components["schemas"]["Architecture"];
            /** @description Its version. */
            version?: components["schemas"]["Version"];
            /** @description Maintainer of the package. */
            maintainer?: string;
            /** @description Web page of the package. */
            url?: string;
            /** @description What it is. */
            description?: string;
            /** @description License of the package. */
            license?: components["schemas"]["License"];
            /** @description Digests of its files. */
            digest?: components["schemas"]["Digest"][];
        };
        /** @description A channel that offers the package. */
        Distribution: {
            /** @description CPE of the channel. Required. */
            cpeUri?: string;
            /** @description Processor architecture. */
            architecture?: components["schemas"]["Architecture"];
            /** @description The newest version there. */
            latestVersion?: components["schemas"]["Version"];
            /** @description Maintainer of the package in the channel. */
            maintainer?: string;
            /** @description Web page of the package. */
            url?: string;
            /** @description What it is. */
            description?: string;
        };
        /** @description A value of Architecture, by name. Numbers are accepted too, and printed where this version has no name for them. */
        Architecture: ("ARCHITECTURE_UNSPECIFIED" | "X86" | "X64") | number;
        /** @description A license. */
        License: {
            /** @description SPDX license expression, such as MIT OR Apache-2.0. */
            expression?: string;
            /** @description Comments on it. */
            comments?: string;
        };
        /** @description A digest with the name of its algorithm. */
        Digest: {
            /** @description Name of the algorithm, such as SHA1. */
            algo?: string;
            /**
             * Format: byte
             * @description The digest itself. Base64; the URL-safe alphabet is read too.
             */
            digestBytes?: string;
        };
        /** @description Something that can be deployed. */
        DeploymentNote: {
            /** @description Resource URLs of the artifacts, at least one. Required. */
            resourceUri?: string[];
        };
        /** @description A type of analysis. */
        DiscoveryNote: {
            /** @description Which kind of occurrences the analysis yields. Required. Cannot be changed. */
            analysisKind?: components["schemas"]["NoteKind"];
        };
        /** @description Who attests. */
        AttestationNote: {
            /** @description Human-readable identification of the authority. */
            hint?: components["schemas"]["AttestationNote.Hint"];
        };
        /** @description Human-readable identification of the authority. */
        "AttestationNote.Hint": {
            /** @description Name of the authority, such as qa. Required. */
            humanReadableName?: string;
        };
        /** @description A newer version of a package. */
        UpgradeNote: {
            /** @description Name of the package. */
            package?: string;
            /** @description The newer version. */
            version?: components["schemas"]["Version"];
            /** @description Channels that offer it. */
            distributions?: components["schemas"]["UpgradeDistribution"][];
            /** @description The update of Windows, where it is one. */
            windowsUpdate?: components["schemas"]["WindowsUpdate"];
        };
        /** @description A channel that offers the upgrade. */
        UpgradeDistribution: {
            /** @description CPE of the channel. */
            cpeUri?: string;
            /** @description Type of the upgrade, such as security. */
            classification?: string;
            /** @description Urgency in the channel's own terms. */
            severity?: string;
            /** @description CVEs that the upgrade fixes. */
            cve?: string[];
        };
        /** @description An update of Windows. */
        WindowsUpdate: {
            /** @description What identifies it. */
            identity?: components["schemas"]["WindowsUpdate.Identity"];
            /** @description Its title. */
            title?: string;
            /** @description What it does. */
            description?: string;
            /** @description Categories of the update. */
            categories?: components["schemas"]["WindowsUpdate.Category"][];
            /** @description Numbers of the articles that describe it. */
            kbArticleIds?: string[];
            /** @description Where to get help with it. */
            supportUrl?: string;
            /**
             * Format: date-time
             * @description When it was last published. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            lastPublishedTimestamp?: string;
        };
        /** @description What identifies an update. */
        "WindowsUpdate.Identity": {
            /** @description Its id, which all its revisions share. */
            updateId?: string;
            /**
             * Format: int32
             * @description Which revision it is.
             */
            revision?: number;
        };
        /** @description A category of updates. */
        "WindowsUpdate.Category": {
            /** @description Its id. */
            categoryId?: string;
            /** @description Its name. */
            name?: string;
        };
        /** @description A rule that artifacts should comply with. */
        ComplianceNote: {
            /** @description Its title. */
            title?: string;
            /** @description What the rule requires. */
            description?: string;
            /** @description Versions of benchmarks that hold it. */
            version?: components["schemas"]["ComplianceVersion"][];
            /** @description Why the rule exists. */
            rationale?: string;
            /** @description How to comply. */
            remediation?: string;
            /** @description Its place in a benchmark of CIS. One of compliance_type. */
            cisBenchmark?: components["schemas"]["ComplianceNote.CisBenchmark"];
            /**
             * Format: byte
             * @description How to check it, for scanners. Base64; the URL-safe alphabet is read too.
             */
            scanInstructions?: string;
            /** @description What complying may break. One of potential_impact. */
            impact?: string;
        };
        /** @description A version of a benchmark, and the product it is for. */
        ComplianceVersion: {
            /** @description CPE of the product. */
            cpeUri?: string;
            /** @description Name of the document that holds the benchmark. */
            benchmarkDocument?: string;
            /** @description Version of that document. */
            version?: string;
        };
        /** @description A benchmark of CIS. */
        "ComplianceNote.CisBenchmark": {
            /**
             * Format: int32
             * @description Level of the profile, 1 or 2.
             */
            profileLevel?: number;
            /** @description Severity of not complying. */
            severity?: components["schemas"]["Severity"];
        };
        /** @description Who attests. */
        DSSEAttestationNote: {
            /** @description Human-readable identification of the authority. */
            hint?: components["schemas"]["DSSEAttestationNote.DSSEHint"];
        };
        /** @description Human-readable identification of the authority. */
        "DSSEAttestationNote.DSSEHint": {
            /** @description Name of the authority, such as qa. */
            humanReadableName?: string;
        };
        /** @description A VEX statement. */
        VulnerabilityAssessmentNote: {
            /** @description Its title. */
            title?: string;
            /** @description One sentence. */
            shortDescription?: string;
            /** @description Long description. */
            longDescription?: string;
            /** @description Its language, such as en. */
            languageCode?: string;
            /** @description Who makes it. */
            publisher?: components["schemas"]["VulnerabilityAssessmentNote.Publisher"];
            /** @description What it is about. */
            product?: components["schemas"]["VulnerabilityAssessmentNote.Product"];
            /** @description What it says. */
            assessment?: components["schemas"]["VulnerabilityAssessmentNote.Assessment"];
        };
        /** @description Who makes the statement. */
        "VulnerabilityAssessmentNote.Publisher": {
            /** @description Their name. */
            name?: string;
            /** @description What authorises the publisher. */
            issuingAuthority?: string;
            /** @description URL that identifies the publisher. */
            publisherNamespace?: string;
        };
        /** @description What the statement is about. */
        "VulnerabilityAssessmentNote.Product": {
            /** @description Its name. */
            name?: string;
            /** @description Its id within the statement. */
            id?: string;
            /** @description URI that identifies it. One of identifier. */
            genericUri?: string;
        };
        /** @description Whether the vulnerability affects the product. */
        "VulnerabilityAssessmentNote.Assessment": {
            /**
             * @deprecated
             * @description The CVE; use vulnerabilityId.
             */
            cve?: string;
            /** @description Id of the vulnerability, such as CVE-2024-0001. */
            vulnerabilityId?: string;
            /** @description One sentence. */
            shortDescription?: string;
            /** @description Long description. */
            longDescription?: string;
            /** @description Links to further information. */
            relatedUris?: components["schemas"]["RelatedUrl"][];
            /** @description Whether the product is affected. */
            state?: components["schemas"]["VulnerabilityAssessmentNote.Assessment.State"];
            /** @description What the vulnerability can do to the product. */
            impacts?: string[];
            /** @description Why the product is not affected. */
            justification?: components["schemas"]["VulnerabilityAssessmentNote.Assessment.Justification"];
            /** @description What can be done about it. */
            remediations?: components["schemas"]["VulnerabilityAssessmentNote.Assessment.Remediation"][];
        };
        /** @description A value of VulnerabilityAssessmentNote.Assessment.State, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "VulnerabilityAssessmentNote.Assessment.State": ("STATE_UNSPECIFIED" | "AFFECTED" | "NOT_AFFECTED" | "FIXED" | "UNDER_INVESTIGATION") | number;
        /** @description Why the product is not affected. */
        "VulnerabilityAssessmentNote.Assessment.Justification": {
            /** @description The reason, machine-readable. */
            justificationType?: components["schemas"]["VulnerabilityAssessmentNote.Assessment.Justification.JustificationType"];
            /** @description The reason, human-readable. */
            details?: string;
        };
        /** @description A value of VulnerabilityAssessmentNote.Assessment.Justification.JustificationType, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "VulnerabilityAssessmentNote.Assessment.Justification.JustificationType": ("JUSTIFICATION_TYPE_UNSPECIFIED" | "COMPONENT_NOT_PRESENT" | "VULNERABLE_CODE_NOT_PRESENT" | "VULNERABLE_CODE_NOT_IN_EXECUTE_PATH" | "VULNERABLE_CODE_CANNOT_BE_CONTROLLED_BY_ADVERSARY" | "INLINE_MITIGATIONS_ALREADY_EXIST") | number;
        /** @description What can be done about a vulnerability of the product. */
        "VulnerabilityAssessmentNote.Assessment.Remediation": {
            /** @description Type of the remediation. */
            remediationType?: components["schemas"]["VulnerabilityAssessmentNote.Assessment.Remediation.RemediationType"];
            /** @description How to apply it. */
            details?: string;
            /** @description Where to get it. */
            remediationUri?: components["schemas"]["RelatedUrl"];
        };
        /** @description A value of VulnerabilityAssessmentNote.Assessment.Remediation.RemediationType, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "VulnerabilityAssessmentNote.Assessment.Remediation.RemediationType": ("REMEDIATION_TYPE_UNSPECIFIED" | "MITIGATION" | "NO_FIX_PLANNED" | "NONE_AVAILABLE" | "VENDOR_FIX" | "WORKAROUND") | number;
        /** @description A type of SBOM. */
        SBOMReferenceNote: {
            /** @description Its format, such as spdx or cyclonedx. */
            format?: string;
            /** @description Version of the format. */
            version?: string;
        };
        /** @description A type of secret. */
        SecretNote: Record<string, never>;
        /** @description A type of analysis of skills. */
        AISkillAnalysisNote: Record<string, never>;
        /** @description Creates up to 1000 notes, all or none. */
        BatchCreateNotesRequest: {
            /** @description The project: projects/PROJECT, or a location of it. Required. */
            parent?: string;
            /** @description The notes by id. Required. */
            notes?: {
                [key: string]: components["schemas"]["Note"];
            };
            /** @description An extension of this server: a UUID made for this request. For at least an hour, a repeat of the request with the same id has no further effect and returns the same response. A different request with the same id is refused. */
            requestId?: string;
        };
        /** @description The notes created. */
        BatchCreateNotesResponse: {
            /** @description The notes. */
            notes?: components["schemas"]["Note"][];
        };
        /** @description A page of notes. */
        ListNotesResponse: {
            /** @description The notes. */
            notes?: components["schemas"]["Note"][];
            /** @description The pageToken for the next page; empty on the last page. */
            nextPageToken?: string;
            /** @description Never set: responses are never partial. */
            unreachable?: string[];
        };
        /** @description A page of occurrences. */
        ListNoteOccurrencesResponse: {
            /** @description The occurrences. */
            occurrences?: components["schemas"]["Occurrence"][];
            /** @description The pageToken for the next page; empty on the last page. */
            nextPageToken?: string;
        };
        /** @description An instance of a note on an artifact. */
        Occurrence: {
            /** @description projects/CONSUMER/occurrences/OCCURRENCE. */
            readonly name?: string;
            /** @description The artifact, such as registry/repository@sha256:digest. Required. Cannot be changed. */
            resourceUri?: string;
            /** @description The note: projects/PROVIDER/notes/NOTE. Required. Cannot be changed. */
            noteName?: string;
            /** @description Kind of the occurrence; derived from the member that is set. */
            readonly kind?: components["schemas"]["NoteKind"];
            /** @description What can be done about it. */
            remediation?: string;
            /**
             * Format: date-time
             * @description When the occurrence was created. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            readonly createTime?: string;
            /**
             * Format: date-time
             * @description When the occurrence was last changed. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            readonly updateTime?: string;
            /** @description A vulnerability found in an artifact. One of details. */
            vulnerability?: components["schemas"]["VulnerabilityOccurrence"];
            /** @description The build that made an artifact. One of details. */
            build?: components["schemas"]["BuildOccurrence"];
            /** @description An image based on another. One of details. */
            image?: components["schemas"]["ImageOccurrence"];
            /** @description A package that is installed. One of details. */
            package?: components["schemas"]["PackageOccurrence"];
            /** @description A period in which the artifact was deployed. One of details. */
            deployment?: components["schemas"]["DeploymentOccurrence"];
            /** @description Status of the analysis of the artifact. One of details. */
            discovery?: components["schemas"]["DiscoveryOccurrence"];
            /** @description A payload about the artifact with its signatures. One of details. */
            attestation?: components["schemas"]["AttestationOccurrence"];
            /** @description A package of the artifact that can be upgraded. One of details. */
            upgrade?: components["schemas"]["UpgradeOccurrence"];
            /** @description An artifact that breaks the rule. One of details. */
            compliance?: components["schemas"]["ComplianceOccurrence"];
            /** @description An attestation as a DSSE envelope. One of details. */
            dsseAttestation?: components["schemas"]["DSSEAttestationOccurrence"];
            /** @description A signed statement of where the SBOM of the artifact is. One of details. */
            sbomReference?: components["schemas"]["SBOMReferenceOccurrence"];
            /** @description A secret found in the artifact. One of details. */
            secret?: components["schemas"]["SecretOccurrence"];
            /** @description What was found in a skill. One of details. */
            aiSkillAnalysis?: components["schemas"]["AISkillAnalysisOccurrence"];
            /** @description The signed original of the details, in a DSSE envelope. */
            envelope?: components["schemas"]["Envelope"];
        } & (unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown);
        /** @description A vulnerability found in an artifact. */
        VulnerabilityOccurrence: {
            /** @description Type of the affected package, such as OS. */
            type?: string;
            /** @description Severity, copied from the note. */
            severity?: components["schemas"]["Severity"];
            /** @description CVSS score, copied from the note. */
            cvssScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description The full CVSS version 3 description. */
            cvssv3?: components["schemas"]["CVSS"];
            /** @description The packages that are affected, at least one. Required. */
            packageIssue?: components["schemas"]["VulnerabilityOccurrence.PackageIssue"][];
            /** @description Short description, copied from the note. */
            shortDescription?: string;
            /** @description Long description, if the writer set one; the note has its own. */
            longDescription?: string;
            /** @description Links, if the writer set any; the note has its own. */
            relatedUrls?: components["schemas"]["RelatedUrl"][];
            /** @description The severity to decide on: the distribution's rating, else the note's. */
            effectiveSeverity?: components["schemas"]["Severity"];
            /** @description Whether a version fixes at least one of the packages. */
            fixAvailable?: boolean;
            /** @description Version of CVSS of cvssScore and severity. */
            cvssVersion?: components["schemas"]["CVSSVersion"];
            /** @description The full CVSS version 2 description. */
            cvssV2?: components["schemas"]["CVSS"];
            /** @description What the vendor of the product says about it. */
            vexAssessment?: components["schemas"]["VulnerabilityOccurrence.VexAssessment"];
            /** @description Further information from the scanner. */
            extraDetails?: string;
            /** @description How likely it is to be exploited. */
            risk?: components["schemas"]["Risk"];
            /** @description The full CVSS version 4 description. */
            cvssV4?: components["schemas"]["CVSS"];
        };
        /** @description One package of the artifact that is affected. */
        "VulnerabilityOccurrence.PackageIssue": {
            /** @description CPE of the distribution or product that ships the package. Required. */
            affectedCpeUri?: string;
            /** @description Name of the package. Required. */
            affectedPackage?: string;
            /** @description The version found. Required. */
            affectedVersion?: components["schemas"]["Version"];
            /** @description CPE of the distribution or product that ships the fixed package. */
            fixedCpeUri?: string;
            /** @description Name of the package that has the fix. */
            fixedPackage?: string;
            /** @description The version that fixes it; MAXIMUM where there is none. Required. */
            fixedVersion?: components["schemas"]["Version"];
            /** @description Whether a version fixes it. */
            fixAvailable?: boolean;
            /** @description Package type, such as OS or MAVEN. */
            packageType?: string;
            /** @description Severity for this package. */
            effectiveSeverity?: components["schemas"]["Severity"];
            /** @description Files of the artifact that the package was found in. */
            fileLocation?: components["schemas"]["FileLocation"][];
        };
        /** @description A file of the artifact. */
        FileLocation: {
            /** @description Its path. */
            filePath?: string;
            /** @description The layer of the image that holds it. */
            layerDetails?: components["schemas"]["LayerDetails"];
            /**
             * Format: int32
             * @description A line of the file.
             */
            lineNumber?: number;
        };
        /** @description The layer of an image that a file is in. */
        LayerDetails: {
            /**
             * Format: int32
             * @description Which layer of the image it is, from 0.
             */
            index?: number;
            /** @description Digest of the layer as it is unpacked. */
            diffId?: string;
            /** @description Digest of the layer and all beneath it. */
            chainId?: string;
            /** @description The instruction that made the layer. */
            command?: string;
            /** @description Images that the layer may come from. */
            baseImages?: components["schemas"]["BaseImage"][];
        };
        /** @description An image that a layer may come from. */
        BaseImage: {
            /** @description Name of the image. */
            name?: string;
            /** @description Repository of the image. */
            repository?: string;
            /**
             * Format: int32
             * @description How many layers the image has.
             */
            layerCount?: number;
            /** @description Registry of the repository. */
            registry?: string;
        };
        /** @description What the vendor of the product says about the vulnerability. */
        "VulnerabilityOccurrence.VexAssessment": {
            /**
             * @deprecated
             * @description The CVE; use vulnerabilityId.
             */
            cve?: string;
            /** @description Id of the vulnerability, such as CVE-2024-0001. */
            vulnerabilityId?: string;
            /** @description Links to further information. */
            relatedUris?: components["schemas"]["RelatedUrl"][];
            /** @description The note that holds the statement: projects/PROVIDER/notes/NOTE. */
            noteName?: string;
            /** @description Whether the product is affected. */
            state?: components["schemas"]["VulnerabilityAssessmentNote.Assessment.State"];
            /** @description What the vulnerability can do to the product. */
            impacts?: string[];
            /** @description What can be done about it. */
            remediations?: components["schemas"]["VulnerabilityAssessmentNote.Assessment.Remediation"][];
            /** @description Why the product is not affected. */
            justification?: components["schemas"]["VulnerabilityAssessmentNote.Assessment.Justification"];
        };
        /** @description How likely the vulnerability is to be exploited. */
        Risk: {
            /** @description What the catalogue of exploited vulnerabilities of CISA says. */
            cisaKev?: components["schemas"]["CISAKnownExploitedVulnerabilities"];
            /** @description How likely it is to be exploited, by EPSS. */
            epss?: components["schemas"]["ExploitPredictionScoringSystem"];
        };
        /** @description What the catalogue of exploited vulnerabilities of CISA says. */
        CISAKnownExploitedVulnerabilities: {
            /** @description Whether ransomware is known to use it. */
            knownRansomwareCampaignUse?: string;
        };
        /** @description How likely it is to be exploited, by EPSS. */
        ExploitPredictionScoringSystem: {
            /** @description Share of vulnerabilities with this score or a lower one, from 0 to 1. */
            percentile?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description How likely it is to be exploited within 30 days, from 0 to 1. */
            score?: number | ("NaN" | "Infinity" | "-Infinity");
        };
        /** @description The build that made an artifact. */
        BuildOccurrence: {
            /** @description The build in Grafeas' own terms. */
            provenance?: components["schemas"]["BuildProvenance"];
            /** @description The provenance as it was signed. */
            provenanceBytes?: string;
            /**
             * @deprecated
             * @description The build in the first provenance format of in-toto.
             */
            intotoProvenance?: components["schemas"]["InTotoProvenance"];
            /** @description The build as an in-toto statement. */
            intotoStatement?: components["schemas"]["InTotoStatement"];
            /** @description The build as SLSA provenance. */
            inTotoSlsaProvenanceV1?: components["schemas"]["InTotoSlsaProvenanceV1"];
        };
        /** @description One build. */
        BuildProvenance: {
            /** @description Id of the build. Required. */
            id?: string;
            /** @description Project of the build. */
            projectId?: string;
            /** @description Its steps. */
            commands?: components["schemas"]["Command"][];
            /** @description What it built. */
            builtArtifacts?: components["schemas"]["Artifact"][];
            /**
             * Format: date-time
             * @description When it was requested. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            createTime?: string;
            /**
             * Format: date-time
             * @description When it started. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            startTime?: string;
            /**
             * Format: date-time
             * @description When it finished. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            endTime?: string;
            /** @description Who requested it. */
            creator?: string;
            /** @description Where its log is. */
            logsUri?: string;
            /** @description What it was built from. */
            sourceProvenance?: components["schemas"]["Source"];
            /** @description Id of the trigger that started it. */
            triggerId?: string;
            /** @description Its options by name. */
            buildOptions?: {
                [key: string]: string;
            };
            /** @description Version of the builder. */
            builderVersion?: string;
        };
        /** @description One step of a build. */
        Command: {
            /** @description The program, or the image that holds it. Required. */
            name?: string;
            /** @description Its environment, as KEY=VALUE. */
            env?: string[];
            /** @description Its arguments. */
            args?: string[];
            /** @description Where it ran. */
            dir?: string;
            /** @description Name of the step, for waitFor. */
            id?: string;
            /** @description Steps that must finish before it. */
            waitFor?: string[];
        };
        /** @description Something that was built. */
        Artifact: {
            /** @description Digest of the artifact. */
            checksum?: string;
            /** @description Id of the artifact, such as a URL with a digest. */
            id?: string;
            /** @description Names it was published under. */
            names?: string[];
        };
        /** @description What was built. */
        Source: {
            /** @description Where the source was stored. */
            artifactStorageSourceUri?: string;
            /** @description Digests of source files by their paths. */
            fileHashes?: {
                [key: string]: components["schemas"]["FileHashes"];
            };
            /** @description The revision that was built. */
            context?: components["schemas"]["SourceContext"];
            /** @description Revisions of further sources of the build. */
            additionalContexts?: components["schemas"]["SourceContext"][];
        };
        /** @description Digests of one file. */
        FileHashes: {
            /** @description At least one digest. Required. */
            fileHash?: components["schemas"]["Hash"][];
        };
        /** @description A digest of some content. */
        Hash: {
            /** @description Algorithm of the digest, such as SHA256. Required. */
            type?: string;
            /**
             * Format: byte
             * @description The digest itself. Base64; the URL-safe alphabet is read too. Required.
             */
            value?: string;
        };
        /** @description A revision of some source. */
        SourceContext: {
            /** @description In a Google Cloud Source repository. One of context. */
            cloudRepo?: components["schemas"]["CloudRepoSourceContext"];
            /** @description In a Gerrit project. One of context. */
            gerrit?: components["schemas"]["GerritSourceContext"];
            /** @description In any Git repository. One of context. */
            git?: components["schemas"]["GitSourceContext"];
            /** @description Labels by name. */
            labels?: {
                [key: string]: string;
            };
        } & (unknown | unknown | unknown | unknown);
        /** @description A revision in a Google Cloud Source repository. */
        CloudRepoSourceContext: {
            /** @description The repository. */
            repoId?: components["schemas"]["RepoId"];
            /** @description Id of the revision. One of revision. */
            revisionId?: string;
            /** @description A name for the revision. One of revision. */
            aliasContext?: components["schemas"]["AliasContext"];
        } & (unknown | unknown | unknown);
        /** @description Which repository it is. */
        RepoId: {
            /** @description A repository within a project. One of id. */
            projectRepoId?: components["schemas"]["ProjectRepoId"];
            /** @description An id assigned by the server. One of id. */
            uid?: string;
        } & (unknown | unknown | unknown);
        /** @description A repository within a project. */
        ProjectRepoId: {
            /** @description Id of the project. */
            projectId?: string;
            /** @description Name of the repository; empty for the default one. */
            repoName?: string;
        };
        /** @description A name for a revision. */
        AliasContext: {
            /** @description Whether the name can move, as a branch, or not, as a tag. */
            kind?: components["schemas"]["AliasContext.Kind"];
            /** @description The name. */
            name?: string;
        };
        /** @description A value of AliasContext.Kind, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "AliasContext.Kind": ("KIND_UNSPECIFIED" | "FIXED" | "MOVABLE" | "OTHER") | number;
        /** @description A revision in a Gerrit project. */
        GerritSourceContext: {
            /** @description Where Gerrit runs. */
            hostUri?: string;
            /** @description Full name of the project. */
            gerritProject?: string;
            /** @description Id of the revision. One of revision. */
            revisionId?: string;
            /** @description A name for the revision. One of revision. */
            aliasContext?: components["schemas"]["AliasContext"];
        } & (unknown | unknown | unknown);
        /** @description A revision in any Git repository. */
        GitSourceContext: {
            /** @description Where the repository is. */
            url?: string;
            /** @description Hash of the commit. */
            revisionId?: string;
        };
        /** @description A build, in the first provenance format of in-toto. */
        InTotoProvenance: {
            /** @description Who built it. */
            builderConfig?: components["schemas"]["BuilderConfig"];
            /** @description How to build it. */
            recipe?: components["schemas"]["Recipe"];
            /** @description Facts about the build. */
            metadata?: components["schemas"]["Metadata"];
            /** @description URIs of the materials. */
            materials?: string[];
        };
        /** @description Who built it. */
        BuilderConfig: {
            /** @description URI of the builder. */
            id?: string;
        };
        /** @description How to build it. */
        Recipe: {
            /** @description URI that says what the recipe means. */
            type?: string;
            /**
             * Format: int64
             * @description Which of the materials holds the recipe, from 0. A 64-bit integer as text; a number is read too.
             */
            definedInMaterial?: string;
            /** @description Entry point of the recipe. */
            entryPoint?: string;
            /** @description External inputs of the recipe. */
            arguments?: ({
                /** @description Type URL of the message. */
                "@type"?: string;
            } & {
                [key: string]: unknown;
            })[];
            /** @description The environment that the recipe needs. */
            environment?: ({
                /** @description Type URL of the message. */
                "@type"?: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        /** @description Facts about the build. */
        Metadata: {
            /** @description Id of the run. */
            buildInvocationId?: string;
            /**
             * Format: date-time
             * @description When it started. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            buildStartedOn?: string;
            /**
             * Format: date-time
             * @description When it finished. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            buildFinishedOn?: string;
            /** @description Which parts the builder declares to be complete. */
            completeness?: components["schemas"]["Completeness"];
            /** @description Whether building again gives the same bytes. */
            reproducible?: boolean;
        };
        /** @description Which parts the builder declares to be complete. */
        Completeness: {
            /** @description Whether the arguments of the recipe are complete. */
            arguments?: boolean;
            /** @description Whether the environment of the recipe is complete. */
            environment?: boolean;
            /** @description Whether the materials are complete. */
            materials?: boolean;
        };
        /** @description A statement about artifacts. */
        InTotoStatement: {
            /** @description URI of the statement format. */
            _type?: string;
            /** @description What the statement is about. */
            subject?: components["schemas"]["Subject"][];
            /** @description URI of the predicate format. */
            predicateType?: string;
            /** @description How it was built, in the first provenance format of in-toto. One of predicate. */
            provenance?: components["schemas"]["InTotoProvenance"];
            /** @description How it was built, as SLSA provenance 0.1. One of predicate. */
            slsaProvenance?: components["schemas"]["SlsaProvenance"];
            /** @description How it was built, as SLSA provenance 0.2. One of predicate. */
            slsaProvenanceZeroTwo?: components["schemas"]["SlsaProvenanceZeroTwo"];
        } & (unknown | unknown | unknown | unknown);
        /** @description An artifact that a statement is about. */
        Subject: {
            /** @description Its name. */
            name?: string;
            /** @description Its digests by algorithm. */
            digest?: {
                [key: string]: string;
            };
        };
        /** @description A build, as SLSA provenance 0.1. */
        SlsaProvenance: {
            /** @description Who built it. */
            builder?: components["schemas"]["SlsaProvenance.SlsaBuilder"];
            /** @description How to build it. */
            recipe?: components["schemas"]["SlsaProvenance.SlsaRecipe"];
            /** @description Facts about the build. */
            metadata?: components["schemas"]["SlsaProvenance.SlsaMetadata"];
            /** @description The materials. */
            materials?: components["schemas"]["SlsaProvenance.Material"][];
        };
        /** @description Who built it. */
        "SlsaProvenance.SlsaBuilder": {
            /** @description URI of the builder. */
            id?: string;
        };
        /** @description How to build it. */
        "SlsaProvenance.SlsaRecipe": {
            /** @description URI that says what the recipe means. */
            type?: string;
            /**
             * Format: int64
             * @description Which of the materials holds the recipe, from 0. A 64-bit integer as text; a number is read too.
             */
            definedInMaterial?: string;
            /** @description Entry point of the recipe. */
            entryPoint?: string;
            /** @description External inputs of the recipe. */
            arguments?: {
                /** @description Type URL of the message. */
                "@type"?: string;
            } & {
                [key: string]: unknown;
            };
            /** @description The environment that the recipe needs. */
            environment?: {
                /** @description Type URL of the message. */
                "@type"?: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description Facts about the build. */
        "SlsaProvenance.SlsaMetadata": {
            /** @description Id of the run. */
            buildInvocationId?: string;
            /**
             * Format: date-time
             * @description When it started. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            buildStartedOn?: string;
            /**
             * Format: date-time
             * @description When it finished. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            buildFinishedOn?: string;
            /** @description Which parts the builder declares to be complete. */
            completeness?: components["schemas"]["SlsaProvenance.SlsaCompleteness"];
            /** @description Whether building again gives the same bytes. */
            reproducible?: boolean;
        };
        /** @description Which parts the builder declares to be complete. */
        "SlsaProvenance.SlsaCompleteness": {
            /** @description Whether the arguments of the recipe are complete. */
            arguments?: boolean;
            /** @description Whether the environment of the recipe is complete. */
            environment?: boolean;
            /** @description Whether the materials are complete. */
            materials?: boolean;
        };
        /** @description A material of the build. */
        "SlsaProvenance.Material": {
            /** @description Its URI. */
            uri?: string;
            /** @description Its digests by algorithm. */
            digest?: {
                [key: string]: string;
            };
        };
        /** @description A build, as SLSA provenance 0.2. */
        SlsaProvenanceZeroTwo: {
            /** @description Who built it. */
            builder?: components["schemas"]["SlsaProvenanceZeroTwo.SlsaBuilder"];
            /** @description URI that says what the invocation means. */
            buildType?: string;
            /** @description The invocation of the build. */
            invocation?: components["schemas"]["SlsaProvenanceZeroTwo.SlsaInvocation"];
            /** @description The steps of the build, as the builder ran them. */
            buildConfig?: {
                [key: string]: unknown;
            };
            /** @description Facts about the build. */
            metadata?: components["schemas"]["SlsaProvenanceZeroTwo.SlsaMetadata"];
            /** @description The materials. */
            materials?: components["schemas"]["SlsaProvenanceZeroTwo.SlsaMaterial"][];
        };
        /** @description Who built it. */
        "SlsaProvenanceZeroTwo.SlsaBuilder": {
            /** @description URI of the builder. */
            id?: string;
        };
        /** @description The invocation of the build. */
        "SlsaProvenanceZeroTwo.SlsaInvocation": {
            /** @description Where the build is described. */
            configSource?: components["schemas"]["SlsaProvenanceZeroTwo.SlsaConfigSource"];
            /** @description External inputs of the build. */
            parameters?: {
                [key: string]: unknown;
            };
            /** @description The environment that the build needs. */
            environment?: {
                [key: string]: unknown;
            };
        };
        /** @description Where the build is described. */
        "SlsaProvenanceZeroTwo.SlsaConfigSource": {
            /** @description URI of the description. */
            uri?: string;
            /** @description Its digests by algorithm. */
            digest?: {
                [key: string]: string;
            };
            /** @description Entry point within the description. */
            entryPoint?: string;
        };
        /** @description Facts about the build. */
        "SlsaProvenanceZeroTwo.SlsaMetadata": {
            /** @description Id of the run. */
            buildInvocationId?: string;
            /**
             * Format: date-time
             * @description When it started. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            buildStartedOn?: string;
            /**
             * Format: date-time
             * @description When it finished. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            buildFinishedOn?: string;
            /** @description Which parts the builder declares to be complete. */
            completeness?: components["schemas"]["SlsaProvenanceZeroTwo.SlsaCompleteness"];
            /** @description Whether building again gives the same bytes. */
            reproducible?: boolean;
        };
        /** @description Which parts the builder declares to be complete. */
        "SlsaProvenanceZeroTwo.SlsaCompleteness": {
            /** @description Whether the parameters are complete. */
            parameters?: boolean;
            /** @description Whether the environment is complete. */
            environment?: boolean;
            /** @description Whether the materials are complete. */
            materials?: boolean;
        };
        /** @description A material of the build. */
        "SlsaProvenanceZeroTwo.SlsaMaterial": {
            /** @description Its URI. */
            uri?: string;
            /** @description Its digests by algorithm. */
            digest?: {
                [key: string]: string;
            };
        };
        /** @description A statement about a build. */
        InTotoSlsaProvenanceV1: {
            /** @description URI of the statement format. */
            _type?: string;
            /** @description What was built. */
            subject?: components["schemas"]["Subject"][];
            /** @description URI of the predicate format. */
            predicateType?: string;
            /** @description How it was built. */
            predicate?: components["schemas"]["InTotoSlsaProvenanceV1.SlsaProvenanceV1"];
        };
        /** @description The predicate of the statement. */
        "InTotoSlsaProvenanceV1.SlsaProvenanceV1": {
            /** @description The inputs of the build. */
            buildDefinition?: components["schemas"]["InTotoSlsaProvenanceV1.BuildDefinition"];
            /** @description The run of the build. */
            runDetails?: components["schemas"]["InTotoSlsaProvenanceV1.RunDetails"];
        };
        /** @description The inputs of the build. */
        "InTotoSlsaProvenanceV1.BuildDefinition": {
            /** @description URI that says what the parameters mean. */
            buildType?: string;
            /** @description Parameters from outside the builder, to be verified. */
            externalParameters?: {
                [key: string]: unknown;
            };
            /** @description Parameters that the builder chose. */
            internalParameters?: {
                [key: string]: unknown;
            };
            /** @description Artifacts that the build used. */
            resolvedDependencies?: components["schemas"]["InTotoSlsaProvenanceV1.ResourceDescriptor"][];
        };
        /** @description An artifact used or produced by a build. */
        "InTotoSlsaProvenanceV1.ResourceDescriptor": {
            /** @description Its name within the statement. */
            name?: string;
            /** @description Its URI. */
            uri?: string;
            /** @description Its digests by algorithm. */
            digest?: {
                [key: string]: string;
            };
            /**
             * Format: byte
             * @description The artifact itself, where it is small. Base64; the URL-safe alphabet is read too.
             */
            content?: string;
            /** @description Where to get it. */
            downloadLocation?: string;
            /** @description Its media type. */
            mediaType?: string;
            /** @description Further information by name. */
            annotations?: {
                [key: string]: unknown;
            };
        };
        /** @description The run of the build. */
        "InTotoSlsaProvenanceV1.RunDetails": {
            /** @description Who built it. */
            builder?: components["schemas"]["InTotoSlsaProvenanceV1.ProvenanceBuilder"];
            /** @description Facts about the run. */
            metadata?: components["schemas"]["InTotoSlsaProvenanceV1.BuildMetadata"];
            /** @description Further outputs of the build. */
            byproducts?: components["schemas"]["InTotoSlsaProvenanceV1.ResourceDescriptor"][];
        };
        /** @description Who built it. */
        "InTotoSlsaProvenanceV1.ProvenanceBuilder": {
            /** @description URI of the builder. */
            id?: string;
            /** @description Versions of the parts of the builder, by name. */
            version?: {
                [key: string]: string;
            };
            /** @description Artifacts that the builder used. */
            builderDependencies?: components["schemas"]["InTotoSlsaProvenanceV1.ResourceDescriptor"][];
        };
        /** @description Facts about the run. */
        "InTotoSlsaProvenanceV1.BuildMetadata": {
            /** @description Id of the run. */
            invocationId?: string;
            /**
             * Format: date-time
             * @description When it started. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            startedOn?: string;
            /**
             * Format: date-time
             * @description When it finished. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            finishedOn?: string;
        };
        /** @description An image based on another. */
        ImageOccurrence: {
            /** @description What identifies it. Required. */
            fingerprint?: components["schemas"]["Fingerprint"];
            /**
             * Format: int32
             * @description Number of layers between the two images.
             */
            distance?: number;
            /** @description Those layers, the last one first. */
            layerInfo?: components["schemas"]["Layer"][];
            /** @description Resource URL of the base image. */
            baseResourceUrl?: string;
        };
        /** @description A layer added to the base image. */
        Layer: {
            /** @description The instruction that made the layer, such as COPY. Required. */
            directive?: string;
            /** @description Arguments of the instruction. */
            arguments?: string;
        };
        /** @description A package that is installed. */
        PackageOccurrence: {
            /** @description Name of the package, copied from the note. */
            name?: string;
            /** @description Where it was found, at least once. Required. */
            location?: components["schemas"]["Location"][];
            /** @description Package type, copied from the note. */
            packageType?: string;
            /** @description CPE of the distribution or product, copied from the note. */
            cpeUri?: string;
            /** @description Processor architecture, copied from the note. */
            architecture?: components["schemas"]["Architecture"];
            /** @description License of the package. */
            license?: components["schemas"]["License"];
            /** @description Its version, copied from the note. */
            version?: components["schemas"]["Version"];
        };
        /** @description Where the package was found. */
        Location: {
            /**
             * @deprecated
             * @description CPE of the distribution or product that ships it. Required.
             */
            cpeUri?: string;
            /**
             * @deprecated
             * @description The version found there.
             */
            version?: components["schemas"]["Version"];
            /** @description Path of the file or folder. */
            path?: string;
        };
        /** @description A period in which the artifact was deployed. */
        DeploymentOccurrence: {
            /** @description Who deployed it. */
            userEmail?: string;
            /**
             * Format: date-time
             * @description When it was deployed. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z. Required.
             */
            deployTime?: string;
            /**
             * Format: date-time
             * @description When it was undeployed; absent while it is deployed. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            undeployTime?: string;
            /** @description The configuration it ran with. */
            config?: string;
            /** @description Where it ran. */
            address?: string;
            /** @description Resource URLs of the artifacts, copied from the note. */
            resourceUri?: string[];
            /** @description What it ran on. */
            platform?: components["schemas"]["DeploymentOccurrence.Platform"];
        };
        /** @description A value of DeploymentOccurrence.Platform, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "DeploymentOccurrence.Platform": ("PLATFORM_UNSPECIFIED" | "GKE" | "FLEX" | "CUSTOM") | number;
        /** @description Status of the analysis of the artifact. */
        DiscoveryOccurrence: {
            /** @description Whether the artifact is analysed again when vulnerability data changes. */
            continuousAnalysis?: components["schemas"]["DiscoveryOccurrence.ContinuousAnalysis"];
            /** @description Status of the analysis. */
            analysisStatus?: components["schemas"]["DiscoveryOccurrence.AnalysisStatus"];
            /** @description The completed analyses. */
            analysisCompleted?: components["schemas"]["DiscoveryOccurrence.AnalysisCompleted"];
            /** @description Errors of the analysis, one entry for each failure. */
            analysisError?: components["schemas"]["google.Status"][];
            /** @description Why the analysis failed. */
            analysisStatusError?: components["schemas"]["google.Status"];
            /** @description CPE of the artifact. */
            cpe?: string;
            /**
             * Format: date-time
             * @description When the artifact was last scanned. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            lastScanTime?: string;
            /**
             * Format: date-time
             * @description When the findings of the artifact were archived. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            archiveTime?: string;
            /** @description Status of the bill of materials. */
            sbomStatus?: components["schemas"]["DiscoveryOccurrence.SBOMStatus"];
            /** @description Whether an attestation of the findings was made. */
            vulnerabilityAttestation?: components["schemas"]["DiscoveryOccurrence.VulnerabilityAttestation"];
            /** @description Which files were analysed. */
            files?: components["schemas"]["DiscoveryOccurrence.File"][];
            /**
             * Format: date-time
             * @description When findings of the artifact last changed. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            lastVulnerabilityUpdateTime?: string;
        };
        /** @description A value of DiscoveryOccurrence.ContinuousAnalysis, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "DiscoveryOccurrence.ContinuousAnalysis": ("CONTINUOUS_ANALYSIS_UNSPECIFIED" | "ACTIVE" | "INACTIVE") | number;
        /** @description A value of DiscoveryOccurrence.AnalysisStatus, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "DiscoveryOccurrence.AnalysisStatus": ("ANALYSIS_STATUS_UNSPECIFIED" | "PENDING" | "SCANNING" | "FINISHED_SUCCESS" | "COMPLETE" | "FINISHED_FAILED" | "FINISHED_UNSUPPORTED") | number;
        /** @description The completed analyses. */
        "DiscoveryOccurrence.AnalysisCompleted": {
            /** @description Types of analysis, such as vulnerability. */
            analysisType?: string[];
        };
        /** @description An error of gRPC. */
        "google.Status": {
            /**
             * Format: int32
             * @description Number of the google.rpc code.
             */
            code?: number;
            /** @description Human-readable message. */
            message?: string;
            /** @description Machine-readable details. */
            details?: ({
                /** @description Type URL of the message. */
                "@type"?: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        /** @description Status of the bill of materials. */
        "DiscoveryOccurrence.SBOMStatus": {
            /** @description State of the bill of materials. */
            sbomState?: components["schemas"]["DiscoveryOccurrence.SBOMStatus.SBOMState"];
            /** @description Why there is none. */
            error?: string;
        };
        /** @description A value of DiscoveryOccurrence.SBOMStatus.SBOMState, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "DiscoveryOccurrence.SBOMStatus.SBOMState": ("SBOM_STATE_UNSPECIFIED" | "PENDING" | "COMPLETE") | number;
        /** @description Whether an attestation of the findings was made. */
        "DiscoveryOccurrence.VulnerabilityAttestation": {
            /**
             * Format: date-time
             * @description When it was last attempted. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            lastAttemptTime?: string;
            /** @description Result of the attempt. */
            state?: components["schemas"]["DiscoveryOccurrence.VulnerabilityAttestation.VulnerabilityAttestationState"];
            /** @description Why there is none. */
            error?: string;
        };
        /** @description A value of DiscoveryOccurrence.VulnerabilityAttestation.VulnerabilityAttestationState, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "DiscoveryOccurrence.VulnerabilityAttestation.VulnerabilityAttestationState": ("VULNERABILITY_ATTESTATION_STATE_UNSPECIFIED" | "SUCCESS" | "FAILURE") | number;
        /** @description A file that was analysed. */
        "DiscoveryOccurrence.File": {
            /** @description Its path. */
            name?: string;
            /** @description Its digests by algorithm. */
            digest?: {
                [key: string]: string;
            };
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
        /** @description A package of the artifact that can be upgraded. */
        UpgradeOccurrence: {
            /** @description Name of the package. */
            package?: string;
            /** @description The version to upgrade to. */
            parsedVersion?: components["schemas"]["Version"];
            /** @description The channel that offers it. */
            distribution?: components["schemas"]["UpgradeDistribution"];
            /** @description The update of Windows, where it is one. */
            windowsUpdate?: components["schemas"]["WindowsUpdate"];
        };
        /** @description An artifact that breaks the rule. */
        ComplianceOccurrence: {
            /** @description Files that break it. */
            nonCompliantFiles?: components["schemas"]["NonCompliantFile"][];
            /** @description Why the artifact breaks it. */
            nonComplianceReason?: string;
            /** @description The version of the benchmark that was checked. */
            version?: components["schemas"]["ComplianceVersion"];
        };
        /** @description A file that breaks the rule. */
        NonCompliantFile: {
            /** @description Its path; empty where displayCommand shows it. */
            path?: string;
            /** @description A command that shows what is wrong. */
            displayCommand?: string;
            /** @description Why it breaks the rule. */
            reason?: string;
        };
        /** @description An attestation as a DSSE envelope. */
        DSSEAttestationOccurrence: {
            /** @description The DSSE envelope with the signed bytes, unchanged. */
            envelope?: components["schemas"]["Envelope"];
            /** @description What the envelope holds, decoded. One of decoded_payload. */
            statement?: components["schemas"]["InTotoStatement"];
        };
        /** @description A DSSE envelope: the signed bytes, unchanged. */
        Envelope: {
            /**
             * Format: byte
             * @description The signed bytes. Base64; the URL-safe alphabet is read too.
             */
            payload?: string;
            /** @description Media type of the payload. */
            payloadType?: string;
            /** @description Signatures over payload and payloadType. */
            signatures?: components["schemas"]["EnvelopeSignature"][];
        };
        /** @description One signature of an envelope. */
        EnvelopeSignature: {
            /**
             * Format: byte
             * @description The signature. Base64; the URL-safe alphabet is read too.
             */
            sig?: string;
            /** @description Id of the key that made it. */
            keyid?: string;
        };
        /** @description A signed statement of where the SBOM of the artifact is. */
        SBOMReferenceOccurrence: {
            /** @description The statement. */
            payload?: components["schemas"]["SbomReferenceIntotoPayload"];
            /** @description Media type of the statement. */
            payloadType?: string;
            /** @description Signatures over the statement. */
            signatures?: components["schemas"]["EnvelopeSignature"][];
        };
        /** @description An in-toto statement. */
        SbomReferenceIntotoPayload: {
            /** @description URI of the statement format. */
            _type?: string;
            /** @description URI of the predicate format. */
            predicateType?: string;
            /** @description What the SBOM describes. */
            subject?: components["schemas"]["Subject"][];
            /** @description Where the SBOM is. */
            predicate?: components["schemas"]["SbomReferenceIntotoPredicate"];
        };
        /** @description Where the SBOM is. */
        SbomReferenceIntotoPredicate: {
            /** @description Who refers to it. */
            referrerId?: string;
            /** @description Where to get it. */
            location?: string;
            /** @description Its media type. */
            mimeType?: string;
            /** @description Its digests by algorithm. */
            digest?: {
                [key: string]: string;
            };
        };
        /** @description A secret found in the artifact. */
        SecretOccurrence: {
            /** @description What it gives access to. */
            kind?: components["schemas"]["SecretKind"];
            /** @description Where it is. */
            locations?: components["schemas"]["SecretLocation"][];
            /** @description Whether the secret is valid. */
            statuses?: components["schemas"]["SecretStatus"][];
            /** @description Further information from the scanner. */
            data?: {
                /** @description Type URL of the message. */
                "@type"?: string;
            } & {
                [key: string]: unknown;
            };
            /** @description Digest of the secret. */
            digest?: components["schemas"]["Digest"];
        };
        /** @description A value of SecretKind, by name. Numbers are accepted too, and printed where this version has no name for them. */
        SecretKind: ("SECRET_KIND_UNSPECIFIED" | "SECRET_KIND_UNKNOWN" | "SECRET_KIND_GCP_SERVICE_ACCOUNT_KEY" | "SECRET_KIND_GCP_API_KEY" | "SECRET_KIND_GCP_OAUTH2_CLIENT_CREDENTIALS" | "SECRET_KIND_GCP_OAUTH2_ACCESS_TOKEN" | "SECRET_KIND_ANTHROPIC_ADMIN_API_KEY" | "SECRET_KIND_ANTHROPIC_API_KEY" | "SECRET_KIND_AZURE_ACCESS_TOKEN" | "SECRET_KIND_AZURE_IDENTITY_TOKEN" | "SECRET_KIND_DOCKER_HUB_PERSONAL_ACCESS_TOKEN" | "SECRET_KIND_GITHUB_APP_REFRESH_TOKEN" | "SECRET_KIND_GITHUB_APP_SERVER_TO_SERVER_TOKEN" | "SECRET_KIND_GITHUB_APP_USER_TO_SERVER_TOKEN" | "SECRET_KIND_GITHUB_CLASSIC_PERSONAL_ACCESS_TOKEN" | "SECRET_KIND_GITHUB_FINE_GRAINED_PERSONAL_ACCESS_TOKEN" | "SECRET_KIND_GITHUB_OAUTH_TOKEN" | "SECRET_KIND_HUGGINGFACE_API_KEY" | "SECRET_KIND_OPENAI_API_KEY" | "SECRET_KIND_PERPLEXITY_API_KEY" | "SECRET_KIND_STRIPE_SECRET_KEY" | "SECRET_KIND_STRIPE_RESTRICTED_KEY" | "SECRET_KIND_STRIPE_WEBHOOK_SECRET") | number;
        /** @description Where the secret is. */
        SecretLocation: {
            /** @description In a file. One of location. */
            fileLocation?: components["schemas"]["FileLocation"];
        };
        /** @description Status of the secret. */
        SecretStatus: {
            /** @description The status. */
            status?: components["schemas"]["SecretStatus.Status"];
            /**
             * Format: date-time
             * @description When the status was determined. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            updateTime?: string;
            /** @description Comments on it. */
            message?: string;
        };
        /** @description A value of SecretStatus.Status, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "SecretStatus.Status": ("STATUS_UNSPECIFIED" | "UNKNOWN" | "VALID" | "INVALID") | number;
        /** @description What was found in a skill. */
        AISkillAnalysisOccurrence: {
            /** @description Name of the skill. */
            skillName?: string;
            /** @description Each finding. */
            findings?: components["schemas"]["AISkillAnalysisOccurrence.Finding"][];
        };
        /** @description One finding. */
        "AISkillAnalysisOccurrence.Finding": {
            /** @description Rule that found it. */
            ruleId?: string;
            /** @description Category of the finding. */
            category?: string;
            /** @description Severity in the tool's own terms. */
            severity?: string;
            /** @description One sentence. */
            title?: string;
            /** @description Long description. */
            description?: string;
            /** @description File it was found in. */
            filePath?: string;
            /** @description The text found there. */
            snippet?: string;
        };
        /** @description Creates up to 1000 occurrences, all or none. */
        BatchCreateOccurrencesRequest: {
            /** @description The project: projects/PROJECT, or a location of it. Required. */
            parent?: string;
            /** @description The occurrences. Required. */
            occurrences?: components["schemas"]["Occurrence"][];
            /** @description An extension of this server: a UUID made for this request. For at least an hour, a repeat of the request with the same id has no further effect and returns the same response. A different request with the same id is refused. */
            requestId?: string;
        };
        /** @description The occurrences created, in the order of the request. */
        BatchCreateOccurrencesResponse: {
            /** @description The occurrences. */
            occurrences?: components["schemas"]["Occurrence"][];
        };
        /** @description A page of occurrences. */
        ListOccurrencesResponse: {
            /** @description The occurrences. */
            occurrences?: components["schemas"]["Occurrence"][];
            /** @description The pageToken for the next page; empty on the last page. */
            nextPageToken?: string;
            /** @description Never set: responses are never partial. */
            unreachable?: string[];
        };
        /** @description Findings counted by artifact and severity. */
        "google.devtools.containeranalysis.v1.VulnerabilityOccurrencesSummary": {
            /** @description The counts. */
            counts?: components["schemas"]["google.devtools.containeranalysis.v1.VulnerabilityOccurrencesSummary.FixableTotalByDigest"][];
        };
        /** @description The number of findings of one severity of an artifact. */
        "google.devtools.containeranalysis.v1.VulnerabilityOccurrencesSummary.FixableTotalByDigest": {
            /** @description The artifact. */
            resourceUri?: string;
            /** @description The severity; unset in the entry with the total of the artifact. */
            severity?: components["schemas"]["Severity"];
            /**
             * Format: int64
             * @description The number of findings that have a fix. A 64-bit integer as text; a number is read too.
             */
            fixableCount?: string;
            /**
             * Format: int64
             * @description The number of findings. A 64-bit integer as text; a number is read too.
             */
            totalCount?: string;
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
        /** @description What the server found out about the signatures of an occurrence when it was last written. */
        "grafeas_ts.v1.OccurrenceVerification": {
            /** @description The occurrence. */
            name?: string;
            /** @description NOT_CHECKED where nothing demanded it then; VERIFIED where every demand was met. */
            state?: components["schemas"]["grafeas_ts.v1.OccurrenceVerification.State"];
            /**
             * Format: date-time
             * @description When keys and signatures were checked. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            checkTime?: string;
            /** @description Each demand. */
            checks?: components["schemas"]["grafeas_ts.v1.OccurrenceVerification.Check"][];
        };
        /** @description A value of grafeas_ts.v1.OccurrenceVerification.State, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "grafeas_ts.v1.OccurrenceVerification.State": ("STATE_UNSPECIFIED" | "VERIFIED" | "NOT_VERIFIED" | "NOT_CHECKED") | number;
        /** @description What was found out for one demand. */
        "grafeas_ts.v1.OccurrenceVerification.Check": {
            /** @description The attestors whose keys were tried. */
            attestors?: string[];
            /** @description What was demanded. */
            verify?: components["schemas"]["grafeas_ts.v1.OccurrenceVerification.Verify"];
            /** @description Whether a key verified a signature that is about the artifact. */
            verified?: boolean;
            /** @description The attestor whose key it was. */
            attestor?: string;
            /** @description The id of the key. */
            keyId?: string;
            /**
             * Format: date-time
             * @description When it was signed, as the signer claims. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            signedTime?: string;
            /** @description Why no key did, for each signature. */
            denialReason?: string;
        };
        /** @description A value of grafeas_ts.v1.OccurrenceVerification.Verify, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "grafeas_ts.v1.OccurrenceVerification.Verify": ("VERIFY_UNSPECIFIED" | "REQUIRE" | "MARK") | number;
        /** @description What a note says of the findings of other notes. */
        "grafeas_ts.v1.NoteAssessment": {
            /** @description The note. */
            name?: string;
            /** @description NOT_APPLIED where the note names no vulnerability or artifact, or who wrote it may assess nowhere; APPLYING until every finding follows. */
            state?: components["schemas"]["grafeas_ts.v1.NoteAssessment.State"];
            /** @description Id of the notes whose findings it is about. */
            vulnerabilityId?: string;
            /** @description The artifact as the server understands it: a repository, with a digest or tag. */
            product?: string;
            /** @description It applies in all projects. */
            allProjects?: boolean;
            /** @description The projects in which it applies: those of them whose occurrences the caller may list. */
            projects?: string[];
        };
        /** @description A value of grafeas_ts.v1.NoteAssessment.State, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "grafeas_ts.v1.NoteAssessment.State": ("STATE_UNSPECIFIED" | "NOT_APPLIED" | "APPLYING" | "APPLIED") | number;
        /** @description Findings counted by artifact and severity. */
        "grafeas_ts.v1.AssessedSummary": {
            /** @description The counts. */
            counts?: components["schemas"]["grafeas_ts.v1.AssessedSummary.Count"][];
        };
        /** @description The number of findings of one severity of an artifact. */
        "grafeas_ts.v1.AssessedSummary.Count": {
            /** @description URL of the artifact. */
            resourceUri?: string;
            /** @description The severity; unset in the entry with the total of the artifact. */
            severity?: string;
            /**
             * Format: int64
             * @description The number of findings. A 64-bit integer as text; a number is read too.
             */
            totalCount?: string;
            /**
             * Format: int64
             * @description The number of findings that have a fix. A 64-bit integer as text; a number is read too.
             */
            fixableCount?: string;
            /**
             * Format: int64
             * @description The number of findings that do not affect the artifact, as the statement that they name says. A 64-bit integer as text; a number is read too.
             */
            notAffectedCount?: string;
        };
        /** @description A page of projects. */
        "grafeas_ts.v1.ListVulnerabilityTotalsResponse": {
            /** @description A row a project or location, ascending by name. */
            totals?: components["schemas"]["grafeas_ts.v1.VulnerabilityTotals"][];
            /** @description For the next page; empty on the last one. */
            nextPageToken?: string;
        };
        /** @description What a project has in findings. */
        "grafeas_ts.v1.VulnerabilityTotals": {
            /** @description The project, or a location of it. */
            parent?: string;
            /** @description By severity; none where nothing is stored. */
            counts?: components["schemas"]["grafeas_ts.v1.VulnerabilityTotals.Count"][];
            /** @description It has too many images to count them here, so its counts are missing: request its summary. */
            tooLarge?: boolean;
            /** @description Its history, ascending. A day that is missing is unknown. */
            days?: components["schemas"]["grafeas_ts.v1.VulnerabilityHistory.Day"][];
            /** @description What to fix first, if requested; unset if no finding has a fix. */
            fixes?: components["schemas"]["grafeas_ts.v1.VulnerabilityTotals.Fixes"];
        };
        /** @description Findings of one severity. */
        "grafeas_ts.v1.VulnerabilityTotals.Count": {
            /** @description The severity; unset in the first count, which is of all findings. */
            severity?: components["schemas"]["Severity"];
            /**
             * Format: int64
             * @description How many of them have a fix. A 64-bit integer as text; a number is read too.
             */
            fixableCount?: string;
            /**
             * Format: int64
             * @description How many there are. A 64-bit integer as text; a number is read too.
             */
            totalCount?: string;
            /**
             * Format: int64
             * @description How many of them do not affect the artifact. A 64-bit integer as text; a number is read too.
             */
            notAffectedCount?: string;
            /**
             * Format: int64
             * @description How many images have it as their worst severity; in the first count, how many have findings. No severity ranks between HIGH and MEDIUM. A 64-bit integer as text; a number is read too.
             */
            imageCount?: string;
        };
        /** @description The findings of a day. */
        "grafeas_ts.v1.VulnerabilityHistory.Day": {
            /** @description The day in UTC: YYYY-MM-DD. */
            day?: string;
            /**
             * Format: date-time
             * @description When they were counted: soon after the day began, or when a server first ran on it. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            countTime?: string;
            /** @description By severity; none where nothing was found. */
            counts?: components["schemas"]["grafeas_ts.v1.VulnerabilityHistory.Count"][];
        };
        /** @description The number of findings of one severity. */
        "grafeas_ts.v1.VulnerabilityHistory.Count": {
            /** @description The severity; unset in the first count, which is of all findings. */
            severity?: components["schemas"]["Severity"];
            /**
             * Format: int64
             * @description How many of them have a fix. A 64-bit integer as text; a number is read too.
             */
            fixableCount?: string;
            /**
             * Format: int64
             * @description How many there are. A 64-bit integer as text; a number is read too.
             */
            totalCount?: string;
            /**
             * Format: int64
             * @description How many of them do not affect the artifact. A 64-bit integer as text; a number is read too.
             */
            notAffectedCount?: string;
        };
        /** @description What to fix first: of the findings with a fix, those of the worst severity. No severity ranks between HIGH and MEDIUM. */
        "grafeas_ts.v1.VulnerabilityTotals.Fixes": {
            /** @description That severity; unset if they have none. */
            severity?: components["schemas"]["Severity"];
            /** @description The packages that have a fix; those of most findings first. */
            packages?: components["schemas"]["grafeas_ts.v1.VulnerabilityTotals.Fix"][];
            /** @description The notes that were found; those of most findings first. */
            notes?: components["schemas"]["grafeas_ts.v1.VulnerabilityTotals.Fix"][];
            /** @description There are too many such findings to read them here: list them. */
            tooMany?: boolean;
        };
        /** @description A package to update, or a note to fix. */
        "grafeas_ts.v1.VulnerabilityTotals.Fix": {
            /** @description The package, or the full name of the note. */
            name?: string;
            /**
             * Format: int64
             * @description How many of the findings it has. A 64-bit integer as text; a number is read too.
             */
            findingCount?: string;
            /**
             * Format: int64
             * @description In how many images. A 64-bit integer as text; a number is read too.
             */
            imageCount?: string;
        };
        /** @description How many findings the project had, day by day. */
        "grafeas_ts.v1.VulnerabilityHistory": {
            /** @description The first day of the history. */
            startDay?: string;
            /** @description The last one: today. */
            endDay?: string;
            /** @description Ascending. A day that is missing is unknown. */
            days?: components["schemas"]["grafeas_ts.v1.VulnerabilityHistory.Day"][];
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
    ListProjects: {
        parameters: {
            query?: {
                /** @description A filter; empty for all. */
                filter?: string;
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
            path?: never;
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
                    "application/json": components["schemas"]["project.ListProjectsResponse"];
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
    CreateProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The project. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["project.Project"];
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
                    "application/json": components["schemas"]["project.Project"];
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
    GetProject: {
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
                    "application/json": components["schemas"]["project.Project"];
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
    DeleteProject: {
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
    ListNotes: {
        parameters: {
            query?: {
                /** @description A filter; empty for all. */
                filter?: string;
                /**
                 * @description The maximum number of results, up to 1000; 0 for the default.
                 * @example 100
                 */
                pageSize?: number;
                /** @description nextPageToken of the previous page; empty for the first page. */
                pageToken?: string;
                /** @description Accepted and ignored: responses are never partial. */
                returnPartialSuccess?: boolean;
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
                    "application/json": components["schemas"]["ListNotesResponse"];
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
    CreateNote: {
        parameters: {
            query: {
                /**
                 * @description The id the note gets, without a slash.
                 * @example CVE-2024-10005
                 */
                noteId: string;
                /** @description An extension of this server: a UUID made for this request. For at least an hour, a repeat of the request with the same id has no further effect and returns the same response. A different request with the same id is refused. */
                requestId?: string;
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
        /** @description The note. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Note"];
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
                    "application/json": components["schemas"]["Note"];
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
    ListNotesInLocation: {
        parameters: {
            query?: {
                /** @description A filter; empty for all. */
                filter?: string;
                /**
                 * @description The maximum number of results, up to 1000; 0 for the default.
                 * @example 100
                 */
                pageSize?: number;
                /** @description nextPageToken of the previous page; empty for the first page. */
                pageToken?: string;
                /** @description Accepted and ignored: responses are never partial. */
                returnPartialSuccess?: boolean;
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
                    "application/json": components["schemas"]["ListNotesResponse"];
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
    CreateNoteInLocation: {
        parameters: {
            query: {
                /**
                 * @description The id the note gets, without a slash.
                 * @example CVE-2024-10005
                 */
                noteId: string;
                /** @description An extension of this server: a UUID made for this request. For at least an hour, a repeat of the request with the same id has no further effect and returns the same response. A different request with the same id is refused. */
                requestId?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
            };
            cookie?: never;
        };
        /** @description The note. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Note"];
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
                    "application/json": components["schemas"]["Note"];
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
    BatchCreateNotes: {
        parameters: {
            query?: {
                /** @description An extension of this server: a UUID made for this request. For at least an hour, a repeat of the request with the same id has no further effect and returns the same response. A different request with the same id is refused. */
                requestId?: string;
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
        /** @description The request. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchCreateNotesRequest"];
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
                    "application/json": components["schemas"]["BatchCreateNotesResponse"];
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
    BatchCreateNotesInLocation: {
        parameters: {
            query?: {
                /** @description An extension of this server: a UUID made for this request. For at least an hour, a repeat of the request with the same id has no further effect and returns the same response. A different request with the same id is refused. */
                requestId?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
            };
            cookie?: never;
        };
        /** @description The request. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchCreateNotesRequest"];
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
                    "application/json": components["schemas"]["BatchCreateNotesResponse"];
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
    GetNote: {
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
                 * @description Id of the note, without a slash.
                 * @example CVE-2024-10005
                 */
                note: string;
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
                    "application/json": components["schemas"]["Note"];
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
    DeleteNote: {
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
                 * @description Id of the note, without a slash.
                 * @example CVE-2024-10005
                 */
                note: string;
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
    UpdateNote: {
        parameters: {
            query?: {
                /** @description The paths to change. Field paths, separated by commas. */
                updateMask?: string;
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
                 * @description Id of the note, without a slash.
                 * @example CVE-2024-10005
                 */
                note: string;
            };
            cookie?: never;
        };
        /** @description The new values. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Note"];
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
                    "application/json": components["schemas"]["Note"];
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
    GetNoteInLocation: {
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
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
                /**
                 * @description Id of the note, without a slash.
                 * @example CVE-2024-10005
                 */
                note: string;
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
                    "application/json": components["schemas"]["Note"];
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
    DeleteNoteInLocation: {
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
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
                /**
                 * @description Id of the note, without a slash.
                 * @example CVE-2024-10005
                 */
                note: string;
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
    UpdateNoteInLocation: {
        parameters: {
            query?: {
                /** @description The paths to change. Field paths, separated by commas. */
                updateMask?: string;
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
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
                /**
                 * @description Id of the note, without a slash.
                 * @example CVE-2024-10005
                 */
                note: string;
            };
            cookie?: never;
        };
        /** @description The new values. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Note"];
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
                    "application/json": components["schemas"]["Note"];
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
    ListNoteOccurrences: {
        parameters: {
            query?: {
                /** @description A filter; empty for all. */
                filter?: string;
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
                /**
                 * @description Id of the note, without a slash.
                 * @example CVE-2024-10005
                 */
                note: string;
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
                    "application/json": components["schemas"]["ListNoteOccurrencesResponse"];
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
    ListNoteOccurrencesInLocation: {
        parameters: {
            query?: {
                /** @description A filter; empty for all. */
                filter?: string;
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
                /**
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
                /**
                 * @description Id of the note, without a slash.
                 * @example CVE-2024-10005
                 */
                note: string;
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
                    "application/json": components["schemas"]["ListNoteOccurrencesResponse"];
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
    ListOccurrences: {
        parameters: {
            query?: {
                /** @description A filter; empty for all. */
                filter?: string;
                /**
                 * @description The maximum number of results, up to 1000; 0 for the default.
                 * @example 100
                 */
                pageSize?: number;
                /** @description nextPageToken of the previous page; empty for the first page. */
                pageToken?: string;
                /** @description Accepted and ignored: responses are never partial. */
                returnPartialSuccess?: boolean;
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
                    "application/json": components["schemas"]["ListOccurrencesResponse"];
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
    CreateOccurrence: {
        parameters: {
            query?: {
                /** @description An extension of this server: a UUID made for this request. For at least an hour, a repeat of the request with the same id has no further effect and returns the same response. A different request with the same id is refused. */
                requestId?: string;
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
        /** @description The occurrence. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Occurrence"];
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
                    "application/json": components["schemas"]["Occurrence"];
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
    ListOccurrencesInLocation: {
        parameters: {
            query?: {
                /** @description A filter; empty for all. */
                filter?: string;
                /**
                 * @description The maximum number of results, up to 1000; 0 for the default.
                 * @example 100
                 */
                pageSize?: number;
                /** @description nextPageToken of the previous page; empty for the first page. */
                pageToken?: string;
                /** @description Accepted and ignored: responses are never partial. */
                returnPartialSuccess?: boolean;
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
                    "application/json": components["schemas"]["ListOccurrencesResponse"];
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
    CreateOccurrenceInLocation: {
        parameters: {
            query?: {
                /** @description An extension of this server: a UUID made for this request. For at least an hour, a repeat of the request with the same id has no further effect and returns the same response. A different request with the same id is refused. */
                requestId?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
            };
            cookie?: never;
        };
        /** @description The occurrence. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Occurrence"];
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
                    "application/json": components["schemas"]["Occurrence"];
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
    BatchCreateOccurrences: {
        parameters: {
            query?: {
                /** @description An extension of this server: a UUID made for this request. For at least an hour, a repeat of the request with the same id has no further effect and returns the same response. A different request with the same id is refused. */
                requestId?: string;
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
        /** @description The request. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchCreateOccurrencesRequest"];
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
                    "application/json": components["schemas"]["BatchCreateOccurrencesResponse"];
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
    BatchCreateOccurrencesInLocation: {
        parameters: {
            query?: {
                /** @description An extension of this server: a UUID made for this request. For at least an hour, a repeat of the request with the same id has no further effect and returns the same response. A different request with the same id is refused. */
                requestId?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project, without a slash.
                 * @example team
                 */
                project: string;
                /**
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
            };
            cookie?: never;
        };
        /** @description The request. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchCreateOccurrencesRequest"];
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
                    "application/json": components["schemas"]["BatchCreateOccurrencesResponse"];
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
    GetVulnerabilityOccurrencesSummary: {
        parameters: {
            query?: {
                /** @description A filter; empty for all. */
                filter?: string;
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
                    "application/json": components["schemas"]["google.devtools.containeranalysis.v1.VulnerabilityOccurrencesSummary"];
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
    GetVulnerabilityOccurrencesSummaryInLocation: {
        parameters: {
            query?: {
                /** @description A filter; empty for all. */
                filter?: string;
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
                    "application/json": components["schemas"]["google.devtools.containeranalysis.v1.VulnerabilityOccurrencesSummary"];
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
    GetOccurrence: {
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
                 * @description Id of the occurrence, without a slash.
                 * @example 01a208ef-43ac-7757-8aa8-adbb6b1530c5
                 */
                occurrence: string;
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
                    "application/json": components["schemas"]["Occurrence"];
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
    DeleteOccurrence: {
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
                 * @description Id of the occurrence, without a slash.
                 * @example 01a208ef-43ac-7757-8aa8-adbb6b1530c5
                 */
                occurrence: string;
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
    UpdateOccurrence: {
        parameters: {
            query?: {
                /** @description The paths to change. Field paths, separated by commas. */
                updateMask?: string;
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
                 * @description Id of the occurrence, without a slash.
                 * @example 01a208ef-43ac-7757-8aa8-adbb6b1530c5
                 */
                occurrence: string;
            };
            cookie?: never;
        };
        /** @description The new values. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Occurrence"];
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
                    "application/json": components["schemas"]["Occurrence"];
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
    GetOccurrenceInLocation: {
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
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
                /**
                 * @description Id of the occurrence, without a slash.
                 * @example 01a208ef-43ac-7757-8aa8-adbb6b1530c5
                 */
                occurrence: string;
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
                    "application/json": components["schemas"]["Occurrence"];
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
    DeleteOccurrenceInLocation: {
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
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
                /**
                 * @description Id of the occurrence, without a slash.
                 * @example 01a208ef-43ac-7757-8aa8-adbb6b1530c5
                 */
                occurrence: string;
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
    UpdateOccurrenceInLocation: {
        parameters: {
            query?: {
                /** @description The paths to change. Field paths, separated by commas. */
                updateMask?: string;
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
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
                /**
                 * @description Id of the occurrence, without a slash.
                 * @example 01a208ef-43ac-7757-8aa8-adbb6b1530c5
                 */
                occurrence: string;
            };
            cookie?: never;
        };
        /** @description The new values. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Occurrence"];
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
                    "application/json": components["schemas"]["Occurrence"];
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
    GetOccurrenceNote: {
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
                 * @description Id of the occurrence, without a slash.
                 * @example 01a208ef-43ac-7757-8aa8-adbb6b1530c5
                 */
                occurrence: string;
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
                    "application/json": components["schemas"]["Note"];
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
    GetOccurrenceNoteInLocation: {
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
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
                /**
                 * @description Id of the occurrence, without a slash.
                 * @example 01a208ef-43ac-7757-8aa8-adbb6b1530c5
                 */
                occurrence: string;
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
                    "application/json": components["schemas"]["Note"];
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
    TestIamPermissionsOfNote: {
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
                 * @description Id of the note, without a slash.
                 * @example CVE-2024-10005
                 */
                note: string;
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
    TestIamPermissionsOfOccurrence: {
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
                 * @description Id of the occurrence, without a slash.
                 * @example 01a208ef-43ac-7757-8aa8-adbb6b1530c5
                 */
                occurrence: string;
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
    TestIamPermissionsOfNoteInLocation: {
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
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
                /**
                 * @description Id of the note, without a slash.
                 * @example CVE-2024-10005
                 */
                note: string;
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
    TestIamPermissionsOfOccurrenceInLocation: {
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
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
                /**
                 * @description Id of the occurrence, without a slash.
                 * @example 01a208ef-43ac-7757-8aa8-adbb6b1530c5
                 */
                occurrence: string;
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
    GetOccurrenceVerification: {
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
                 * @description Id of the occurrence, without a slash.
                 * @example 01a208ef-43ac-7757-8aa8-adbb6b1530c5
                 */
                occurrence: string;
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
                    "application/json": components["schemas"]["grafeas_ts.v1.OccurrenceVerification"];
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
    GetOccurrenceVerificationInLocation: {
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
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
                /**
                 * @description Id of the occurrence, without a slash.
                 * @example 01a208ef-43ac-7757-8aa8-adbb6b1530c5
                 */
                occurrence: string;
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
                    "application/json": components["schemas"]["grafeas_ts.v1.OccurrenceVerification"];
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
    GetNoteAssessment: {
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
                 * @description Id of the note, without a slash.
                 * @example CVE-2024-10005
                 */
                note: string;
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
                    "application/json": components["schemas"]["grafeas_ts.v1.NoteAssessment"];
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
    GetNoteAssessmentInLocation: {
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
                 * @description Id of the location, without a slash.
                 * @example europe-west1
                 */
                location: string;
                /**
                 * @description Id of the note, without a slash.
                 * @example CVE-2024-10005
                 */
                note: string;
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
                    "application/json": components["schemas"]["grafeas_ts.v1.NoteAssessment"];
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
    GetAssessedSummary: {
        parameters: {
            query?: {
                /** @description A filter; empty for all. */
                filter?: string;
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
                    "application/json": components["schemas"]["grafeas_ts.v1.AssessedSummary"];
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
    GetAssessedSummaryInLocation: {
        parameters: {
            query?: {
                /** @description A filter; empty for all. */
                filter?: string;
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
                    "application/json": components["schemas"]["grafeas_ts.v1.AssessedSummary"];
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
    ListVulnerabilityTotals: {
        parameters: {
            query?: {
                /**
                 * @description At most this many; 100 by default, 1000 at most. A page may have fewer.
                 * @example 100
                 */
                pageSize?: number;
                /** @description nextPageToken of the page before. */
                pageToken?: string;
                /** @description How many days of history, today among them: at most 400, none by default. */
                days?: number;
                /** @description How many packages to update and notes to fix of each row: at most 10, none by default. */
                fixes?: number;
                /** @description Only these projects, projects/PROJECT, of those that the caller may read: at most 100. The parent is projects/-. */
                projects?: string[];
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
                    "application/json": components["schemas"]["grafeas_ts.v1.ListVulnerabilityTotalsResponse"];
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
    ListVulnerabilityTotalsInLocation: {
        parameters: {
            query?: {
                /**
                 * @description At most this many; 100 by default, 1000 at most. A page may have fewer.
                 * @example 100
                 */
                pageSize?: number;
                /** @description nextPageToken of the page before. */
                pageToken?: string;
                /** @description How many days of history, today among them: at most 400, none by default. */
                days?: number;
                /** @description How many packages to update and notes to fix of each row: at most 10, none by default. */
                fixes?: number;
                /** @description Only these projects, projects/PROJECT, of those that the caller may read: at most 100. The parent is projects/-. */
                projects?: string[];
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
                    "application/json": components["schemas"]["grafeas_ts.v1.ListVulnerabilityTotalsResponse"];
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
    GetVulnerabilityHistory: {
        parameters: {
            query?: {
                /** @description How many days, today among them: at most 400, 90 by default. */
                days?: number;
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
                    "application/json": components["schemas"]["grafeas_ts.v1.VulnerabilityHistory"];
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
    GetVulnerabilityHistoryInLocation: {
        parameters: {
            query?: {
                /** @description How many days, today among them: at most 400, 90 by default. */
                days?: number;
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
                    "application/json": components["schemas"]["grafeas_ts.v1.VulnerabilityHistory"];
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
}

/** Verb and path of every operation. */
export const routes = {
  CreateProject: ['POST', '/v1/projects'],
  ListProjects: ['GET', '/v1/projects'],
  GetProject: ['GET', '/v1/projects/{project}'],
  DeleteProject: ['DELETE', '/v1/projects/{project}'],
  CreateNote: ['POST', '/v1/projects/{project}/notes'],
  ListNotes: ['GET', '/v1/projects/{project}/notes'],
  CreateNoteInLocation: ['POST', '/v1/projects/{project}/locations/{location}/notes'],
  ListNotesInLocation: ['GET', '/v1/projects/{project}/locations/{location}/notes'],
  BatchCreateNotes: ['POST', '/v1/projects/{project}/notes:batchCreate'],
  BatchCreateNotesInLocation: ['POST', '/v1/projects/{project}/locations/{location}/notes:batchCreate'],
  GetNote: ['GET', '/v1/projects/{project}/notes/{note}'],
  UpdateNote: ['PATCH', '/v1/projects/{project}/notes/{note}'],
  DeleteNote: ['DELETE', '/v1/projects/{project}/notes/{note}'],
  GetNoteInLocation: ['GET', '/v1/projects/{project}/locations/{location}/notes/{note}'],
  UpdateNoteInLocation: ['PATCH', '/v1/projects/{project}/locations/{location}/notes/{note}'],
  DeleteNoteInLocation: ['DELETE', '/v1/projects/{project}/locations/{location}/notes/{note}'],
  ListNoteOccurrences: ['GET', '/v1/projects/{project}/notes/{note}/occurrences'],
  ListNoteOccurrencesInLocation: ['GET', '/v1/projects/{project}/locations/{location}/notes/{note}/occurrences'],
  CreateOccurrence: ['POST', '/v1/projects/{project}/occurrences'],
  ListOccurrences: ['GET', '/v1/projects/{project}/occurrences'],
  CreateOccurrenceInLocation: ['POST', '/v1/projects/{project}/locations/{location}/occurrences'],
  ListOccurrencesInLocation: ['GET', '/v1/projects/{project}/locations/{location}/occurrences'],
  BatchCreateOccurrences: ['POST', '/v1/projects/{project}/occurrences:batchCreate'],
  BatchCreateOccurrencesInLocation: ['POST', '/v1/projects/{project}/locations/{location}/occurrences:batchCreate'],
  GetVulnerabilityOccurrencesSummary: ['GET', '/v1/projects/{project}/occurrences:vulnerabilitySummary'],
  GetVulnerabilityOccurrencesSummaryInLocation: ['GET', '/v1/projects/{project}/locations/{location}/occurrences:vulnerabilitySummary'],
  GetOccurrence: ['GET', '/v1/projects/{project}/occurrences/{occurrence}'],
  UpdateOccurrence: ['PATCH', '/v1/projects/{project}/occurrences/{occurrence}'],
  DeleteOccurrence: ['DELETE', '/v1/projects/{project}/occurrences/{occurrence}'],
  GetOccurrenceInLocation: ['GET', '/v1/projects/{project}/locations/{location}/occurrences/{occurrence}'],
  UpdateOccurrenceInLocation: ['PATCH', '/v1/projects/{project}/locations/{location}/occurrences/{occurrence}'],
  DeleteOccurrenceInLocation: ['DELETE', '/v1/projects/{project}/locations/{location}/occurrences/{occurrence}'],
  GetOccurrenceNote: ['GET', '/v1/projects/{project}/occurrences/{occurrence}/notes'],
  GetOccurrenceNoteInLocation: ['GET', '/v1/projects/{project}/locations/{location}/occurrences/{occurrence}/notes'],
  TestIamPermissions: ['POST', '/v1/projects/{project}:testIamPermissions'],
  TestIamPermissionsOfNote: ['POST', '/v1/projects/{project}/notes/{note}:testIamPermissions'],
  TestIamPermissionsOfOccurrence: ['POST', '/v1/projects/{project}/occurrences/{occurrence}:testIamPermissions'],
  TestIamPermissionsOfNoteInLocation: ['POST', '/v1/projects/{project}/locations/{location}/notes/{note}:testIamPermissions'],
  TestIamPermissionsOfOccurrenceInLocation: ['POST', '/v1/projects/{project}/locations/{location}/occurrences/{occurrence}:testIamPermissions'],
  GetOccurrenceVerification: ['GET', '/v1/projects/{project}/occurrences/{occurrence}:verification'],
  GetOccurrenceVerificationInLocation: ['GET', '/v1/projects/{project}/locations/{location}/occurrences/{occurrence}:verification'],
  GetNoteAssessment: ['GET', '/v1/projects/{project}/notes/{note}:assessment'],
  GetNoteAssessmentInLocation: ['GET', '/v1/projects/{project}/locations/{location}/notes/{note}:assessment'],
  GetAssessedSummary: ['GET', '/v1/projects/{project}/occurrences:assessedSummary'],
  GetAssessedSummaryInLocation: ['GET', '/v1/projects/{project}/locations/{location}/occurrences:assessedSummary'],
  ListVulnerabilityTotals: ['GET', '/v1/projects/{project}/occurrences:vulnerabilityTotals'],
  ListVulnerabilityTotalsInLocation: ['GET', '/v1/projects/{project}/locations/{location}/occurrences:vulnerabilityTotals'],
  GetVulnerabilityHistory: ['GET', '/v1/projects/{project}/occurrences:vulnerabilityHistory'],
  GetVulnerabilityHistoryInLocation: ['GET', '/v1/projects/{project}/locations/{location}/occurrences:vulnerabilityHistory'],
} as const;
