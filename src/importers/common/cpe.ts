/** A Linux distribution as reports name it, such as `debian` `10.13`. */
export interface Distro {
  readonly family: string;
  readonly version: string;
}

interface Naming {
  readonly cpe: string;
  /** The number of version parts that belong to the distribution's name. */
  readonly parts: 0 | 1 | 2 | 'all';
}

const namings: Readonly<Record<string, Naming>> = {
  almalinux: { cpe: 'almalinux:almalinux', parts: 1 },
  alpine: { cpe: 'alpine:alpine_linux', parts: 2 },
  amazon: { cpe: 'amazon:amazon_linux', parts: 1 },
  'cbl-mariner': { cpe: 'microsoft:cbl-mariner', parts: 'all' },
  centos: { cpe: 'centos:centos', parts: 1 },
  debian: { cpe: 'debian:debian_linux', parts: 1 },
  fedora: { cpe: 'fedoraproject:fedora', parts: 1 },
  'opensuse.leap': { cpe: 'opensuse:leap', parts: 'all' },
  oracle: { cpe: 'oracle:linux', parts: 1 },
  photon: { cpe: 'vmware:photon', parts: 'all' },
  redhat: { cpe: 'redhat:enterprise_linux', parts: 1 },
  rocky: { cpe: 'rocky:rocky', parts: 1 },
  sles: { cpe: 'suse:sles', parts: 'all' },
  ubuntu: { cpe: 'canonical:ubuntu_linux', parts: 'all' },
  wolfi: { cpe: 'wolfi:wolfi_linux', parts: 0 },
};

const spellings: Readonly<Record<string, string>> = {
  alma: 'almalinux',
  amazonlinux: 'amazon',
  amzn: 'amazon',
  mariner: 'cbl-mariner',
  ol: 'oracle',
  oraclelinux: 'oracle',
  'opensuse-leap': 'opensuse.leap',
  'red hat enterprise linux': 'redhat',
  rhel: 'redhat',
  rockylinux: 'rocky',
  'suse linux enterprise server': 'sles',
  suse: 'sles',
};

/** `cpe:/o:debian:debian_linux:10`; without a distribution, `cpe:/o:unknown:unknown`. */
export function distroCpe(distro: Distro | undefined): string {
  if (distro === undefined) return 'cpe:/o:unknown:unknown';
  const given = distro.family.trim().toLowerCase();
  const id = Object.hasOwn(spellings, given) ? (spellings[given] ?? given) : given;
  const naming: Naming = (Object.hasOwn(namings, id) ? namings[id] : undefined) ?? {
    cpe: `${component(id)}:${component(id)}`,
    parts: 'all',
  };
  const version = shorten(distro.version.trim().split(/[\s(]/)[0] ?? '', naming.parts);
  return version === '' ? `cpe:/o:${naming.cpe}` : `cpe:/o:${naming.cpe}:${component(version)}`;
}

function shorten(version: string, parts: Naming['parts']): string {
  return parts === 'all' ? version : version.split('.').slice(0, parts).join('.');
}

function component(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9._~-]+/g, '_') || 'unknown';
}

/** `debian:11` as `--distro` spells it; undefined if the text has another form. */
export function parseDistro(text: string): Distro | undefined {
  const match = /^([A-Za-z][\w. -]*):([\w.-]*)$/.exec(text.trim());
  return match === null ? undefined : { family: match[1] ?? '', version: match[2] ?? '' };
}

/** The same CPE or purl, of any version. */
export function withoutVersion(uri: string): string {
  if (uri.startsWith('pkg:')) return uri.replace(/@[^?#/]*(?=[?#]|$)/, '');
  if (uri.startsWith('cpe:2.3:')) {
    const parts = splitCpe(uri);
    // The version of a distribution is part of its identity.
    if (parts.length > 5 && parts[2] !== 'o') parts[5] = '*';
    return parts.join(':');
  }
  // cpe:/part:vendor:product:version…
  return uri.startsWith('cpe:/') && !uri.startsWith('cpe:/o:') ? uri.split(':').slice(0, 4).join(':') : uri;
}

/** Colons within CPE 2.3 components are escaped. */
function splitCpe(uri: string): string[] {
  return uri.match(/(?:\\.|[^\\:])+|(?<=:)(?=:|$)/g) ?? [uri];
}

/** `pkg:npm/%40scope/name@1.0`, for a language package whose report gives neither CPE nor purl. */
export function buildPurl(purlType: string, name: string, version: string | undefined): string {
  const path = (purlType === 'maven' ? name.replace(':', '/') : name)
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return `pkg:${purlType.replace(/[^a-z0-9.+-]/g, '-')}/${path}${version === undefined ? '' : `@${encodeURIComponent(version)}`}`;
}
