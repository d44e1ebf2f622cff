import type { createAdmissionReviews, ReviewRequest } from '../../services/admission-reviews.js';
import { formatFailure } from '../../services/admission-reviews.js';
import { type createExternalData, formatSystemError, type Place } from '../../services/external-data.js';
import { parseGate } from '../../services/gates.js';
import { type FailureText, type Guard, type Operation, operation } from '../operation.js';
import {
  AdmissionReview,
  GetVerdictRequest,
  ProviderResponse,
  ProvideVerdictsRequest,
  ReviewAdmissionRequest,
} from './messages.js';

/** Operations for gates that evaluate policies in their own protocols: Kubernetes and Gatekeeper. */

const permission = 'platformPolicies.evaluatePolicy';
const needs = [{ permission, on: 'the project of the policy' }] as const;

/** The permission on the project of the gate `name`. */
const onGate: Guard = ({ name }, access) =>
  access.require(permission, { project: parseGate(typeof name === 'string' ? name : '', 'name').key.scope });

function pathsOf(first: string): readonly string[] {
  return ['projects/*', 'projects/*/clusters/*', 'projects/*/platformPolicies/*'].map(
    (pattern) => `/${first}/{name=${pattern}}`,
  );
}

/** 200 where the caller reads the body, which it does once it can tell that it is about its request. */
function worded(status: number, isRead: boolean, text: string): FailureText {
  return { status: isRead ? 200 : status, text };
}

export function gateOperations(
  reviews: ReturnType<typeof createAdmissionReviews>,
  data: ReturnType<typeof createExternalData>,
): readonly Operation[] {
  return [
    operation<ReviewRequest>({
      id: 'ReviewAdmission',
      service: 'grafeas_ts.webhooks.Gates',
      http: { verb: 'POST', paths: pathsOf('admission'), body: 'review', query: [] },
      request: ReviewAdmissionRequest as never,
      response: AdmissionReview,
      summary: 'Review an admission',
      description:
        'A validating admission webhook of Kubernetes. What cannot be judged is not allowed. An update that brings no new image is allowed, and so are deletions.',
      permissions: needs,
      guard: onGate,
      readOnly: true,
      plain: {
        failure(error, _requestId, request) {
          const { isAddressed, text } = formatFailure(request?.review, error);
          return worded(error.httpStatus, isAddressed, text);
        },
      },
      handle: reviews.reviewAdmission,
    }),
    operation<Place & { readonly request: unknown }>({
      id: 'ProvideVerdicts',
      service: 'grafeas_ts.webhooks.Gates',
      http: {
        verb: 'POST',
        paths: pathsOf('gatekeeper'),
        body: 'request',
        query: ['namespace', 'serviceAccount'],
      },
      request: ProvideVerdictsRequest as never,
      response: ProviderResponse,
      summary: 'Provide verdicts to Gatekeeper',
      description: 'A provider of external data for Gatekeeper; its keys are images.',
      permissions: needs,
      guard: onGate,
      readOnly: true,
      plain: {
        failure: (error, _requestId, request) =>
          worded(error.httpStatus, request?.request !== undefined, formatSystemError(error.message)),
      },
      handle: data.provideVerdicts,
    }),
    operation<Place & { readonly key?: string }>({
      id: 'GetVerdict',
      service: 'grafeas_ts.webhooks.Gates',
      http: { verb: 'GET', paths: pathsOf('gatekeeper'), query: ['key', 'namespace', 'serviceAccount'] },
      request: GetVerdictRequest as never,
      response: ProviderResponse,
      summary: 'Get the verdict on an image',
      description:
        'The same for one image. The entity tag changes only with the verdict, so that Open Policy Agent can cache it.',
      permissions: needs,
      plain: {},
      handle: data.getVerdict,
    }),
  ];
}
