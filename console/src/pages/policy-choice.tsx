import { useState } from 'preact/hooks';
import { type Rows, textIfEmpty } from '../load.js';
import type { PolicyEntry } from '../policies.js';
import { setOptions } from '../route.js';
import { Text, visible } from '../text.js';

const byName = 'by name';

interface PolicyChoiceProps {
  readonly policies: Rows<PolicyEntry>;
  readonly policy: string;
}

/** Chooses one of the policies that the caller may list, or any by its name. */
export function PolicyChoice({ policies, policy }: PolicyChoiceProps) {
  const listed = policies.rows.filter((entry) => entry.listed);
  const hidden = policies.rows.length - listed.length;
  const chosen = listed.find(({ name }) => name === policy);
  const [typing, setTyping] = useState(false);
  const isNamed = typing || (policy !== '' && chosen === undefined);
  return (
    <>
      <label>
        Policy
        <select
          value={isNamed ? byName : policy}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setTyping(value === byName);
            if (value !== byName) setOptions({ policy: value });
          }}
        >
          <option value="">
            {listed.length === 0 ? textIfEmpty(policies.progress, 'No policy is stored') : 'Choose a policy'}
          </option>
          {listed.map(({ name }) => (
            <option key={name} value={name}>
              {visible(name.replace('projects/', '').replace('platforms/gke/policies/', ''))}
            </option>
          ))}
          <option value={byName}>By its name…</option>
        </select>
      </label>
      {isNamed && (
        <label>
          Name of the policy
          <input
            type="text"
            value={policy}
            placeholder="projects/shop/policy"
            onChange={(event) => setOptions({ policy: event.currentTarget.value.trim() })}
          />
        </label>
      )}
      {chosen !== undefined && chosen.description !== '' && (
        <p class="muted">
          <Text>{chosen.description}</Text>
        </p>
      )}
      {hidden > 0 && (
        <p class="muted">
          You may not list the policies of {hidden === 1 ? 'one project' : `${hidden} projects`}. A policy may
          still be asked by its name.
        </p>
      )}
      {policies.progress === 'done' && listed.length === 0 && (
        <p class="muted">
          Apply one with <code>grafeas policy apply policy.yaml</code>. A project without a policy lets every
          image run.
        </p>
      )}
    </>
  );
}
