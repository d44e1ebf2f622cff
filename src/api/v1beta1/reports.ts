import { repeated } from '../../schema/field-types.js';
import { field, message } from '../../schema/message.js';
import { bool, bytes, int32, text } from '../../schema/scalars.js';
import { checkImporter, type ImportRequest, type ImportService } from '../../services/imports.js';
import { type Operation, operation } from '../operation.js';

/** Upload of other tools' reports, which no Grafeas service has. */

const ImportReportRequest = message(
  'grafeas_ts.v1beta1.ImportReportRequest',
  'Turns a report into notes and occurrences.',
  {
    parent: field(1, text(), 'Where occurrences go: projects/CONSUMER.', { required: true }),
    report: field(
      2,
      bytes(),
      'The report as the tool wrote it; over REST it may be compressed with gzip or zstd.',
      { required: true },
    ),
    format: field(3, text(), 'Name of the format; recognised where absent.'),
    provider: field(
      4,
      text(),
      'Where notes go: projects/PROVIDER; a project named for the format where absent.',
    ),
    resource: field(
      5,
      text(),
      'What the report is about: a resource URL, or a repository that gets the digest of the report.',
    ),
    mode: field(
      6,
      text(),
      'replace (also where absent) removes what a complete report no longer has; merge removes nothing.',
      { choices: ['replace', 'merge'] },
    ),
    distro: field(7, text(), 'The distribution, such as debian:11, where the report does not name it.'),
    misconfig: field(8, bool(), 'Imports misconfigurations too.'),
    secrets: field(9, bool(), 'Imports secrets too.'),
    discoveryNote: field(10, text(), 'A further discovery note to put the result of the scan under.'),
    force: field(11, bool(), 'Takes a report that is older than the one stored.'),
    strict: field(12, bool(), 'Takes any warning as an error.'),
    validateOnly: field(13, bool(), 'Stops before the first write.'),
    requestId: field(
      14,
      text(),
      'A UUID made for this request: the same request under it is carried out once and answered again.',
    ),
  },
);

const Counts = message('grafeas_ts.v1beta1.ImportReportResponse.Counts', 'How many were changed, and how.', {
  created: field(1, int32(), 'New.'),
  updated: field(2, int32(), 'Different from what was stored.'),
  unchanged: field(3, int32(), 'As stored.'),
  removed: field(4, int32(), 'No longer in the report.'),
});

const Found = message('grafeas_ts.v1beta1.ImportReportResponse.Found', 'What the report holds.', {
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
  'Something in the report that was left out or mended.',
  {
    pointer: field(1, text(), 'JSON pointer of the place.'),
    reason: field(2, text(), 'What is the matter.'),
  },
);

const ImportReportResponse = message('grafeas_ts.v1beta1.ImportReportResponse', 'What an import did.', {
  format: field(1, text(), 'The format recognised.'),
  consumer: field(2, text(), 'Where occurrences went.'),
  provider: field(3, text(), 'Where notes went.'),
  resources: field(4, repeated(text()), 'What the report is about.'),
  validateOnly: field(5, bool(), 'Nothing was written.'),
  found: field(6, Found, 'What the report holds.'),
  notes: field(7, Counts, 'Notes.'),
  occurrences: field(8, Counts, 'Occurrences.'),
  discovery: field(9, Counts, 'Discovery occurrences.'),
  names: field(10, Names, 'Which occurrences changed.'),
  warningCount: field(11, int32(), 'How many warnings there are.'),
  warnings: field(12, repeated(Warning), 'The first thousand warnings.'),
});

/** @param limit bytes of a report at most. */
export function reportOperations(services: ImportService, limit: number): readonly Operation[] {
  return [
    operation({
      id: 'ImportReport',
      service: 'grafeas_ts.v1beta1.Reports',
      http: {
        verb: 'POST',
        paths: [
          '/v1beta1/{parent=projects/*}/occurrences:import',
          '/v1beta1/{parent=projects/*/locations/*}/occurrences:import',
        ],
        body: 'report',
        raw: { limit },
        query: ImportReportRequest.fields.slice(2).map(({ jsonName }) => jsonName),
      },
      request: ImportReportRequest,
      response: ImportReportResponse,
      summary: 'Import a report',
      description:
        'Turns the report of a scanner into notes and occurrences; the same report again changes nothing. A large one is written in parts: until all of them are, its scans are shown as SCANNING.',
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
        // Counts of zero are printed: this answer is read by people too.
        return JSON.stringify(
          await services.importReport(
            { ...request, report: body ?? Buffer.alloc(0) } as ImportRequest,
            context,
          ),
        );
      },
    }),
  ];
}
