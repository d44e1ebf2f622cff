import { noteParts } from '../finding.js';
import type { Evaluation } from '../policies.js';
import { evidenceRoute } from '../route.js';
import { Text } from '../text.js';

type Pod = NonNullable<Evaluation['results']>[number];
type Image = NonNullable<Pod['imageResults']>[number];
type CheckSet = NonNullable<Image['checkSetResult']>;
type Check = NonNullable<NonNullable<CheckSet['checkResults']>['results']>[number];
type Reason = NonNullable<Check['reasons']>[number];

/** Reasons that say what the server does not know, or could not read. */
const notKnown: readonly string[] = [
  'IMAGE_UNREADABLE',
  'IMAGE_WITHOUT_DIGEST',
  'NO_ACCESS',
  'PROJECT_UNKNOWN',
  'TOO_MUCH_TO_READ',
  'NO_SCAN',
  'SCAN_UNFINISHED',
  'SCAN_WITH_ERRORS',
  'SCAN_TOO_OLD',
  'UNSCANNED_ALLOWED',
  'OTHER_SPELLING',
  'SEVERITY_UNKNOWN',
  'ATTESTOR_UNKNOWN',
  'NO_PROVENANCE',
  'UPLOAD_TIME_UNKNOWN',
  'CHECK_UNKNOWN',
];

/** Whatever a server says that is not CONFORMANT is no leave. */
const passes = (verdict: unknown): boolean => verdict === 'CONFORMANT';

function Mark({ verdict, exempt = false }: { readonly verdict: unknown; readonly exempt?: boolean }) {
  if (exempt) return <span class="mark exempt">Exempt</span>;
  if (passes(verdict)) return <span class="mark pass">Passes</span>;
  return verdict === 'NON_CONFORMANT' ? (
    <span class="mark fail">Refused</span>
  ) : (
    <span class="mark unsure">Not decided</span>
  );
}

/** What a policy says of pods, with each check and what it rests on. */
export function Verdict({
  evaluation,
  policy,
}: {
  readonly evaluation: Evaluation;
  readonly policy: string;
}) {
  const pods = evaluation.results ?? [];
  const warnings = [...new Set(pods.flatMap((pod) => pod.warnings ?? []))];
  return (
    <section aria-label="Verdict">
      <h2 class="verdict">
        <Mark verdict={evaluation.verdict} /> by <Text>{policy}</Text>
      </h2>
      {warnings.map((warning) => (
        <p key={warning} class="warn">
          Warning: <Text>{warning}</Text>
        </p>
      ))}
      {pods.length === 0 && <p>There is no pod to ask about.</p>}
      {pods.map((pod, index) => (
        <PodVerdict key={index} pod={pod} alone={pods.length === 1} />
      ))}
    </section>
  );
}

function PodVerdict({ pod, alone }: { readonly pod: Pod; readonly alone: boolean }) {
  return (
    <>
      {!alone && (
        <h3>
          <Mark verdict={pod.verdict} />{' '}
          <Text>{`Pod ${pod.kubernetesNamespace ?? ''}/${pod.podName ?? ''}`}</Text>
        </h3>
      )}
      {(pod.imageResults ?? []).map((image, index) => (
        <ImageVerdict key={index} image={image} />
      ))}
    </>
  );
}

function ImageVerdict({ image }: { readonly image: Image }) {
  const set = image.checkSetResult;
  const pattern = image.allowlistResult?.matchedPattern ?? set?.allowlistResult?.matchedPattern;
  const checks = set?.checkResults?.results ?? [];
  return (
    <article class="card">
      <p>
        <Mark verdict={image.verdict} exempt={pattern !== undefined && passes(image.verdict)} />{' '}
        {(image.containerName ?? '') !== '' && (
          <>
            <Text>{image.containerName}</Text>:{' '}
          </>
        )}
        <b>
          <Text>{image.imageUri}</Text>
        </b>
        {(set?.displayName ?? '') !== '' && (
          <span class="muted">
            {' '}
            by the check set <Text>{set?.displayName}</Text>
          </span>
        )}
      </p>
      {checks.length === 0 && (
        <p>
          <Text limit={2000}>{image.explanation}</Text>
        </p>
      )}
      <ol class="checks" aria-label="Checks">
        {checks.map((check, index) => (
          <CheckVerdict key={index} check={check} />
        ))}
      </ol>
    </article>
  );
}

function CheckVerdict({ check }: { readonly check: Check }) {
  const { displayName = '', type = '', reasons = [], allowlistResult } = check;
  return (
    <li>
      <Mark verdict={check.evaluationResult?.verdict} exempt={allowlistResult !== undefined} />{' '}
      <b>
        <Text>{displayName === '' ? type : displayName}</Text>
      </b>
      {displayName !== '' && (
        <span class="muted">
          {' '}
          <Text>{type}</Text>
        </span>
      )}
      {reasons.length === 0 ? (
        <p>
          <Text limit={2000}>{check.explanation}</Text>
        </p>
      ) : (
        <ul>
          {reasons.map((reason, index) => (
            <ReasonLine key={index} reason={reason} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Links to evidence of one reason at most; the JSON of the server has the rest. */
const maxLinks = 20;

function ReasonLine({ reason }: { readonly reason: Reason }) {
  const evidence = [...(reason.occurrences ?? []), ...(reason.attestors ?? [])];
  return (
    <li>
      {notKnown.includes(reason.code ?? '') && <span class="mark unsure">Not known</span>}{' '}
      <Text limit={2000}>{reason.message}</Text>
      {evidence.slice(0, maxLinks).map((name) => (
        <a key={name} class="evidence" href={evidenceRoute(name)}>
          <Text>{labelOf(name)}</Text>
        </a>
      ))}
      {evidence.length > maxLinks && <span class="muted"> and {evidence.length - maxLinks} more</span>}
    </li>
  );
}

/** @example labelOf('projects/shop/occurrences/0194-…-abcdef') is `Evidence abcdef` */
function labelOf(name: string): string {
  const [, attestor] = /\/attestors\/(.+)$/.exec(name) ?? [];
  return attestor === undefined ? `Evidence ${noteParts(name).id.slice(-6)}` : `Attestor ${attestor}`;
}
