import { requestV1 } from './api-request.js';
import type { ConnectionOptions } from './connection.js';
import { UsageError } from './output.js';
import { oneLine, printableJson } from './printable.js';
import { formatTable } from './table.js';
import { readYamlDocuments } from './yaml-documents.js';

/** The response of `:evaluate`, as far as it is printed. */
export interface Evaluated {
  readonly verdict: string;
  readonly results?: readonly {
    readonly podName?: string;
    readonly kubernetesNamespace?: string;
    readonly warnings?: readonly string[];
    readonly imageResults?: readonly {
      readonly imageUri?: string;
      readonly containerName?: string;
      readonly verdict: string;
      readonly explanation?: string;
      readonly checkSetResult?: {
        readonly checkResults?: {
          readonly results?: readonly {
            readonly evaluationResult?: { readonly verdict?: string };
            readonly reasons?: readonly { readonly occurrences?: readonly string[] }[];
          }[];
        };
      };
    }[];
  }[];
}

/** Evaluates a policy for every document of a file and prints the verdicts. Returns whether all pods may run. */
export async function evaluatePolicy(
  policy: string,
  file: string,
  form: 'table' | 'json',
  options: ConnectionOptions,
): Promise<boolean> {
  const resources = (await readYamlDocuments(file)).filter((document) => document !== null);
  if (resources.length === 0) throw new UsageError(`${file}: holds no Kubernetes object`);
  let passes = true;
  for (const resource of resources) {
    const answer = await requestV1<Evaluated>(options, 'POST', `${policy}:evaluate`, { body: { resource } });
    // Only this word of the server is a pass.
    passes &&= answer.verdict === 'CONFORMANT';
    process.stdout.write(form === 'json' ? `${printableJson(answer, 2)}\n` : formatEvaluated(answer));
  }
  process.stdout.write(form === 'json' ? '' : `${passes ? 'PASSED' : 'REFUSED'}: ${oneLine(policy)}\n`);
  return passes;
}

function formatEvaluated({ results = [] }: Evaluated): string {
  const rows = results.flatMap(({ podName = '', kubernetesNamespace = '', imageResults = [] }) =>
    imageResults.map(({ imageUri = '', containerName = '', verdict }) => [
      `${kubernetesNamespace}/${podName}`,
      containerName,
      imageUri,
      verdict,
    ]),
  );
  const images = results.flatMap(({ imageResults = [] }) => imageResults);
  const reasons = new Map(images.map(({ imageUri = '', explanation = '' }) => [imageUri, explanation]));
  const warnings = new Set(results.flatMap(({ warnings: some = [] }) => some));
  return [
    formatTable(['POD', 'CONTAINER', 'IMAGE', 'VERDICT'], rows, 120),
    ...[...reasons].map(([image, text]) => `\n${oneLine(image)}\n  ${oneLine(text)}\n`),
    ...[...warnings].map((warning) => `\nwarning: ${oneLine(warning)}\n`),
    '\n',
  ].join('');
}
