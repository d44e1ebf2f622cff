import { freeBytes } from '../../domain/free-bytes.js';
import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { bool, bytes, int32, text } from '../../schema/scalars.js';
import { checkImporter, type ImportRequest, type ImportService } from '../../services/imports.js';
import { type Operation, operation, pathsUnder } from '../operation.js';

/** Upload of reports of other tools, an extension of this server. */

const ImportReportRequest = message(
  'grafeas_ts.v1beta1.ImportReportRequest',
  'Turns a report into notes and occurrences.',
  {
    parent: field(1, text(), 'The project of the occurrences: projects/CONSUMER.', { required: true }),
    report: field(
      2,
      bytes(),
      'The report in the format of the tool; over REST it may be compressed with gzip or zstd.',
      { required: true },
    ),
    format: field(3, text(), 'Name of the format; detected if absent.'),
    provider: field(
      4,
      text(),
      'The project of the notes: projects/PROVIDER. The default is a project named after the format.',
    ),
    resource: field(
      5,
      text(),
      'The subject of the report: a resource URL, or a repository to which the digest in the report is added.',
    ),
    mode: field(
      6,
      text(),
      'replace (the default) removes what a complete report no longer has; merge removes nothing.',
      { choices: ['replace', 'merge'] },
    ),
    distro: field(7, text(), 'The distribution, such as debian:11, if the report does not name it.'),
    misconfig: field(8, bool(), 'Imports misconfigurations too.'),
    secrets: field(9, bool(), 'Imports secrets too.'),
    packages: field(15, bool(), 'Imports the packages of a bill of materials too.'),
    authority: field(
      16,
      text(),
      'Id of the note of signatures and attestations, such as prod; one for each signer if absent.',
    ),
    discoveryNote: field(10, text(), 'A further discovery note for the result of the scan.'),
    force: field(11, bool(), 'Accepts a report that is older than the stored one.'),
    strict: field(12, bool(), 'Treats every warning as an error.'),
    validateOnly: field(13, bool(), 'Stops before the first write.'),
    requestId: field(
      14,
      text(),
      'A UUID made for this request. A repeat with the same id has no further effect and returns the same response.',
    ),
  },
);

const Counts = message('grafeas_ts.v1beta1.ImportReportResponse.Counts', 'Numbers of changes.', {
  created: field(1, int32(), 'New.'),
  updated: field(2, int32(), 'Different from what was stored.'),
  unchanged: field(3, int32(), 'As stored.'),
  removed: field(4, int32(), 'No longer in the report.'),
});

const Found = message('grafeas_ts.v1beta1.ImportReportResponse.Found', 'The content of the report.', {
  notes: field(1, int32(), 'Notes.'),
  occurrences: field(2, int32(), 'Occurrences.'),
});

const Names = message(
  'grafeas_ts.v1beta1.ImportReportResponse.Names',
  'The first thousand names of occurrences that changed.',
  {
    created: field(1, repeated(text()), 'New.'),
    updated: field(2, repeated(text()), 'Different from what was stored.'),
    removed: field(3, repeated(text()), 'No longer in the report.'),
  },
);

const Warning = message(
  'grafeas_ts.v1beta1.ImportReportResponse.Warning',
  'Something in the report that was left out or corrected.',
  {
    pointer: field(1, text(), 'JSON pointer to the value.'),
    reason: field(2, text(), 'The reason.'),
  },
);

const ImportReportResponse = message('grafeas_ts.v1beta1.ImportReportResponse', 'The result of an import.', {
  format: field(1, text(), 'The format recognised.'),
  consumer: field(2, text(), 'The project of the occurrences.'),
  provider: field(3, text(), 'The project of the notes.'),
  resources: field(4, repeated(text()), 'The resources of the report.'),
  validateOnly: field(5, bool(), 'Nothing was written.'),
  found: field(6, Found, 'The content of the report.'),
  notes: field(7, Counts, 'Notes.'),
  occurrences: field(8, Counts, 'Occurrences.'),
  discovery: field(9, Counts, 'Discovery occurrences.'),
  names: field(10, Names, 'Names of occurrences that changed.'),
  warningCount: field(11, int32(), 'The number of warnings.'),
  warnings: field(12, repeated(Warning), 'The first thousand warnings.'),
});

/** @param limit maximum bytes of a report. */
export function reportOperations(services: ImportService, limit: number): readonly Operation[] {
  return [
    operation({
      id: 'ImportReport',
      service: 'grafeas_ts.v1beta1.Reports',
      http: {
        verb: 'POST',
        paths: pathsUnder('v1beta1').ofParent('/occurrences:import'),
        body: 'report',
        raw: { limit, lane: 'reports' },
        query: ImportReportRequest.fields.slice(2).map(({ jsonName }) => jsonName),
      },
      request: ImportReportRequest,
      response: ImportReportResponse,
      summary: 'Import a report',
      description:
        'Turns the report of a scanner into notes and occurrences. Importing the same report again changes nothing. A large report is written in parts; its scans have the status SCANNING until all parts are written.',
      permissions: [
        { permission: 'occurrences.create', on: 'the project' },
        { permission: 'occurrences.update', on: 'the project' },
        { permission: 'occurrences.delete', on: 'the project (not with mode=merge)' },
        { permission: 'notes.create', on: 'the provider' },
        { permission: 'notes.update', on: 'the provider' },
        { permission: 'notes.attachOccurrence', on: 'the provider' },
      ],
      guard: (request, access) => checkImporter(request as Omit<ImportRequest, 'report'>, access),
      async handle({ report, ...request }, context) {
        const body =
          typeof report === 'string'
            ? Buffer.from(report, 'base64')
            : (report as unknown as Buffer | undefined);
        // Counts of zero are printed, since people read this response too.
        return JSON.stringify(
          await services.importReport(
            { ...request, report: body ?? Buffer.alloc(0) } as ImportRequest,
            context,
            () => body && freeBytes(body),
          ),
        );
      },
    }),
  ];
}
