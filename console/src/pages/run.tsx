import { GrafeasError } from 'grafeas-ts/client';
import { useEffect, useState } from 'preact/hooks';
import { useRows, useValue } from '../load.js';
import { isImage, parseManifest, podOf } from '../manifest.js';
import { Coverage, ListProgress, Problem, SameAs } from '../parts.js';
import { evaluate, evaluatePath, policiesUnder } from '../policies.js';
import { formatRoute, type Route, setOptions } from '../route.js';
import { everywhere, type Session } from '../session.js';
import { Text } from '../text.js';
import { PolicyChoice } from './policy-choice.js';
import { Verdict } from './verdict.js';

/** What a policy says about an image, or about the pods of a manifest. Asked of the server, which alone decides. */
export function RunPage({ session, route }: { readonly session: Session; readonly route: Route }) {
  const { image = '', policy = '', in: parent = everywhere } = route.query;
  const { namespace = 'default', account: serviceAccount = 'default' } = route.query;
  const [draft, setDraft] = useState(image);
  // A manifest may hold secrets, so it does not become part of the address.
  const [manifest, setManifest] = useState('');
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (image === '') return;
    setDraft(image);
    setManifest('');
  }, [image]);
  const policies = useRows(parent, () => policiesUnder(session, parent));
  const text = image === '' ? manifest : image;
  const place = { namespace, serviceAccount };
  const key = JSON.stringify([asked, policy, text, place]);
  const answer = useValue(text === '' || policy === '' ? undefined : key, async () => {
    const resource = isImage(text) ? podOf(text, place) : await parseManifest(text);
    return { resource, evaluation: await evaluate(session.client, policy, resource) };
  });
  const ask = (event: Event): void => {
    event.preventDefault();
    setAsked(asked + 1);
    const typed = draft.trim();
    setManifest(isImage(typed) ? '' : typed);
    setOptions({ image: isImage(typed) ? typed : undefined });
  };
  return (
    <>
      <p class="crumbs">
        <a href="#/">All projects</a>
        {image !== '' && <a href={formatRoute('/find', { text: image })}>This image</a>}
      </p>
      <h1>Would it run?</h1>
      {parent === everywhere && <Coverage session={session} />}
      <ListProgress list={policies} what="policies" />
      <form class="ask" onSubmit={ask}>
        <PolicyChoice policies={policies} policy={policy} />
        <label>
          Image, or a Pod in YAML or JSON
          <textarea
            rows={draft.includes('\n') ? 12 : 2}
            spellcheck={false}
            placeholder="registry.example.com/shop/cart@sha256:…"
            value={draft}
            onInput={(event) => setDraft(event.currentTarget.value)}
          />
        </label>
        {isImage(draft) && (
          <div class="tools">
            <PlaceField name="Namespace" option="namespace" value={namespace} />
            <PlaceField name="Service account" option="account" value={serviceAccount} />
          </div>
        )}
        <button type="submit" disabled={draft.trim() === '' || policy === ''}>
          Ask the policy
        </button>
      </form>
      {answer.error !== undefined && <Refused error={answer.error} />}
      {text !== '' && policy !== '' && answer.value === undefined && answer.error === undefined && (
        <p class="progress" role="status">
          <progress aria-label="Asking the policy" /> Asking <Text>{policy}</Text>…
        </p>
      )}
      {(text === '' || policy === '') && policies.progress === 'done' && (
        <Choices session={session} parent={parent} policy={policy} />
      )}
      {answer.value !== undefined && (
        <>
          <Verdict evaluation={answer.value.evaluation} policy={policy} />
          <SameAs
            session={session}
            curl={{ path: evaluatePath(policy), query: {}, body: { resource: answer.value.resource } }}
            cli={['policy', 'evaluate', '-f', '-', '--policy', policy]}
            input={answer.value.resource}
          />
        </>
      )}
    </>
  );
}

interface ChoicesProps {
  readonly session: Session;
  readonly parent: string;
  readonly policy: string;
}

/** Before anything is asked: the policy that is chosen, or those there are. */
function Choices({ session, parent, policy }: ChoicesProps) {
  if (policy !== '')
    return <SameAs session={session} curl={{ path: policy, query: {} }} cli={['policy', 'get', policy]} />;
  if (parent !== everywhere)
    return (
      <SameAs
        session={session}
        curl={{ path: `${parent}/platforms/gke/policies`, query: {} }}
        cli={['policy', 'list', parent]}
      />
    );
  return (
    <SameAs
      session={session}
      curl={{ path: 'projects', query: {} }}
      cli={['policy', 'list']}
      hint="curl lists the projects; the policies of each are at policy and platforms/gke/policies below its name."
    />
  );
}

/** What is wrong with the text that was typed, or what the server refused. */
function Refused({ error }: { readonly error: unknown }) {
  if (error instanceof GrafeasError || !(error instanceof Error)) return <Problem error={error} />;
  return (
    <p class="problem" role="alert">
      <Text limit={1000}>{error.message}</Text>
    </p>
  );
}

interface PlaceFieldProps {
  readonly name: string;
  readonly option: string;
  readonly value: string;
}

/** Rules may be for a namespace or a service account only. */
function PlaceField({ name, option, value }: PlaceFieldProps) {
  return (
    <label>
      {name}{' '}
      <input
        type="text"
        value={value}
        onChange={(event) => setOptions({ [option]: event.currentTarget.value.trim() })}
      />
    </label>
  );
}
