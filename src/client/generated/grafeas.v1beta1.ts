// Generated from openapi/grafeas.v1beta1.json by `npm run generate`.

export interface paths {
    "/v1beta1/projects": {
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
    "/v1beta1/projects/{project}": {
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
    "/v1beta1/projects/{project}/notes": {
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
    "/v1beta1/projects/{project}/locations/{location}/notes": {
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
    "/v1beta1/projects/{project}/notes:batchCreate": {
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
    "/v1beta1/projects/{project}/locations/{location}/notes:batchCreate": {
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
    "/v1beta1/projects/{project}/notes/{note}": {
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
    "/v1beta1/projects/{project}/locations/{location}/notes/{note}": {
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
    "/v1beta1/projects/{project}/notes/{note}/occurrences": {
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
    "/v1beta1/projects/{project}/locations/{location}/notes/{note}/occurrences": {
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
    "/v1beta1/projects/{project}/occurrences": {
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
    "/v1beta1/projects/{project}/locations/{location}/occurrences": {
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
    "/v1beta1/projects/{project}/occurrences:batchCreate": {
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
    "/v1beta1/projects/{project}/locations/{location}/occurrences:batchCreate": {
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
    "/v1beta1/projects/{project}/occurrences:vulnerabilitySummary": {
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
    "/v1beta1/projects/{project}/locations/{location}/occurrences:vulnerabilitySummary": {
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
    "/v1beta1/projects/{project}/occurrences/{occurrence}": {
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
    "/v1beta1/projects/{project}/locations/{location}/occurrences/{occurrence}": {
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
    "/v1beta1/projects/{project}/occurrences/{occurrence}/notes": {
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
    "/v1beta1/projects/{project}/locations/{location}/occurrences/{occurrence}/notes": {
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
    "/v1beta1/projects/{project}:testIamPermissions": {
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
    "/v1beta1/projects/{project}/notes/{note}:testIamPermissions": {
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
    "/v1beta1/projects/{project}/occurrences/{occurrence}:testIamPermissions": {
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
    "/v1beta1/projects/{project}/locations/{location}/notes/{note}:testIamPermissions": {
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
    "/v1beta1/projects/{project}/locations/{location}/occurrences/{occurrence}:testIamPermissions": {
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
    "/v1beta1/projects/{project}/occurrences:import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import a report
         * @description Turns the report of a scanner into notes and occurrences. Importing the same report again changes nothing. A large report is written in parts; its scans have the status SCANNING until all parts are written. Needs `occurrences.create` on the project and `occurrences.update` on the project and `occurrences.delete` on the project (not with mode=merge) and `notes.create` on the provider and `notes.update` on the provider and `notes.attachOccurrence` on the provider.
         */
        post: operations["ImportReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1beta1/projects/{project}/locations/{location}/occurrences:import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import a report
         * @description Turns the report of a scanner into notes and occurrences. Importing the same report again changes nothing. A large report is written in parts; its scans have the status SCANNING until all parts are written. Needs `occurrences.create` on the project and `occurrences.update` on the project and `occurrences.delete` on the project (not with mode=merge) and `notes.create` on the provider and `notes.update` on the provider and `notes.attachOccurrence` on the provider.
         */
        post: operations["ImportReportInLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1beta1/projects/{project}/occurrences/{occurrence}:verification": {
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
    "/v1beta1/projects/{project}/locations/{location}/occurrences/{occurrence}:verification": {
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
    "/v1beta1/projects/{project}/notes/{note}:assessment": {
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
    "/v1beta1/projects/{project}/locations/{location}/notes/{note}:assessment": {
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
    "/v1beta1/projects/{project}/occurrences:assessedSummary": {
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
    "/v1beta1/projects/{project}/locations/{location}/occurrences:assessedSummary": {
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
    "/v1beta1/projects/{project}/occurrences:vulnerabilityTotals": {
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
    "/v1beta1/projects/{project}/locations/{location}/occurrences:vulnerabilityTotals": {
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
    "/v1beta1/projects/{project}/occurrences:vulnerabilityHistory": {
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
    "/v1beta1/projects/{project}/locations/{location}/occurrences:vulnerabilityHistory": {
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
            vulnerability?: components["schemas"]["vulnerability.Vulnerability"];
            /** @description A builder. One of type. */
            build?: components["schemas"]["build.Build"];
            /** @description An image that others are based on. One of type. */
            baseImage?: components["schemas"]["image.Basis"];
            /** @description A package. One of type. */
            package?: components["schemas"]["package.Package"];
            /** @description Something that can be deployed. One of type. */
            deployable?: components["schemas"]["deployment.Deployable"];
            /** @description A type of analysis. One of type. */
            discovery?: components["schemas"]["discovery.Discovery"];
            /** @description Who attests. One of type. */
            attestationAuthority?: components["schemas"]["attestation.Authority"];
            /** @description The specification of a step. One of type. */
            intoto?: components["schemas"]["intoto.InToto"];
            /** @description A type of SPDX document. One of type. */
            sbom?: components["schemas"]["spdx.DocumentNote"];
            /** @description A package. One of type. */
            spdxPackage?: components["schemas"]["spdx.PackageInfoNote"];
            /** @description A file. One of type. */
            spdxFile?: components["schemas"]["spdx.FileNote"];
            /** @description A type of relationship. One of type. */
            spdxRelationship?: components["schemas"]["spdx.RelationshipNote"];
            /** @description A VEX statement. One of type. */
            vulnerabilityAssessment?: components["schemas"]["vex.VulnerabilityAssessmentNote"];
            /** @description A type of SBOM. One of type. */
            sbomReference?: components["schemas"]["sbom.SBOMReferenceNote"];
            /** @description A type of secret. One of type. */
            secret?: components["schemas"]["secret.SecretNote"];
            /** @description A type of analysis of skills. One of type. */
            aiSkillAnalysis?: components["schemas"]["aiskillanalysis.AISkillAnalysisNote"];
        } & (unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown);
        /** @description A value of NoteKind, by name. Numbers are accepted too, and printed where this version has no name for them. */
        NoteKind: ("NOTE_KIND_UNSPECIFIED" | "VULNERABILITY" | "BUILD" | "IMAGE" | "PACKAGE" | "DEPLOYMENT" | "DISCOVERY" | "ATTESTATION" | "INTOTO" | "SBOM" | "SPDX_PACKAGE" | "SPDX_FILE" | "SPDX_RELATIONSHIP" | "VULNERABILITY_ASSESSMENT" | "SBOM_REFERENCE" | "SECRET" | "AI_SKILL_ANALYSIS") | number;
        /** @description A link with a label. */
        RelatedUrl: {
            /** @description The link. */
            url?: string;
            /** @description Label of the link. */
            label?: string;
        };
        /** @description A weakness, such as a CVE, and what it affects. */
        "vulnerability.Vulnerability": {
            /** @description CVSS score, from 0 to 10. */
            cvssScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description Severity as rated by the provider. */
            severity?: components["schemas"]["vulnerability.Severity"];
            /** @description Affected packages, one entry for each package and distribution. */
            details?: components["schemas"]["vulnerability.Vulnerability.Detail"][];
            /** @description The full CVSS version 3 description. */
            cvssV3?: components["schemas"]["vulnerability.CVSS"];
            /** @description Which Windows releases are affected. */
            windowsDetails?: components["schemas"]["vulnerability.Vulnerability.WindowsDetail"][];
            /**
             * Format: date-time
             * @description When the source last changed the entry. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            sourceUpdateTime?: string;
            /** @description The full CVSS version 2 description. */
            cvssV2?: components["schemas"]["vulnerability.CVSS"];
            /** @description Classes of weakness it belongs to, such as CWE-79. */
            cwe?: string[];
            /** @description Version of CVSS of cvssScore and severity. */
            cvssVersion?: components["schemas"]["vulnerability.CVSSVersion"];
            /**
             * Format: date-time
             * @description When the advisory was published. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            advisoryPublishTime?: string;
            /** @description The full CVSS version 4 description. */
            cvssV4?: components["schemas"]["vulnerability.CVSS"];
        };
        /** @description A value of vulnerability.Severity, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vulnerability.Severity": ("SEVERITY_UNSPECIFIED" | "MINIMAL" | "LOW" | "MEDIUM" | "HIGH" | "CRITICAL") | number;
        /** @description Which versions of one package on one distribution are affected. */
        "vulnerability.Vulnerability.Detail": {
            /** @description CPE of the distribution or product that ships the package. Required. */
            cpeUri?: string;
            /** @description Name of the package. Required. */
            package?: string;
            /** @description The first version affected. */
            minAffectedVersion?: components["schemas"]["package.Version"];
            /** @description The last version affected. */
            maxAffectedVersion?: components["schemas"]["package.Version"];
            /** @description Severity in the distribution's own terms. */
            severityName?: string;
            /** @description What the distribution says about it. */
            description?: string;
            /** @description Where it is fixed. */
            fixedLocation?: components["schemas"]["vulnerability.VulnerabilityLocation"];
            /** @description Package type, such as OS or MAVEN. */
            packageType?: string;
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
        "package.Version": {
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
            kind?: components["schemas"]["package.Version.VersionKind"];
        };
        /** @description A value of package.Version.VersionKind, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "package.Version.VersionKind": ("VERSION_KIND_UNSPECIFIED" | "NORMAL" | "MINIMUM" | "MAXIMUM") | number;
        /** @description A package at a version, on some distribution. */
        "vulnerability.VulnerabilityLocation": {
            /** @description CPE of the distribution or product that ships the package. Required. */
            cpeUri?: string;
            /** @description Name of the package. Required. */
            package?: string;
            /** @description Version of the package. Required. */
            version?: components["schemas"]["package.Version"];
        };
        /** @description A CVSS score with the metrics behind it; each version of CVSS uses some of them. */
        "vulnerability.CVSS": {
            /** @description The score, from 0 to 10. */
            baseScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description Exploitability part of the score. */
            exploitabilityScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description Impact part of the score. */
            impactScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description Attack vector. */
            attackVector?: components["schemas"]["vulnerability.CVSS.AttackVector"];
            /** @description Attack complexity. */
            attackComplexity?: components["schemas"]["vulnerability.CVSS.AttackComplexity"];
            /** @description How often an attacker must authenticate; version 2 only. */
            authentication?: components["schemas"]["vulnerability.CVSS.Authentication"];
            /** @description Privileges that an attacker requires. */
            privilegesRequired?: components["schemas"]["vulnerability.CVSS.PrivilegesRequired"];
            /** @description Whether an attack requires another user to act. */
            userInteraction?: components["schemas"]["vulnerability.CVSS.UserInteraction"];
            /** @description Whether other components than the attacked one are affected. */
            scope?: components["schemas"]["vulnerability.CVSS.Scope"];
            /** @description Impact on confidentiality. */
            confidentialityImpact?: components["schemas"]["vulnerability.CVSS.Impact"];
            /** @description Impact on integrity. */
            integrityImpact?: components["schemas"]["vulnerability.CVSS.Impact"];
            /** @description Impact on availability. */
            availabilityImpact?: components["schemas"]["vulnerability.CVSS.Impact"];
            /** @description Conditions that an attack requires; version 4 only. */
            attackRequirements?: components["schemas"]["vulnerability.CVSS.AttackRequirements"];
            /** @description Impact on confidentiality of the attacked system. */
            vulnerableSystemConfidentialityImpact?: components["schemas"]["vulnerability.CVSS.Impact"];
            /** @description Impact on integrity of the attacked system. */
            vulnerableSystemIntegrityImpact?: components["schemas"]["vulnerability.CVSS.Impact"];
            /** @description Impact on availability of the attacked system. */
            vulnerableSystemAvailabilityImpact?: components["schemas"]["vulnerability.CVSS.Impact"];
            /** @description Impact on confidentiality of subsequent systems. */
            subsequentSystemConfidentialityImpact?: components["schemas"]["vulnerability.CVSS.Impact"];
            /** @description Impact on integrity of subsequent systems. */
            subsequentSystemIntegrityImpact?: components["schemas"]["vulnerability.CVSS.Impact"];
            /** @description Impact on availability of subsequent systems. */
            subsequentSystemAvailabilityImpact?: components["schemas"]["vulnerability.CVSS.Impact"];
            /** @description Maturity of known exploits; version 4 only. */
            exploitMaturity?: components["schemas"]["vulnerability.CVSS.ExploitMaturity"];
        };
        /** @description A value of vulnerability.CVSS.AttackVector, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vulnerability.CVSS.AttackVector": ("ATTACK_VECTOR_UNSPECIFIED" | "ATTACK_VECTOR_NETWORK" | "ATTACK_VECTOR_ADJACENT" | "ATTACK_VECTOR_LOCAL" | "ATTACK_VECTOR_PHYSICAL") | number;
        /** @description A value of vulnerability.CVSS.AttackComplexity, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vulnerability.CVSS.AttackComplexity": ("ATTACK_COMPLEXITY_UNSPECIFIED" | "ATTACK_COMPLEXITY_LOW" | "ATTACK_COMPLEXITY_HIGH" | "ATTACK_COMPLEXITY_MEDIUM") | number;
        /** @description A value of vulnerability.CVSS.Authentication, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vulnerability.CVSS.Authentication": ("AUTHENTICATION_UNSPECIFIED" | "AUTHENTICATION_MULTIPLE" | "AUTHENTICATION_SINGLE" | "AUTHENTICATION_NONE") | number;
        /** @description A value of vulnerability.CVSS.PrivilegesRequired, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vulnerability.CVSS.PrivilegesRequired": ("PRIVILEGES_REQUIRED_UNSPECIFIED" | "PRIVILEGES_REQUIRED_NONE" | "PRIVILEGES_REQUIRED_LOW" | "PRIVILEGES_REQUIRED_HIGH") | number;
        /** @description A value of vulnerability.CVSS.UserInteraction, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vulnerability.CVSS.UserInteraction": ("USER_INTERACTION_UNSPECIFIED" | "USER_INTERACTION_NONE" | "USER_INTERACTION_REQUIRED" | "USER_INTERACTION_PASSIVE" | "USER_INTERACTION_ACTIVE") | number;
        /** @description A value of vulnerability.CVSS.Scope, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vulnerability.CVSS.Scope": ("SCOPE_UNSPECIFIED" | "SCOPE_UNCHANGED" | "SCOPE_CHANGED") | number;
        /** @description A value of vulnerability.CVSS.Impact, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vulnerability.CVSS.Impact": ("IMPACT_UNSPECIFIED" | "IMPACT_HIGH" | "IMPACT_LOW" | "IMPACT_NONE" | "IMPACT_PARTIAL" | "IMPACT_COMPLETE") | number;
        /** @description A value of vulnerability.CVSS.AttackRequirements, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vulnerability.CVSS.AttackRequirements": ("ATTACK_REQUIREMENTS_UNSPECIFIED" | "ATTACK_REQUIREMENTS_NONE" | "ATTACK_REQUIREMENTS_PRESENT") | number;
        /** @description A value of vulnerability.CVSS.ExploitMaturity, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vulnerability.CVSS.ExploitMaturity": ("EXPLOIT_MATURITY_UNSPECIFIED" | "EXPLOIT_MATURITY_NOT_DEFINED" | "EXPLOIT_MATURITY_ATTACKED" | "EXPLOIT_MATURITY_POC" | "EXPLOIT_MATURITY_UNREPORTED") | number;
        /** @description A Windows release that is affected, and the updates that fix it. */
        "vulnerability.Vulnerability.WindowsDetail": {
            /** @description CPE of the release. */
            cpeUri?: string;
            /** @description Name of the vulnerability on this release. */
            name?: string;
            /** @description What the vulnerability does on this release. */
            description?: string;
            /** @description Articles of the updates that fix it. */
            fixingKbs?: components["schemas"]["vulnerability.Vulnerability.WindowsDetail.KnowledgeBase"][];
        };
        /** @description An article that describes an update. */
        "vulnerability.Vulnerability.WindowsDetail.KnowledgeBase": {
            /** @description Number of the article, such as KB5004945. */
            name?: string;
            /** @description Where to read it. */
            url?: string;
        };
        /** @description A value of vulnerability.CVSSVersion, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vulnerability.CVSSVersion": ("CVSS_VERSION_UNSPECIFIED" | "CVSS_VERSION_2" | "CVSS_VERSION_3" | "CVSS_VERSION_4") | number;
        /** @description A builder. */
        "build.Build": {
            /** @description Version of the builder. Required. Cannot be changed. */
            builderVersion?: string;
            /** @description Signature over the provenance of its builds. */
            signature?: components["schemas"]["build.BuildSignature"];
        };
        /** @description The signature of a builder. */
        "build.BuildSignature": {
            /** @description The key that verifies it. */
            publicKey?: string;
            /**
             * Format: byte
             * @description The signature over the provenance. Base64; the URL-safe alphabet is read too. Required.
             */
            signature?: string;
            /** @description Id of the key, where the key is kept elsewhere. */
            keyId?: string;
            /** @description Encoding of the key. */
            keyType?: components["schemas"]["build.BuildSignature.KeyType"];
        };
        /** @description A value of build.BuildSignature.KeyType, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "build.BuildSignature.KeyType": ("KEY_TYPE_UNSPECIFIED" | "PGP_ASCII_ARMORED" | "PKIX_PEM") | number;
        /** @description An image that others are based on. */
        "image.Basis": {
            /** @description Resource URL of the image. Required. Cannot be changed. */
            resourceUrl?: string;
            /** @description What identifies it. Required. Cannot be changed. */
            fingerprint?: components["schemas"]["image.Fingerprint"];
        };
        /** @description Identifies an image. */
        "image.Fingerprint": {
            /** @description Id of the top layer in the first image format. Required. */
            v1Name?: string;
            /** @description Digests of the layers, at least one. Required. */
            v2Blob?: string[];
            /** @description Name that follows from the digests of the layers. */
            v2Name?: string;
        };
        /** @description A package. */
        "package.Package": {
            /** @description Name of the package. Required. Cannot be changed. */
            name?: string;
            /** @description Channels that offer it. */
            distribution?: components["schemas"]["package.Distribution"][];
            /** @description Package type, such as OS or MAVEN. */
            packageType?: string;
            /** @description CPE of the distribution or product that ships it. */
            cpeUri?: string;
            /** @description Processor architecture. */
            architecture?: components["schemas"]["package.Architecture"];
            /** @description Its version. */
            version?: components["schemas"]["package.Version"];
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
        "package.Distribution": {
            /** @description CPE of the channel. Required. */
            cpeUri?: string;
            /** @description Processor architecture. */
            architecture?: components["schemas"]["package.Architecture"];
            /** @description The newest version there. */
            latestVersion?: components["schemas"]["package.Version"];
            /** @description Maintainer of the package in the channel. */
            maintainer?: string;
            /** @description Web page of the package. */
            url?: string;
            /** @description What it is. */
            description?: string;
        };
        /** @description A value of package.Architecture, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "package.Architecture": ("ARCHITECTURE_UNSPECIFIED" | "X86" | "X64") | number;
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
        "deployment.Deployable": {
            /** @description Resource URLs of the artifacts, at least one. Required. */
            resourceUri?: string[];
        };
        /** @description A type of analysis. */
        "discovery.Discovery": {
            /** @description Which kind of occurrences the analysis yields. Required. Cannot be changed. */
            analysisKind?: components["schemas"]["NoteKind"];
        };
        /** @description Who attests. */
        "attestation.Authority": {
            /** @description Human-readable identification of the authority. */
            hint?: components["schemas"]["attestation.Authority.Hint"];
        };
        /** @description Human-readable identification of the authority. */
        "attestation.Authority.Hint": {
            /** @description Name of the authority, such as qa. Required. */
            humanReadableName?: string;
        };
        /** @description The specification of a step. */
        "intoto.InToto": {
            /** @description Name of the step. */
            stepName?: string;
            /** @description Keys that may sign it. */
            signingKeys?: components["schemas"]["intoto.SigningKey"][];
            /** @description Rules for the materials. */
            expectedMaterials?: components["schemas"]["intoto.InToto.ArtifactRule"][];
            /** @description Rules for the products. */
            expectedProducts?: components["schemas"]["intoto.InToto.ArtifactRule"][];
            /** @description The command it should run. */
            expectedCommand?: string[];
            /**
             * Format: int64
             * @description How many of the keys must have signed. A 64-bit integer as text; a number is read too.
             */
            threshold?: string;
        };
        /** @description A key that may sign the step. */
        "intoto.SigningKey": {
            /** @description Id of the key. */
            keyId?: string;
            /** @description Which algorithm it is for, such as rsa. */
            keyType?: string;
            /** @description The public key. */
            publicKeyValue?: string;
            /** @description How signatures are made with it. */
            keyScheme?: string;
        };
        /** @description A rule for artifacts of a step. */
        "intoto.InToto.ArtifactRule": {
            /** @description Tokens of the rule, such as CREATE and a pattern. */
            artifactRule?: string[];
        };
        /** @description A type of SPDX document. */
        "spdx.DocumentNote": {
            /** @description Version of SPDX, such as SPDX-2.3. */
            spdxVersion?: string;
            /** @description License of the document itself. */
            dataLicence?: string;
        };
        /** @description A package. */
        "spdx.PackageInfoNote": {
            /** @description Its name. */
            title?: string;
            /** @description Its version. */
            version?: string;
            /** @description Who distributes it. */
            supplier?: string;
            /** @description Original author. */
            originator?: string;
            /** @description Where to get it. */
            downloadLocation?: string;
            /** @description Whether its files were analysed. */
            analyzed?: boolean;
            /** @description Digest over the digests of its files. */
            verificationCode?: string;
            /** @description Digest of the package as one file. */
            checksum?: string;
            /** @description Web page of the package. */
            homePage?: string;
            /** @description Licenses found in its files. */
            filesLicenseInfo?: string[];
            /** @description License its authors name. */
            licenseDeclared?: components["schemas"]["License"];
            /** @description Copyright notices. */
            copyright?: string;
            /** @description Summary. */
            summaryDescription?: string;
            /** @description Long description. */
            detailedDescription?: string;
            /** @description References to external sources about it. */
            externalRefs?: components["schemas"]["spdx.PackageInfoNote.ExternalRef"][];
            /** @description Attribution required on redistribution. */
            attribution?: string;
            /** @description Package type, such as OS or MAVEN. */
            packageType?: string;
        };
        /** @description References to external sources about it. */
        "spdx.PackageInfoNote.ExternalRef": {
            /** @description Category of the source. */
            category?: components["schemas"]["spdx.PackageInfoNote.ExternalRef.Category"];
            /** @description How to read the locator, such as purl. */
            type?: string;
            /** @description Which entry of the source it is. */
            locator?: string;
            /** @description Comments on it. */
            comment?: string;
        };
        /** @description A value of spdx.PackageInfoNote.ExternalRef.Category, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "spdx.PackageInfoNote.ExternalRef.Category": ("CATEGORY_UNSPECIFIED" | "SECURITY" | "PACKAGE_MANAGER" | "PERSISTENT_ID" | "OTHER") | number;
        /** @description A file. */
        "spdx.FileNote": {
            /** @description Its name. */
            title?: string;
            /** @description Type of its content. */
            fileType?: components["schemas"]["spdx.FileNote.FileType"];
            /** @description Its digests, as ALGORITHM: VALUE. */
            checksum?: string[];
        };
        /** @description A value of spdx.FileNote.FileType, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "spdx.FileNote.FileType": ("FILE_TYPE_UNSPECIFIED" | "SOURCE" | "BINARY" | "ARCHIVE" | "APPLICATION" | "AUDIO" | "IMAGE" | "TEXT" | "VIDEO" | "DOCUMENTATION" | "SPDX" | "OTHER") | number;
        /** @description A type of relationship. */
        "spdx.RelationshipNote": {
            /** @description Relationship of the source to the target. */
            type?: components["schemas"]["spdx.RelationshipType"];
        };
        /** @description A value of spdx.RelationshipType, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "spdx.RelationshipType": ("RELATIONSHIP_TYPE_UNSPECIFIED" | "DESCRIBES" | "DESCRIBED_BY" | "CONTAINS" | "CONTAINED_BY" | "DEPENDS_ON" | "DEPENDENCY_OF" | "DEPENDENCY_MANIFEST_OF" | "BUILD_DEPENDENCY_OF" | "DEV_DEPENDENCY_OF" | "OPTIONAL_DEPENDENCY_OF" | "PROVIDED_DEPENDENCY_OF" | "TEST_DEPENDENCY_OF" | "RUNTIME_DEPENDENCY_OF" | "EXAMPLE_OF" | "GENERATES" | "GENERATED_FROM" | "ANCESTOR_OF" | "DESCENDANT_OF" | "VARIANT_OF" | "DISTRIBUTION_ARTIFACT" | "PATCH_FOR" | "PATCH_APPLIED" | "COPY_OF" | "FILE_ADDED" | "FILE_DELETED" | "FILE_MODIFIED" | "EXPANDED_FROM_ARCHIVE" | "DYNAMIC_LINK" | "STATIC_LINK" | "DATA_FILE_OF" | "TEST_CASE_OF" | "BUILD_TOOL_OF" | "DEV_TOOL_OF" | "TEST_OF" | "TEST_TOOL_OF" | "DOCUMENTATION_OF" | "OPTIONAL_COMPONENT_OF" | "METAFILE_OF" | "PACKAGE_OF" | "AMENDS" | "PREREQUISITE_FOR" | "HAS_PREREQUISITE" | "OTHER") | number;
        /** @description A VEX statement. */
        "vex.VulnerabilityAssessmentNote": {
            /** @description Its title. */
            title?: string;
            /** @description One sentence. */
            shortDescription?: string;
            /** @description Long description. */
            longDescription?: string;
            /** @description Its language, such as en. */
            languageCode?: string;
            /** @description Who makes it. */
            publisher?: components["schemas"]["vex.VulnerabilityAssessmentNote.Publisher"];
            /** @description What it is about. */
            product?: components["schemas"]["vex.VulnerabilityAssessmentNote.Product"];
            /** @description What it says. */
            assessment?: components["schemas"]["vex.VulnerabilityAssessmentNote.Assessment"];
        };
        /** @description Who makes the statement. */
        "vex.VulnerabilityAssessmentNote.Publisher": {
            /** @description Their name. */
            name?: string;
            /** @description What authorises the publisher. */
            issuingAuthority?: string;
            /** @description URL that identifies the publisher. */
            publisherNamespace?: string;
        };
        /** @description What the statement is about. */
        "vex.VulnerabilityAssessmentNote.Product": {
            /** @description Its name. */
            name?: string;
            /** @description Its id within the statement. */
            id?: string;
            /** @description URI that identifies it. One of identifier. */
            genericUri?: string;
        };
        /** @description Whether the vulnerability affects the product. */
        "vex.VulnerabilityAssessmentNote.Assessment": {
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
            state?: components["schemas"]["vex.VulnerabilityAssessmentNote.Assessment.State"];
            /** @description What the vulnerability can do to the product. */
            impacts?: string[];
            /** @description Why the product is not affected. */
            justification?: components["schemas"]["vex.VulnerabilityAssessmentNote.Assessment.Justification"];
            /** @description What can be done about it. */
            remediations?: components["schemas"]["vex.VulnerabilityAssessmentNote.Assessment.Remediation"][];
        };
        /** @description A value of vex.VulnerabilityAssessmentNote.Assessment.State, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vex.VulnerabilityAssessmentNote.Assessment.State": ("STATE_UNSPECIFIED" | "AFFECTED" | "NOT_AFFECTED" | "FIXED" | "UNDER_INVESTIGATION") | number;
        /** @description Why the product is not affected. */
        "vex.VulnerabilityAssessmentNote.Assessment.Justification": {
            /** @description The reason, machine-readable. */
            justificationType?: components["schemas"]["vex.VulnerabilityAssessmentNote.Assessment.Justification.JustificationType"];
            /** @description The reason, human-readable. */
            details?: string;
        };
        /** @description A value of vex.VulnerabilityAssessmentNote.Assessment.Justification.JustificationType, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vex.VulnerabilityAssessmentNote.Assessment.Justification.JustificationType": ("JUSTIFICATION_TYPE_UNSPECIFIED" | "COMPONENT_NOT_PRESENT" | "VULNERABLE_CODE_NOT_PRESENT" | "VULNERABLE_CODE_NOT_IN_EXECUTE_PATH" | "VULNERABLE_CODE_CANNOT_BE_CONTROLLED_BY_ADVERSARY" | "INLINE_MITIGATIONS_ALREADY_EXIST") | number;
        /** @description What can be done about a vulnerability of the product. */
        "vex.VulnerabilityAssessmentNote.Assessment.Remediation": {
            /** @description Type of the remediation. */
            remediationType?: components["schemas"]["vex.VulnerabilityAssessmentNote.Assessment.Remediation.RemediationType"];
            /** @description How to apply it. */
            details?: string;
            /** @description Where to get it. */
            remediationUri?: components["schemas"]["RelatedUrl"];
        };
        /** @description A value of vex.VulnerabilityAssessmentNote.Assessment.Remediation.RemediationType, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "vex.VulnerabilityAssessmentNote.Assessment.Remediation.RemediationType": ("REMEDIATION_TYPE_UNSPECIFIED" | "MITIGATION" | "NO_FIX_PLANNED" | "NONE_AVAILABLE" | "VENDOR_FIX" | "WORKAROUND") | number;
        /** @description A type of SBOM. */
        "sbom.SBOMReferenceNote": {
            /** @description Its format, such as spdx or cyclonedx. */
            format?: string;
            /** @description Version of the format. */
            version?: string;
        };
        /** @description A type of secret. */
        "secret.SecretNote": Record<string, never>;
        /** @description A type of analysis of skills. */
        "aiskillanalysis.AISkillAnalysisNote": Record<string, never>;
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
            /** @description The artifact. Required. Cannot be changed. */
            resource?: components["schemas"]["Resource"];
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
            vulnerability?: components["schemas"]["vulnerability.Details"];
            /** @description The build that made an artifact. One of details. */
            build?: components["schemas"]["build.Details"];
            /** @description The base image of an image. One of details. */
            derivedImage?: components["schemas"]["image.Details"];
            /** @description A package found in an artifact. One of details. */
            installation?: components["schemas"]["package.Details"];
            /** @description A deployment of the artifact. One of details. */
            deployment?: components["schemas"]["deployment.Details"];
            /** @description An analysis of an artifact. One of details. */
            discovered?: components["schemas"]["discovery.Details"];
            /** @description An attestation of an artifact. One of details. */
            attestation?: components["schemas"]["attestation.Details"];
            /** @description A signed link of the supply chain. One of details. */
            intoto?: components["schemas"]["intoto.Details"];
            /** @description An SPDX document. One of details. */
            sbom?: components["schemas"]["spdx.DocumentOccurrence"];
            /** @description A package that the artifact holds. One of details. */
            spdxPackage?: components["schemas"]["spdx.PackageInfoOccurrence"];
            /** @description A file of the artifact. One of details. */
            spdxFile?: components["schemas"]["spdx.FileOccurrence"];
            /** @description A relationship between two elements. One of details. */
            spdxRelationship?: components["schemas"]["spdx.RelationshipOccurrence"];
            /** @description A signed statement of where the SBOM of the artifact is. One of details. */
            sbomReference?: components["schemas"]["sbom.SBOMReferenceOccurrence"];
            /** @description A secret found in the artifact. One of details. */
            secret?: components["schemas"]["secret.SecretOccurrence"];
            /** @description What was found in a skill. One of details. */
            aiSkillAnalysis?: components["schemas"]["aiskillanalysis.AISkillAnalysisOccurrence"];
            /** @description The signed original of the details, in a DSSE envelope. */
            envelope?: components["schemas"]["Envelope"];
        } & (unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown);
        /** @description The artifact that an occurrence is about. */
        Resource: {
            /**
             * @deprecated
             * @description Human-readable name; use uri.
             */
            name?: string;
            /** @description Resource URL of the artifact, such as https://registry/repository@sha256:digest. Required. */
            uri?: string;
            /**
             * @deprecated
             * @description Digest of the content; use the digest in uri.
             */
            contentHash?: components["schemas"]["provenance.Hash"];
        };
        /** @description A digest of some content. */
        "provenance.Hash": {
            /** @description Algorithm of the digest. Required. */
            type?: components["schemas"]["provenance.Hash.HashType"];
            /**
             * Format: byte
             * @description The digest itself. Base64; the URL-safe alphabet is read too. Required.
             */
            value?: string;
        };
        /** @description A value of provenance.Hash.HashType, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "provenance.Hash.HashType": ("HASH_TYPE_UNSPECIFIED" | "SHA256" | "GO_MODULE_H1" | "SHA512" | "DIRSUM_SHA256") | number;
        /** @description A vulnerability found in an artifact. */
        "vulnerability.Details": {
            /** @description Type of the affected package, such as OS. */
            type?: string;
            /** @description Severity, copied from the note. */
            severity?: components["schemas"]["vulnerability.Severity"];
            /** @description CVSS score, copied from the note. */
            cvssScore?: number | ("NaN" | "Infinity" | "-Infinity");
            /** @description The packages that are affected, at least one. Required. */
            packageIssue?: components["schemas"]["vulnerability.PackageIssue"][];
            /** @description Short description, copied from the note. */
            shortDescription?: string;
            /** @description Long description, if the writer set one; the note has its own. */
            longDescription?: string;
            /** @description Links, if the writer set any; the note has its own. */
            relatedUrls?: components["schemas"]["RelatedUrl"][];
            /** @description The severity to decide on: the distribution's rating, else the note's. */
            effectiveSeverity?: components["schemas"]["vulnerability.Severity"];
            /** @description Version of CVSS of cvssScore and severity. */
            cvssVersion?: components["schemas"]["vulnerability.CVSSVersion"];
            /** @description What the vendor of the product says about it. */
            vexAssessment?: components["schemas"]["vulnerability.Details.VexAssessment"];
            /** @description The full CVSS version 2 description. */
            cvssV2?: components["schemas"]["vulnerability.CVSS"];
            /** @description The full CVSS version 3 description. */
            cvssV3?: components["schemas"]["vulnerability.CVSS"];
            /** @description Further information from the scanner. */
            extraDetails?: string;
            /** @description The full CVSS version 4 description. */
            cvssV4?: components["schemas"]["vulnerability.CVSS"];
        };
        /** @description One package of the artifact that is affected. */
        "vulnerability.PackageIssue": {
            /** @description The package found. Required. */
            affectedLocation?: components["schemas"]["vulnerability.VulnerabilityLocation"];
            /** @description The version that fixes it; MAXIMUM where there is none. */
            fixedLocation?: components["schemas"]["vulnerability.VulnerabilityLocation"];
            /**
             * @deprecated
             * @description Severity in the distribution's own terms.
             */
            severityName?: string;
            /** @description Package type, such as OS or MAVEN. */
            packageType?: string;
            /** @description Severity for this package. */
            effectiveSeverity?: components["schemas"]["vulnerability.Severity"];
        };
        /** @description What the vendor of the product says about the vulnerability. */
        "vulnerability.Details.VexAssessment": {
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
            state?: components["schemas"]["vex.VulnerabilityAssessmentNote.Assessment.State"];
            /** @description What the vulnerability can do to the product. */
            impacts?: string[];
            /** @description What can be done about it. */
            remediations?: components["schemas"]["vex.VulnerabilityAssessmentNote.Assessment.Remediation"][];
            /** @description Why the product is not affected. */
            justification?: components["schemas"]["vex.VulnerabilityAssessmentNote.Assessment.Justification"];
        };
        /** @description The build that made an artifact. */
        "build.Details": {
            /** @description The build in Grafeas' own terms. */
            provenance?: components["schemas"]["provenance.BuildProvenance"];
            /** @description The provenance as it was signed. */
            provenanceBytes?: string;
            /** @description The build as SLSA provenance. */
            inTotoSlsaProvenanceV1?: components["schemas"]["provenance.InTotoSlsaProvenanceV1"];
        };
        /** @description One build. */
        "provenance.BuildProvenance": {
            /** @description Id of the build. Required. */
            id?: string;
            /** @description Project of the build. */
            projectId?: string;
            /** @description Its steps. */
            commands?: components["schemas"]["provenance.Command"][];
            /** @description What it built. */
            builtArtifacts?: components["schemas"]["provenance.Artifact"][];
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
            sourceProvenance?: components["schemas"]["provenance.Source"];
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
        "provenance.Command": {
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
        "provenance.Artifact": {
            /** @description Digest of the artifact. */
            checksum?: string;
            /** @description Id of the artifact, such as a URL with a digest. */
            id?: string;
            /** @description Names it was published under. */
            names?: string[];
        };
        /** @description What was built. */
        "provenance.Source": {
            /** @description Where the source was stored. */
            artifactStorageSourceUri?: string;
            /** @description Digests of source files by their paths. */
            fileHashes?: {
                [key: string]: components["schemas"]["provenance.FileHashes"];
            };
            /** @description The revision that was built. */
            context?: components["schemas"]["source.SourceContext"];
            /** @description Revisions of further sources of the build. */
            additionalContexts?: components["schemas"]["source.SourceContext"][];
        };
        /** @description Digests of one file. */
        "provenance.FileHashes": {
            /** @description At least one digest. Required. */
            fileHash?: components["schemas"]["provenance.Hash"][];
        };
        /** @description A revision of some source. */
        "source.SourceContext": {
            /** @description In a Google Cloud Source repository. One of context. */
            cloudRepo?: components["schemas"]["source.CloudRepoSourceContext"];
            /** @description In a Gerrit project. One of context. */
            gerrit?: components["schemas"]["source.GerritSourceContext"];
            /** @description In any Git repository. One of context. */
            git?: components["schemas"]["source.GitSourceContext"];
            /** @description Labels by name. */
            labels?: {
                [key: string]: string;
            };
        } & (unknown | unknown | unknown | unknown);
        /** @description A revision in a Google Cloud Source repository. */
        "source.CloudRepoSourceContext": {
            /** @description The repository. */
            repoId?: components["schemas"]["source.RepoId"];
            /** @description Id of the revision. One of revision. */
            revisionId?: string;
            /** @description A name for the revision. One of revision. */
            aliasContext?: components["schemas"]["source.AliasContext"];
        } & (unknown | unknown | unknown);
        /** @description Which repository it is. */
        "source.RepoId": {
            /** @description A repository within a project. One of id. */
            projectRepoId?: components["schemas"]["source.ProjectRepoId"];
            /** @description An id assigned by the server. One of id. */
            uid?: string;
        } & (unknown | unknown | unknown);
        /** @description A repository within a project. */
        "source.ProjectRepoId": {
            /** @description Id of the project. */
            projectId?: string;
            /** @description Name of the repository; empty for the default one. */
            repoName?: string;
        };
        /** @description A name for a revision. */
        "source.AliasContext": {
            /** @description Whether the name can move, as a branch, or not, as a tag. */
            kind?: components["schemas"]["source.AliasContext.Kind"];
            /** @description The name. */
            name?: string;
        };
        /** @description A value of source.AliasContext.Kind, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "source.AliasContext.Kind": ("KIND_UNSPECIFIED" | "FIXED" | "MOVABLE" | "OTHER") | number;
        /** @description A revision in a Gerrit project. */
        "source.GerritSourceContext": {
            /** @description Where Gerrit runs. */
            hostUri?: string;
            /** @description Full name of the project. */
            gerritProject?: string;
            /** @description Id of the revision. One of revision. */
            revisionId?: string;
            /** @description A name for the revision. One of revision. */
            aliasContext?: components["schemas"]["source.AliasContext"];
        } & (unknown | unknown | unknown);
        /** @description A revision in any Git repository. */
        "source.GitSourceContext": {
            /** @description Where the repository is. */
            url?: string;
            /** @description Hash of the commit. */
            revisionId?: string;
        };
        /** @description A statement about a build. */
        "provenance.InTotoSlsaProvenanceV1": {
            /** @description URI of the statement format. */
            _type?: string;
            /** @description What was built. */
            subject?: components["schemas"]["intoto.Subject"][];
            /** @description URI of the predicate format. */
            predicateType?: string;
            /** @description How it was built. */
            predicate?: components["schemas"]["provenance.InTotoSlsaProvenanceV1.SlsaProvenanceV1"];
        };
        /** @description An artifact that a statement is about. */
        "intoto.Subject": {
            /** @description Its name. */
            name?: string;
            /** @description Its digests by algorithm. */
            digest?: {
                [key: string]: string;
            };
        };
        /** @description The predicate of the statement. */
        "provenance.InTotoSlsaProvenanceV1.SlsaProvenanceV1": {
            /** @description The inputs of the build. */
            buildDefinition?: components["schemas"]["provenance.InTotoSlsaProvenanceV1.BuildDefinition"];
            /** @description The run of the build. */
            runDetails?: components["schemas"]["provenance.InTotoSlsaProvenanceV1.RunDetails"];
        };
        /** @description The inputs of the build. */
        "provenance.InTotoSlsaProvenanceV1.BuildDefinition": {
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
            resolvedDependencies?: components["schemas"]["provenance.InTotoSlsaProvenanceV1.ResourceDescriptor"][];
        };
        /** @description An artifact used or produced by a build. */
        "provenance.InTotoSlsaProvenanceV1.ResourceDescriptor": {
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
        "provenance.InTotoSlsaProvenanceV1.RunDetails": {
            /** @description Who built it. */
            builder?: components["schemas"]["provenance.InTotoSlsaProvenanceV1.ProvenanceBuilder"];
            /** @description Facts about the run. */
            metadata?: components["schemas"]["provenance.InTotoSlsaProvenanceV1.BuildMetadata"];
            /** @description Further outputs of the build. */
            byproducts?: components["schemas"]["provenance.InTotoSlsaProvenanceV1.ResourceDescriptor"][];
        };
        /** @description Who built it. */
        "provenance.InTotoSlsaProvenanceV1.ProvenanceBuilder": {
            /** @description URI of the builder. */
            id?: string;
            /** @description Versions of the parts of the builder, by name. */
            version?: {
                [key: string]: string;
            };
            /** @description Artifacts that the builder used. */
            builderDependencies?: components["schemas"]["provenance.InTotoSlsaProvenanceV1.ResourceDescriptor"][];
        };
        /** @description Facts about the run. */
        "provenance.InTotoSlsaProvenanceV1.BuildMetadata": {
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
        /** @description The base image of an image. */
        "image.Details": {
            /** @description How it derives from the base image. Required. Cannot be changed. */
            derivedImage?: components["schemas"]["image.Derived"];
        };
        /** @description An image based on another. */
        "image.Derived": {
            /** @description What identifies it. Required. */
            fingerprint?: components["schemas"]["image.Fingerprint"];
            /**
             * Format: int32
             * @description Number of layers between the two images.
             */
            distance?: number;
            /** @description Those layers, the last one first. */
            layerInfo?: components["schemas"]["image.Layer"][];
            /** @description Resource URL of the base image. */
            baseResourceUrl?: string;
        };
        /** @description A layer added to the base image. */
        "image.Layer": {
            /** @description The instruction that made the layer. Required. */
            directive?: components["schemas"]["image.Layer.Directive"];
            /** @description Arguments of the instruction. */
            arguments?: string;
        };
        /** @description A value of image.Layer.Directive, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "image.Layer.Directive": ("DIRECTIVE_UNSPECIFIED" | "MAINTAINER" | "RUN" | "CMD" | "LABEL" | "EXPOSE" | "ENV" | "ADD" | "COPY" | "ENTRYPOINT" | "VOLUME" | "USER" | "WORKDIR" | "ARG" | "ONBUILD" | "STOPSIGNAL" | "HEALTHCHECK" | "SHELL") | number;
        /** @description A package found in an artifact. */
        "package.Details": {
            /** @description How it is installed. Required. */
            installation?: components["schemas"]["package.Installation"];
        };
        /** @description A package that is installed. */
        "package.Installation": {
            /** @description Name of the package, copied from the note. */
            name?: string;
            /** @description Where it was found, at least once. Required. */
            location?: components["schemas"]["package.Location"][];
            /** @description Package type, copied from the note. */
            packageType?: string;
            /** @description CPE of the distribution or product, copied from the note. */
            cpeUri?: string;
            /** @description Processor architecture, copied from the note. */
            architecture?: components["schemas"]["package.Architecture"];
            /** @description License of the package. */
            license?: components["schemas"]["License"];
            /** @description Its version, copied from the note. */
            version?: components["schemas"]["package.Version"];
        };
        /** @description Where the package was found. */
        "package.Location": {
            /**
             * @deprecated
             * @description CPE of the distribution or product that ships it. Required.
             */
            cpeUri?: string;
            /**
             * @deprecated
             * @description The version found there.
             */
            version?: components["schemas"]["package.Version"];
            /** @description Path of the file or folder. */
            path?: string;
        };
        /** @description A deployment of the artifact. */
        "deployment.Details": {
            /** @description When and where it ran. Required. */
            deployment?: components["schemas"]["deployment.Deployment"];
        };
        /** @description A period in which the artifact was deployed. */
        "deployment.Deployment": {
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
            platform?: components["schemas"]["deployment.Deployment.Platform"];
        };
        /** @description A value of deployment.Deployment.Platform, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "deployment.Deployment.Platform": ("PLATFORM_UNSPECIFIED" | "GKE" | "FLEX" | "CUSTOM") | number;
        /** @description An analysis of an artifact. */
        "discovery.Details": {
            /** @description Status of the analysis; may be empty. Required. */
            discovered?: components["schemas"]["discovery.Discovered"];
        };
        /** @description Status of the analysis of the artifact. */
        "discovery.Discovered": {
            /** @description Whether the artifact is analysed again when vulnerability data changes. */
            continuousAnalysis?: components["schemas"]["discovery.Discovered.ContinuousAnalysis"];
            /**
             * Format: date-time
             * @deprecated
             * @description When it was analysed; use lastScanTime. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            lastAnalysisTime?: string;
            /** @description Status of the analysis. */
            analysisStatus?: components["schemas"]["discovery.Discovered.AnalysisStatus"];
            /** @description The completed analyses. */
            analysisCompleted?: components["schemas"]["discovery.Discovered.AnalysisCompleted"];
            /** @description Errors of the analysis, one entry for each failure. */
            analysisError?: components["schemas"]["google.Status"][];
            /** @description Why the analysis failed. */
            analysisStatusError?: components["schemas"]["google.Status"];
            /** @description Status of the bill of materials. */
            sbomStatus?: components["schemas"]["discovery.Discovered.SBOMStatus"];
            /**
             * Format: date-time
             * @description When the artifact was last scanned. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            lastScanTime?: string;
            /** @description Which files were analysed. */
            files?: components["schemas"]["discovery.Discovered.File"][];
            /**
             * Format: date-time
             * @description When findings of the artifact last changed. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            lastVulnerabilityUpdateTime?: string;
        };
        /** @description A value of discovery.Discovered.ContinuousAnalysis, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "discovery.Discovered.ContinuousAnalysis": ("CONTINUOUS_ANALYSIS_UNSPECIFIED" | "ACTIVE" | "INACTIVE") | number;
        /** @description A value of discovery.Discovered.AnalysisStatus, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "discovery.Discovered.AnalysisStatus": ("ANALYSIS_STATUS_UNSPECIFIED" | "PENDING" | "SCANNING" | "FINISHED_SUCCESS" | "COMPLETE" | "FINISHED_FAILED" | "FINISHED_UNSUPPORTED") | number;
        /** @description The completed analyses. */
        "discovery.Discovered.AnalysisCompleted": {
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
        "discovery.Discovered.SBOMStatus": {
            /** @description State of the bill of materials. */
            sbomState?: components["schemas"]["discovery.Discovered.SBOMStatus.SBOMState"];
            /** @description Why there is none. */
            error?: string;
        };
        /** @description A value of discovery.Discovered.SBOMStatus.SBOMState, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "discovery.Discovered.SBOMStatus.SBOMState": ("SBOM_STATE_UNSPECIFIED" | "PENDING" | "COMPLETE") | number;
        /** @description A file that was analysed. */
        "discovery.Discovered.File": {
            /** @description Its path. */
            name?: string;
            /** @description Its digests by algorithm. */
            digest?: {
                [key: string]: string;
            };
        };
        /** @description An attestation of an artifact. */
        "attestation.Details": {
            /** @description The attestation. Required. */
            attestation?: components["schemas"]["attestation.Attestation"];
        };
        /** @description One attestation, in one of two forms. */
        "attestation.Attestation": {
            /** @description An attached PGP signature. One of signature. */
            pgpSignedAttestation?: components["schemas"]["attestation.PgpSignedAttestation"];
            /** @description A payload with detached signatures. One of signature. */
            genericSignedAttestation?: components["schemas"]["attestation.GenericSignedAttestation"];
        } & (unknown | unknown | unknown);
        /** @description An attached PGP signature. */
        "attestation.PgpSignedAttestation": {
            /** @description The armored, signed payload. Required. */
            signature?: string;
            /** @description What the payload is. */
            contentType?: components["schemas"]["attestation.PgpSignedAttestation.ContentType"];
            /** @description Fingerprint or id of the key. One of key_id. */
            pgpKeyId?: string;
        };
        /** @description A value of attestation.PgpSignedAttestation.ContentType, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "attestation.PgpSignedAttestation.ContentType": ("CONTENT_TYPE_UNSPECIFIED" | "SIMPLE_SIGNING_JSON") | number;
        /** @description A payload with detached signatures. */
        "attestation.GenericSignedAttestation": {
            /** @description What the payload is. */
            contentType?: components["schemas"]["attestation.GenericSignedAttestation.ContentType"];
            /**
             * Format: byte
             * @description The signed bytes. Base64; the URL-safe alphabet is read too.
             */
            serializedPayload?: string;
            /** @description Signatures over the payload. */
            signatures?: components["schemas"]["Signature"][];
        };
        /** @description A value of attestation.GenericSignedAttestation.ContentType, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "attestation.GenericSignedAttestation.ContentType": ("CONTENT_TYPE_UNSPECIFIED" | "SIMPLE_SIGNING_JSON") | number;
        /** @description A signature and the key that made it. */
        Signature: {
            /**
             * Format: byte
             * @description The signature over the payload. Base64; the URL-safe alphabet is read too.
             */
            signature?: string;
            /** @description Which public key verifies it. */
            publicKeyId?: string;
        };
        /** @description A signed link of the supply chain. */
        "intoto.Details": {
            /** @description Signatures over the link. */
            signatures?: components["schemas"]["intoto.Signature"][];
            /** @description The step as it ran. */
            signed?: components["schemas"]["intoto.Link"];
        };
        /** @description A signature over the link. */
        "intoto.Signature": {
            /** @description Id of the key that made it. */
            keyid?: string;
            /** @description The signature. */
            sig?: string;
        };
        /** @description A step as it ran. */
        "intoto.Link": {
            /** @description The command that ran. */
            command?: string[];
            /** @description The materials. */
            materials?: components["schemas"]["intoto.Link.Artifact"][];
            /** @description The products. */
            products?: components["schemas"]["intoto.Link.Artifact"][];
            /** @description By-products of the step. */
            byproducts?: components["schemas"]["intoto.Link.ByProducts"];
            /** @description The environment of the step. */
            environment?: components["schemas"]["intoto.Link.Environment"];
        };
        /** @description A material or product. */
        "intoto.Link.Artifact": {
            /** @description Where it is. */
            resourceUri?: string;
            /** @description Its digests. */
            hashes?: components["schemas"]["intoto.Link.ArtifactHashes"];
        };
        /** @description Digests of an artifact. */
        "intoto.Link.ArtifactHashes": {
            /** @description Its SHA-256 digest. */
            sha256?: string;
        };
        /** @description By-products of the step. */
        "intoto.Link.ByProducts": {
            /** @description Such as the exit code and output, by name. */
            customValues?: {
                [key: string]: string;
            };
        };
        /** @description The environment of the step. */
        "intoto.Link.Environment": {
            /** @description Such as variables and the working folder, by name. */
            customValues?: {
                [key: string]: string;
            };
        };
        /** @description An SPDX document. */
        "spdx.DocumentOccurrence": {
            /** @description Id within the document, such as SPDXRef-DOCUMENT. */
            id?: string;
            /** @description Its name. */
            title?: string;
            /** @description Unique URI of the document. */
            namespace?: string;
            /** @description Other SPDX documents it refers to. */
            externalDocumentRefs?: string[];
            /** @description Version of the list of licenses it uses. */
            licenseListVersion?: string;
            /** @description Persons, organisations and tools that created it. */
            creators?: string[];
            /**
             * Format: date-time
             * @description When it was created. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            createTime?: string;
            /** @description Comments of the creators. */
            creatorComment?: string;
            /** @description Comments of readers. */
            documentComment?: string;
        };
        /** @description A package that the artifact holds. */
        "spdx.PackageInfoOccurrence": {
            /** @description Id within the document, such as SPDXRef-openssl. */
            id?: string;
            /** @description Its file. */
            filename?: string;
            /** @description Where it came from. */
            sourceInfo?: string;
            /** @description License that the author of the document concluded. */
            licenseConcluded?: components["schemas"]["License"];
            /** @description Comments on it. */
            comment?: string;
            /** @description Package type, copied from the note. */
            packageType?: string;
            /** @description Its name, copied from the note. */
            title?: string;
            /** @description Its version, copied from the note. */
            version?: string;
            /** @description Web page of the package, copied from the note. */
            homePage?: string;
            /** @description Summary, copied from the note. */
            summaryDescription?: string;
        };
        /** @description A file of the artifact. */
        "spdx.FileOccurrence": {
            /** @description Id within the document, such as SPDXRef-main.c. */
            id?: string;
            /** @description License that the author of the document concluded. */
            licenseConcluded?: components["schemas"]["License"];
            /** @description Licenses named in the file. */
            filesLicenseInfo?: string[];
            /** @description Copyright notices. */
            copyright?: string;
            /** @description Comments on it. */
            comment?: string;
            /** @description Notices in the file. */
            notice?: string;
            /** @description Contributors to the file. */
            contributors?: string[];
            /** @description Attribution required on redistribution. */
            attributions?: string[];
        };
        /** @description A relationship between two elements. */
        "spdx.RelationshipOccurrence": {
            /** @description Id of the source element. */
            source?: string;
            /** @description Id of the target element. */
            target?: string;
            /** @description Relationship of the source to the target, copied from the note. */
            type?: components["schemas"]["spdx.RelationshipType"];
            /** @description Comments on it. */
            comment?: string;
        };
        /** @description A signed statement of where the SBOM of the artifact is. */
        "sbom.SBOMReferenceOccurrence": {
            /** @description The statement. */
            payload?: components["schemas"]["sbom.SbomReferenceIntotoPayload"];
            /** @description Media type of the statement. */
            payloadType?: string;
            /** @description Signatures over the statement. */
            signatures?: components["schemas"]["EnvelopeSignature"][];
        };
        /** @description An in-toto statement. */
        "sbom.SbomReferenceIntotoPayload": {
            /** @description URI of the statement format. */
            _type?: string;
            /** @description URI of the predicate format. */
            predicateType?: string;
            /** @description What the SBOM describes. */
            subject?: components["schemas"]["intoto.Subject"][];
            /** @description Where the SBOM is. */
            predicate?: components["schemas"]["sbom.SbomReferenceIntotoPredicate"];
        };
        /** @description Where the SBOM is. */
        "sbom.SbomReferenceIntotoPredicate": {
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
        /** @description A secret found in the artifact. */
        "secret.SecretOccurrence": {
            /** @description What it gives access to. */
            kind?: components["schemas"]["secret.SecretKind"];
            /** @description Where it is. */
            locations?: components["schemas"]["secret.SecretLocation"][];
            /** @description Whether the secret is valid. */
            statuses?: components["schemas"]["secret.SecretStatus"][];
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
        /** @description A value of secret.SecretKind, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "secret.SecretKind": ("SECRET_KIND_UNSPECIFIED" | "SECRET_KIND_UNKNOWN" | "SECRET_KIND_GCP_SERVICE_ACCOUNT_KEY" | "SECRET_KIND_GCP_API_KEY" | "SECRET_KIND_GCP_OAUTH2_CLIENT_CREDENTIALS" | "SECRET_KIND_GCP_OAUTH2_ACCESS_TOKEN" | "SECRET_KIND_ANTHROPIC_ADMIN_API_KEY" | "SECRET_KIND_ANTHROPIC_API_KEY" | "SECRET_KIND_AZURE_ACCESS_TOKEN" | "SECRET_KIND_AZURE_IDENTITY_TOKEN" | "SECRET_KIND_DOCKER_HUB_PERSONAL_ACCESS_TOKEN" | "SECRET_KIND_GITHUB_APP_REFRESH_TOKEN" | "SECRET_KIND_GITHUB_APP_SERVER_TO_SERVER_TOKEN" | "SECRET_KIND_GITHUB_APP_USER_TO_SERVER_TOKEN" | "SECRET_KIND_GITHUB_CLASSIC_PERSONAL_ACCESS_TOKEN" | "SECRET_KIND_GITHUB_FINE_GRAINED_PERSONAL_ACCESS_TOKEN" | "SECRET_KIND_GITHUB_OAUTH_TOKEN" | "SECRET_KIND_HUGGINGFACE_API_KEY" | "SECRET_KIND_OPENAI_API_KEY" | "SECRET_KIND_PERPLEXITY_API_KEY" | "SECRET_KIND_STRIPE_SECRET_KEY" | "SECRET_KIND_STRIPE_RESTRICTED_KEY" | "SECRET_KIND_STRIPE_WEBHOOK_SECRET") | number;
        /** @description Where the secret is. */
        "secret.SecretLocation": {
            /** @description In a file. One of location. */
            fileLocation?: components["schemas"]["FileLocation"];
        };
        /** @description A file of the artifact. */
        FileLocation: {
            /** @description Its path. */
            filePath?: string;
        };
        /** @description Status of the secret. */
        "secret.SecretStatus": {
            /** @description The status. */
            status?: components["schemas"]["secret.SecretStatus.Status"];
            /**
             * Format: date-time
             * @description When the status was determined. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            updateTime?: string;
            /** @description Comments on it. */
            message?: string;
        };
        /** @description A value of secret.SecretStatus.Status, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "secret.SecretStatus.Status": ("STATUS_UNSPECIFIED" | "UNKNOWN" | "VALID" | "INVALID") | number;
        /** @description What was found in a skill. */
        "aiskillanalysis.AISkillAnalysisOccurrence": {
            /** @description Name of the skill. */
            skillName?: string;
            /** @description Each finding. */
            findings?: components["schemas"]["aiskillanalysis.AISkillAnalysisOccurrence.Finding"][];
        };
        /** @description One finding. */
        "aiskillanalysis.AISkillAnalysisOccurrence.Finding": {
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
        VulnerabilityOccurrencesSummary: {
            /** @description The counts. */
            counts?: components["schemas"]["VulnerabilityOccurrencesSummary.FixableTotalByDigest"][];
            /** @description Never set: responses are never partial. */
            unreachable?: string[];
        };
        /** @description The number of findings of one severity of an artifact. */
        "VulnerabilityOccurrencesSummary.FixableTotalByDigest": {
            /** @description The artifact. */
            resource?: components["schemas"]["Resource"];
            /** @description The severity; unset in the entry with the total of the artifact. */
            severity?: components["schemas"]["vulnerability.Severity"];
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
        /** @description The result of an import. */
        "grafeas_ts.v1beta1.ImportReportResponse": {
            /** @description The format recognised. */
            format?: string;
            /** @description The project of the occurrences. */
            consumer?: string;
            /** @description The project of the notes. */
            provider?: string;
            /** @description The resources of the report. */
            resources?: string[];
            /** @description Nothing was written. */
            validateOnly?: boolean;
            /** @description The content of the report. */
            found?: components["schemas"]["grafeas_ts.v1beta1.ImportReportResponse.Found"];
            /** @description Notes. */
            notes?: components["schemas"]["grafeas_ts.v1beta1.ImportReportResponse.Counts"];
            /** @description Occurrences. */
            occurrences?: components["schemas"]["grafeas_ts.v1beta1.ImportReportResponse.Counts"];
            /** @description Discovery occurrences. */
            discovery?: components["schemas"]["grafeas_ts.v1beta1.ImportReportResponse.Counts"];
            /** @description Names of occurrences that changed. */
            names?: components["schemas"]["grafeas_ts.v1beta1.ImportReportResponse.Names"];
            /**
             * Format: int32
             * @description The number of warnings.
             */
            warningCount?: number;
            /** @description The first thousand warnings. */
            warnings?: components["schemas"]["grafeas_ts.v1beta1.ImportReportResponse.Warning"][];
        };
        /** @description The content of the report. */
        "grafeas_ts.v1beta1.ImportReportResponse.Found": {
            /**
             * Format: int32
             * @description Notes.
             */
            notes?: number;
            /**
             * Format: int32
             * @description Occurrences.
             */
            occurrences?: number;
        };
        /** @description Numbers of changes. */
        "grafeas_ts.v1beta1.ImportReportResponse.Counts": {
            /**
             * Format: int32
             * @description New.
             */
            created?: number;
            /**
             * Format: int32
             * @description Different from what was stored.
             */
            updated?: number;
            /**
             * Format: int32
             * @description As stored.
             */
            unchanged?: number;
            /**
             * Format: int32
             * @description No longer in the report.
             */
            removed?: number;
        };
        /** @description The first thousand names of occurrences that changed. */
        "grafeas_ts.v1beta1.ImportReportResponse.Names": {
            /** @description New. */
            created?: string[];
            /** @description Different from what was stored. */
            updated?: string[];
            /** @description No longer in the report. */
            removed?: string[];
        };
        /** @description Something in the report that was left out or corrected. */
        "grafeas_ts.v1beta1.ImportReportResponse.Warning": {
            /** @description JSON pointer to the value. */
            pointer?: string;
            /** @description The reason. */
            reason?: string;
        };
        /** @description What the server found out about the signatures of an occurrence when it was last written. */
        "grafeas_ts.v1beta1.OccurrenceVerification": {
            /** @description The occurrence. */
            name?: string;
            /** @description NOT_CHECKED where nothing demanded it then; VERIFIED where every demand was met. */
            state?: components["schemas"]["grafeas_ts.v1beta1.OccurrenceVerification.State"];
            /**
             * Format: date-time
             * @description When keys and signatures were checked. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            checkTime?: string;
            /** @description Each demand. */
            checks?: components["schemas"]["grafeas_ts.v1beta1.OccurrenceVerification.Check"][];
        };
        /** @description A value of grafeas_ts.v1beta1.OccurrenceVerification.State, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "grafeas_ts.v1beta1.OccurrenceVerification.State": ("STATE_UNSPECIFIED" | "VERIFIED" | "NOT_VERIFIED" | "NOT_CHECKED") | number;
        /** @description What was found out for one demand. */
        "grafeas_ts.v1beta1.OccurrenceVerification.Check": {
            /** @description The attestors whose keys were tried. */
            attestors?: string[];
            /** @description What was demanded. */
            verify?: components["schemas"]["grafeas_ts.v1beta1.OccurrenceVerification.Verify"];
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
        /** @description A value of grafeas_ts.v1beta1.OccurrenceVerification.Verify, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "grafeas_ts.v1beta1.OccurrenceVerification.Verify": ("VERIFY_UNSPECIFIED" | "REQUIRE" | "MARK") | number;
        /** @description What a note says of the findings of other notes. */
        "grafeas_ts.v1beta1.NoteAssessment": {
            /** @description The note. */
            name?: string;
            /** @description NOT_APPLIED where the note names no vulnerability or artifact, or who wrote it may assess nowhere; APPLYING until every finding follows. */
            state?: components["schemas"]["grafeas_ts.v1beta1.NoteAssessment.State"];
            /** @description Id of the notes whose findings it is about. */
            vulnerabilityId?: string;
            /** @description The artifact as the server understands it: a repository, with a digest or tag. */
            product?: string;
            /** @description It applies in all projects. */
            allProjects?: boolean;
            /** @description The projects in which it applies: those of them whose occurrences the caller may list. */
            projects?: string[];
        };
        /** @description A value of grafeas_ts.v1beta1.NoteAssessment.State, by name. Numbers are accepted too, and printed where this version has no name for them. */
        "grafeas_ts.v1beta1.NoteAssessment.State": ("STATE_UNSPECIFIED" | "NOT_APPLIED" | "APPLYING" | "APPLIED") | number;
        /** @description Findings counted by artifact and severity. */
        "grafeas_ts.v1beta1.AssessedSummary": {
            /** @description The counts. */
            counts?: components["schemas"]["grafeas_ts.v1beta1.AssessedSummary.Count"][];
        };
        /** @description The number of findings of one severity of an artifact. */
        "grafeas_ts.v1beta1.AssessedSummary.Count": {
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
        "grafeas_ts.v1beta1.ListVulnerabilityTotalsResponse": {
            /** @description A row a project or location, ascending by name. */
            totals?: components["schemas"]["grafeas_ts.v1beta1.VulnerabilityTotals"][];
            /** @description For the next page; empty on the last one. */
            nextPageToken?: string;
        };
        /** @description What a project has in findings. */
        "grafeas_ts.v1beta1.VulnerabilityTotals": {
            /** @description The project, or a location of it. */
            parent?: string;
            /** @description By severity; none where nothing is stored. */
            counts?: components["schemas"]["grafeas_ts.v1beta1.VulnerabilityTotals.Count"][];
            /** @description It has too many images to count them here, so its counts are missing: request its summary. */
            tooLarge?: boolean;
            /** @description Its history, ascending. A day that is missing is unknown. */
            days?: components["schemas"]["grafeas_ts.v1beta1.VulnerabilityHistory.Day"][];
            /** @description What to fix first, if requested; unset if no finding has a fix. */
            fixes?: components["schemas"]["grafeas_ts.v1beta1.VulnerabilityTotals.Fixes"];
        };
        /** @description Findings of one severity. */
        "grafeas_ts.v1beta1.VulnerabilityTotals.Count": {
            /** @description The severity; unset in the first count, which is of all findings. */
            severity?: components["schemas"]["vulnerability.Severity"];
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
        "grafeas_ts.v1beta1.VulnerabilityHistory.Day": {
            /** @description The day in UTC: YYYY-MM-DD. */
            day?: string;
            /**
             * Format: date-time
             * @description When they were counted: soon after the day began, or when a server first ran on it. RFC 3339, printed in UTC, down to nanoseconds, such as 2026-01-31T12:00:00.5Z.
             */
            countTime?: string;
            /** @description By severity; none where nothing was found. */
            counts?: components["schemas"]["grafeas_ts.v1beta1.VulnerabilityHistory.Count"][];
        };
        /** @description The number of findings of one severity. */
        "grafeas_ts.v1beta1.VulnerabilityHistory.Count": {
            /** @description The severity; unset in the first count, which is of all findings. */
            severity?: components["schemas"]["vulnerability.Severity"];
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
        "grafeas_ts.v1beta1.VulnerabilityTotals.Fixes": {
            /** @description That severity; unset if they have none. */
            severity?: components["schemas"]["vulnerability.Severity"];
            /** @description The packages that have a fix; those of most findings first. */
            packages?: components["schemas"]["grafeas_ts.v1beta1.VulnerabilityTotals.Fix"][];
            /** @description The notes that were found; those of most findings first. */
            notes?: components["schemas"]["grafeas_ts.v1beta1.VulnerabilityTotals.Fix"][];
            /** @description There are too many such findings to read them here: list them. */
            tooMany?: boolean;
        };
        /** @description A package to update, or a note to fix. */
        "grafeas_ts.v1beta1.VulnerabilityTotals.Fix": {
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
        "grafeas_ts.v1beta1.VulnerabilityHistory": {
            /** @description The first day of the history. */
            startDay?: string;
            /** @description The last one: today. */
            endDay?: string;
            /** @description Ascending. A day that is missing is unknown. */
            days?: components["schemas"]["grafeas_ts.v1beta1.VulnerabilityHistory.Day"][];
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
                    "application/json": components["schemas"]["VulnerabilityOccurrencesSummary"];
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
                    "application/json": components["schemas"]["VulnerabilityOccurrencesSummary"];
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
    ImportReport: {
        parameters: {
            query?: {
                /** @description Name of the format; detected if absent. */
                format?: string;
                /** @description The project of the notes: projects/PROVIDER. The default is a project named after the format. */
                provider?: string;
                /** @description The subject of the report: a resource URL, or a repository to which the digest in the report is added. */
                resource?: string;
                /** @description replace (the default) removes what a complete report no longer has; merge removes nothing. */
                mode?: "replace" | "merge";
                /** @description The distribution, such as debian:11, if the report does not name it. */
                distro?: string;
                /** @description Imports misconfigurations too. */
                misconfig?: boolean;
                /** @description Imports secrets too. */
                secrets?: boolean;
                /** @description Imports the packages of a bill of materials too. */
                packages?: boolean;
                /** @description Id of the note of signatures and attestations, such as prod; one for each signer if absent. */
                authority?: string;
                /** @description A further discovery note for the result of the scan. */
                discoveryNote?: string;
                /** @description Accepts a report that is older than the stored one. */
                force?: boolean;
                /** @description Treats every warning as an error. */
                strict?: boolean;
                /** @description Stops before the first write. */
                validateOnly?: boolean;
                /** @description A UUID made for this request. A repeat with the same id has no further effect and returns the same response. */
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
        /** @description At most 512 MiB. */
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
                    "application/json": components["schemas"]["grafeas_ts.v1beta1.ImportReportResponse"];
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
    ImportReportInLocation: {
        parameters: {
            query?: {
                /** @description Name of the format; detected if absent. */
                format?: string;
                /** @description The project of the notes: projects/PROVIDER. The default is a project named after the format. */
                provider?: string;
                /** @description The subject of the report: a resource URL, or a repository to which the digest in the report is added. */
                resource?: string;
                /** @description replace (the default) removes what a complete report no longer has; merge removes nothing. */
                mode?: "replace" | "merge";
                /** @description The distribution, such as debian:11, if the report does not name it. */
                distro?: string;
                /** @description Imports misconfigurations too. */
                misconfig?: boolean;
                /** @description Imports secrets too. */
                secrets?: boolean;
                /** @description Imports the packages of a bill of materials too. */
                packages?: boolean;
                /** @description Id of the note of signatures and attestations, such as prod; one for each signer if absent. */
                authority?: string;
                /** @description A further discovery note for the result of the scan. */
                discoveryNote?: string;
                /** @description Accepts a report that is older than the stored one. */
                force?: boolean;
                /** @description Treats every warning as an error. */
                strict?: boolean;
                /** @description Stops before the first write. */
                validateOnly?: boolean;
                /** @description A UUID made for this request. A repeat with the same id has no further effect and returns the same response. */
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
        /** @description At most 512 MiB. */
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
                    "application/json": components["schemas"]["grafeas_ts.v1beta1.ImportReportResponse"];
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
                    "application/json": components["schemas"]["grafeas_ts.v1beta1.OccurrenceVerification"];
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
                    "application/json": components["schemas"]["grafeas_ts.v1beta1.OccurrenceVerification"];
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
                    "application/json": components["schemas"]["grafeas_ts.v1beta1.NoteAssessment"];
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
                    "application/json": components["schemas"]["grafeas_ts.v1beta1.NoteAssessment"];
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
                    "application/json": components["schemas"]["grafeas_ts.v1beta1.AssessedSummary"];
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
                    "application/json": components["schemas"]["grafeas_ts.v1beta1.AssessedSummary"];
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
                    "application/json": components["schemas"]["grafeas_ts.v1beta1.ListVulnerabilityTotalsResponse"];
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
                    "application/json": components["schemas"]["grafeas_ts.v1beta1.ListVulnerabilityTotalsResponse"];
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
                    "application/json": components["schemas"]["grafeas_ts.v1beta1.VulnerabilityHistory"];
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
                    "application/json": components["schemas"]["grafeas_ts.v1beta1.VulnerabilityHistory"];
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
  CreateProject: ['POST', '/v1beta1/projects'],
  ListProjects: ['GET', '/v1beta1/projects'],
  GetProject: ['GET', '/v1beta1/projects/{project}'],
  DeleteProject: ['DELETE', '/v1beta1/projects/{project}'],
  CreateNote: ['POST', '/v1beta1/projects/{project}/notes'],
  ListNotes: ['GET', '/v1beta1/projects/{project}/notes'],
  CreateNoteInLocation: ['POST', '/v1beta1/projects/{project}/locations/{location}/notes'],
  ListNotesInLocation: ['GET', '/v1beta1/projects/{project}/locations/{location}/notes'],
  BatchCreateNotes: ['POST', '/v1beta1/projects/{project}/notes:batchCreate'],
  BatchCreateNotesInLocation: ['POST', '/v1beta1/projects/{project}/locations/{location}/notes:batchCreate'],
  GetNote: ['GET', '/v1beta1/projects/{project}/notes/{note}'],
  UpdateNote: ['PATCH', '/v1beta1/projects/{project}/notes/{note}'],
  DeleteNote: ['DELETE', '/v1beta1/projects/{project}/notes/{note}'],
  GetNoteInLocation: ['GET', '/v1beta1/projects/{project}/locations/{location}/notes/{note}'],
  UpdateNoteInLocation: ['PATCH', '/v1beta1/projects/{project}/locations/{location}/notes/{note}'],
  DeleteNoteInLocation: ['DELETE', '/v1beta1/projects/{project}/locations/{location}/notes/{note}'],
  ListNoteOccurrences: ['GET', '/v1beta1/projects/{project}/notes/{note}/occurrences'],
  ListNoteOccurrencesInLocation: ['GET', '/v1beta1/projects/{project}/locations/{location}/notes/{note}/occurrences'],
  CreateOccurrence: ['POST', '/v1beta1/projects/{project}/occurrences'],
  ListOccurrences: ['GET', '/v1beta1/projects/{project}/occurrences'],
  CreateOccurrenceInLocation: ['POST', '/v1beta1/projects/{project}/locations/{location}/occurrences'],
  ListOccurrencesInLocation: ['GET', '/v1beta1/projects/{project}/locations/{location}/occurrences'],
  BatchCreateOccurrences: ['POST', '/v1beta1/projects/{project}/occurrences:batchCreate'],
  BatchCreateOccurrencesInLocation: ['POST', '/v1beta1/projects/{project}/locations/{location}/occurrences:batchCreate'],
  GetVulnerabilityOccurrencesSummary: ['GET', '/v1beta1/projects/{project}/occurrences:vulnerabilitySummary'],
  GetVulnerabilityOccurrencesSummaryInLocation: ['GET', '/v1beta1/projects/{project}/locations/{location}/occurrences:vulnerabilitySummary'],
  GetOccurrence: ['GET', '/v1beta1/projects/{project}/occurrences/{occurrence}'],
  UpdateOccurrence: ['PATCH', '/v1beta1/projects/{project}/occurrences/{occurrence}'],
  DeleteOccurrence: ['DELETE', '/v1beta1/projects/{project}/occurrences/{occurrence}'],
  GetOccurrenceInLocation: ['GET', '/v1beta1/projects/{project}/locations/{location}/occurrences/{occurrence}'],
  UpdateOccurrenceInLocation: ['PATCH', '/v1beta1/projects/{project}/locations/{location}/occurrences/{occurrence}'],
  DeleteOccurrenceInLocation: ['DELETE', '/v1beta1/projects/{project}/locations/{location}/occurrences/{occurrence}'],
  GetOccurrenceNote: ['GET', '/v1beta1/projects/{project}/occurrences/{occurrence}/notes'],
  GetOccurrenceNoteInLocation: ['GET', '/v1beta1/projects/{project}/locations/{location}/occurrences/{occurrence}/notes'],
  TestIamPermissions: ['POST', '/v1beta1/projects/{project}:testIamPermissions'],
  TestIamPermissionsOfNote: ['POST', '/v1beta1/projects/{project}/notes/{note}:testIamPermissions'],
  TestIamPermissionsOfOccurrence: ['POST', '/v1beta1/projects/{project}/occurrences/{occurrence}:testIamPermissions'],
  TestIamPermissionsOfNoteInLocation: ['POST', '/v1beta1/projects/{project}/locations/{location}/notes/{note}:testIamPermissions'],
  TestIamPermissionsOfOccurrenceInLocation: ['POST', '/v1beta1/projects/{project}/locations/{location}/occurrences/{occurrence}:testIamPermissions'],
  ImportReport: ['POST', '/v1beta1/projects/{project}/occurrences:import'],
  ImportReportInLocation: ['POST', '/v1beta1/projects/{project}/locations/{location}/occurrences:import'],
  GetOccurrenceVerification: ['GET', '/v1beta1/projects/{project}/occurrences/{occurrence}:verification'],
  GetOccurrenceVerificationInLocation: ['GET', '/v1beta1/projects/{project}/locations/{location}/occurrences/{occurrence}:verification'],
  GetNoteAssessment: ['GET', '/v1beta1/projects/{project}/notes/{note}:assessment'],
  GetNoteAssessmentInLocation: ['GET', '/v1beta1/projects/{project}/locations/{location}/notes/{note}:assessment'],
  GetAssessedSummary: ['GET', '/v1beta1/projects/{project}/occurrences:assessedSummary'],
  GetAssessedSummaryInLocation: ['GET', '/v1beta1/projects/{project}/locations/{location}/occurrences:assessedSummary'],
  ListVulnerabilityTotals: ['GET', '/v1beta1/projects/{project}/occurrences:vulnerabilityTotals'],
  ListVulnerabilityTotalsInLocation: ['GET', '/v1beta1/projects/{project}/locations/{location}/occurrences:vulnerabilityTotals'],
  GetVulnerabilityHistory: ['GET', '/v1beta1/projects/{project}/occurrences:vulnerabilityHistory'],
  GetVulnerabilityHistoryInLocation: ['GET', '/v1beta1/projects/{project}/locations/{location}/occurrences:vulnerabilityHistory'],
} as const;
