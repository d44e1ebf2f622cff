import { projectOf } from '../finding.js';
import { useValue } from '../load.js';
import { ImageLink, Problem, SameAs } from '../parts.js';
import { formatRoute, noteRoute, type Route } from '../route.js';
import type { AnOccurrence, Client, Session } from '../session.js';
import { Fields, Raw, Text, Time } from '../text.js';
import { readVerification } from '../verification.js';
import { Verified } from './verified.js';

type Attestor = Awaited<ReturnType<typeof readAttestor>>;

function readAttestor(client: Client, name: string) {
  const [, project = '', attestor = ''] = /^projects\/([^/]+)\/attestors\/([^/]+)$/.exec(name) ?? [];
  return client.call('GetAttestor', { path: { project, attestor } });
}

function readOccurrence(client: Client, name: string): Promise<AnOccurrence> {
  const [, project = '', location, occurrence = ''] =
    /^projects\/([^/]+)(?:\/locations\/([^/]+))?\/occurrences\/([^/]+)$/.exec(name) ?? [];
  return location === undefined
    ? client.call('GetOccurrence', { path: { project, occurrence } })
    : client.call('GetOccurrenceInLocation', { path: { project, location, occurrence } });
}

/** An occurrence or an attestor that a verdict rests on. */
export function EvidencePage({ session, route }: { readonly session: Session; readonly route: Route }) {
  const { name = '' } = route.query;
  const { client } = session;
  const isAttestor = name.includes('/attestors/');
  const found = useValue(name, async () =>
    isAttestor
      ? { attestor: await readAttestor(client, name) }
      : { occurrence: await readOccurrence(client, name) },
  );
  return (
    <>
      <p class="crumbs">
        <a href={formatRoute('/project', { name: projectOf(name) })}>
          <Text>{projectOf(name).replace('projects/', '')}</Text>
        </a>
      </p>
      <h1>
        {isAttestor ? 'Attestor' : 'Occurrence'} <Text>{name.split('/').at(-1)}</Text>
      </h1>
      {found.error !== undefined && <Problem error={found.error} />}
      {found.value?.occurrence !== undefined && (
        <Occurrence session={session} occurrence={found.value.occurrence} />
      )}
      {found.value?.attestor !== undefined && <AboutAttestor attestor={found.value.attestor} />}
      <SameAs
        session={session}
        curl={{ path: name, query: {} }}
        cli={isAttestor ? ['attestors', 'get', name] : ['get', name]}
      />
    </>
  );
}

function Occurrence({
  session,
  occurrence,
}: {
  readonly session: Session;
  readonly occurrence: AnOccurrence;
}) {
  const { kind, resourceUri = '', noteName = '', name = '', createTime, updateTime } = occurrence;
  const isSigned = kind === 'ATTESTATION' || kind === 'DSSE_ATTESTATION';
  return (
    <article class="card">
      <Fields
        rows={[
          ['Kind', String(kind).replaceAll('_', ' ').toLowerCase()],
          ['Image', <ImageLink key="i" uri={resourceUri} parent={projectOf(name)} />],
          [
            'Note',
            <a key="n" href={noteRoute(noteName)}>
              <Text>{noteName}</Text>
            </a>,
          ],
          ['Stored', <Time key="c" at={createTime} />],
          ['Changed', <Time key="u" at={updateTime} />],
          [
            'Verification',
            isSigned && (
              <Verified key="v" name={name} read={(one) => readVerification(session.client, one)} />
            ),
          ],
        ]}
      />
      <Raw value={occurrence} />
    </article>
  );
}

function AboutAttestor({ attestor }: { readonly attestor: Attestor }) {
  const { userOwnedGrafeasNote: note, description, updateTime, verify } = attestor;
  const keys = note?.publicKeys ?? [];
  return (
    <article class="card">
      <Fields
        rows={[
          ['Vouches for', description],
          [
            'Note of its attestations',
            <a key="n" href={noteRoute(note?.noteReference ?? '')}>
              <Text>{note?.noteReference}</Text>
            </a>,
          ],
          ['Keys', keys.map(({ id = '' }) => id).join(', ') || 'none: it verifies nothing'],
          ['Verifies what is stored', verifyText(verify)],
          ['Changed', <Time key="u" at={updateTime} />],
        ]}
      />
      <Raw value={attestor} />
    </article>
  );
}

function verifyText(verify: unknown): string {
  if (verify === 'REQUIRE') return 'yes; what no key verifies is refused';
  return verify === 'MARK' ? 'yes; what no key verifies is stored and marked' : 'no';
}
