import type { ComponentChildren } from 'preact';
import { SeverityBar, SeverityTag } from '../bars.js';
import { type Finding, noteParts } from '../finding.js';
import type { Progress } from '../load.js';
import { isStale, type Scans, staleDays } from '../scan.js';
import type { AnOccurrence } from '../session.js';
import { countSeverities, worstCounted } from '../severity.js';
import { number, Text, Time } from '../text.js';
import { sourcesOf } from './provenance.js';

interface HeaderProps {
  readonly findings: readonly Finding[];
  readonly progress: Progress;
  readonly scans: Scans | undefined;
  readonly attested: readonly AnOccurrence[];
  readonly builds: readonly AnOccurrence[];
  readonly deployed: readonly AnOccurrence[];
}

/** The image in six facts. What is not known is said to be unknown; only a finished scan makes no finding good news. */
export function Header({ findings, progress, scans, attested, builds, deployed }: HeaderProps) {
  const counts = countSeverities(findings.map(({ severity }) => severity));
  const fixable = findings.filter((finding) => finding.fixable).length;
  const notAffected = findings.filter(({ vex }) => vex === 'NOT_AFFECTED' || vex === 'FIXED').length;
  const signers = [...new Set(attested.map(({ noteName = '' }) => noteParts(noteName).id))];
  const sources = builds.flatMap(sourcesOf);
  const running = deployed.filter(({ deployment }) => deployment?.undeployTime === undefined).length;
  const partial = progress !== 'done';
  return (
    <dl class="facts">
      <Fact name="Worst severity">
        <Worst counts={counts} scans={scans} progress={progress} />
      </Fact>
      <Fact name="Fixable">
        <b>{number(fixable)}</b> of {number(findings.length)}
        {partial && <span class="muted"> so far</span>}
        {notAffected > 0 && <small>{number(notAffected)} stated not affected or fixed (VEX)</small>}
        <SeverityBar counts={counts} />
      </Fact>
      <Fact name="Scanned">
        <Scanned scans={scans} />
      </Fact>
      <Fact name="Attested by">
        {signers.length === 0 ? (
          <span class="muted">{partial ? 'reading…' : 'nobody'}</span>
        ) : (
          <>
            <Text>{signers.slice(0, 3).join(', ')}</Text>
            <small>signatures as stored; not verified here</small>
          </>
        )}
      </Fact>
      <Fact name="Built from">
        {sources.length === 0 ? (
          <span class="muted">{partial ? 'reading…' : 'unknown'}</span>
        ) : (
          <Text>{sources[0]}</Text>
        )}
      </Fact>
      <Fact name="Deployed">
        {running > 0 ? (
          <b>{number(running)} running</b>
        ) : (
          <span class="muted">{partial ? 'reading…' : 'not known to run'}</span>
        )}
      </Fact>
    </dl>
  );
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
    return <span class="muted">reading…</span>;
  if (progress === 'done' && scans?.state === 'scanned')
    return <span class="severity none">No findings</span>;
  return (
    <>
      <SeverityTag severity="UNKNOWN" />
      <small>{progress === 'done' ? 'no scan has finished' : 'the list could not be read'}</small>
    </>
  );
}

function Scanned({ scans }: { readonly scans: Scans | undefined }) {
  if (scans === undefined) return <span class="muted">reading…</span>;
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
