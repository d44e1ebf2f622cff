import type { GrafeasVersion } from '../grafeas.js';

/** Names of v1. The summary belongs to the service of Container Analysis. */
export const grafeasV1: GrafeasVersion = {
  name: 'v1',
  services: {
    grafeas: 'grafeas.v1.Grafeas',
    projects: 'grafeas.v1.project.Projects',
    summary: 'google.devtools.containeranalysis.v1.ContainerAnalysis',
    iam: 'google.devtools.containeranalysis.v1.ContainerAnalysis',
  },
};
