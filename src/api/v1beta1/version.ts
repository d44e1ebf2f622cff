import type { GrafeasVersion } from '../grafeas.js';

/** Names of v1beta1. The summary belongs to the Grafeas service. */
export const grafeasV1beta1: GrafeasVersion = {
  name: 'v1beta1',
  services: {
    grafeas: 'grafeas.v1beta1.GrafeasV1Beta1',
    projects: 'grafeas.v1beta1.project.Projects',
    summary: 'grafeas.v1beta1.GrafeasV1Beta1',
    iam: 'google.devtools.containeranalysis.v1beta1.ContainerAnalysisV1Beta1',
  },
};
