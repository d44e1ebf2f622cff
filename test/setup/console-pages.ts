import { cart, fillConsole, hostileImage, hostileNote, nextCart, unscanned } from './console-data.js';
import { addPolicies, projectPolicy, shopPolicy } from './console-policies.js';
import { addStatements, stated } from './console-statements.js';

const uri = encodeURIComponent;
/** Every page of the console with what it shows of `fillPages`, by a name. */
export const consolePages: Readonly<Record<string, string>> = {
  projects: '/',
  project: '/project?name=projects/shop',
  image: `/image?uri=${uri(cart)}&in=projects/shop`,
  'image everywhere, grouped': `/image?uri=${uri(cart)}&group=package`,
  'image that nobody scanned': `/image?uri=${uri(unscanned)}&in=projects/shop`,
  'image with a statement': `/image?uri=${uri(stated)}&in=projects/shop`,
  'hostile image': `/image?uri=${uri(hostileImage)}&in=projects/shop`,
  note: '/note?name=projects/trivy/notes/CVE-2024-10001',
  'hostile note': `/note?name=${uri(hostileNote)}`,
  authority: '/note?name=projects/authorities/notes/qa',
  'who, by CVE': '/who?cve=CVE-2024-10001',
  'who, by package': '/who?package=left-trim',
  find: '/find?text=shop/cart',
  difference: `/compare?a=${uri(cart)}&b=${uri(nextCart)}&in=projects/shop`,
  'would it run': '/run',
  'would it run, by a platform policy': `/run?policy=${shopPolicy}&image=${uri(cart)}`,
  'would it run, by a policy that is only tried out': `/run?policy=${projectPolicy}&image=${uri(unscanned)}`,
  attestor: '/evidence?name=projects/authorities/attestors/ci',
  'choice of a digest': `/compare?a=${uri(cart)}&in=projects/shop`,
};

/** Fills a server with what `consolePages` show. */
export async function fillPages(server: string): Promise<void> {
  await fillConsole(server);
  await addPolicies(server);
  await addStatements(server);
}
