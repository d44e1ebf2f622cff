import type { RatedImage } from '../image-table.js';
import { ImageLink, Section } from '../parts.js';
import { setOptions } from '../route.js';
import { isStale, staleDays } from '../scan.js';
import { number, Text, Time } from '../text.js';

/** Images of each list at most. */
const most = 5;

interface ScansProps {
  readonly images: readonly RatedImage[];
  readonly parent: string;
}

/** The newest scans of a project, and the oldest of those that are stale. */
export function ScanLists({ images, parent }: ScansProps) {
  const scanned = images
    .filter(({ scans }) => scans.state === 'scanned')
    .sort((a, b) => (a.scans.time < b.scans.time ? 1 : -1));
  const stale = scanned.filter(({ scans }) => isStale(scans.time)).reverse();
  return (
    <div class="beside">
      <Section title="Newest scans" count={scanned.length}>
        <ScanList images={scanned.slice(0, most)} parent={parent} none="No scan has finished." />
      </Section>
      <Section title="Stale scans" count={stale.length}>
        <ScanList
          images={stale.slice(0, most)}
          parent={parent}
          none={`No finished scan is older than ${staleDays} days.`}
        />
        {stale.length > most && (
          <button
            type="button"
            onClick={() => {
              setOptions({ scan: 'stale' });
              scrollTo(0, 0);
            }}
          >
            Show all {number(stale.length)} images
          </button>
        )}
      </Section>
    </div>
  );
}

function ScanList({ images, parent, none }: ScansProps & { readonly none: string }) {
  if (images.length === 0) return <p class="muted">{none}</p>;
  return (
    <ul class="plain">
      {images.map(({ uri, scans }) => (
        <li key={uri}>
          <ImageLink uri={uri} parent={parent} />
          <br />
          <Time at={scans.time} />{' '}
          <span class="muted">
            by <Text>{scans.by.join(', ')}</Text>
          </span>
        </li>
      ))}
    </ul>
  );
}
