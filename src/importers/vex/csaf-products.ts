import { textIn, textsIn, type View, viewIn, viewsIn } from '../common/json-view.js';
import { isOfAllVersions } from './statement.js';

interface Product {
  readonly name: string;
  /** Its purl, else its CPE. */
  readonly uri: string | undefined;
  /** Whether it is less than what the URI names. */
  readonly isPart: boolean;
}

/** Branches that name a version, or a range of them. */
const ofVersions: ReadonlySet<unknown> = new Set(['product_version', 'product_version_range']);

/** The products of a CSAF document by their ids, and the ids of each group. */
export function productsOf(head: View): {
  products: ReadonlyMap<string, Product>;
  groups: ReadonlyMap<string, readonly string[]>;
} {
  const products = new Map<string, Product>();
  const groups = new Map<string, readonly string[]>();
  const tree = viewIn(head, 'product_tree');
  if (tree === undefined) return { products, groups };
  const add = (product: View, isPart: (uri: string) => boolean): void => {
    const id = textIn(product, 'product_id');
    if (id === undefined) return;
    const helper = viewIn(product, 'product_identification_helper');
    const own = helper === undefined ? undefined : (textIn(helper, 'purl') ?? textIn(helper, 'cpe'));
    const name = textIn(product, 'name') ?? id;
    products.set(id, { name, uri: own, isPart: own !== undefined && isPart(own) });
  };
  const walk = (branch: View, isWithin: boolean): void => {
    const isOfVersions = isWithin || ofVersions.has(branch.value.category);
    const product = viewIn(branch, 'product');
    if (product !== undefined) add(product, (uri) => isOfVersions && isOfAllVersions(uri));
    for (const inner of viewsIn(branch, 'branches')) walk(inner, isOfVersions);
  };
  walk(tree, false);
  for (const product of viewsIn(tree, 'full_product_names')) add(product, () => false);
  for (const relationship of viewsIn(tree, 'relationships')) {
    // Only within the other product: the part's own URI would mean it anywhere, and that of the other product all of it.
    const product = viewIn(relationship, 'full_product_name');
    if (product !== undefined) add(product, () => true);
  }
  for (const group of viewsIn(tree, 'product_groups')) {
    const id = textIn(group, 'group_id');
    if (id !== undefined) groups.set(id, textsIn(group, 'product_ids'));
  }
  return { products, groups };
}
