import { ApiError } from '../domain/errors.js';

const units: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000, m: 1, u: 1e-3, n: 1e-6 };

/** Milliseconds of a grpc-timeout header such as `5S`. @throws INVALID_PARAMETER */
export function parseGrpcTimeout(header: string): number {
  const match = /^(\d{1,8})([HMSmun])$/.exec(header);
  const unit = units[match?.[2] ?? ''];
  if (match === null || unit === undefined) {
    throw new ApiError(
      'INVALID_PARAMETER',
      `grpc-timeout: ${JSON.stringify(header.slice(0, 40))} is not a number of at most 8 digits and a unit of H, M, S, m, u, n`,
    );
  }
  return Number(match[1]) * unit;
}
