import type { VersionScheme } from './version.js';

/** Package types of the contract, by purl type. */
const byPurlType: Readonly<Record<string, string>> = {
  apk: 'OS',
  alpm: 'OS',
  deb: 'OS',
  rpm: 'OS',
  cargo: 'RUST',
  composer: 'COMPOSER',
  gem: 'RUBYGEMS',
  golang: 'GO',
  maven: 'MAVEN',
  npm: 'NPM',
  nuget: 'NUGET',
  pypi: 'PYPI',
};

/** Names that tools give to ecosystems, lock files and installers, by purl type. */
const purlTypes: Readonly<Record<string, string>> = {
  bun: 'npm',
  bundler: 'gem',
  'composer-vendor': 'composer',
  'conda-environment': 'conda',
  'conda-pkg': 'conda',
  'dart-pub': 'pub',
  dotnet: 'nuget',
  'dotnet-core': 'nuget',
  gemspec: 'gem',
  go: 'golang',
  'go-module': 'golang',
  gobinary: 'golang',
  gomod: 'golang',
  gradle: 'maven',
  'gradle-lockfile': 'maven',
  jar: 'maven',
  java: 'maven',
  'java-archive': 'maven',
  javascript: 'npm',
  'jenkins-plugin': 'maven',
  'node-pkg': 'npm',
  'packages-config': 'nuget',
  'packages-props': 'nuget',
  'php-composer': 'composer',
  pip: 'pypi',
  pipenv: 'pypi',
  pnpm: 'npm',
  poetry: 'pypi',
  pom: 'maven',
  pylock: 'pypi',
  python: 'pypi',
  'python-pkg': 'pypi',
  rubygems: 'gem',
  'rust-binary': 'cargo',
  'rust-crate': 'cargo',
  rustbinary: 'cargo',
  sbt: 'maven',
  uv: 'pypi',
  yarn: 'npm',
};

/** `MAVEN`, `NPM`, … of a purl type; types without a name of their own in upper case. */
export function packageTypeOf(purlType: string, name?: string): string {
  const type = purlType.toLowerCase();
  if (type === 'golang' && name === 'stdlib') return 'GO_STDLIB';
  return Object.hasOwn(byPurlType, type) ? (byPurlType[type] ?? '') : type.toUpperCase();
}

/** The purl type of a tool's word for an ecosystem, such as `gobinary`; unknown words stay. */
export function purlTypeOf(word: string): string {
  const type = word.toLowerCase();
  return Object.hasOwn(purlTypes, type) ? (purlTypes[type] ?? '') : type;
}

/** `deb` of `pkg:deb/debian/bash@5.0`; undefined if the text is no purl. */
export function typeOfPurl(purl: string | undefined): string | undefined {
  return purl === undefined ? undefined : /^pkg:\/*([A-Za-z][\w.+-]*)\//.exec(purl)?.[1]?.toLowerCase();
}

/** `amd64` of `pkg:deb/debian/bash@5.0?arch=amd64`. */
export function archOfPurl(purl: string | undefined): string | undefined {
  return /[?&]arch=([^&#]+)/.exec(purl ?? '')?.[1];
}

/** The version scheme of an operating system's packages, by purl type or else distribution. */
export function versionScheme(purlType: string | undefined, distroFamily: string | undefined): VersionScheme {
  if (purlType === 'deb' || purlType === 'rpm' || purlType === 'alpm' || purlType === 'apk') return purlType;
  const family = distroFamily?.toLowerCase() ?? '';
  if (/^(?:debian|ubuntu|echo|distroless)/.test(family)) return 'deb';
  if (/^(?:alpine|wolfi|chainguard|minimos)/.test(family)) return 'apk';
  if (/^(?:arch|manjaro)/.test(family)) return 'alpm';
  const rpm =
    /^(?:redhat|rhel|centos|alma|rocky|oracle|ol$|amazon|amzn|fedora|suse|sle|opensuse|photon|cbl-mariner|mariner|azurelinux)/;
  return rpm.test(family) ? 'rpm' : 'opaque';
}
