import { isObject } from '../domain/is-object.js';
import { type Distro, distroCpe } from './common/cpe.js';
import type { AnalysisError } from './common/discovery.js';
import {
  booleanIn,
  invalidReport,
  listIn,
  pointerTo,
  textIn,
  textsIn,
  type View,
  viewIn,
  viewOf,
  viewsIn,
} from './common/json-view.js';
import { formatImage, type ImageReference, parseImage, resolveResource } from './common/resource-uri.js';
import { givenDistro } from './common/scan.js';
import type { ConvertOptions, Report, Warn } from './types.js';

/** One subject of a Trivy report: the whole report, or a resource of a cluster. */
export interface TrivySubject {
  /** Resource URL. */
  readonly uri: string;
  /** Distribution of OS packages, and its CPE. */
  readonly distro: Distro | undefined;
  readonly distroCpe: string;
  /** The operating system that the report itself names, such as `debian 12.5`. */
  readonly os?: string | undefined;
  /** Read once, in order. */
  readonly results: Iterable<TrivyResult>;
  /** Whether there is a list of results, as current releases write it. */
  readonly hasResults: boolean;
  /** The tool reports that it could not scan everything. */
  readonly failed?: boolean | undefined;
  readonly errors: readonly AnalysisError[];
}

export interface TrivyResult {
  readonly view: View;
  readonly type: 'os' | 'language' | 'config' | 'secret' | 'license' | 'other';
  /** Trivy's word for the ecosystem, such as `gobinary`. */
  readonly ecosystem: string | undefined;
  readonly target: string | undefined;
  /** A list of objects under an unknown name, which may be a list of findings. */
  readonly unknownList: string | undefined;
}

const osFamilies =
  /^(?:alpine|wolfi|chainguard|minimos|debian|ubuntu|echo|redhat|centos|rocky|alma|oracle|amazon|fedora|suse|sle|opensuse|photon|cbl-mariner|azurelinux|arch|bottlerocket)/;

/** FAILED_PRECONDITION of google.rpc. */
export const endOfLife: AnalysisError = {
  code: 9,
  message: 'the distribution is past its end of life and gets no more updates',
};

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
      hasResults: false,
      errors: [],
    };
    return;
  }
  const head = viewOf(report.head, '');
  if (isCluster(head.value)) yield* clusterSubjects(report, head, options, warn);
  else yield reportSubject(report, head, options, warn);
}

function reportSubject(report: Report, head: View, options: ConvertOptions, warn: Warn): TrivySubject {
  listIn(head, 'Results');
  const metadata = viewIn(head, 'Metadata');
  const artifact = textIn(head, 'ArtifactName');
  const uri = resolveResource(options.resource, {
    images: imagesOf(metadata, warn),
    scannedAs: artifact === undefined ? undefined : parseImage(artifact)?.repository,
    uri: repositoryUri(metadata),
    isImage: textIn(head, 'ArtifactType') === 'container_image',
  });
  return {
    uri,
    ...platform(metadata, options),
    results: reportResults(report, warn),
    hasResults: true,
  };
}

/** A report about a cluster; older ones list the resources under the name of the scanner. */
export function isCluster(head: Readonly<Record<string, unknown>>): boolean {
  const older = head.Vulnerabilities ?? head.Misconfigurations;
  const named = older ?? head.Findings;
  return head.Resources !== undefined || (head.ClusterName !== undefined && named !== undefined);
}

const clusterLists = ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'];

/**
 * `--report summary` has the results of all images of a workload under the metadata of one of them, and no results of some
 * images: its findings exist, but their image is unknown, and no finding is known to be gone.
 */
const summaryError: AnalysisError = {
  code: 9,
  message: 'a summary of a cluster leaves out results; send the report of --report all',
};

