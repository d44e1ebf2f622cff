import { useMemo } from 'preact/hooks';
import { type Finding, noteParts, stateOf } from '../finding.js';
import { type Progress, textIfEmpty, useValue } from '../load.js';
import { Cards, Section } from '../parts.js';
import { noteRoute, setOptions } from '../route.js';
import type { Session } from '../session.js';
import { Fields, Links, number, plural, Text } from '../text.js';
import { type Statement, statementsOf, words } from '../vex.js';

interface VexProps {
  readonly session: Session;
  readonly findings: readonly Finding[];
  readonly progress: Progress;
}

/** What authors state about the vulnerabilities of the image. It changes no severity and no count. */
export function Vex({ session, findings, progress }: VexProps) {
  const statements = useMemo(() => statementsOf(findings), [findings]);
  return (
    <Section title="VEX statements" count={progress === 'done' ? statements.length : undefined}>
      {statements.length === 0 ? (
        <p class="muted">{textIfEmpty(progress, 'These findings have no statement.')}</p>
      ) : (
        <p class="muted">Findings keep their severity and are counted whatever a statement says.</p>
      )}
      <Cards
        items={statements}
        card={(statement) => <StatementCard key={statement.key} session={session} statement={statement} />}
      />
    </Section>
  );
}

function StatementCard({ session, statement }: { readonly session: Session; readonly statement: Statement }) {
  const { assessment, ids, findings } = statement;
  const { noteName = '', justification, relatedUris = [] } = assessment;
  const state = stateOf(assessment);
  const { source } = noteParts(noteName);
  const note = useValue(noteName === '' ? undefined : noteName, () => session.client.notes.get(noteName));
  const { publisher, assessment: whole } = note.value?.vulnerabilityAssessment ?? {};
  // Long texts may be in the note alone. They count while the note states the same.
  const told = stateOf(whole) === state ? whole : undefined;
  return (
    <article class="card">
      <Fields
        rows={[
          [
            'States',
            <span key="s" class="vex">
              {words(state)}
            </span>,
          ],
          ['Justification', words(justification?.justificationType)],
          ['In words', justification?.details ?? told?.justification?.details],
          ['Author', publisher?.name ?? authorWithout(noteName, note.error)],
          [
            'Stated in',
            noteName !== '' && (
              <a key="n" href={noteRoute(noteName)}>
                <Text>{`${source} / ${noteParts(noteName).id}`}</Text>
              </a>
            ),
          ],
          [
            'The note now states',
            whole !== undefined && told === undefined && (words(stateOf(whole)) || 'nothing'),
          ],
          ['Impact', (assessment.impacts ?? told?.impacts ?? []).join('; ')],
          [
            'Remedies',
            (assessment.remediations ?? told?.remediations ?? [])
              .map(({ remediationType, details = '' }) => `${words(remediationType)} ${details}`)
              .join('; '),
          ],
          [
            'About',
            <button
              key="f"
              type="button"
              class="link"
              onClick={() => setOptions({ vex: state, q: ids.length === 1 ? ids[0] : undefined })}
            >
              <Text>{ids.slice(0, 5).join(', ')}</Text>
              {ids.length > 5 && ` and ${number(ids.length - 5)} more`} ({plural(findings, 'findings')})
            </button>,
          ],
        ]}
      />
      <Links urls={relatedUris} />
    </article>
  );
}

/** The author where no note names one. */
function authorWithout(noteName: string, error: unknown): string {
  if (noteName === '') return 'who stored the finding';
  return error === undefined ? '' : 'not known: the note cannot be read';
}
