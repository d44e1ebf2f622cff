import { type Distro, distroCpe } from './common/cpe.js';
import { parseReportTime } from './common/discovery.js';
import { formatImage, type ImageReference, parseImage, resolveResource } from './common/resource-uri.js';
import { givenDistro } from './common/scan.js';
import {
  booleanIn,
  invalidReport,
  isObject,
  listIn,
  pointerTo,
  textIn,
  textsIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from './common/view.js';
import type { ConvertOptions, Report, Warn } from './types.js';

/** One scanned thing of a Trivy report: the whole report, or a resource of a cluster. */
export interface TrivySubject {
  /** Resource URL. */
  readonly uri: string;
  /** Distribution of OS packages, and its CPE. */
  readonly distro: Distro | undefined;
  readonly distroCpe: string;
  /** Read once, in order. */
  readonly results: Iterable<TrivyResult>;
  /** No results at all: the scan looked and found nothing. */
  readonly emptyIsClean: boolean;
  readonly errors: readonly { readonly code: number; readonly message: string }[];
}

export interface TrivyResult {
  readonly view: View;
  readonly type: 'os' | 'language' | 'config' | 'secret' | 'other';
  /** Trivy's word for the ecosystem, such as `gobinary`. */
  readonly ecosystem: string | undefined;
  readonly target: string | undefined;
}

const osFamilies =
  /^(?:alpine|wolfi|chainguard|minimos|debian|ubuntu|echo|redhat|centos|rocky|alma|oracle|amazon|fedora|suse|sle|opensuse|photon|cbl-mariner|azurelinux|arch|bottlerocket)/;

/** FAILED_PRECONDITION of google.rpc. */
const endOfLife = { code: 9, message: 'the distribution is past its end of life and gets no more updates' };

/** The time of a report, where it has one. */
export function reportTime(report: Report, warn: Warn): string | undefined {
  if (!isObject(report.head)) return undefined;
  const text = textIn(viewOf(report.head, ''), 'CreatedAt');
  const time = parseReportTime(text);
  if (text !== undefined && time === undefined) warn('/CreatedAt', 'not a usable time');
  return time;
}

/** The subjects of a report, each to be read before the next. */
export function* readSubjects(report: Report, options: ConvertOptions, warn: Warn): Iterable<TrivySubject> {
  const distro = givenDistro(options.distro);
  if (Array.isArray(report.head)) {
    const uri = resolveResource(options.resource, { isImage: true });
    yield {
      uri,
      distro,
      distroCpe: distroCpe(distro),
      results: results(report, ''),
      emptyIsClean: true,
      errors: [],
    };
    return;
  }
  const head = viewOf(report.head, '');
  if (textIn(head, 'ClusterName') !== undefined) yield* clusterSubjects(report, head, options, warn);
  else yield reportSubject(report, head, options, warn);
}

function reportSubject(report: Report, head: View, options: ConvertOptions, warn: Warn): TrivySubject {
  checkLists(head, ['Results']);
  const metadata = viewIn(head, 'Metadata');
  const artifact = textIn(head, 'ArtifactName');
  const uri = resolveResource(options.resource, {
    images: imagesOf(metadata, warn),
    scannedAs: artifact === undefined ? undefined : parseImage(artifact)?.repository,
    uri: repositoryUri(metadata),
    isImage: textIn(head, 'ArtifactType') === 'container_image',
  });
  return { uri, ...platform(metadata, options), results: results(report, 'Results'), emptyIsClean: true };
}

/** The bulk members, which are read apart, must be lists. */
function checkLists(head: View, members: readonly string[]): void {
  for (const member of members) listIn(head, member);
}

/** Older reports list the resources under what was looked for. */
const clusterLists = ['Resources', 'Vulnerabilities', 'Misconfigurations'];

function* clusterSubjects(
  report: Report,
  head: View,
  options: ConvertOptions,
  warn: Warn,
): Iterable<TrivySubject> {
  if (options.resource !== undefined) {
    throw invalidReport('/Resources', 'a cluster report names its resources itself, none can be given');
  }
  checkLists(head, clusterLists);
  for (const list of clusterLists) {
    for (const { value, pointer } of report.items(list)) {
      const resource = viewOf(value, pointer);
      const failure = textIn(resource, 'Error');
      if (failure !== undefined) warn(resource, `the scan of this resource failed: ${failure.slice(0, 200)}`);
      const images = imageMetadata(resource);
      const [image] = images;
      const references = images.length === 1 ? imagesOf(image, warn) : [];
      yield {
        uri: clusterUri(head, resource, references),
        ...platform(image, options),
        results: viewsIn(resource, 'Results').map(resultOf),
        emptyIsClean: false,
      };
    }
  }
}

/** A resource of one container has one metadata object, one of several a list of them. */
function imageMetadata(resource: View): View[] {
  const { Metadata: metadata } = resource.value;
  const list = Array.isArray(metadata) ? viewsIn(resource, 'Metadata') : [viewIn(resource, 'Metadata')];
  return list.flatMap((view) => view ?? []);
}

function clusterUri(head: View, resource: View, images: readonly ImageReference[]): string {
  const [image] = images;
  if (images.length === 1 && image?.digest !== undefined) return formatImage(image.repository, image.digest);
  const kind = textIn(resource, 'Kind');
  const name = textIn(resource, 'Name');
  if (kind === undefined || name === undefined) {
    throw invalidReport(
      pointerTo(resource, kind === undefined ? 'Kind' : 'Name'),
      'required to name the resource',
    );
  }
  const parts = [textIn(head, 'ClusterName') ?? '', textIn(resource, 'Namespace') ?? '', kind, name];
  return `k8s://${parts.map(encodeURIComponent).join('/')}`;
}

function platform(
  metadata: View | undefined,
  options: ConvertOptions,
): Pick<TrivySubject, 'distro' | 'distroCpe' | 'errors'> {
  const os = metadata === undefined ? undefined : viewIn(metadata, 'OS');
  const family = os === undefined ? undefined : textIn(os, 'Family');
  const distro =
    os === undefined || family === undefined || family === 'none'
      ? givenDistro(options.distro)
      : { family, version: textIn(os, 'Name') ?? '' };
  const ended = os !== undefined && booleanIn(os, 'EOSL') === true;
  return { distro, distroCpe: distroCpe(distro), errors: ended ? [endOfLife] : [] };
}

function imagesOf(metadata: View | undefined, warn: Warn): ImageReference[] {
  if (metadata === undefined) return [];
  return textsIn(metadata, 'RepoDigests').flatMap((text) => {
    const image = parseImage(text);
    if (image?.digest !== undefined) return image;
    warn(
      pointerTo(metadata, 'RepoDigests'),
      `${JSON.stringify(text.slice(0, 200))} is no image with a digest`,
    );
    return [];
  });
}

/** A scanned source repository at its commit. */
function repositoryUri(metadata: View | undefined): string | undefined {
  if (metadata === undefined) return undefined;
  const url = textIn(metadata, 'RepoURL');
  const commit = textIn(metadata, 'Commit');
  if (url === undefined || commit === undefined || !/^https?:\/\//.test(url)) return undefined;
  return `git+${url.replace(/\/+$/, '').replace(/\.git$/, '')}@${commit}`;
}

function* results(report: Report, member: string): Iterable<TrivyResult> {
  for (const { value, pointer } of report.items(member)) yield resultOf(viewOf(value, pointer));
}

function resultOf(view: View): TrivyResult {
  const ecosystem = textIn(view, 'Type');
  return { view, type: resultType(view, ecosystem), ecosystem, target: textIn(view, 'Target') };
}

/** Reports of old have no class. */
function resultType(view: View, ecosystem: string | undefined): TrivyResult['type'] {
  switch (textIn(view, 'Class')) {
    case 'os-pkgs':
      return 'os';
    case 'lang-pkgs':
      return 'language';
    case 'config':
      return 'config';
    case 'secret':
      return 'secret';
    case undefined:
      if (view.value.Misconfigurations !== undefined) return 'config';
      if (view.value.Secrets !== undefined) return 'secret';
      return ecosystem !== undefined && osFamilies.test(ecosystem) ? 'os' : 'language';
    default:
      return 'other';
  }
}
