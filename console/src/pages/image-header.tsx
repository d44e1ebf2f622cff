import type { ComponentChildren } from 'preact';
import { SeverityBar, SeverityTag } from '../bars.js';
import { type Finding, noteParts } from '../finding.js';
import { type Progress, textIfEmpty, useValue } from '../load.js';
import { setOptions } from '../route.js';
import { isStale, type Scans, staleDays } from '../scan.js';
import type { AnOccurrence } from '../session.js';
import { countSeverities, worstCounted } from '../severity.js';
import { number, Text, Time } from '../text.js';
import type { Verification } from '../verification.js';
import { isStatedHarmless } from '../vex.js';
import { sourcesOf } from './provenance.js';

interface HeaderProps {
  readonly findings: readonly Finding[];
  /** How far the findings and all other occurrences were read. */
  readonly progress: Progress;
  /** How far all occurrences that are not findings were read. */
  readonly otherProgress: Progress;
  readonly scans: Scans | undefined;
  readonly attested: readonly AnOccurrence[];
  verificationOf(name: string): Promise<Verification>;
  readonly builds: readonly AnOccurrence[];
  readonly deployed: readonly AnOccurrence[];
}

/** Six facts about the image. It shows "No findings" only if a scan has finished and the whole list was read. */
export function Header(props: HeaderProps) {
  const { findings, progress, otherProgress, scans, attested, verificationOf, builds, deployed } = props;
  const counts = countSeverities(findings.map(({ severity }) => severity));
  const fixable = findings.filter((finding) => finding.fixable).length;
  const harmless = findings.filter(isStatedHarmless).length;
  const signers = [...new Set(attested.map(({ noteName = '' }) => noteParts(noteName).id))];
  const sources = builds.flatMap(sourcesOf);
  const running = deployed.filter(({ deployment }) => deployment?.undeployTime === undefined).length;
  const partial = progress !== 'done';
  return (
    <dl class="facts">
      <Fact name="Worst severity">
        <Worst counts={counts} scans={scans} progress={progress} />
        {harmless > 0 && (
          <small>
            {number(harmless)} of {number(findings.length)} findings are stated not affected or fixed (VEX);
            they count all the same
          </small>
        )}
      </Fact>
      <Fact name="Fixable">
        <b>{number(fixable)}</b> of {number(findings.length)}
        {partial && <span class="muted"> so far</span>}
        <SeverityBar counts={counts} />
        {fixable > 0 && (
          <button
            type="button"
            class="link"
            onClick={() => setOptions({ fixable: 'only', group: 'package', sort: '' })}
          >
            Packages to update
          </button>
        )}
      </Fact>
      <Fact name="Scanned">
        <Scanned scans={scans} progress={otherProgress} />
      </Fact>
      <Fact name="Attested by">
        {signers.length === 0 ? (
          <span class="muted">{textIfEmpty(otherProgress, 'None stored')}</span>
        ) : (
          <>
            <Text>{signers.slice(0, 3).join(', ')}</Text>
            <SignatureSummary attested={attested} verificationOf={verificationOf} />
          </>
        )}
      </Fact>
      <Fact name="Built from">
        {sources.length === 0 ? (
          <span class="muted">{textIfEmpty(otherProgress, 'Unknown')}</span>
        ) : (
          <Text>{sources[0]}</Text>
        )}
      </Fact>
      <Fact name="Deployed">
        {running > 0 ? (
          <b>{number(running)} running</b>
        ) : (
          <span class="muted">{textIfEmpty(otherProgress, 'No running deployment stored')}</span>
        )}
      </Fact>
    </dl>
  );
}

/** Attestations whose verification is read for the summary; the cards below read the rest. */
const maxRead = 20;

/** How many attestations the server verified when they were stored. What could not be read counts as not known. */
function SignatureSummary({ attested, verificationOf }: Pick<HeaderProps, 'attested' | 'verificationOf'>) {
  const names = attested.slice(0, maxRead).map(({ name = '' }) => name);
  const { value: states } = useValue(names.join(' '), () =>
    Promise.all(
      names.map((name) =>
        verificationOf(name).then(
          ({ state }) => state,
          () => undefined,
        ),
      ),
    ),
  );
  if (states === undefined) return <small>Loading…</small>;
  const verified = states.filter((state) => state === 'VERIFIED').length;
  const refused = states.filter((state) => state === 'NOT_VERIFIED').length;
  const unchecked = states.filter((state) => state === 'NOT_CHECKED').length;
  const rest = attested.length - verified - refused - unchecked;
  const parts = [
    verified > 0 && `${verified} verified by the server`,
    refused > 0 && `${refused} not verified`,
    unchecked > 0 && `${unchecked} not checked`,
    rest > 0 && `${rest} not known`,
  ].filter((part) => part !== false);
  return <small class={refused > 0 ? 'warn' : undefined}>{parts.join(', ')}</small>;
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Worst({
  counts,
  scans,
  progress,
}: Pick<HeaderProps, 'scans' | 'progress'> & { counts: ReturnType<typeof countSeverities> }) {
  const worst = worstCounted(counts);
  const unknown = counts.UNKNOWN ?? 0;
  if (worst !== undefined)
    return (
      <>
        <SeverityTag severity={worst} />
        {progress !== 'done' && <small>or worse: the list is not complete</small>}
        {progress === 'done' && unknown > 0 && worst !== 'UNKNOWN' && (
          <small>{number(unknown)} of unknown severity</small>
        )}
      </>
    );
  if (progress === 'loading' || (progress === 'done' && scans === undefined))
    return <span class="muted">Loading…</span>;
  if (progress === 'done' && scans?.state === 'scanned')
    return <span class="severity none">No findings</span>;
  return (
    <>
      <SeverityTag severity="UNKNOWN" />
      <small>{progress === 'done' ? 'no scan has finished' : 'the list is not complete'}</small>
    </>
  );
}

function Scanned({ scans, progress }: Pick<HeaderProps, 'scans' | 'progress'>) {
  if (scans === undefined) return <span class="muted">Loading…</span>;
  // An incomplete list may lack the scan that finished.
  if (progress !== 'done' && scans.state !== 'scanned')
    return <b class="warn">{textIfEmpty(progress, '')}</b>;
  const { state, time, by, problem } = scans;
  if (state === 'never') return <b class="warn">No scan is stored</b>;
  if (state === 'running') return <b class="warn">A scan is running</b>;
  if (state === 'failed')
    return (
      <>
        <b class="warn">The scan failed</b>
        <small>
          <Text>{problem}</Text>
        </small>
      </>
    );
  return (
    <>
      <Time at={time} />
      <small>
        by <Text>{by.join(', ')}</Text>
        {isStale(time) && <b class="warn"> – older than {staleDays} days</b>}
        {problem !== '' && <b class="warn"> – another scan failed</b>}
      </small>
    </>
  );
}
