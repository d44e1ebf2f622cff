import { isObject } from '../domain/is-object.js';
import {
  invalidReport,
  requiredListIn,
  textIn,
  textsIn,
  type View,
  viewOf,
  viewsIn,
} from './common/json-view.js';
import { addPackages, type ListedPackage } from './common/packages.js';
import { packageNameOf, parsePurl } from './common/purl.js';
import { Reading } from './common/reading.js';
import { parseImage, resolveResource, type Subject } from './common/resource-uri.js';
import { addSbom } from './common/sbom.js';
import { givenDistro } from './common/scan.js';
import { imagesOfPurl } from './cyclonedx/subject.js';
import type { Converted, ConvertOptions, Importer, Report } from './types.js';

/** SPDX 2.2 and 2.3 JSON, as a bill of materials. */
export const spdx: Importer = {
  format: 'spdx',
  title: 'SPDX 2.2 and 2.3 JSON',
  bulk: [],
  missing: (head) =>
    isObject(head) && typeof head.spdxVersion === 'string' && head.spdxVersion.startsWith('SPDX-2.')
      ? undefined
      : '"spdxVersion" SPDX-2.2 or SPDX-2.3',
  convert,
};

function convert(report: Report, options: ConvertOptions): Converted {
  const reading = new Reading('spdx', options);
  const head = viewOf(report.head, '');
  const version = (textIn(head, 'spdxVersion') ?? '').replace('SPDX-', '');
  if (version !== '2.2' && version !== '2.3')
    throw invalidReport(
      '/spdxVersion',
      `SPDX ${version.slice(0, 20)} is not supported; there are 2.2 and 2.3`,
    );
  requiredListIn(head, 'packages');
  const { subject, name } = subjectOf(head);
  const isBare = subject.images?.some(({ repository }) => repository === '') === true;
  const uri = resolveResource(options.resource, isBare && !options.resource ? { isImage: true } : subject);
  addSbom(
    {
      format: 'spdx',
      version,
      mimeType: 'application/spdx+json',
      uri,
      name,
      location: textIn(head, 'documentNamespace'),
      digest: report.digest(),
    },
    reading,
  );
  if (options.packages === true) readPackages(head, uri, reading);
  return reading.converted([], { time: undefined });
}

/** Purposes of packages that are not installed. */
const notInstalled: ReadonlySet<unknown> = new Set(['SOURCE', 'OPERATING-SYSTEM', 'OTHER']);

/** All packages but those that the document describes. */
function readPackages(head: View, uri: string, reading: Reading): void {
  const described = describedIds(head);
  const all = viewsIn(head, 'packages');
  const system = all.find((entry) => entry.value.primaryPackagePurpose === 'OPERATING-SYSTEM');
  const family = system === undefined ? undefined : textIn(system, 'name');
  const distro =
    system === undefined || family === undefined
      ? givenDistro(reading.options.distro)
      : { family, version: textIn(system, 'versionInfo') ?? '' };
  const packages = all.flatMap((entry) => {
    const isPart = !described.has(textIn(entry, 'SPDXID') ?? '');
    return isPart && !notInstalled.has(entry.value.primaryPackagePurpose)
      ? (packageOf(entry, reading) ?? [])
      : [];
  });
  addPackages(uri, packages, distro, reading);
}

function packageOf(entry: View, { warn, decorations }: Reading): ListedPackage | undefined {
  const name = textIn(entry, 'name');
  if (name === undefined) {
    warn(entry, 'the package has no name and was left out');
    return undefined;
  }
  const purl = purlsOf(entry)
    .map(parsePurl)
    .find((one) => one !== undefined);
  const stated = (member: string): string | undefined => {
    const text = decorations.text(entry, member);
    return text === 'NOASSERTION' || text === 'NONE' ? undefined : text;
  };
  return {
    name: purl === undefined ? name : packageNameOf(purl),
    version: textIn(entry, 'versionInfo') ?? purl?.version,
    purlType: purl?.type,
    purl,
    license: stated('licenseConcluded') ?? stated('licenseDeclared'),
  };
}

const purlsOf = (entry: View): string[] =>
  viewsIn(entry, 'externalRefs').flatMap((reference) =>
    textIn(reference, 'referenceType') === 'purl' ? (textIn(reference, 'referenceLocator') ?? []) : [],
  );

/** Ids of the packages that the document is about. */
function describedIds(head: View): ReadonlySet<string> {
  return new Set([
    ...textsIn(head, 'documentDescribes'),
    ...viewsIn(head, 'relationships').flatMap((entry) =>
      textIn(entry, 'relationshipType') === 'DESCRIBES' &&
      textIn(entry, 'spdxElementId') === 'SPDXRef-DOCUMENT'
        ? (textIn(entry, 'relatedSpdxElement') ?? [])
        : [],
    ),
  ]);
}

/** The package that the document describes; else a digest that is its name. */
function subjectOf(head: View): { subject: Subject; name: string } {
  const ids = describedIds(head);
  const described = viewsIn(head, 'packages').filter((entry) => ids.has(textIn(entry, 'SPDXID') ?? ''));
  const [only, another] = described;
  const document = textIn(head, 'name') ?? '';
  const named = parseImage(document);
  const digest = /^sha256:[0-9a-f]{64}$/.exec(document)?.[0];
  if (only === undefined || another !== undefined) {
    const images = named?.digest === undefined ? [] : [named];
    // Of a bare digest only the caller knows the repository.
    return {
      subject: { images: digest === undefined ? images : [{ repository: '', digest }], isImage: false },
      name: document,
    };
  }
  const purls = purlsOf(only);
  const images = purls.flatMap(imagesOfPurl);
  const name = textIn(only, 'name') ?? document;
  const own = parseImage(name);
  if (images.length === 0 && own?.digest !== undefined) images.push(own);
  if (images.length > 0) return { subject: { images, isImage: true }, name };
  const uri = purls.map(parsePurl).find((purl) => purl?.version !== undefined && purl.type !== 'oci')?.text;
  const isImage = textIn(only, 'primaryPackagePurpose') === 'CONTAINER';
  return { subject: { uri, isImage }, name };
}
