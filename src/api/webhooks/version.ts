import { openApiDocument } from '../openapi/document.js';
import type { Operation } from '../operation.js';
import type { ApiVersion } from '../version.js';
import { webhookExamples } from './examples.js';

/**
 * Operations in protocols of others, over REST alone. Their paths begin with the protocol, not with a version.
 *
 * @param version of the package, for the document.
 */
export function webhookVersion(operations: readonly Operation[], version: string): ApiVersion {
  const name = 'webhooks';
  const about = {
    summary: 'Webhooks: what other systems call in their own protocols.',
    description:
      'Admission reviews of Kubernetes and external data of Gatekeeper. Callers authenticate by client certificate, by bearer ' +
      'token, or by a key before the path: `/key/KEY/admission/projects/P`.',
  };
  return {
    name,
    root: `/openapi/${name}.json`,
    operations,
    document: () =>
      openApiDocument(name, operations, { version, about, examples: webhookExamples, messageExamples: {} }),
  };
}
