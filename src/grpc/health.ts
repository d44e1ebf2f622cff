import { ApiError } from '../domain/errors.js';
import { field, message } from '../schema/message.js';
import { enumeration, text } from '../schema/scalars.js';
import type { Method } from './method.js';

/** grpc.health.v1: Check returns the status; Watch sends it at once and after each change. */

const HealthCheckRequest = message('grpc.health.v1.HealthCheckRequest', 'Requests the status of a service.', {
  service: field(1, text(), 'Full name of the service; empty for the whole server.'),
});

const ServingStatus = enumeration('grpc.health.v1.HealthCheckResponse.ServingStatus', {
  UNKNOWN: 0,
  SERVING: 1,
  NOT_SERVING: 2,
  SERVICE_UNKNOWN: 3,
});

const HealthCheckResponse = message('grpc.health.v1.HealthCheckResponse', 'The status of a service.', {
  status: field(1, ServingStatus, 'Whether it is ready.'),
});

export const healthService = 'grpc.health.v1.Health';

/** Milliseconds between two checks for watchers. */
const watchInterval = 5_000;

/** The methods of the health service. `ready` throws if the server is not ready. */
export function healthMethods(
  services: readonly string[],
  ready: () => Promise<void>,
  interval = watchInterval,
): ReadonlyMap<string, Method> {
  const known = new Set(['', healthService, ...services]);
  const statusNow = (): Promise<string> =>
    ready().then(
      () => 'SERVING',
      () => 'NOT_SERVING',
    );
  const serviceOf = (request: Readonly<Record<string, unknown>>): string => (request.service ?? '') as string;
  const messages = { request: HealthCheckRequest, response: HealthCheckResponse };
  return new Map<string, Method>([
    [
      'Check',
      {
        form: 'unary',
        ...messages,
        operation: undefined,
        async answer(request) {
          if (!known.has(serviceOf(request))) throw new ApiError('ROUTE_NOT_FOUND', 'unknown service');
          return { status: await statusNow() };
        },
      },
    ],
    [
      'Watch',
      {
        form: 'stream',
        ...messages,
        atOnce: 1000,
        isShort: false,
        start(call) {
          let timer: NodeJS.Timeout | undefined;
          let told: string | undefined;
          const tell = (status: string): void => {
            if (status !== told) call.send({ status });
            told = status;
          };
          return {
            receive(request) {
              if (told !== undefined || timer !== undefined) return;
              if (!known.has(serviceOf(request))) {
                tell('SERVICE_UNKNOWN');
                return;
              }
              const look = (): void => void statusNow().then(tell);
              look();
              timer = setInterval(look, interval).unref();
            },
            end() {},
            closed: () => clearInterval(timer),
          };
        },
      },
    ],
  ]);
}
