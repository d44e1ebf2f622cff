/** A grafeas.v1beta1.package.Version in canonical JSON. */
export type Version =
  | { readonly epoch?: number; readonly name: string; readonly revision?: string; readonly kind: 'NORMAL' }
  | { readonly kind: 'MINIMUM' | 'MAXIMUM' };

/** How an ecosystem spells versions; `opaque` takes the text as it is. */
export type VersionScheme = 'deb' | 'rpm' | 'alpm' | 'apk' | 'opaque';

export const minimumVersion: Version = { kind: 'MINIMUM' };
export const maximumVersion: Version = { kind: 'MAXIMUM' };

const epochPattern = /^(\(none\)|\d+):(.*)$/;
const maxEpoch = 2147483647;

/**
 * Splits a version: `1:2.31-3` into epoch, name and revision, if the scheme has them. Absent text is
 * the smallest version, which compares as affected.
 *
 * @param arch removed from the end, as tools append it to versions of rpm.
 */
export function parseVersion(text: string | undefined, scheme: VersionScheme, arch?: string): Version {
  const whole = text?.trim() ?? '';
  if (whole === '') return minimumVersion;
  if (scheme === 'opaque') return { name: whole, kind: 'NORMAL' };
  if (scheme === 'apk') {
    const match = /^(.+)-(r\d+)$/.exec(whole);
    return match === null ? { name: whole, kind: 'NORMAL' } : normal(0, match[1] ?? '', match[2]);
  }
  const match = epochPattern.exec(whole);
  const epoch = match === null || match[1] === '(none)' ? 0 : Number(match[1]);
  if (epoch > maxEpoch) return { name: whole, kind: 'NORMAL' };
  let rest = match === null ? whole : (match[2] ?? '');
  if (arch !== undefined && arch !== '' && rest.endsWith(`.${arch}`)) rest = rest.slice(0, -arch.length - 1);
  const dash = rest.lastIndexOf('-');
  const revision = dash > 0 ? withoutEpoch(rest.slice(dash + 1)) : undefined;
  const name = dash > 0 ? rest.slice(0, dash) : rest;
  return name === '' ? { name: whole, kind: 'NORMAL' } : normal(epoch, name, revision);
}

/** Some tools repeat the epoch before the revision. */
function withoutEpoch(revision: string): string {
  return epochPattern.exec(revision)?.[2] ?? revision;
}

function normal(epoch: number, name: string, revision: string | undefined): Version {
  return {
    ...(epoch === 0 ? {} : { epoch }),
    name,
    ...(revision === undefined || revision === '' ? {} : { revision }),
    kind: 'NORMAL',
  };
}

/** One text for each distinct version. */
export function versionKey(version: Version): string {
  if (version.kind !== 'NORMAL') return version.kind;
  return JSON.stringify([version.epoch ?? 0, version.name, version.revision ?? '']);
}
