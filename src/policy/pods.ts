import { isObject } from '../domain/is-object.js';

/** A pod that a Kubernetes object is, or makes. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  /** Name of the service account. */
  readonly serviceAccount: string;
  /** Of all containers (init, ordinary and ephemeral ones) and of images mounted as volumes. Empty if none is named. */
  readonly images: readonly { readonly image: string; readonly container: string }[];
}

type Members = Readonly<Record<string, unknown>>;

/** The place of the pod template in each kind. */
const templates: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

const containerLists = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** Containers of one object. A pod of Kubernetes has far fewer. */
const maxContainers = 2000;

/**
 * The pods of a Kubernetes object: a Pod, what has a pod template, or a List of them. A text says what is wrong with it: a kind
 * without a pod template, a pod without containers, a container that is none.
 *
 * @example podsOf({ kind: 'Pod', spec: { containers: [{ name: 'app', image: 'nginx' }] } })
 */
export function podsOf(resource: unknown): readonly Pod[] | string {
  if (!isObject(resource)) return 'must be a Kubernetes object';
  if (resource.kind === 'List') {
    const { items } = resource;
    if (!Array.isArray(items)) return 'items: must be a list';
    const pods: Pod[] = [];
    for (const [index, item] of items.entries()) {
      const found =
        isObject(item) && item.kind !== 'List' ? podOf(item) : 'must be a Pod or have a pod template';
      if (typeof found === 'string') return `items[${index}]: ${found}`;
      pods.push(found);
    }
    return pods;
  }
  const pod = podOf(resource);
  return typeof pod === 'string' ? pod : [pod];
}

function podOf(resource: Members): Pod | string {
  const { kind } = resource;
  const path = typeof kind === 'string' && Object.hasOwn(templates, kind) ? templates[kind] : undefined;
  if (path === undefined)
    return `kind: must be one of ${Object.keys(templates).join(', ')}, not ${JSON.stringify(kind ?? '').slice(0, 80)}`;
  let template: unknown = resource;
  for (const step of path) template = isObject(template) ? template[step] : undefined;
  if (!isObject(template) || !isObject(template.spec)) return [...path, 'spec: must be an object'].join('.');
  const { spec } = template;
  const images: { image: string; container: string }[] = [];
  for (const list of containerLists) {
    const containers = spec[list] ?? [];
    if (!Array.isArray(containers)) return [...path, 'spec', `${list}: must be a list`].join('.');
    for (const [index, container] of containers.entries()) {
      const at = [...path, 'spec', `${list}[${index}]`].join('.');
      if (!isObject(container)) return `${at}: must be an object`;
      const { image = '', name = '' } = container;
      if (typeof image !== 'string') return `${at}.image: must be a string`;
      images.push({ image, container: typeof name === 'string' ? name : '' });
    }
  }
  const volumes = spec.volumes ?? [];
  if (!Array.isArray(volumes)) return [...path, 'spec.volumes: must be a list'].join('.');
  for (const [index, volume] of volumes.entries()) {
    const mounted = isObject(volume) ? volume.image : undefined;
    if (mounted === undefined || mounted === null) continue;
    const reference = isObject(mounted) ? (mounted.reference ?? '') : undefined;
    if (typeof reference !== 'string')
      return [...path, `spec.volumes[${index}].image: must be an object with a reference`].join('.');
    images.push({ image: reference, container: `volume ${textOf((volume as Members).name)}` });
  }
  if (images.length === 0) return [...path, 'spec.containers: must have at least one container'].join('.');
  if (images.length > maxContainers)
    return [...path, `spec: at most ${maxContainers} containers, not ${images.length}`].join('.');
  const meta = isObject(resource.metadata) ? resource.metadata : {};
  return {
    name: textOf(meta.name) || textOf(meta.generateName),
    namespace: textOf(meta.namespace) || 'default',
    serviceAccount: textOf(spec.serviceAccountName) || textOf(spec.serviceAccount) || 'default',
    images,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
