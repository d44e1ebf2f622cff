import { textIn, textsIn, type View, viewIn, viewsIn } from '../common/json-view.js';

interface Product {
  readonly name: string;
  /** Its purl, else its CPE. */
  readonly uri: string | undefined;
}

/** The products of a CSAF document by their ids, and the ids of each group. */
export function productsOf(head: View): {
  products: ReadonlyMap<string, Product>;
  groups: ReadonlyMap<string, readonly string[]>;
} {
  const products = new Map<string, Product>();
  const groups = new Map<string, readonly string[]>();
  const tree = viewIn(head, 'product_tree');
  if (tree === undefined) return { products, groups };
  const add = (product: View): void => {
    const id = textIn(product, 'product_id');
    if (id === undefined) return;
    const helper = viewIn(product, 'product_identification_helper');
    const own = helper === undefined ? undefined : (textIn(helper, 'purl') ?? textIn(helper, 'cpe'));
    products.set(id, { name: textIn(product, 'name') ?? id, uri: own });
  };
  const walk = (branch: View): void => {
    const product = viewIn(branch, 'product');
    if (product !== undefined) add(product);
    for (const inner of viewsIn(branch, 'branches')) walk(inner);
  };
  walk(tree);
  for (const product of viewsIn(tree, 'full_product_names')) add(product);
  for (const relationship of viewsIn(tree, 'relationships')) {
    // Only within the other product: the part's own URI would mean it anywhere.
    const product = viewIn(relationship, 'full_product_name');
    if (product !== undefined) add(product);
  }
  for (const group of viewsIn(tree, 'product_groups')) {
    const id = textIn(group, 'group_id');
    if (id !== undefined) groups.set(id, textsIn(group, 'product_ids'));
  }
  return { products, groups };
}
