import { exampleResource as resource } from '../common/example.js';
import type { Kind } from '../kind.js';

const noteName = 'projects/benchmarks/notes/no-root';

const occurrence = (compliance: unknown) => ({ resourceUri: resource.uri, noteName, compliance });

const version = {
  cpeUri: 'cpe:/o:debian:debian_linux:12',
  benchmarkDocument: 'CIS Debian Linux 12',
  version: '1.0.1',
};

export const v1Examples: Kind['examples'] = {
  notes: [
    {
      value: {
        compliance: {
          title: 'No container runs as root.',
          version: [version],
          remediation: 'Set USER.',
          cisBenchmark: { profileLevel: 1, severity: 'HIGH' },
          scanInstructions: 'e30=',
          impact: 'Ports below 1024 cannot be opened.',
        },
      },
    },
  ],
  occurrences: [
    {
      value: occurrence({
        nonCompliantFiles: [{ path: '/etc/passwd', reason: 'root has a shell' }],
        nonComplianceReason: 'USER is not set',
        version,
      }),
    },
    { value: occurrence({}) },
  ],
  invalid: [
    {
      of: 'note',
      path: 'compliance.cis_benchmark.severity',
      value: { compliance: { cis_benchmark: { severity: 'TERRIBLE' } } },
    },
    { of: 'note', path: 'compliance.scan_instructions', value: { compliance: { scan_instructions: '?' } } },
    { of: 'occurrence', path: 'compliance.title', value: occurrence({ title: 'No root.' }) },
  ],
};
