import { isObject } from '../../domain/is-object.js';
import type { Distro } from '../common/cpe.js';
import { textIn, type View, viewIn, viewsIn } from '../common/json-view.js';
import { purlTypeOf } from '../common/package-type.js';
import { allOf, type ListedPackage } from '../common/packages.js';
import { type DescribedPackage, packageNameOf, parsePurl } from '../common/purl.js';
import type { Reading } from '../common/reading.js';

/** Components by their `bom-ref`, nested ones and the one that the BOM is about included. */
export function componentsByRef(head: View): ReadonlyMap<string, View> {
  const found = new Map<string, View>();
  const metadata = viewIn(head, 'metadata');
  const subject = metadata === undefined ? undefined : viewIn(metadata, 'component');
  for (const component of [...(subject === undefined ? [] : nested(subject)), ...allComponents(head)]) {
    const ref = textIn(component, 'bom-ref');
    if (ref !== undefined) found.set(ref, component);
  }
  return found;
}

/** Components in the order of the BOM, each before what is nested in it. */
export function allComponents(head: View): View[] {
  return viewsIn(head, 'components').flatMap(nested);
}

function nested(component: View): View[] {
  return [component, ...viewsIn(component, 'components').flatMap(nested)];
}

/** The distribution, which tools write as a component of the type operating-system. */
export function distroOf(components: Iterable<View>): Distro | undefined {
  for (const component of components) {
    if (component.value.type !== 'operating-system') continue;
    const family = textIn(component, 'name');
    if (family !== undefined) return { family, version: textIn(component, 'version') ?? '' };
  }
  return undefined;
}

/** What is installed, of a component; undefined where it has no name. */
export function packageOf(component: View): DescribedPackage | undefined {
  const name = textIn(component, 'name');
  if (name === undefined) return undefined;
  const purl = parsePurl(textIn(component, 'purl'));
  const purlType = purl?.type ?? purlTypeOf(textIn(component, 'type') ?? 'generic');
  const namespace = textIn(component, 'group') ?? purl?.namespace;
  return {
    name: packageNameOf({ type: purlType, namespace, name }),
    version: textIn(component, 'version') ?? purl?.version,
    purlType,
    purl,
    cpe: textIn(component, 'cpe'),
  };
}

/** Types of components that are software. Files of the tool's own, such as lock files, are applications without a purl. */
const software: ReadonlySet<unknown> = new Set(['library', 'framework']);

/** A component that is installed software, with its licenses; undefined for anything else. */
export function listedPackageOf(component: View, { warn, decorations }: Reading): ListedPackage | undefined {
  const described = packageOf(component);
  if (described === undefined) {
    warn(component, 'the component has no name and was left out');
    return undefined;
  }
  const { purl } = described;
  if (purl === undefined ? !software.has(component.value.type) : /^(?:oci|docker)$/.test(purl.type))
    return undefined;
  const expressions: string[] = [];
  const names: string[] = [];
  for (const entry of decorations.views(component, 'licenses')) {
    const license = decorations.view(entry, 'license');
    const id = license === undefined ? undefined : decorations.text(license, 'id');
    const name = license === undefined ? undefined : decorations.text(license, 'name');
    const expression = id ?? decorations.text(entry, 'expression');
    if (expression !== undefined) expressions.push(expression);
    else if (name !== undefined) names.push(name);
  }
  return {
    ...described,
    license: expressions.length === 0 ? undefined : allOf(expressions),
    licenseComments: names.length === 0 ? undefined : names.join('; '),
  };
}

/** The package that a reference names itself, as a purl or a BOM-Link that ends with one. */
export function packageOfRef(ref: string): DescribedPackage | undefined {
  const purl = parsePurl(purlOfRef(ref));
  if (purl === undefined) return undefined;
  return { name: packageNameOf(purl), version: purl.version, purlType: purl.type, purl };
}

/** `pkg:…` of itself or of `urn:cdx:SERIAL/VERSION#pkg:…`, escaped or not. */
export function purlOfRef(ref: string): string {
  return ref.startsWith('urn:cdx:') ? unescaped(ref.slice(ref.indexOf('#') + 1)) : ref;
}

/** What a reference of this BOM names: a BOM-Link to itself ends with its `bom-ref`. */
export function localRef(ref: string): string {
  return ref.startsWith('urn:cdx:') && ref.includes('#') ? unescaped(ref.slice(ref.indexOf('#') + 1)) : ref;
}

function unescaped(text: string): string {
  if (text.startsWith('pkg:')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Names of the tools that wrote the BOM: a list, from version 1.5 on also an object with components. */
export function toolsOf(head: View): string[] {
  const metadata = viewIn(head, 'metadata');
  if (metadata === undefined) return [];
  const { tools } = metadata.value;
  const holder = isObject(tools) ? viewIn(metadata, 'tools') : undefined;
  const list =
    holder === undefined
      ? viewsIn(metadata, 'tools')
      : [...viewsIn(holder, 'components'), ...viewsIn(holder, 'services')];
  return list.flatMap((tool) => textIn(tool, 'name') ?? []);
}
