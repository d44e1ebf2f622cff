import { isObject } from '../domain/is-object.js';
import { type Pod, podsOf } from './pods.js';

/** The part of an AdmissionReview of Kubernetes that concerns images. */
export interface Review {
  /** Empty if none can be read. */
  readonly uid: string;
  /** What the request is about, for people: `Pod shop/web`. */
  readonly about: string;
  /** Who sent the request to the API server. */
  readonly user: string;
  readonly isDryRun: boolean;
  readonly question: ReviewQuestion;
}

export type ReviewQuestion =
  /** The images of the pod must be evaluated. */
  | { readonly form: 'judge'; readonly pod: Pod; readonly breakGlass: string | undefined }
  /** The request has no image to run. */
  | { readonly form: 'pass'; readonly why: string }
  /** It is unknown whether it has one. */
  | { readonly form: 'refuse'; readonly why: string };

type Members = Readonly<Record<string, unknown>>;

const reviewVersion = 'admission.k8s.io/v1';

/** The UID that the response must repeat; empty if there is none. */
export function uidOf(review: unknown): string {
  return isObject(review) && isObject(review.request) ? textOf(review.request.uid) : '';
}

/**
 * Reads an AdmissionReview. Never throws: what is wrong with the review is a question of form `refuse`.
 *
 * @param review JSON as it arrived.
 */
export function readReview(review: unknown): Review {
  const request = isObject(review) && isObject(review.request) ? review.request : {};
  const user = isObject(request.userInfo) ? textOf(request.userInfo.username) : '';
  const about = [textOf(membersOf(request.kind).kind), nameOf(request)]
    .filter((part) => part !== '')
    .join(' ');
  const question = questionOf(review, request);
  return { uid: uidOf(review), about, user, isDryRun: request.dryRun === true, question };
}

function questionOf(review: unknown, request: Members): ReviewQuestion {
  if (!isObject(review)) return refuse('the body must be an AdmissionReview');
  if (review.apiVersion !== reviewVersion || review.kind !== 'AdmissionReview')
    return refuse(`apiVersion and kind must be ${reviewVersion} and AdmissionReview`);
  if (textOf(request.uid) === '') return refuse('request.uid is missing');
  const { operation, subResource, object } = request;
  if (operation === 'DELETE') return pass('Nothing runs because something is deleted.');
  if (operation === 'CONNECT') return pass('A connection brings no image.');
  if (operation !== 'CREATE' && operation !== 'UPDATE')
    return refuse('request.operation must be CREATE, UPDATE, DELETE or CONNECT');
  if (typeof subResource === 'string' && withoutImages.has(subResource) && !isPodLike(object))
    return pass(`The subresource ${subResource} brings no image.`);
  const pod = podIn(object);
  if (typeof pod === 'string') return refuse(`request.object.${pod}`);
  const placed = { ...pod, namespace: textOf(request.namespace) || pod.namespace };
  const before = operation === 'UPDATE' ? podIn(request.oldObject) : 'absent';
  if (typeof before !== 'string' && hasNothingNew(pod, before))
    return pass('The update brings no image that was not there before.');
  return { form: 'judge', pod: placed, breakGlass: breakGlassOf(object) };
}

const refuse = (why: string): ReviewQuestion => ({ form: 'refuse', why });
const pass = (why: string): ReviewQuestion => ({ form: 'pass', why });

/** Subresources whose objects are of kinds of their own, without images: Binding, Eviction, Scale, TokenRequest. */
const withoutImages: ReadonlySet<string> = new Set(['binding', 'eviction', 'scale', 'token']);

/** The pod that an object is or makes; also of kinds that others have added, if they have a template at the same place as Kubernetes' own. */
function podIn(object: unknown): Pod | string {
  if (!isObject(object)) return 'metadata: must be there: the object is missing';
  if (typeof object.kind !== 'string') return 'kind: must be a string';
  const first = podsOf(object);
  const kind = typeof first === 'string' && object.kind !== 'List' ? likeKind(object) : undefined;
  const pods = kind === undefined ? first : podsOf({ ...object, kind });
  if (typeof pods === 'string') return pods;
  return pods.length === 1 && pods[0] !== undefined ? pods[0] : 'kind: must be one object, not a List';
}

function likeKind({ kind, spec }: Members): string | undefined {
  if (typeof kind !== 'string' || !isObject(spec)) return undefined;
  if (isObject(membersOf(spec.template).spec)) return 'Deployment';
  return isObject(membersOf(membersOf(membersOf(spec.jobTemplate).spec).template).spec)
    ? 'CronJob'
    : undefined;
}

function isPodLike(object: unknown): boolean {
  return typeof podIn(object) !== 'string';
}

/** A running workload is not stopped by a change of labels, status or finalizers. */
function hasNothingNew(pod: Pod, before: Pod): boolean {
  const known = new Set(before.images.map(({ image }) => image));
  return (
    pod.serviceAccount === before.serviceAccount &&
    pod.namespace === before.namespace &&
    pod.images.every(({ image }) => known.has(image))
  );
}

const breakGlassLabel = 'image-policy.k8s.io/break-glass';
const olderBreakGlass = 'alpha.image-policy.k8s.io/break-glass';
const kritisBreakGlass = 'kritis.grafeas.io/breakglass';

/** The label or annotation for break-glass, on the object itself or its pod template. */
function breakGlassOf(object: unknown): string | undefined {
  const { metadata, template, spec } = membersOf(object);
  const job = membersOf(membersOf(spec).jobTemplate);
  const templates = [template, membersOf(spec).template, membersOf(job.spec).template];
  for (const each of [metadata, ...templates.map((one) => membersOf(one).metadata)]) {
    const { labels, annotations } = membersOf(each);
    if (own(labels, breakGlassLabel) === 'true') return `label ${breakGlassLabel}`;
    if (own(annotations, olderBreakGlass) === 'true') return `annotation ${olderBreakGlass}`;
    // Kritis ignores the value.
    if (own(annotations, kritisBreakGlass) !== undefined) return `annotation ${kritisBreakGlass}`;
  }
  return undefined;
}

function own(members: unknown, key: string): unknown {
  return isObject(members) && Object.hasOwn(members, key) ? members[key] : undefined;
}

function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

function nameOf(request: Members): string {
  const { name, generateName } = membersOf(membersOf(request.object).metadata);
  const [namespace, given] = [textOf(request.namespace), textOf(request.name) || textOf(name)];
  const shown = given === '' && textOf(generateName) !== '' ? `${textOf(generateName)}…` : given;
  return namespace === '' ? shown : `${namespace}/${shown}`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
