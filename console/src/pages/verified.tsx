import { useValue } from '../load.js';
import { evidenceRoute } from '../route.js';
import { Text, Time } from '../text.js';
import type { Verification } from '../verification.js';

interface VerifiedProps {
  /** The occurrence. */
  readonly name: string;
  read(name: string): Promise<Verification>;
}

/** Shows the server's verification result for an attestation: the key and the time, or the reason. Claims within the attestation are ignored. */
export function Verified({ name, read }: VerifiedProps) {
  const { value, error } = useValue(name, () => read(name));
  if (error !== undefined)
    return (
      <>
        <span class="mark unsure">Not known</span>{' '}
        <small>The server did not say whether it verified it.</small>
      </>
    );
  if (value === undefined) return <span class="muted">Loading…</span>;
  const { state, checkTime, checks = [] } = value;
  if (state !== 'VERIFIED' && state !== 'NOT_VERIFIED')
    return (
      <>
        <span class="mark unsure">Not checked</span>
        <small>No attestor demanded that the server verifies it when it was stored.</small>
      </>
    );
  return (
    <>
      {state === 'VERIFIED' ? (
        <span class="mark pass">Verified</span>
      ) : (
        <span class="mark fail">Not verified</span>
      )}{' '}
      <Time at={checkTime} />
      <ul>
        {checks.map(({ verified, attestor = '', attestors = [], keyId, denialReason }, index) => (
          <li key={index}>
            {verified === true ? 'by the key ' : 'by no key: '}
            <Text>{verified === true ? keyId : denialReason}</Text>{' '}
            {(attestor === '' ? attestors : [attestor]).map((one) => (
              <a key={one} class="evidence" href={evidenceRoute(one)}>
                <Text>{one}</Text>
              </a>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
