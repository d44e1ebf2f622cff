import { repeated } from '../schema/field-types.js';
import { field, message } from '../schema/message.js';
import { bool, enumeration, int64, text } from '../schema/scalars.js';
import type { AssessmentService } from '../services/assessment-states.js';
import type { SummaryService } from '../services/summary.js';
import { type Operation, operation, pathsUnder } from './operation.js';

/** What VEX statements do to findings, which no Grafeas service has. @param version of the API: `v1beta1` or `v1`. */
export function assessmentOperations(
  version: string,
  services: AssessmentService & Pick<SummaryService, 'getAssessedSummary'>,
): readonly Operation[] {
  const of = `grafeas_ts.${version}`;
  const { ofParent, ofName } = pathsUnder(version);
  const State = enumeration(`${of}.NoteAssessment.State`, {
    STATE_UNSPECIFIED: 0,
    NOT_APPLIED: 1,
    APPLYING: 2,
    APPLIED: 3,
  });
  const NoteAssessment = message(`${of}.NoteAssessment`, 'What a note says of the findings of other notes.', {
    name: field(1, text(), 'The note.'),
    state: field(
      2,
      State,
      'NOT_APPLIED where the note names no vulnerability or artifact, or who wrote it may assess nowhere; APPLYING until every finding follows.',
    ),
    vulnerabilityId: field(3, text(), 'Id of the notes whose findings it is about.'),
    product: field(
      4,
      text(),
      'The artifact as the server understands it: a repository, with a digest or tag.',
    ),
    allProjects: field(5, bool(), 'It applies in all projects.'),
    projects: field(
      6,
      repeated(text()),
      'The projects in which it applies: those of them whose occurrences the caller may list.',
    ),
  });
  const GetNoteAssessmentRequest = message(
    `${of}.GetNoteAssessmentRequest`,
    'Reads whether what a note says has reached the findings it is about.',
    { name: field(1, text(), 'The note: projects/PROJECT/notes/NOTE.', { required: true }) },
  );
  const Count = message(
    `${of}.AssessedSummary.Count`,
    'The number of findings of one severity of an artifact.',
    {
      resourceUri: field(1, text(), 'URL of the artifact.'),
      severity: field(2, text(), 'The severity; unset in the entry with the total of the artifact.'),
      totalCount: field(3, int64(), 'The number of findings.'),
      fixableCount: field(4, int64(), 'The number of findings that have a fix.'),
      notAffectedCount: field(
        5,
        int64(),
        'The number of findings that do not affect the artifact, as the statement that they name says.',
      ),
    },
  );
  const AssessedSummary = message(`${of}.AssessedSummary`, 'Findings counted by artifact and severity.', {
    counts: field(1, repeated(Count), 'The counts.'),
  });
  const GetAssessedSummaryRequest = message(`${of}.GetAssessedSummaryRequest`, 'Counts findings.', {
    parent: field(
      1,
      text(),
      'The project: projects/PROJECT, or projects/- for all projects that the caller may read.',
      { required: true },
    ),
    filter: field(2, text(), 'A filter; empty for all.'),
  });
  return [
    operation({
      id: 'GetNoteAssessment',
      service: `${of}.Assessments`,
      http: {
        verb: 'GET',
        paths: ofName('notes', ':assessment'),
        query: [],
      },
      request: GetNoteAssessmentRequest,
      response: NoteAssessment,
      summary: 'Get what a note says of findings',
      description:
        'Whether a VEX statement has reached the findings it is about, and in which projects it applies. They follow in the background.',
      permissions: [{ permission: 'notes.get', on: 'the note' }],
      handle: services.getNoteAssessment,
    }),
    operation({
      id: 'GetAssessedSummary',
      service: `${of}.Assessments`,
      http: {
        verb: 'GET',
        paths: ofParent('/occurrences:assessedSummary'),
        query: ['filter'],
      },
      request: GetAssessedSummaryRequest,
      response: AssessedSummary,
      summary: 'Count vulnerabilities with what VEX says of them',
      description:
        'By artifact and effective severity: all, those that have a fix, and those that a VEX statement says do not affect the artifact.',
      permissions: [{ permission: 'occurrences.list', on: 'the project, or each one that projects/- reads' }],
      handle: services.getAssessedSummary,
    }),
  ];
}
