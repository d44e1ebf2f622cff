import { type EnumType, repeated } from '../schema/field-types.js';
import { field, message } from '../schema/message.js';
import { int32, int64, text, timestamp } from '../schema/scalars.js';
import { type HistoryService, historyDays } from '../services/severity-history.js';
import { type Operation, operation } from './operation.js';

/**
 * Findings of a project over time, which no Grafeas service has.
 *
 * @param version of the API: `v1beta1` or `v1`.
 * @param severity as this version has it.
 */
export function historyOperations(
  version: string,
  services: HistoryService,
  severity: EnumType<string>,
): readonly Operation[] {
  const of = `grafeas_ts.${version}`;
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
      startDay: field(1, text(), 'The first day that was asked for.'),
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
  return [
    operation({
      id: 'GetVulnerabilityHistory',
      service: `${of}.Histories`,
      http: {
        verb: 'GET',
        paths: [
          `/${version}/{parent=projects/*}/occurrences:vulnerabilityHistory`,
          `/${version}/{parent=projects/*/locations/*}/occurrences:vulnerabilityHistory`,
        ],
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
