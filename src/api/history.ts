import { limits } from '../domain/limits.js';
import { type EnumType, repeated } from '../schema/field-types.js';
import { field, message } from '../schema/message.js';
import { bool, int32, int64, text, timestamp } from '../schema/scalars.js';
import { type HistoryService, historyDays } from '../services/severity-history.js';
import { maxFixes, maxProjects, type TotalsService } from '../services/vulnerability-totals.js';
import { type Operation, operation, pathsUnder } from './operation.js';

/**
 * Findings of projects: how many there are, and over time, which no Grafeas service has.
 *
 * @param version of the API: `v1beta1` or `v1`.
 * @param severity as this version has it.
 */
export function historyOperations(
  version: string,
  services: HistoryService & TotalsService,
  severity: EnumType<string>,
): readonly Operation[] {
  const of = `grafeas_ts.${version}`;
  const { ofParent } = pathsUnder(version);
  const Count = message(`${of}.VulnerabilityHistory.Count`, 'The number of findings of one severity.', {
    severity: field(1, severity, 'The severity; unset in the first count, which is of all findings.'),
    fixableCount: field(2, int64(), 'How many of them have a fix.'),
    totalCount: field(3, int64(), 'How many there are.'),
    notAffectedCount: field(4, int64(), 'How many of them do not affect the artifact.'),
  });
  const Day = message(`${of}.VulnerabilityHistory.Day`, 'The findings of a day.', {
    day: field(1, text(), 'The day in UTC: YYYY-MM-DD.'),
    countTime: field(
      2,
      timestamp(),
      'When they were counted: soon after the day began, or when a server first ran on it.',
    ),
    counts: field(3, repeated(Count), 'By severity; none where nothing was found.'),
  });
  const VulnerabilityHistory = message(
    `${of}.VulnerabilityHistory`,
    'How many findings the project had, day by day.',
    {
      startDay: field(1, text(), 'The first day of the history.'),
      endDay: field(2, text(), 'The last one: today.'),
      days: field(3, repeated(Day), 'Ascending. A day that is missing is unknown.'),
    },
  );
  const GetVulnerabilityHistoryRequest = message(
    `${of}.GetVulnerabilityHistoryRequest`,
    'Reads the findings of a project over time.',
    {
      parent: field(1, text(), 'The project: projects/PROJECT.', { required: true }),
      days: field(
        2,
        int32(),
        `How many days, today among them: at most ${historyDays.kept}, ${historyDays.default} by default.`,
      ),
    },
  );
  const Total = message(`${of}.VulnerabilityTotals.Count`, 'Findings of one severity.', {
    severity: field(1, severity, 'The severity; unset in the first count, which is of all findings.'),
    fixableCount: field(2, int64(), 'How many of them have a fix.'),
    totalCount: field(3, int64(), 'How many there are.'),
    notAffectedCount: field(4, int64(), 'How many of them do not affect the artifact.'),
    imageCount: field(
      5,
      int64(),
      'How many images have it as their worst severity; in the first count, how many have findings. No severity ranks between HIGH and MEDIUM.',
    ),
  });
  const Fix = message(`${of}.VulnerabilityTotals.Fix`, 'A package to update, or a note to fix.', {
    name: field(1, text(), 'The package, or the full name of the note.'),
    findingCount: field(2, int64(), 'How many of the findings it has.'),
    imageCount: field(3, int64(), 'In how many images.'),
  });
  const Fixes = message(
    `${of}.VulnerabilityTotals.Fixes`,
    'What to fix first: of the findings with a fix, those of the worst severity. No severity ranks between HIGH and MEDIUM.',
    {
      severity: field(1, severity, 'That severity; unset if they have none.'),
      packages: field(2, repeated(Fix), 'The packages that have a fix; those of most findings first.'),
      notes: field(3, repeated(Fix), 'The notes that were found; those of most findings first.'),
      tooMany: field(4, bool(), 'There are too many such findings to read them here: list them.'),
    },
  );
  const VulnerabilityTotals = message(`${of}.VulnerabilityTotals`, 'What a project has in findings.', {
    parent: field(1, text(), 'The project, or a location of it.'),
    counts: field(2, repeated(Total), 'By severity; none where nothing is stored.'),
    tooLarge: field(
      3,
      bool(),
      'It has too many images to count them here, so its counts are missing: request its summary.',
    ),
    days: field(4, repeated(Day), 'Its history, ascending. A day that is missing is unknown.'),
    fixes: field(5, Fixes, 'What to fix first, if requested; unset if no finding has a fix.'),
  });
  const ListVulnerabilityTotalsRequest = message(
    `${of}.ListVulnerabilityTotalsRequest`,
    'Lists what projects have in findings.',
    {
      parent: field(
        1,
        text(),
        'The project: projects/PROJECT, or projects/- for all projects that the caller may read.',
        { required: true },
      ),
      pageSize: field(
        2,
        int32(),
        `At most this many; ${limits.projectPageSize.default} by default, ${limits.projectPageSize.max} at most. A page may have fewer.`,
      ),
      pageToken: field(3, text(), 'nextPageToken of the page before.'),
      days: field(
        4,
        int32(),
        `How many days of history, today among them: at most ${historyDays.kept}, none by default.`,
      ),
      fixes: field(
        5,
        int32(),
        `How many packages to update and notes to fix of each row: at most ${maxFixes}, none by default.`,
      ),
      projects: field(
        6,
        repeated(text()),
        `Only these projects, projects/PROJECT, of those that the caller may read: at most ${maxProjects}. The parent is projects/-.`,
      ),
    },
  );
  const ListVulnerabilityTotalsResponse = message(
    `${of}.ListVulnerabilityTotalsResponse`,
    'A page of projects.',
    {
      totals: field(1, repeated(VulnerabilityTotals), 'A row a project or location, ascending by name.'),
      nextPageToken: field(2, text(), 'For the next page; empty on the last one.'),
    },
  );
  return [
    operation({
      id: 'ListVulnerabilityTotals',
      service: `${of}.Histories`,
      http: {
        verb: 'GET',
        paths: ofParent('/occurrences:vulnerabilityTotals'),
        query: ['pageSize', 'pageToken', 'days', 'fixes', 'projects'],
      },
      request: ListVulnerabilityTotalsRequest,
      response: ListVulnerabilityTotalsResponse,
      summary: 'Count vulnerabilities of projects',
      description:
        'One row per project: its findings by severity, its images by worst severity and, if requested, its findings over time and what to fix first. `projects/-` lists every project that has occurrences, and each location as a row of its own.',
      permissions: [{ permission: 'occurrences.list', on: 'the project, or each one that projects/- reads' }],
      handle: services.listVulnerabilityTotals,
    }),
    operation({
      id: 'GetVulnerabilityHistory',
      service: `${of}.Histories`,
      http: {
        verb: 'GET',
        paths: ofParent('/occurrences:vulnerabilityHistory'),
        query: ['days'],
      },
      request: GetVulnerabilityHistoryRequest,
      response: VulnerabilityHistory,
      summary: 'Get findings over time',
      description:
        'The number of findings at the beginning of each day, by severity, with how many have a fix. Days on which no server ran are missing.',
      permissions: [{ permission: 'occurrences.list', on: 'the project' }],
      handle: services.getVulnerabilityHistory,
    }),
  ];
}