function* clusterSubjects(
  report: Report,
  head: View,
  options: ConvertOptions,
  warn: Warn,
): Iterable<TrivySubject> {
  const cluster = clusterName(head, options.resource);
  // The bulk members, which are read separately, must be lists.
  for (const member of clusterLists) listIn(head, member);
  if (head.value.Findings !== undefined) warn('/Findings', summaryError.message);
  for (const list of clusterLists) {
    for (const { value, pointer } of report.items(list)) {
      const resource = viewOf(value, pointer);
      const failure = textIn(resource, 'Error');
      if (failure !== undefined) warn(resource, `the scan of this resource failed: ${failure.slice(0, 200)}`);
      const images = imageMetadata(resource);
      const [image] = images;
      const isSummary = list === 'Findings';
      const references = images.length === 1 && !isSummary ? imagesOf(image, warn) : [];
      const { errors, ...rest } = platform(image, options);
      yield {
        uri: clusterUri(cluster, resource, references),
        ...rest,
        errors: isSummary ? [...errors, summaryError] : errors,
        results: viewsIn(resource, 'Results').map(resultOf),
        hasResults: Array.isArray(resource.value.Results),
        failed: failure !== undefined || isSummary,
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

/** The report's own, else the one that the caller names as `k8s://NAME`. */
function clusterName(head: View, given: string | undefined): string | undefined {
  const own = textIn(head, 'ClusterName');
  if (given === undefined) return own;
  const name = /^k8s:\/\/([^/?#]+)\/?$/.exec(given.trim())?.[1];
  if (own === undefined && name !== undefined) return name;
  const description =
    own === undefined
      ? 'a report on a cluster names its resources itself; give k8s://CLUSTER, as this one does not name the cluster'
      : 'a report on a cluster names its resources itself, none can be given';
  throw invalidReport('/Resources', description);
}

function clusterUri(cluster: string | undefined, resource: View, images: readonly ImageReference[]): string {
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
  if (cluster === undefined) {
    throw invalidReport(
      '/ClusterName',
      `required to name ${kind} ${name}; give k8s://CLUSTER as the resource`,
    );
  }
  const parts = [cluster, textIn(resource, 'Namespace') ?? '', kind, name];
  return `k8s://${parts.map(encodeURIComponent).join('/')}`;
}

function platform(
  metadata: View | undefined,
  options: ConvertOptions,
): Pick<TrivySubject, 'distro' | 'distroCpe' | 'os' | 'errors'> {
  const os = metadata === undefined ? undefined : viewIn(metadata, 'OS');
  const family = os === undefined ? undefined : textIn(os, 'Family');
  const own =
    os === undefined || family === undefined || family === 'none'
      ? undefined
      : { family, version: textIn(os, 'Name') ?? '' };
  const distro = own ?? givenDistro(options.distro);
  const ended = os !== undefined && booleanIn(os, 'EOSL') === true;
  return {
    distro,
    distroCpe: distroCpe(distro),
    os: own === undefined ? undefined : `${own.family} ${own.version}`.trim(),
    errors: ended ? [endOfLife] : [],
  };
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
  return `git+${url.replace(/(?<!\/)\/+$/, '').replace(/\.git$/, '')}@${commit}`;
}

/** Trivy leaves an empty list out, whether it scanned or not. */
function* reportResults(report: Report, warn: Warn): Iterable<TrivyResult> {
  let isEmpty = true;
  for (const result of results(report, 'Results')) {
    isEmpty = false;
    yield result;
  }
  if (isEmpty) warn('', 'the report has no "Results": nothing was scanned, and nothing stored is removed');
}

function* results(report: Report, member: string): Iterable<TrivyResult> {
  for (const { value, pointer } of report.items(member)) yield resultOf(viewOf(value, pointer));
}

function resultOf(view: View): TrivyResult {
  const ecosystem = textIn(view, 'Type');
  return {
    view,
    type: resultType(view, ecosystem),
    ecosystem,
    target: textIn(view, 'Target'),
    unknownList: Object.keys(view.value).find(
      (key) => !knownLists.has(key) && isListOfObjects(view.value[key]),
    ),
  };
}

const knownLists = new Set([
  'CustomResources',
  'ExperimentalModifiedFindings',
  'Licenses',
  'Misconfigurations',
  'Packages',
  'Secrets',
  'Vulnerabilities',
]);

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.some(isObject);
}

/** Old reports have no class. */
function resultType(view: View, ecosystem: string | undefined): TrivyResult['type'] {
  const { Misconfigurations, Secrets, Vulnerabilities } = view.value;
  const byEcosystem = ecosystem !== undefined && osFamilies.test(ecosystem) ? 'os' : 'language';
  switch (textIn(view, 'Class')) {
    case 'os-pkgs':
      return 'os';
    case 'lang-pkgs':
      return 'language';
    case 'config':
      return 'config';
    case 'secret':
      return 'secret';
    case 'license':
    case 'license-file':
      return 'license';
    case undefined:
      if (Misconfigurations !== undefined) return 'config';
      return Secrets === undefined ? byEcosystem : 'secret';
    default:
      return Vulnerabilities === undefined || isEmptyList(Vulnerabilities) ? 'other' : byEcosystem;
  }
}
