import type { HookRequest } from '../../services/hooks/event.js';
import { checkHook, type Receivers } from '../../services/hooks/receive.js';
import { type Operation, operation } from '../operation.js';
import { ReceiveEventRequest, ReceiveEventResponse } from './messages.js';

/** Receivers of events: each fetches the reports that an event is about, and imports them. */

/** Bytes of an event. */
const limit = 4 * 1024 * 1024;

const permissions = [
  { permission: 'occurrences.create', on: 'the project' },
  { permission: 'occurrences.update', on: 'the project' },
  { permission: 'occurrences.delete', on: 'the project' },
  { permission: 'notes.create', on: 'the provider' },
  { permission: 'notes.update', on: 'the provider' },
  { permission: 'notes.attachOccurrence', on: 'the provider' },
] as const;

export function receiverOperations(receivers: Receivers): readonly Operation[] {
  const receiver = (
    path: string,
    about: Pick<Operation, 'id' | 'summary' | 'description'>,
    handle: Receivers['receiveHarbor'],
    more: Partial<Pick<Operation, 'permissions'>> = {},
  ): Operation =>
    operation<HookRequest>({
      ...about,
      service: 'grafeas_ts.webhooks.Receivers',
      http: {
        verb: 'POST',
        paths: [`/hooks/${path}/{parent=projects/*}`],
        body: 'event',
        raw: { limit, lane: 'events' },
        query: ['provider', 'repository', 'distro'],
        headers: { signature: 'x-hub-signature-256' },
      },
      request: ReceiveEventRequest as never,
      response: ReceiveEventResponse,
      permissions,
      guard: (request, access) => checkHook(request as unknown as HookRequest, access),
      plain: {},
      handle,
      ...more,
    });
  return [
    receiver(
      'harbor',
      {
        id: 'ReceiveHarborEvent',
        summary: 'Receive an event of Harbor',
        description: 'At the end of a scan its report is fetched from the configured Harbor and imported.',
      },
      receivers.receiveHarbor,
    ),
    receiver(
      'clair',
      {
        id: 'ReceiveClairEvent',
        summary: 'Receive a notification of Clair',
        description:
          'The reports of the images that a notification is about are fetched from the configured Clair and imported; then the notification is deleted there.',
      },
      receivers.receiveClair,
      { permissions: [...permissions, { permission: 'occurrences.list', on: 'the project' }] },
    ),
    receiver(
      'trivy-operator',
      {
        id: 'ReceiveTrivyOperatorEvent',
        summary: 'Receive a report of trivy-operator',
        description: 'A VulnerabilityReport is imported; other kinds and deletions are ignored.',
      },
      receivers.receiveTrivyOperator,
    ),
    receiver(
      'github',
      {
        id: 'ReceiveGithubEvent',
        summary: 'Receive an event of GitHub',
        description:
          'Once a container package is published, the attestations of its digest are fetched from the configured GitHub and imported.',
      },
      receivers.receiveGithub,
    ),
  ];
}
